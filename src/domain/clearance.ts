import {
  type Action,
  allowsEdits,
  allowsMedium,
  allowsOutlet,
  COMPONENTS,
  type Component,
  type Duty,
  type Edits,
  type Medium,
  type Terms,
} from "./license.js";
import {
  boundariesOf,
  coversWork,
  type Permission,
  type PermissionRecord,
  type PermissionVersion,
  specificity,
  versionAt,
  type WorkFacts,
} from "./permission.js";
import { type Reason, reason } from "./reasons.js";
import { nameReach, nameTerritories, type Reach, touches, uncovered } from "./territory.js";
import { contains, hasBegun, hasEnded, type Instant } from "./window.js";

/** The question: may this be done there? */
export interface Use {
  readonly action: Action;
  readonly channel: string;
  /** The outlet that receives, or null for a channel of our own. */
  readonly outlet: string | null;
  readonly medium: Medium;
  readonly territories: Reach;
  readonly edits: Edits;
}

export interface Rules {
  readonly permissions: readonly Permission[];
}

/** The answer. A refusal is a value, never an exception. */
export interface Clearance {
  readonly verdict: "cleared" | "refused";
  /** Every reason; of several permissions, the one that fails least comes first. */
  readonly reasons: readonly Reason[];
  /** Text and headline carry the verdict; images and embeds are out unless cleared. */
  readonly components: Readonly<Record<Component, "cleared" | "refused">>;
  readonly reliedOn: { readonly permission: string; readonly version: number } | null;
  readonly duties: readonly Duty[];
  /** The next instant at which the answer may differ, as far as is on record; null where it never does. */
  readonly changesAt: Instant | null;
}

interface Candidate {
  readonly id: string;
  readonly version: PermissionVersion;
  readonly record: PermissionRecord;
  readonly failures: readonly Reason[];
}

/**
 * Decides whether a use of a work is cleared at one instant, from the permissions as they were on record then.
 *
 * Refused unless a permission in force allows it; a prohibition in force outranks any permission
 * (ODRL 2.2, conflict `prohibit`). Windows are half-open, [from, until). Stated rights never permit.
 * Of several permissions that allow, the one relied on covers the most specific works, then lasts longest,
 * then has the lowest id.
 *
 * @param at UTC instant of the use, not of the request.
 * @returns every reason, not the first; `changesAt` is the next instant the answer may differ, or null.
 */
export function assess(use: Use, work: WorkFacts, rules: Rules, at: Instant): Clearance {
  const concerned = rules.permissions.filter((permission) => mayCover(permission, work));
  const now = answer(use, work, concerned, at);
  return { ...now, changesAt: nextChange(use, work, concerned, at, now) };
}

type Answer = Omit<Clearance, "changesAt">;

function answer(use: Use, work: WorkFacts, permissions: readonly Permission[], at: Instant): Answer {
  const onRecord = permissions.flatMap((permission) => candidate(permission, use, work, at));
  const prohibitions = onRecord.filter(({ record }) => record.terms.effect === "deny");
  const allowing = onRecord.filter(({ record }) => record.terms.effect === "allow");
  const forbidden = prohibitions.filter((found) => bites(found, use, at));
  const relied = allowing.filter(({ failures }) => failures.length === 0).sort(byPreference)[0];
  const blocked = forbidden.some(({ record }) => forbids(record.terms, "text") || forbids(record.terms, "headline"));
  if (relied === undefined || blocked) return refused(forbidden, allowing, work);
  return cleared(relied, forbidden);
}

/** The first of the instants on record at which the answer is another one. */
function nextChange(
  use: Use,
  work: WorkFacts,
  permissions: readonly Permission[],
  at: Instant,
  now: Answer,
): Instant | null {
  const instants = [...new Set(permissions.flatMap((permission) => boundariesOf(permission, at)))].sort();
  const known = JSON.stringify(now);
  return instants.find((instant) => JSON.stringify(answer(use, work, permissions, instant)) !== known) ?? null;
}

/** True where some version of the permission, on record now or later, is about this work. */
function mayCover(permission: Permission, work: WorkFacts): boolean {
  return permission.versions.some(({ record }) => coversWork(record, work));
}

function candidate(permission: Permission, use: Use, work: WorkFacts, at: Instant): Candidate[] {
  const version = versionAt(permission, at);
  if (version === undefined || !coversWork(version.record, work)) return [];
  const found = { id: permission.id, version, record: version.record };
  return [{ ...found, failures: failuresOf(permission.id, version, use, at) }];
}

function failuresOf(id: string, version: PermissionVersion, use: Use, at: Instant): readonly Reason[] {
  const { window, terms } = version.record;
  const failures: Reason[] = [];
  const fail = (code: Reason["code"], sentence: string) => failures.push(reason(code, sentence, id));
  if (version.state === "revoked") {
    fail(
      "permission.revoked",
      `${id} was revoked at ${version.recordedAt}${version.reason ? `: ${version.reason}` : ""}.`,
    );
  }
  if (!hasBegun(window, at)) fail("window.not-begun", `${id} begins at ${window.from}.`);
  if (hasEnded(window, at)) fail("window.ended", `${id} ended at ${window.until}.`);
  if (!terms.actions.includes(use.action)) {
    fail("action.not-allowed", `${id} allows ${terms.actions.join(", ") || "no action"}; asked to ${use.action}.`);
  }
  if (!allowsMedium(terms, use.medium)) {
    fail(
      "medium.not-covered",
      `${id} covers ${[terms.media].flat().join(", ") || "no medium"}; asked for ${use.medium}.`,
    );
  }
  const missing = uncovered(terms.territories, use.territories);
  if (missing.length > 0) {
    fail(
      "territory.not-covered",
      `${id} covers ${nameTerritories(terms.territories)}; asked for ${nameReach(use.territories)}.`,
    );
  }
  if (!allowsOutlet(terms, use.outlet))
    fail("outlet.not-covered", `${id} ${nameOnward(terms)}; asked for ${use.outlet}.`);
  for (const component of ["text", "headline"] as const) {
    if (terms.components[component] === "deny")
      fail(`component.${component}`, `${id} does not cover the ${component}.`);
  }
  if (!allowsEdits(terms, use.edits)) fail("edits.not-allowed", `${id} allows ${terms.edits}; asked for ${use.edits}.`);
  return failures;
}

function nameOnward(terms: Terms): string {
  if (terms.onward === "none") return "does not allow passing the column on to an outlet";
  return terms.onward === "anyone"
    ? "allows any outlet"
    : `allows passing on to ${terms.onward.outlets.join(", ") || "nobody"}`;
}

/** A prohibition bites where it is in force and reaches any part of the use. */
function bites({ version, record }: Candidate, use: Use, at: Instant): boolean {
  const { terms, window } = record;
  return (
    version.state === "active" &&
    contains(window, at) &&
    terms.actions.includes(use.action) &&
    allowsMedium(terms, use.medium) &&
    touches(terms.territories, use.territories) &&
    reachesOutlet(terms, use.outlet)
  );
}

function reachesOutlet({ onward }: Terms, outlet: string | null): boolean {
  if (typeof onward === "string") return true;
  return outlet !== null && onward.outlets.includes(outlet);
}

function forbids(terms: Terms, component: Component): boolean {
  return terms.components[component] === "deny";
}

function byPreference(a: Candidate, b: Candidate): number {
  return (
    specificity(b.record.works) - specificity(a.record.works) ||
    compareEnds(b.record.window.until, a.record.window.until) ||
    (a.id < b.id ? -1 : 1)
  );
}

function compareEnds(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function cleared(relied: Candidate, forbidden: readonly Candidate[]): Answer {
  const { terms } = relied.record;
  const answer = (component: Component) =>
    terms.components[component] === "allow" && !forbidden.some(({ record }) => forbids(record.terms, component));
  const out = COMPONENTS.filter((component) => !answer(component));
  const covers = reason(
    "permission.covers",
    `${relied.id} version ${relied.version.version} allows this use.`,
    relied.id,
  );
  const left = out.map((c) =>
    reason(`component.${c}`, `${relied.id} does not clear the ${c}; they stay out.`, relied.id),
  );
  return {
    verdict: "cleared",
    reasons: [covers, ...left],
    components: componentsBy((component) => !out.includes(component)),
    reliedOn: { permission: relied.id, version: relied.version.version },
    duties: terms.duties,
  };
}

function refused(forbidden: readonly Candidate[], allowing: readonly Candidate[], work: WorkFacts): Answer {
  const prohibited = forbidden.map(({ id }) =>
    reason("prohibition.applies", `${id} forbids this use; a prohibition outranks every permission.`, id),
  );
  const nearest = [...allowing].sort((a, b) => a.failures.length - b.failures.length || (a.id < b.id ? -1 : 1));
  const failures = nearest.flatMap((found) => found.failures);
  const nothing = allowing.length === 0 && prohibited.length === 0 ? nothingStated(work) : [];
  return {
    verdict: "refused",
    reasons: [...prohibited, ...failures, ...nothing],
    components: componentsBy(() => false),
    reliedOn: null,
    duties: [],
  };
}

function nothingStated(work: WorkFacts): readonly Reason[] {
  const none = reason(
    "permission.none",
    "No permission on record covers this column, and nothing stated is a refusal.",
  );
  if (work.reserved === null) return [none];
  return [none, reason("stated.reserved", `The column itself says: “${work.reserved}”.`)];
}

function componentsBy(isCleared: (component: Component) => boolean): Clearance["components"] {
  const answer = (component: Component) => (isCleared(component) ? "cleared" : "refused");
  return { text: answer("text"), headline: answer("headline"), images: answer("images"), embeds: answer("embeds") };
}

/**
 * The instant at which a clearance that began at `since` first broke, or null where it is unbroken up to and
 * including `at`. A use that lapsed does not come back by itself, so a gap counts even where a later permission covers it.
 */
export function brokenAt(use: Use, work: WorkFacts, rules: Rules, since: Instant, at: Instant): Instant | null {
  let instant: Instant | null = since;
  while (instant !== null && instant <= at) {
    const { verdict, changesAt } = assess(use, work, rules, instant);
    if (verdict === "refused") return instant;
    instant = changesAt;
  }
  return null;
}
