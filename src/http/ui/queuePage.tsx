import { FINDINGS } from "../../domain/finding.js";
import type { Decision, QueuePage, QueueRow } from "../../services/lists/queue.js";
import type { ChannelClearance } from "../../services/releases.js";
import { type Chrome, deskPage } from "./chrome.js";
import { clearedFirst } from "./columnDecision.js";
import { Further, Nothing, Verdict } from "./parts.js";
import { actorName, count, countedRows, leftOut, listed } from "./phrases.js";
import { isWorthWaitingFor, Sentence } from "./reasons.js";
import { distance, isWithinDays, span, Time } from "./time.js";

const SHELVES: readonly { readonly decision: Decision; readonly label: string; readonly empty: string }[] = [
  { decision: "waiting", label: "Waiting", empty: "Nothing waits for you. New columns appear here as they arrive." },
  { decision: "approved", label: "Approved", empty: "No column is approved yet." },
  { decision: "held", label: "Held", empty: "No column is held." },
  { decision: "rejected", label: "Rejected", empty: "No column was rejected." },
  { decision: "withdrawn", label: "Withdrawn", empty: "No partner has withdrawn a column." },
];

/** An answer that may change within so many days is worth a word in the queue. */
const SOON_DAYS = 14;

/** The queue: one state of review, each column with its doubts and its answer per channel. */
export function queuePage(chrome: Chrome, page: QueuePage): string {
  const shelf = SHELVES.find(({ decision }) => decision === page.decision);
  const label = shelf?.label ?? page.decision;
  return deskPage(
    chrome,
    `${label} columns`,
    <>
      <h1>{label} columns</h1>
      <Shelves page={page} />
      {page.rows.length === 0 ? (
        <Nothing>{shelf?.empty}</Nothing>
      ) : (
        <ol class="queue">
          {page.rows.map((row) => (
            <Column key={row.item.id} row={row} chrome={chrome} />
          ))}
        </ol>
      )}
      <Further href={`/desk?show=${page.decision}`} next={page.next} what="columns" />
    </>,
  );
}

function Shelves({ page }: { readonly page: QueuePage }) {
  return (
    <nav aria-label="State of review" class="shelves">
      <ul class="tabs">
        {SHELVES.map(({ decision, label }) => (
          <li key={decision}>
            <a
              href={`/desk?show=${decision}`}
              {...(decision === page.decision ? { "aria-current": "page" as const } : {})}
            >
              {label} <span class="number">{countedRows(page.counts[decision])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Column({ row, chrome }: { readonly row: QueueRow; readonly chrome: Chrome }) {
  const { item } = row;
  return (
    <li class="queued" data-row>
      <article>
        <div class="what">
          <p class="kicker">{row.partner}</p>
          <h2>
            <a href={`/desk/items/${encodeURIComponent(item.id)}`} dir="auto" data-open>
              {row.title || "Without a title"}
            </a>
          </h2>
          <p class="byline">
            {row.authors.length > 0 ? (
              <>
                <bdi>{listed(row.authors)}</bdi> ·{" "}
              </>
            ) : null}
            {row.publishedAt === null ? null : (
              <>
                <Time at={row.publishedAt} dateOnly /> ·{" "}
              </>
            )}
            {count(row.words, "word")} · <State row={row} chrome={chrome} />
          </p>
          {row.isRevision ? <p class="note">The partner has sent a new revision of it.</p> : null}
          <Findings row={row} />
        </div>
        <ul class="answers" aria-label="Answer per channel">
          {grouped(clearedFirst(row.clearances)).map(([first, ...others]) => (
            <Answer key={first.channel.id} first={first} others={others} now={chrome.now} />
          ))}
        </ul>
      </article>
    </li>
  );
}

function State({ row: { item }, chrome }: { readonly row: QueueRow; readonly chrome: Chrome }) {
  const { decision, at, by, reason } = item.review;
  const away = distance(at, chrome.now);
  if (decision === "waiting") return <>waiting for {span(at, chrome.now)}</>;
  const who = by?.startsWith("instruction:") ? ` by ${actorName(by, new Map()).toLowerCase()}` : "";
  return (
    <>
      {decision}
      {who} {away}
      {reason === null ? null : <q class="reason">{reason}</q>}
    </>
  );
}

function Findings({ row }: { readonly row: QueueRow }) {
  if (row.findings.length === 0) return null;
  const sorted = [...row.findings].sort((a, b) => FINDINGS[a].severity.localeCompare(FINDINGS[b].severity));
  return (
    <ul class="findings brief" aria-label="Findings">
      {sorted.map((code) => (
        <li key={code} class={FINDINGS[code].severity}>
          <span class={`mark ${FINDINGS[code].severity}`}>
            {FINDINGS[code].severity === "doubt" ? "Doubt" : "Note"}
          </span>{" "}
          {FINDINGS[code].sentence}
        </li>
      ))}
    </ul>
  );
}

type Group = readonly [ChannelClearance, ...ChannelClearance[]];

/** Channels with the same answer for the same reason, together. */
function grouped(clearances: readonly ChannelClearance[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const answer of clearances) {
    const key = `${answer.clearance.verdict}\n${nearest(answer)}\n${answer.clearance.changesAt ?? ""}`;
    const group = groups.get(key);
    groups.set(key, group === undefined ? [answer] : [...group, answer]);
  }
  return [...groups.values()];
}

/** The reason that is nearest to being cured; of what is cleared, what stays out. */
function nearest({ clearance, excerpt }: ChannelClearance): string {
  if (excerpt !== null) return `Only an excerpt of ${excerpt.words} words is cleared.`;
  if (clearance.verdict === "cleared") return leftOut(clearance.components) ?? "";
  return clearance.reasons[0]?.sentence ?? "No permission covers it.";
}

function Answer(props: {
  readonly first: ChannelClearance;
  readonly others: readonly ChannelClearance[];
  readonly now: string;
}) {
  const { clearance } = props.first;
  const soon =
    isWithinDays(clearance.changesAt, props.now, SOON_DAYS) && isWorthWaitingFor(clearance)
      ? clearance.changesAt
      : null;
  return (
    <li class={`answer ${clearance.verdict}`}>
      <p>
        <Verdict verdict={clearance.verdict} />{" "}
        {listed([props.first, ...props.others].map(({ channel }) => channel.title))}
      </p>
      <p class="why">
        <Sentence text={nearest(props.first)} />
        {soon === null ? null : <span class="soon"> The answer may change {distance(soon, props.now)}.</span>}
      </p>
    </li>
  );
}
