import { clearsComponent, reasonFor } from "./constraints.js";
import { type Decision, decide, type Forbidding, inquire, type Judged, nextChange } from "./decision.js";
import { concernsMedium, type Duty, distinct } from "./duty.js";
import type { Override } from "./override.js";
import { type Question, questionOf } from "./question.js";
import { type Reason, type ReasonCode, reason } from "./reasons.js";
import { isRemainder } from "./remainder.js";
import { type Clause, type RightsRecord, type Rules, rulesOf } from "./rules.js";
import type { AfterEnd, SearchWish } from "./terms.js";
import { COMPONENTS, type Component, type Use } from "./use.js";
import type { Instant } from "./window.js";
import type { WorkFacts } from "./works.js";

/** An override that runs for the question, and what of this answer it lifts. */
export interface AppliedOverride {
  readonly override: string;
  readonly by: string;
  readonly role: string;
  readonly reason: string;
  readonly until: Instant;
  readonly lifts: readonly ReasonCode[];
}

/** The answer. A refusal is a value, never an exception. */
export interface Clearance {
  readonly verdict: "cleared" | "refused";
  /** Every reason; of several permissions, the one that fails least comes first. */
  readonly reasons: readonly Reason[];
  /** Part by part, of those asked for; images are out unless cleared. */
  readonly components: Readonly<Record<Component, "cleared" | "refused">>;
  readonly reliedOn: { readonly permission: string; readonly version: number } | null;
  /** The permissions that the one relied on is a sublicense of, next first. */
  readonly under: readonly { readonly permission: string; readonly version: number }[];
  /** Those of the permission relied on and of all that it stands under, for the medium asked for. */
  readonly duties: readonly Duty[];
  /** What becomes of the use when the permission ends, and what search engines are to be told. */
  readonly afterEnd: AfterEnd | null;
  readonly searchWish: SearchWish | null;
  /** Every override that runs for this column and channel, whether it decides the answer or not. */
  readonly overrides: readonly AppliedOverride[];
  /** The next instant at which the answer differs, as far as is on record; null where it never does. */
  readonly changesAt: Instant | null;
}

/**
 * Decides whether a use of a work is cleared at one instant, from the permissions as they were on record then.
 *
 * Refused unless a permission in force allows it; a prohibition in force outranks any permission
 * (ODRL 2.2, conflict `prohibit`). Windows are half-open, [from, until). Stated rights never permit.
 * A sublicense allows what it and every permission above it allow. An override lifts named constraints, never the want
 * of a permission in force and never a prohibition that is absolute.
 * Of several permissions that allow, the one relied on needs no override, then covers the most specific works, then
 * lasts longest, then has the lowest id.
 *
 * @param at UTC instant of the use, not of the request.
 * @returns every reason, not the first; `changesAt` is the next instant the answer differs, or null.
 */
export function assess(use: Use, work: WorkFacts, rules: Rules | RightsRecord, at: Instant): Clearance {
  const record = "about" in rules ? rules : rulesOf(rules);
  const question = questionOf(use, work);
  const inquiry = inquire(question, record);
  const now = decide(inquiry, at);
  const changesAt = nextChange(inquiry, at, now, (decision) => JSON.stringify(answered(decision, question, null)));
  return answered(now, question, changesAt);
}

function answered(decision: Decision, question: Question, changesAt: Instant | null): Clearance {
  const { relied } = decision;
  return relied === null ? refused(decision, question, changesAt) : cleared(decision, relied, question, changesAt);
}

function cleared(now: Decision, relied: Judged, question: Question, changesAt: Instant | null): Clearance {
  const own = relied.chain[0];
  if (own === undefined) throw new TypeError("a permission relied on stands for itself first");
  const isAlone = now.overrides.length === 0 && now.forbidding.length === 0 && relied.chain.length === 1;
  const isCommon =
    isAlone &&
    question.use.components === COMPONENTS &&
    question.use.begunAt === undefined &&
    own.terms.creditMatch.length === 0;
  const granted = isCommon ? grantedAlone(own, now, relied, question) : grantedBy(own, now, relied, question);
  return {
    verdict: "cleared",
    reasons: granted.reasons,
    components: granted.components,
    reliedOn: granted.reliedOn,
    under: granted.under,
    duties: dutiesOf(relied, question.use),
    afterEnd: own.terms.afterEnd,
    searchWish: own.terms.searchWish,
    overrides: granted.overrides,
    changesAt,
  };
}

/** Of a clearance, what the permission relied on gives. */
export type Granted = Pick<Clearance, "reasons" | "components" | "under" | "overrides"> & {
  readonly reliedOn: NonNullable<Clearance["reliedOn"]>;
};

function grantedAlone(own: Clause, now: Decision, relied: Judged, question: Question): Granted {
  own.alone ??= grantedBy(own, now, relied, question);
  return own.alone;
}

function grantedBy(own: Clause, now: Decision, relied: Judged, question: Question): Granted {
  const components = { ...NO_COMPONENT };
  const out: Component[] = [];
  for (const component of question.use.components) {
    if (isCleared(component, now, relied, question)) components[component] = "cleared";
    else out.push(component);
  }
  const overrides = now.overrides.map((given) => applied(given, liftedBy(given, now, relied, question)));
  return {
    reasons: [
      covering(own, question),
      ...overrides.filter(({ lifts }) => lifts.length > 0).map(liftReason),
      ...out.map((component) => leftOut(component, own.id)),
    ],
    components,
    reliedOn: { permission: own.id, version: own.version.version },
    under: relied.chain.slice(1).map(({ id, version }) => ({ permission: id, version: version.version })),
    overrides,
  };
}

function covering(own: Clause, { use }: Question): Reason {
  const remains = isRemainder(own, use) ? ": an excerpt of what was published under it may stay after its end" : "";
  return reason("permission.covers", `${own.id} version ${own.version.version} allows this use${remains}.`, own.id);
}

const NO_COMPONENT: Readonly<Record<Component, "cleared" | "refused">> = {
  text: "refused",
  headline: "refused",
  images: "refused",
  graphics: "refused",
  video: "refused",
  embeds: "refused",
};

/** Allowed by the permission relied on and by all above it, or lifted; and by no prohibition denied. */
function isCleared(component: Component, now: Decision, relied: Judged, question: Question): boolean {
  for (const { clause, isLifted } of now.forbidding) {
    if (!isLifted && clause.terms.components[component] === "deny") return false;
  }
  return isGiven(component, relied, question) || isPartLifted(component, now);
}

function isGiven(component: Component, { chain }: Judged, { work }: Question): boolean {
  return chain.every(({ terms }) => clearsComponent(terms, component, work));
}

function isPartLifted(component: Component, { overrides }: Decision): boolean {
  return overrides.some(({ codes }) => codes.includes(`component.${component}`));
}

function leftOut(component: Component, id: string): Reason {
  return reason(`component.${component}`, `${id} does not clear the ${component}; ${staysOut(component)}.`, id);
}

function staysOut(component: Component): string {
  return component === "text" || component === "headline" || component === "video" ? "it stays out" : "they stay out";
}

/** Which of its codes an override is needed for: constraints of what is relied on, parts beside it, prohibitions, exclusivity. */
function liftedBy({ codes }: Override, now: Decision, relied: Judged, question: Question): readonly ReasonCode[] {
  const parts = question.use.components.filter((component) => !isGiven(component, relied, question));
  const lifted = new Set<ReasonCode>([...relied.lifted, ...parts.map((part) => `component.${part}` as const)]);
  if (now.forbidding.some((found) => found.isLifted && forbidsAsked(found, question)))
    lifted.add("prohibition.applies");
  if (now.exclusive.some(({ isLifted }) => isLifted)) lifted.add("exclusivity.applies");
  return codes.filter((code) => lifted.has(code));
}

function forbidsAsked({ clause, stops }: Forbidding, { use }: Question): boolean {
  return stops || use.components.some((component) => clause.terms.components[component] === "deny");
}

function liftReason({ role, override, lifts, until, reason: why }: AppliedOverride): Reason {
  return reason(
    "override.applies",
    `The ${role} desk’s override ${override} lifts ${lifts.join(", ")} until ${until}: ${why}`,
  );
}

function applied({ id, by, role, reason: why, until }: Override, lifts: readonly ReasonCode[]): AppliedOverride {
  return { override: id, by, role, reason: why, until, lifts };
}

/** Duties pass through a sublicense; the same duty is named once. */
function dutiesOf({ chain }: Judged, { medium }: Use): readonly Duty[] {
  const own = chain[0];
  if (own !== undefined && chain.length === 1 && own.duties.every(({ media }) => media === "any")) return own.duties;
  return distinct(chain.flatMap(({ duties }) => duties).filter((duty) => concernsMedium(duty, medium)));
}

function refused(now: Decision, question: Question, changesAt: Instant | null): Clearance {
  const reasons = now.forbidding.length + now.exclusive.length === 0 ? [] : outranking(now);
  for (const { timed, standing } of nearestFirst(now.allowing)) {
    for (const told of timed) reasons.push(told);
    for (const { constraint, clause } of standing) reasons.push(reasonFor(constraint, clause, question));
  }
  if (now.allowing.length === 0) reasons.push(...nothingStated(question.work));
  return {
    verdict: "refused",
    reasons,
    components: NO_COMPONENT,
    reliedOn: null,
    under: [],
    duties: [],
    afterEnd: null,
    searchWish: null,
    overrides: now.overrides.map((given) => applied(given, [])),
    changesAt,
  };
}

/** The permission that fails least comes first. */
function nearestFirst(allowing: Decision["allowing"]): Decision["allowing"] {
  if (allowing.length < 2) return allowing;
  return [...allowing].sort((a, b) => a.remaining - b.remaining || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** What refuses beside any permission: prohibitions, then the exclusivity of others. */
function outranking({ forbidding, exclusive }: Decision): Reason[] {
  const prohibited = forbidding
    .filter(({ stops, isLifted }) => stops && !isLifted)
    .sort((a, b) => (a.clause.id < b.clause.id ? -1 : 1))
    .map(({ clause }) =>
      reason(
        "prohibition.applies",
        `${clause.id} forbids this use${clause.terms.absolute ? " absolutely" : ""}; a prohibition outranks every permission.`,
        clause.id,
      ),
    );
  const told = exclusive.filter(({ isLifted }) => !isLifted).map((one) => one.told);
  return [...prohibited, ...told.sort((a, b) => (a.sentence < b.sentence ? -1 : 1))];
}

function nothingStated(work: WorkFacts): readonly Reason[] {
  const none = reason(
    "permission.none",
    "No permission on record covers this column, and nothing stated is a refusal.",
  );
  if (work.reserved === null) return [none];
  const end = /[.!?…]$/u.test(work.reserved) ? "" : ".";
  return [none, reason("stated.reserved", `The column itself says: “${work.reserved}”${end}`)];
}

/**
 * The instant at which a clearance that began at `since` first broke, or null where it is unbroken up to and
 * including `at`. A use that lapsed does not come back by itself, so a gap counts even where a later permission covers it.
 */
export function brokenAt(
  use: Use,
  work: WorkFacts,
  rules: Rules | RightsRecord,
  since: Instant,
  at: Instant,
): Instant | null {
  const record = "about" in rules ? rules : rulesOf(rules);
  let instant: Instant | null = since;
  while (instant !== null && instant <= at) {
    const { verdict, changesAt } = assess(use, work, record, instant);
    if (verdict === "refused") return instant;
    instant = changesAt;
  }
  return null;
}
