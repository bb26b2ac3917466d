import type { Constraint } from "./constraints.js";
import { isFirstDone, isLicensee, nameLicensees, termRuns } from "./exclusivity.js";
import { type Asked, askedRules, instantsOf, isIdle, MAX_PARENTS, type Prepared, versionOf } from "./inquiry.js";
import { concerns, isRunning, type Override, overrideBoundaries } from "./override.js";
import type { Question } from "./question.js";
import { REASONS, type Reason, type ReasonCode, reason } from "./reasons.js";
import type { Clause, Rules } from "./rules.js";
import { allowsMedium } from "./terms.js";
import { nameTerritories, touches } from "./territory.js";
import { countsUses, failingAt } from "./timedConstraints.js";
import type { Instant } from "./window.js";

/** A permission that allows uses of the work, with what it fails in at one instant. */
export interface Judged {
  readonly id: string;
  /** Itself, then what it is a sublicense of. */
  readonly chain: readonly Clause[];
  readonly timed: readonly Reason[];
  readonly standing: readonly { readonly constraint: Constraint; readonly clause: Clause }[];
  /** The codes among its failures that an override lifts. */
  readonly lifted: readonly ReasonCode[];
  /** How many failures no override lifts. */
  readonly remaining: number;
}

/** A prohibition in force that reaches the use. */
export interface Forbidding {
  readonly clause: Clause;
  /** True where it forbids what the verdict is about, not only parts beside it. */
  readonly stops: boolean;
  readonly isLifted: boolean;
}

interface Exclusive {
  readonly told: Reason;
  readonly isLifted: boolean;
}

/** A decision before it is put into words. */
export interface Decision {
  readonly relied: Judged | null;
  readonly allowing: readonly Judged[];
  readonly forbidding: readonly Forbidding[];
  readonly exclusive: readonly Exclusive[];
  /** Those that run for the item and channel. */
  readonly overrides: readonly Override[];
}

/** One question with everything on record that is about it. */
export interface Inquiry {
  readonly question: Question;
  readonly rules: Rules;
  readonly asked: readonly Asked[];
  readonly overrides: readonly Override[];
}

const NOTHING: readonly never[] = [];

export function inquire(question: Question, rules: Rules): Inquiry {
  const { use, work } = question;
  const given = rules.overridesOf(work.id);
  const overrides = given.length === 0 ? given : given.filter((one) => concerns(one, work.id, use.channel));
  return { question, rules, asked: askedRules(question, rules), overrides };
}

export function decide({ question, rules, asked, overrides }: Inquiry, at: Instant): Decision {
  const running = overrides.length === 0 ? NOTHING : overrides.filter((override) => isRunning(override, at));
  const allowing: Judged[] = [];
  const forbidding: Forbidding[] = [];
  const exclusive: Exclusive[] = [];
  let isStopped = false;
  for (const one of asked) {
    const version = versionOf(one, at);
    if (version === undefined || !version.covers) continue;
    const { clause } = version;
    if (clause.isDeny) {
      if (!version.reaches || !isInForce(clause, at)) continue;
      const forbidden = forbid(clause, question, running);
      forbidding.push(forbidden);
      isStopped ||= forbidden.stops && !forbidden.isLifted;
      continue;
    }
    allowing.push(judge(one, version, question, rules, at, running));
    const told = clause.exclusivity === null ? null : exclusion(clause, question, rules, at);
    if (told === null) continue;
    const isLifted = lifts(running, "exclusivity.applies");
    exclusive.push({ told, isLifted });
    isStopped ||= !isLifted;
  }
  return { relied: isStopped ? null : preferred(allowing), allowing, forbidding, exclusive, overrides: running };
}

/** The first instant after `at` at which the answer is another one; null where there is none on record. */
export function nextChange(
  inquiry: Inquiry,
  at: Instant,
  now: Decision,
  inWords: (decision: Decision) => string,
): Instant | null {
  const bearing = now.relied === null ? inquiry : withoutIdle(inquiry);
  const endsWithWindow = now.relied !== null && inquiry.question.use.begunAt === undefined;
  const sole = endsWithWindow && inquiry.overrides.length === 0 ? soleSteady(bearing.asked) : null;
  if (sole !== null) return sole.until;
  const instants = instantsOf(bearing.asked, inquiry.question, inquiry.rules, at);
  for (const override of inquiry.overrides) {
    for (const instant of overrideBoundaries(override)) if (instant > at) instants.push(instant);
  }
  if (instants.length > 1) instants.sort();
  let before = at;
  for (const instant of instants) {
    if (instant === before) continue;
    const then = decide(bearing, instant);
    if (!(isSameDecision(then, now) ?? inWords(then) === inWords(now))) return instant;
    before = instant;
  }
  return null;
}

/** The one version that bears on a clearance, where its window alone decides: the clearance ends with it. */
function soleSteady(asked: readonly Asked[]): Clause | null {
  const one = asked.length === 1 ? asked[0] : undefined;
  const clause = one?.versions.length === 1 ? one.versions[0]?.clause : undefined;
  if (clause === undefined || clause.parent !== null) return null;
  return clause.isSteady ? clause : null;
}

/** A clearance changes by what can allow or forbid; what only has reasons to give, and no override to lift them, cannot. */
function withoutIdle(inquiry: Inquiry): Inquiry {
  if (inquiry.overrides.length > 0 || !inquiry.asked.some(isIdle)) return inquiry;
  return { ...inquiry, asked: inquiry.asked.filter((asked) => !isIdle(asked)) };
}

function lifts(running: readonly Override[], code: ReasonCode): boolean {
  return REASONS[code].overridable && running.some(({ codes }) => codes.includes(code));
}

function isInForce({ isActive, from, until }: Clause, at: Instant): boolean {
  return isActive && (from === null || from <= at) && (until === null || at < until);
}

function forbid(clause: Clause, { use, decisive }: Question, running: readonly Override[]): Forbidding {
  const { components, ai, absolute } = clause.terms;
  const stops =
    decisive.some((component) => components[component] === "deny") || use.ai.some((asked) => ai[asked] === "deny");
  return { clause, stops, isLifted: !absolute && lifts(running, "prohibition.applies") };
}

function judge(
  one: Asked,
  own: Prepared,
  question: Question,
  rules: Rules,
  at: Instant,
  running: readonly Override[],
): Judged {
  const { clause } = own;
  const usesOf = (counted: Clause) => (countsUses(counted) ? rules.usesOf(counted.id) : NOTHING);
  const chain = [clause];
  let timed = failingAt(clause, question, usesOf(clause), at);
  let standing: Judged["standing"] = own.failing.length === 0 ? NOTHING : failuresOf(own);
  let below = clause;
  while (below.parent !== null) {
    const parent = parentAt(one, below, chain, at);
    if ("code" in parent) {
      timed = [...timed, parent];
      break;
    }
    below = parent.clause;
    chain.push(below);
    timed = [...timed, ...failingAt(below, question, usesOf(below), at)];
    standing = [...standing, ...failuresOf(parent)];
  }
  const failures = timed.length + standing.length;
  const lifted = failures === 0 || running.length === 0 ? NOTHING : liftedCodes(timed, standing, running);
  return { id: clause.id, chain, timed, standing, lifted, remaining: failures - lifted.length };
}

function failuresOf({ failing, clause }: Prepared): Judged["standing"] {
  return failing.map((constraint) => ({ constraint, clause }));
}

function liftedCodes(
  timed: readonly Reason[],
  standing: Judged["standing"],
  running: readonly Override[],
): readonly ReasonCode[] {
  const codes = [...timed.map(({ code }) => code), ...standing.map(({ constraint }) => constraint.code)];
  return codes.filter((code) => lifts(running, code));
}

/** What the clause stands under at the instant, or why it stands on nothing. */
function parentAt(one: Asked, below: Clause, chain: readonly Clause[], at: Instant): Prepared | Reason {
  const id = below.parent ?? "";
  const fail = (code: ReasonCode, what: string) => reason(code, `${below.id} stands under ${id}, ${what}.`, below.id);
  if (chain.some((clause) => clause.id === id)) return fail("parent.circular", "which leads back to itself");
  if (chain.length > MAX_PARENTS) return fail("parent.circular", `the end of a line of more than ${MAX_PARENTS}`);
  const found = one.parents.find(({ rule }) => rule.permission.id === id);
  const version = found === undefined ? undefined : versionOf(found, at);
  if (version === undefined || version.clause.isDeny) {
    return fail("parent.missing", "which is no permission on record");
  }
  return version.covers ? version : fail("parent.other-works", "which does not cover this column");
}

function exclusion(clause: Clause, { use, work }: Question, rules: Rules, at: Instant): Reason | null {
  const { exclusivity, licensees } = clause;
  if (exclusivity === null || licensees === "house" || isLicensee(licensees, use)) return null;
  if (!isInForce(clause, at) || !termRuns(exclusivity, at)) return null;
  if (!touches(exclusivity.territories, use.territories) || !allowsMedium(exclusivity, use.medium)) return null;
  const isFirst = exclusivity.kind === "first";
  if (isFirst && isFirstDone(licensees, rules.usesOfItem(work.id), at)) return null;
  const until = exclusivity.until ?? clause.until;
  return reason(
    "exclusivity.applies",
    `${clause.id} gives ${nameLicensees(licensees)} ${isFirst ? "first use" : "exclusivity"} in ` +
      `${nameTerritories(exclusivity.territories)}${until === null ? "" : ` until ${until}`}; asked for ` +
      `${use.outlet ?? "a channel of our own"}.`,
    clause.id,
  );
}

/** Of those that allow: without an override, then the most specific works, then the longest, then the lowest id. */
function preferred(allowing: readonly Judged[]): Judged | null {
  let best: Judged | null = null;
  for (const judged of allowing) {
    if (judged.remaining === 0 && (best === null || isPreferred(judged, best))) best = judged;
  }
  return best;
}

function isPreferred(a: Judged, b: Judged): boolean {
  const [clauseA, clauseB] = [a.chain[0], b.chain[0]];
  if (clauseA === undefined || clauseB === undefined) return false;
  const needs = Number(a.lifted.length > 0) - Number(b.lifted.length > 0);
  if (needs !== 0) return needs < 0;
  if (clauseA.specificity !== clauseB.specificity) return clauseA.specificity > clauseB.specificity;
  const [endA, endB] = [clauseA.until, clauseB.until];
  if (endA !== endB) return endA === null || (endB !== null && endA > endB);
  return a.id < b.id;
}

/**
 * Compares two decisions of one question without putting them into words: `null` where only the words can tell, as for
 * a new version that says the same.
 */
function isSameDecision(a: Decision, b: Decision): boolean | null {
  if (a.relied === null || b.relied === null) {
    if (a.relied !== b.relied || countReasons(a) !== countReasons(b)) return false;
    return isAlike(a, b) && isSameList(a.allowing, b.allowing, isSameJudged) ? true : null;
  }
  if (a.relied.chain[0] !== b.relied.chain[0]) return false;
  return isAlike(a, b) && isSameJudged(a.relied, b.relied) ? true : null;
}

function isAlike(a: Decision, b: Decision): boolean {
  return (
    isSameList(a.overrides, b.overrides, (x, y) => x === y) &&
    isSameList(a.forbidding, b.forbidding, (x, y) => x.clause === y.clause && x.isLifted === y.isLifted) &&
    isSameList(a.exclusive, b.exclusive, (x, y) => x.told.sentence === y.told.sentence && x.isLifted === y.isLifted)
  );
}

/** How many reasons a refusal gives. */
function countReasons({ allowing, forbidding, exclusive }: Decision): number {
  let count = allowing.length === 0 ? 1 : 0;
  for (const { timed, standing } of allowing) count += timed.length + standing.length;
  for (const { stops, isLifted } of forbidding) if (stops && !isLifted) count++;
  for (const { isLifted } of exclusive) if (!isLifted) count++;
  return count;
}

function isSameJudged(a: Judged, b: Judged): boolean {
  return (
    isSameList(a.chain, b.chain, (x, y) => x === y) &&
    isSameList(a.timed, b.timed, (x, y) => x.sentence === y.sentence) &&
    isSameList(a.lifted, b.lifted, (x, y) => x === y)
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index], b[index]];
    if (x === undefined || y === undefined || !same(x, y)) return false;
  }
  return true;
}
