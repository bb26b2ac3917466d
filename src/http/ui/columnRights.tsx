import type { Entry } from "../../domain/event.js";
import { currentRevision } from "../../domain/item.js";
import { latestVersion } from "../../domain/permission.js";
import { type Release, WITHDRAWAL_WORDS } from "../../domain/release.js";
import type { DeliveryFacts } from "../../services/holdings.js";
import type { ColumnView } from "../../services/views.js";
import type { Chrome } from "./chrome.js";
import { History } from "./history.js";
import { Nothing, PermissionLink, Section, Table } from "./parts.js";
import { brief, count, listed, type Names, nameOf, termsInBrief, worksInWords } from "./phrases.js";
import { Time } from "./time.js";

/** In one paragraph what a complaint asks first: is it out, where, and who was sent it. */
export function WhereItIs(props: {
  readonly view: ColumnView;
  readonly names: Names;
  readonly deliveries: readonly DeliveryFacts[];
}) {
  const { releases } = props.view;
  if (releases.length === 0) return <p class="standing-line">It has never been in a feed.</p>;
  const open = releases.filter(({ state }) => state === "open");
  const ended = releases.length - open.length;
  const fetches = props.deliveries.reduce((sum, delivery) => sum + delivery.fetches, 0);
  const last = props.deliveries
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1);
  return (
    <p class="standing-line">
      {open.length === 0
        ? "It is in no feed now."
        : `It is released in ${listed(open.map(({ channel }) => nameOf(channel, props.names)))}.`}
      {ended === 0 ? "" : ` ${count(ended, "earlier release")} ended.`}{" "}
      {last === undefined ? (
        "Nobody has fetched it."
      ) : (
        <>
          It was fetched {count(fetches, "time")}, last on <Time at={last} />.
        </>
      )}
    </p>
  );
}

/** Each release with the permission and version it relied on, and how it ended. */
export function Releases({ view, names }: { readonly view: ColumnView; readonly names: Names }) {
  if (view.releases.length === 0) return null;
  return (
    <>
      <h3>Releases</h3>
      <Table
        caption="Releases of this column"
        columns={["Channel", "Revision", "Relied on", "Out since", "State"]}
        rows={view.releases.map((release) => [
          nameOf(release.channel, names),
          revisionName(view, release.revision),
          <>
            <PermissionLink id={release.permission} /> version {release.permissionVersion}
          </>,
          <Time key="since" at={release.openedAt} />,
          <ReleaseState key="state" release={release} />,
        ])}
      />
    </>
  );
}

function ReleaseState({ release }: { readonly release: Release }) {
  if (release.state === "open") return <span class="mark cleared">Open</span>;
  return (
    <>
      <span class="mark quiet">Withdrawn</span>{" "}
      {release.withdrawnAt === null ? null : <Time at={release.withdrawnAt} />}
      {release.withdrawal === null ? null : <p class="away">{WITHDRAWAL_WORDS[release.withdrawal]}</p>}
    </>
  );
}

/** Who was sent it, when first and when last. */
export function Deliveries(props: {
  readonly view: ColumnView;
  readonly names: Names;
  readonly deliveries: readonly DeliveryFacts[];
}) {
  const { view, names, deliveries } = props;
  if (deliveries.length === 0) return null;
  return (
    <>
      <h3>Deliveries</h3>
      <Table
        caption="Who was sent this column"
        columns={["Channel", "To", "Revision", "First", "Last", "Fetches"]}
        rows={deliveries.map((sent) => [
          nameOf(sent.channel, names),
          sent.token === null ? "the public" : `token ${nameOf(sent.token, names)}`,
          revisionName(view, sent.revision),
          <Time key="first" at={sent.firstAt} />,
          <Time key="last" at={sent.lastAt} />,
          String(sent.fetches),
        ])}
      />
    </>
  );
}

/** `2 of 3 (3f9a01bc)`: revisions are counted as they came. */
export function revisionName({ item }: ColumnView, revision: string): string {
  const found = item.revisions.find(({ digest }) => digest === revision);
  const digest = brief(revision);
  return found === undefined ? digest : `${found.number} of ${currentRevision(item).number} (${digest})`;
}

export function Covering({ view }: { readonly view: ColumnView }) {
  return (
    <Section id="permissions" title="Permissions on record for this column">
      {view.permissions.length === 0 ? (
        <Nothing>None. Nothing stated is a refusal.</Nothing>
      ) : (
        <Table
          caption="Permissions that name this column among their works"
          columns={["Permission", "Says", "Works", "Holds"]}
          rows={view.permissions.map((permission) => {
            const { record, state } = latestVersion(permission);
            const { until } = record.window;
            return [
              <PermissionLink key="id" id={permission.id} />,
              `${record.terms.effect === "deny" ? "Forbids" : "Allows"} under ${record.license.id}: ${termsInBrief(record)}`,
              worksInWords(record.works, view.partner?.name ?? record.partner),
              <>
                {state === "revoked" ? <span class="mark refused">Revoked</span> : null}{" "}
                {until === null ? "open-ended" : <>until {<Time at={until} />}</>}
              </>,
            ];
          })}
        />
      )}
    </Section>
  );
}

/** Asks about any moment: was it allowed there, then? A plain GET form. */
export function ExplainForm(props: {
  readonly item: string;
  readonly channels: readonly { readonly id: string; readonly title: string }[];
  readonly channel: string | null;
  readonly at: string;
}) {
  return (
    <form method="get" action={`/desk/items/${encodeURIComponent(props.item)}/explain`} class="form line">
      <div class="field">
        <label for="explain-channel">Channel</label>
        <select id="explain-channel" name="channel">
          {props.channels.map(({ id, title }) => (
            <option key={id} value={id} selected={id === props.channel}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="explain-at">At (UTC)</label>
        <input
          id="explain-at"
          type="text"
          name="at"
          value={props.at}
          autocomplete="off"
          aria-describedby="explain-hint"
        />
      </div>
      <button type="submit">Explain</button>
      <p class="hint" id="explain-hint">
        A moment such as 2026-03-01T09:00:00Z; leave it empty for now.
      </p>
    </form>
  );
}

export function ColumnHistory(props: {
  readonly chrome: Chrome;
  readonly view: ColumnView;
  readonly names: Names;
  readonly history: readonly Entry[];
}) {
  const subject = `item:${props.view.item.id}`;
  return (
    <Section
      id="history"
      title="History"
      aside={<a href={`/desk/audit?subject=${encodeURIComponent(subject)}`}>In the audit trail</a>}
    >
      <History entries={props.history} names={props.names} subject={subject} />
    </Section>
  );
}
