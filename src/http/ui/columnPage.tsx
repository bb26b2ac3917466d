import type { Entry } from "../../domain/event.js";
import type { DeliveryFacts } from "../../services/holdings.js";
import type { ColumnView } from "../../services/views.js";
import { type Chrome, deskPage } from "./chrome.js";
import { Decide } from "./columnDecision.js";
import { Identity } from "./columnIdentity.js";
import { bodyWithNotes } from "./columnNotes.js";
import { ColumnHistory, Covering, Deliveries, ExplainForm, Releases, revisionName, WhereItIs } from "./columnRights.js";
import { Body, Cuts, Findings, Media, StatedRights, Unwritten } from "./columnText.js";
import { Changes } from "./diff.js";
import { WebLink } from "./document.js";
import { Facts, Section } from "./parts.js";
import { actorName, listed, type Names } from "./phrases.js";
import { WithColumns } from "./reasons.js";
import { Time } from "./time.js";

/**
 * One column: what it says, what was noticed, where it may go and why, and everything that happened to it.
 *
 * @param names people by account id; names of channels, partners and tokens by id are used where they are given.
 * @param history what the ledger holds about it, latest first.
 */
export function columnPage(
  chrome: Chrome,
  view: ColumnView,
  names: ReadonlyMap<string, string>,
  history: readonly Entry[],
  deliveries: readonly DeliveryFacts[],
): string {
  const { revision } = view;
  const known = namesWithin(view, names);
  const title = revision.content.title || "Without a title";
  return deskPage(
    chrome,
    title,
    <div class="column-page">
      <div class="column-top">
        <Head chrome={chrome} view={view} names={known} title={title} />
        <Unwritten view={view} names={known} />
        <Findings view={view} />
      </div>
      <div class="decision">
        <Decide chrome={chrome} view={view} />
      </div>
      <div class="reading">
        {view.published === null ? null : <WhatChanged view={view} />}
        <Body chrome={chrome} view={view} />
        <Cuts chrome={chrome} view={view} />
        <Media view={view} />
        <StatedRights view={view} />
      </div>
      <div class="record">
        <Section id="where" title="Where it went">
          <WhereItIs view={view} names={known} deliveries={deliveries} />
          <Releases view={view} names={known} />
          <Deliveries view={view} names={known} deliveries={deliveries} />
          <Identity chrome={chrome} view={view} />
          <p>
            <a href={`/desk/items/${encodeURIComponent(view.item.id)}/copies`}>Who holds which text, and takedowns</a>
          </p>
        </Section>
        <Covering view={view} />
        <Section id="explain" title="Was it allowed?">
          <ExplainForm
            item={view.item.id}
            channels={view.clearances.map(({ channel }) => channel)}
            channel={null}
            at=""
          />
        </Section>
        <ColumnHistory chrome={chrome} view={view} names={known} history={history} />
      </div>
    </div>,
    { body: bodyWithNotes(chrome, view) },
  );
}

/** The view itself names its channels and its partner; the given names come first. */
function namesWithin({ clearances, partner }: ColumnView, names: Names): Names {
  const channels = clearances.map(({ channel }) => [channel.id, channel.title] as const);
  const partners = partner === null ? [] : [[partner.id, partner.name] as const];
  return new Map([...channels, ...partners, ...names]);
}

interface HeadProps {
  readonly chrome: Chrome;
  readonly view: ColumnView;
  readonly names: Names;
  readonly title: string;
}

function Head({ chrome, view, names, title }: HeadProps) {
  const { item, revision, partner } = view;
  const { content } = revision;
  return (
    <header class="column-head">
      <p class="kicker">{partner?.name ?? item.partner}</p>
      <h1 dir="auto" {...(content.language === null ? {} : { lang: content.language })}>
        {title}
      </h1>
      <p class="byline">
        {content.authors.length > 0 ? (
          <>
            By <bdi>{listed(content.authors)}</bdi>
          </>
        ) : (
          "No author is named."
        )}
      </p>
      <State chrome={chrome} view={view} names={names} />
      <Facts
        pairs={[
          ["First published", content.publishedAt === null ? null : <Time at={content.publishedAt} />],
          ["Received", <Time key="received" at={item.receivedAt} now={chrome.now} />],
          ["Source", listed(item.sightings.map(({ source }) => source))],
          ["Original", content.url === null ? "no link in the feed" : <WebLink url={content.url} />],
          ["Tags", content.tags.join(", ")],
          ["Revision", revisionName(view, revision.digest)],
        ]}
      />
      <nav aria-label="On this page" class="contents">
        <a href="#decide">Decide</a> <a href="#text">Text</a> <a href="#stated">Stated rights</a>{" "}
        <a href="#where">Where it went</a> <a href="#permissions">Permissions</a> <a href="#history">History</a>
      </nav>
    </header>
  );
}

const DECISIONS: Readonly<Record<ColumnView["item"]["review"]["decision"], readonly [mark: string, words: string]>> = {
  waiting: ["doubt", "Waiting for an editor"],
  approved: ["cleared", "Approved"],
  held: ["refused", "Held"],
  rejected: ["refused", "Rejected"],
  withdrawn: ["quiet", "Withdrawn"],
};

function State({ chrome, view, names }: Omit<HeadProps, "title">) {
  const { decision, at, by, reason } = view.item.review;
  const [mark, words] = DECISIONS[decision];
  return (
    <div class="state">
      <p>
        <span class={`mark ${mark}`}>{words}</span> {by === null ? "" : `by ${actorName(by, names)} · `}
        <Time at={at} now={chrome.now} />
      </p>
      {reason === null ? null : (
        <blockquote class="verbatim">
          <WithColumns text={reason} />
        </blockquote>
      )}
    </div>
  );
}

function WhatChanged({ view }: { readonly view: ColumnView }) {
  if (view.published === null) return null;
  return (
    <Section id="changes" title="What changed">
      <p class="hint">
        The published revision is {revisionName(view, view.published.digest)}; it stays in the feeds until you decide on
        this one.
      </p>
      <Changes published={view.published} current={view.revision} />
    </Section>
  );
}
