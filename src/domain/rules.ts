import type { Granted } from "./clearance.js";
import { type Bound, boundBy } from "./constraints.js";
import { type Duty, distinct } from "./duty.js";
import type { Exclusivity, Licensees } from "./exclusivity.js";
import type { Override } from "./override.js";
import type { Permission, PermissionVersion } from "./permission.js";
import type { ComparableWork } from "./question.js";
import type { Terms } from "./terms.js";
import { type Country, includedCountries } from "./territory.js";
import type { RecordedUse } from "./use.js";
import type { Instant } from "./window.js";
import { covers, folded, specificity, type WorkFacts, type Works } from "./works.js";

/** What is on record: all that a decision stands on, besides the question and the instant. */
export interface RightsRecord {
  readonly permissions: readonly Permission[];
  /** Uses that happened: quotas, use windows and first use count them. */
  readonly uses?: readonly RecordedUse[];
  readonly overrides?: readonly Override[];
}

/** One version of one permission, prepared for being asked often. */
export interface Clause {
  readonly id: string;
  readonly version: PermissionVersion;
  /** Of the version and its record, what every question asks for: side by side, so that it is found at once. */
  readonly since: Instant;
  readonly isActive: boolean;
  readonly isDeny: boolean;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly parent: string | null;
  readonly licensees: Licensees;
  readonly exclusivity: Exclusivity | null;
  /** True where nothing but state and window depends on the clock. */
  readonly isSteady: boolean;
  readonly terms: Terms;
  /** Each once. */
  readonly duties: readonly Duty[];
  /** Names in their comparable form. */
  readonly works: Works;
  readonly specificity: number;
  readonly countries: ReadonlySet<Country>;
  /** The constraints that can fail; the same object for the same terms and licensees. */
  readonly bound: Bound;
  /** What it says of a use of every part, where nothing else bears on it: always the same, put together when first asked. */
  alone: Granted | null;
}

export interface Rule {
  readonly permission: Permission;
  /** One for each version, in order. */
  readonly clauses: readonly Clause[];
  /** The one clause that stands for itself, with nothing but state and window to depend on the clock; or null. */
  readonly plain: Clause | null;
}

/** The record, arranged for questions. Both arrangements give the same answers. */
export interface Rules {
  /** Every rule of which some version covers the work, in any order. */
  about(work: ComparableWork): readonly Rule[];
  rule(permission: string): Rule | undefined;
  usesOf(permission: string): readonly RecordedUse[];
  usesOfItem(item: string): readonly RecordedUse[];
  overridesOf(item: string): readonly Override[];
}

const NOTHING: readonly never[] = [];

/** Permissions arranged for questions, without what happened and what was decided beside them. */
export type RuleIndex = Pick<Rules, "about" | "rule">;

/** Arranged by partner, and within a partner by the most telling name: a question meets few rules, however many there are. */
export function indexed(permissions: readonly Permission[]): RuleIndex {
  const rules = prepared(permissions);
  const index = indexOf(rules.values());
  const about = (work: ComparableWork) => {
    if (work.met?.index === index) return work.met.rules;
    const found = index.get(work.partner)?.(work) ?? NOTHING;
    work.met = { index, rules: found };
    return found;
  };
  return { rule: (permission) => rules.get(permission), about };
}

export function rulesOf(record: RightsRecord): Rules {
  return { ...indexed(record.permissions), ...happened(record) };
}

/** Every rule of the partner for every question: slow and obvious, to compare with. */
export function scanOf(record: RightsRecord): Rules {
  const rules = prepared(record.permissions);
  const all = [...rules.values()];
  return {
    ...happened(record),
    rule: (permission) => rules.get(permission),
    about: (work) => all.filter((rule) => rule.permission.partner === work.partner && isAbout(rule, work)),
  };
}

/** The same rules with uses that are planned beside those on record. */
export function withPlanned(rules: Rules, planned: readonly RecordedUse[]): Rules {
  if (planned.length === 0) return rules;
  const more = happened({ uses: planned });
  return {
    ...rules,
    usesOf: (permission) => [...rules.usesOf(permission), ...more.usesOf(permission)],
    usesOfItem: (item) => [...rules.usesOfItem(item), ...more.usesOfItem(item)],
  };
}

/** Uses and overrides, looked up by what they are about. */
export function happened(record: Pick<RightsRecord, "uses" | "overrides">): Omit<Rules, "about" | "rule"> {
  const uses = grouped(record.uses ?? [], (use) => use.permissions);
  const usesOfItem = grouped(record.uses ?? [], (use) => [use.item]);
  const overrides = grouped(record.overrides ?? [], (override) => [override.item]);
  const none = () => NOTHING;
  return {
    usesOf: uses.size === 0 ? none : (permission) => uses.get(permission) ?? NOTHING,
    usesOfItem: usesOfItem.size === 0 ? none : (item) => usesOfItem.get(item) ?? NOTHING,
    overridesOf: overrides.size === 0 ? none : (item) => overrides.get(item) ?? NOTHING,
  };
}

function prepared(permissions: readonly Permission[]): ReadonlyMap<string, Rule> {
  const countries = new Map<string, ReadonlySet<Country>>();
  const setOf = (terms: Terms): ReadonlySet<Country> => {
    const { include, exclude } = terms.territories;
    const key = `${include}-${exclude}`;
    const known = countries.get(key) ?? new Set(includedCountries(terms.territories));
    countries.set(key, known);
    return known;
  };
  const bounds = new Map<Terms, Map<string, Bound>>();
  const boundOf = (terms: Terms, licensees: Licensees): Bound => {
    const byLicensees = bounds.get(terms) ?? new Map<string, Bound>();
    bounds.set(terms, byLicensees);
    const key = JSON.stringify(licensees);
    const known = byLicensees.get(key) ?? boundBy(terms);
    byLicensees.set(key, known);
    return known;
  };
  const instants = new Map<string, Instant>();
  /** One text for one instant: fewer to keep, and found sooner. */
  const one = (instant: Instant): Instant => {
    const known = instants.get(instant) ?? instant;
    instants.set(instant, known);
    return known;
  };
  const duties = new Map<Terms, readonly Duty[]>();
  const dutiesOf = (terms: Terms): readonly Duty[] => {
    const known = duties.get(terms) ?? distinct(terms.duties);
    duties.set(terms, known);
    return known;
  };
  const clause = (id: string, version: PermissionVersion): Clause => {
    const { terms, works, window, parent, licensees, exclusivity } = version.record;
    const comparable = { ...folded(works), except: folded(works.except) };
    return {
      since: one(version.since),
      from: window.from === null ? null : one(window.from),
      until: window.until === null ? null : one(window.until),
      isActive: version.state === "active",
      isDeny: terms.effect === "deny",
      isSteady: terms.embargo === null && terms.useWithinDays === null && terms.maxUses === null,
      parent,
      exclusivity,
      bound: boundOf(terms, licensees),
      alone: null,
      terms,
      duties: dutiesOf(terms),
      id,
      specificity: specificity(works),
      version,
      licensees,
      works: comparable,
      countries: setOf(terms),
    };
  };
  return new Map(
    permissions.map((permission) => {
      const clauses = permission.versions.map((version) => clause(permission.id, version));
      return [permission.id, { plain: plainOf(clauses), permission, clauses }];
    }),
  );
}

function plainOf(clauses: readonly Clause[]): Clause | null {
  const [only, ...more] = clauses;
  if (only === undefined || more.length > 0) return null;
  return only.isSteady && only.parent === null && only.exclusivity === null ? only : null;
}

function grouped<T>(values: readonly T[], keysOf: (value: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) for (const key of keysOf(value)) push(groups, key, value);
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

/** The kinds of names to look rules up by, the most telling first. */
const NAMED_BY = [
  { of: (works: Works) => works.items, in: (work: WorkFacts): readonly string[] => [work.id] },
  { of: (works: Works) => works.authors, in: (work: WorkFacts) => work.authors },
  { of: (works: Works) => works.tags, in: (work: WorkFacts) => work.tags },
  { of: (works: Works) => works.sources, in: (work: WorkFacts) => work.sources },
] as const;

type Finder = (work: WorkFacts) => readonly Rule[];

function indexOf(rules: Iterable<Rule>): ReadonlyMap<string, Finder> {
  const partners = new Map<string, Rule[]>();
  for (const rule of rules) push(partners, rule.permission.partner, rule);
  return new Map([...partners].map(([partner, own]) => [partner, finderFor(own)]));
}

/** A rule stands under each name of the most telling kind by which every one of its versions names works. */
function finderFor(rules: readonly Rule[]): Finder {
  const named = NAMED_BY.map(() => new Map<string, Rule[]>());
  const others: Rule[] = [];
  for (const rule of rules) {
    const kind = NAMED_BY.findIndex((by) => rule.clauses.every(({ works }) => by.of(works).length > 0));
    const by = NAMED_BY[kind];
    const place = named[kind];
    if (by === undefined || place === undefined) others.push(rule);
    else for (const name of new Set(rule.clauses.flatMap(({ works }) => by.of(works)))) push(place, name, rule);
  }
  const kinds = NAMED_BY.flatMap((by, at) => {
    const place = named[at];
    return place === undefined || place.size === 0 ? [] : [{ namesIn: by.in, place }];
  });
  return (work) => found(work, kinds, others);
}

function found(
  work: WorkFacts,
  kinds: readonly { readonly namesIn: (work: WorkFacts) => readonly string[]; readonly place: Map<string, Rule[]> }[],
  others: readonly Rule[],
): readonly Rule[] {
  const rules: Rule[] = [];
  for (const rule of others) if (isAbout(rule, work)) rules.push(rule);
  for (const { namesIn, place } of kinds) {
    for (const name of namesIn(work)) {
      const named = place.get(name);
      if (named === undefined) continue;
      for (const rule of named) if (isAbout(rule, work) && !rules.includes(rule)) rules.push(rule);
    }
  }
  return rules;
}

function isAbout({ clauses }: Rule, work: WorkFacts): boolean {
  for (const { works } of clauses) if (covers(works, work)) return true;
  return false;
}
