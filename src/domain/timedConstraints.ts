import { embargoEnd, useWindowEnd } from "./embargo.js";
import { nameQuota } from "./excess.js";
import type { Question } from "./question.js";
import { periodAround, quotaStanding } from "./quota.js";
import { type Reason, reason } from "./reasons.js";
import { isRemainder } from "./remainder.js";
import type { Clause, Rule } from "./rules.js";
import type { RecordedUse, Use } from "./use.js";
import type { Instant } from "./window.js";
import type { WorkFacts } from "./works.js";

const NONE: readonly Reason[] = [];

/** What fails for a clause at one instant: its state, its window, embargo, use window and quota. */
export function failingAt(
  clause: Clause,
  { use, work }: Question,
  uses: readonly RecordedUse[],
  at: Instant,
): readonly Reason[] {
  const { id, from, until } = clause;
  const isBegun = from === null || from <= at;
  const isOver = until !== null && until <= at;
  const goesOn = isOver && isRemainder(clause, use);
  const isEnded = isOver && !goesOn;
  if (clause.isSteady && clause.isActive && isBegun && !isEnded) return NONE;
  const failures = [goesOn ? null : stateFailure(clause, isEnded)];
  if (!isBegun) failures.push(reason("window.not-begun", `${id} begins at ${from}.`, id));
  if (isEnded) failures.push(reason("window.ended", `${id} ended at ${until}.`, id));
  failures.push(embargoFailure(clause, work, at));
  failures.push(useWindowFailure(clause, use, work, uses, at), quotaFailure(clause, use, work, uses, at));
  return failures.filter((failure) => failure !== null);
}

const STATE_CODES = {
  draft: "permission.draft",
  pending: "permission.pending",
  suspended: "permission.suspended",
  rejected: "permission.rejected",
  superseded: "permission.superseded",
  revoked: "permission.revoked",
  expired: "permission.expired",
} as const;

/** What is suspended when its window ends has expired, and that is said instead. */
function stateFailure({ id, version }: Clause, isEnded: boolean): Reason | null {
  const { state } = version;
  if (state === "active" || (state === "suspended" && isEnded)) return null;
  const why = version.reason === null || version.reason === "" ? "" : `: ${version.reason}`;
  const words = {
    draft: `${id} is a draft since ${version.since}, and permits nothing yet.`,
    pending: `${id} is pending since ${version.since}, and permits nothing yet.`,
    suspended: `${id} is suspended since ${version.since}${why}.`,
    rejected: `${id} was rejected at ${version.since}${why}.`,
    superseded: `${id} was superseded at ${version.since}${why}.`,
    revoked: `${id} was revoked at ${version.since}${why}.`,
    expired: `${id} is on record as expired since ${version.since}${why}.`,
  };
  return reason(STATE_CODES[state], words[state], id);
}

function embargoFailure({ id, terms }: Clause, { publishedAt }: WorkFacts, at: Instant): Reason | null {
  if (terms.embargo === null) return null;
  const end = embargoEnd(terms.embargo, publishedAt);
  if (end === "open") {
    const why = "open" in terms.embargo ? terms.embargo.open : "";
    return reason("embargo.open", `${id} is under an embargo with no set end: ${why}.`, id);
  }
  if (end === "unknown") {
    return reason(
      "embargo.unknown",
      `${id} counts its embargo from first publication, and nobody knows when that was.`,
      id,
    );
  }
  return at < end ? reason("embargo.not-lifted", `${id} is under an embargo until ${end}.`, id) : null;
}

/** A use that began in time goes on. */
function useWindowFailure(
  { id, terms }: Clause,
  use: Use,
  work: WorkFacts,
  uses: readonly RecordedUse[],
  at: Instant,
): Reason | null {
  if (terms.useWithinDays === null) return null;
  const end = useWindowEnd(terms.useWithinDays, work.publishedAt);
  const begun = uses.some(
    (past) =>
      past.item === work.id && past.outlet === use.outlet && past.at <= at && (end === "unknown" || past.at < end),
  );
  if (begun || (end !== "unknown" && at < end)) return null;
  const asks = `${id} asks for first use within ${terms.useWithinDays} days of publication`;
  return end === "unknown"
    ? reason("use-window.unknown", `${asks}, and nobody knows when that was.`, id)
    : reason("use-window.closed", `${asks}; that ended at ${end}.`, id);
}

function quotaFailure(
  { id, terms }: Clause,
  use: Use,
  work: WorkFacts,
  uses: readonly RecordedUse[],
  at: Instant,
): Reason | null {
  if (terms.maxUses === null) return null;
  const asked = { item: work.id, channel: use.channel, outlet: use.outlet, words: work.words };
  const { used, fits, period } = quotaStanding(terms.maxUses, uses, asked, at);
  if (fits) return null;
  const since = period.from === null || used === 0 ? "" : ` since ${period.from}`;
  const more = terms.maxUses.unit === "words" ? `, and this column has ${work.words}` : "";
  return reason(
    "quota.exhausted",
    `${id} allows ${nameQuota(terms.maxUses)}; ${used} ${used === 1 ? "is" : "are"} used${since}${more}.`,
    id,
  );
}

/** True where a clause counts uses. */
export function countsUses({ terms }: Pick<Clause, "terms">): boolean {
  return terms.maxUses !== null || terms.useWithinDays !== null;
}

/** True where others wait for a licensee's first use. */
export function grantsFirstUse({ exclusivity }: Clause): boolean {
  return exclusivity?.kind === "first";
}

/** Adds every instant after `at` at which the rule may answer otherwise: from its record, the work's date, and uses. */
export function addInstants(
  { clauses }: Rule,
  { publishedAt }: WorkFacts,
  uses: readonly RecordedUse[],
  at: Instant,
  instants: Instant[],
): void {
  for (const clause of clauses) {
    const { terms, exclusivity, isSteady } = clause;
    addWindow(clause, at, instants);
    if (exclusivity !== null) add(exclusivity.until, at, instants);
    if (isSteady) continue;
    if (terms.embargo !== null) add(embargoEnd(terms.embargo, publishedAt), at, instants);
    if (terms.useWithinDays !== null) add(useWindowEnd(terms.useWithinDays, publishedAt), at, instants);
    if (!countsUses({ terms })) continue;
    for (const use of uses) {
      add(use.at, at, instants);
      if (terms.maxUses !== null) add(periodAround(use.at, terms.maxUses.period).until, at, instants);
    }
  }
}

/** The instants after `at` that every clause has: since when it counts, and its window. */
export function addWindow({ since, from, until }: Clause, at: Instant, instants: Instant[]): void {
  if (since > at) instants.push(since);
  if (from !== null && from > at) instants.push(from);
  if (until !== null && until > at) instants.push(until);
}

function add(instant: Instant | null, at: Instant, instants: Instant[]): void {
  if (instant !== null && instant > at && instant !== "open" && instant !== "unknown") instants.push(instant);
}
