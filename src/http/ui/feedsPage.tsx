import type { Channel } from "../../domain/channel.js";
import type { Instruction } from "../../domain/instruction.js";
import type { Health } from "../../domain/sourceHealth.js";
import { nameReach } from "../../domain/territory.js";
import type { TokenFacts } from "../../services/accounts.js";
import type { Page } from "../../services/lists/page.js";
import type { Contact } from "../../services/notify/contacts.js";
import type { OutletNotice } from "../../services/notify/outletNotices.js";
import type { UnwrittenFacts } from "../../services/publish/unwritten.js";
import type { TakedownView } from "../../services/takedowns.js";
import { type Chrome, deskPage } from "./chrome.js";
import { WebLink } from "./document.js";
import { Instructions, Sources } from "./feedsSources.js";
import { ActForm, TextField } from "./forms.js";
import { ContactOf, RotateToken, Unanswered } from "./outletParts.js";
import { Facts, Further, Id, Nothing, Section } from "./parts.js";
import { count } from "./phrases.js";
import { Time } from "./time.js";

/** What goes out and what comes in. */
export interface FeedsView {
  readonly channels: Page<{
    readonly channel: Channel;
    readonly urls: readonly { readonly format: string; readonly url: string }[];
    readonly published: number;
    readonly withdrawn: number;
    readonly unwritten: readonly UnwrittenFacts[];
    readonly tokens: Page<TokenFacts>;
    /** Null for a channel of our own. */
    readonly contact: Contact | null;
  }>;
  readonly notices: Page<OutletNotice>;
  /** Those that are not answered by all. */
  readonly takedowns: Page<TakedownView>;
  readonly sources: Page<{
    readonly id: string;
    readonly partner: string;
    readonly url: string;
    readonly lastPolledAt: string | null;
    readonly lastGoodAt: string | null;
    readonly dueAt: string | null;
    readonly problem: string | null;
    readonly health: Health;
    readonly movedTo: { readonly url: string; readonly at: string } | null;
    readonly hub: { readonly state: string } | null;
    readonly faults: readonly string[];
    /** Not null: the feed suddenly is another, and waits for somebody to say that it is right. */
    readonly held: { readonly detail: string; readonly since: string } | null;
  }>;
  readonly instructions: Page<{
    readonly instruction: Instruction;
    readonly by: string;
    readonly standing: boolean;
  }>;
  /** What a standing instruction may be given for. */
  readonly mayInstruct: {
    readonly sources: readonly { readonly id: string; readonly partner: string }[];
    readonly channels: readonly Channel[];
  };
}

/** The page's lists go on each by a parameter of its own; the tokens of a channel by this one. */
export function tokensOf(channel: string): string {
  return `tokens-${channel}`;
}

export interface NewSecret {
  /** The channel that it opens, or the outlet that checks its webhooks with it. */
  readonly channel: string;
  readonly secret: string;
  readonly opens: "the feed" | "the webhook";
}

/**
 * Channels with their tokens, sources with how polling them stands, and standing instructions.
 *
 * @param newToken shown once, on the answer to the request that made it.
 */
export function feedsPage(chrome: Chrome, view: FeedsView, newToken: NewSecret | null): string {
  return deskPage(
    chrome,
    "Feeds",
    <>
      <h1>Feeds</h1>
      {newToken === null ? null : <Secret token={newToken} view={view} />}
      <Section id="channels" title="What goes out">
        {view.channels.rows.length === 0 ? (
          <Nothing>There is no channel: add a file under feeds/outbound/.</Nothing>
        ) : null}
        <div class="cards">
          {view.channels.rows.map((outbound) => (
            <ChannelCard key={outbound.channel.id} chrome={chrome} outbound={outbound} />
          ))}
        </div>
        <Further href="/desk/feeds" next={view.channels.next} what="channels" after="channels" />
      </Section>
      <Unanswered chrome={chrome} notices={view.notices} takedowns={view.takedowns} />
      <Sources chrome={chrome} view={view} />
      <Instructions chrome={chrome} view={view} />
    </>,
  );
}

function Secret({ token, view }: { readonly token: NewSecret; readonly view: FeedsView }) {
  if (token.opens === "the webhook") return <WebhookSecret token={token} />;
  const channel = view.mayInstruct.channels.find(({ id }) => id === token.channel);
  return (
    <div class="flash done" role="status">
      <p>
        <strong>A new token for {channel?.title ?? token.channel}.</strong> Copy it now: it is shown this once and never
        again. Give it to {channel?.outlet?.name ?? "the outlet"}, to send as a bearer token, as the password of Basic
        authentication, or as <code>?token=…</code> at the end of the feed’s address.
      </p>
      <p class="secret">
        <label for="new-token">Token</label>
        <input id="new-token" type="text" readonly value={token.secret} data-copy />
      </p>
    </div>
  );
}

function WebhookSecret({ token }: { readonly token: NewSecret }) {
  return (
    <div class="flash done" role="status">
      <p>
        <strong>A new secret for the webhook of {token.channel}.</strong> Copy it now: it is shown this once and never
        again. With it the outlet checks the signature of what it is sent (HMAC-SHA256).
      </p>
      <p class="secret">
        <label for="new-secret">Secret</label>
        <input id="new-secret" type="text" readonly value={token.secret} data-copy />
      </p>
    </div>
  );
}

type Outbound = FeedsView["channels"]["rows"][number];

function ChannelCard({ chrome, outbound }: { readonly chrome: Chrome; readonly outbound: Outbound }) {
  const { channel, urls, published, withdrawn, tokens } = outbound;
  return (
    <article class="card" aria-labelledby={`channel-${channel.id}`}>
      <h3 id={`channel-${channel.id}`}>{channel.title}</h3>
      <p class="away">{channel.description}</p>
      <p>
        {channel.retiredAt === null ? null : <span class="mark quiet">Closed</span>} {count(published, "column")} in it
        now, {withdrawn} withdrawn.
      </p>
      <Unwritten found={outbound.unwritten} />
      <Facts
        pairs={[
          ["For", channel.outlet === null ? "the public" : `${channel.outlet.name} (${channel.outlet.id})`],
          ["Medium", channel.medium],
          ["Territories", nameReach(channel.territories)],
          ["Holds", `the latest ${count(channel.maxItems, "column")}`],
        ]}
      />
      <ul class="addresses">
        {urls.map(({ format, url }) => (
          <li key={url}>
            <span class="format">{format}</span> <WebLink url={url} />
          </li>
        ))}
      </ul>
      {channel.outlet === null ? null : <Tokens chrome={chrome} channel={channel} tokens={tokens} />}
      {outbound.contact === null ? null : <ContactOf chrome={chrome} channel={channel.id} contact={outbound.contact} />}
    </article>
  );
}

function Unwritten({ found }: { readonly found: readonly UnwrittenFacts[] }) {
  if (found.length === 0) return null;
  return (
    <ul class="findings">
      {found.map(({ item, problem, at }) => (
        <li key={item} class="doubt">
          <span class="mark doubt">Withdrawn</span>{" "}
          <a href={`/desk/items/${encodeURIComponent(item)}`}>A column could not be published</a> on <Time at={at} />.{" "}
          {problem}
        </li>
      ))}
    </ul>
  );
}

interface TokensProps {
  readonly chrome: Chrome;
  readonly channel: Channel;
  readonly tokens: Page<TokenFacts>;
}

function Tokens({ chrome, channel, tokens }: TokensProps) {
  const path = `/desk/feeds/${encodeURIComponent(channel.id)}/tokens`;
  return (
    <>
      <h4>Tokens</h4>
      {tokens.rows.length === 0 ? <Nothing>None: nobody can read this feed yet.</Nothing> : null}
      <ul class="tokens">
        {tokens.rows.map((token) => (
          <li key={token.id}>
            <span>
              {token.name} <Id id={token.id} />{" "}
              <span class="away">
                since <Time at={token.createdAt} dateOnly />
                {token.lastUsedAt === null
                  ? ", never used"
                  : [", last used ", <Time key="used" at={token.lastUsedAt} />]}
                {token.expiresAt === null ? null : [", replaced; open until ", <Time key="end" at={token.expiresAt} />]}
              </span>
            </span>
            <RotateToken chrome={chrome} path={path} token={token} />
            <TokenEnd chrome={chrome} path={path} token={token} />
          </li>
        ))}
      </ul>
      <Further href="/desk/feeds" next={tokens.next} what="tokens" after={tokensOf(channel.id)} />
      {chrome.may("issue-tokens") ? (
        <ActForm action={path} csrf={chrome.csrf} once={chrome.once} label={`New token for ${channel.title}`}>
          <TextField
            name="name"
            id={`token-name-${channel.id}`}
            label="New token for"
            hint="Who will use it."
            required
          />
          <button type="submit">Issue a token</button>
        </ActForm>
      ) : null}
    </>
  );
}

function TokenEnd(props: { readonly chrome: Chrome; readonly path: string; readonly token: TokenFacts }) {
  const { chrome, path, token } = props;
  if (token.revokedAt !== null) {
    return (
      <span class="away">
        revoked <Time at={token.revokedAt} dateOnly />
      </span>
    );
  }
  if (!chrome.may("issue-tokens")) return null;
  return (
    <ActForm action={`${path}/${encodeURIComponent(token.id)}/revoke`} csrf={chrome.csrf} quiet>
      <button type="submit" class="small" aria-label={`Revoke the token ${token.name}`}>
        Revoke
      </button>
    </ActForm>
  );
}
