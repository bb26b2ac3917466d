import { contains, type Instant, type Window } from "./window.js";

/** Ways to name works, each a list; within a list one match is enough. */
export interface WorkNames {
  readonly sources: readonly string[];
  /** Compared without regard to case and white space. */
  readonly authors: readonly string[];
  /** Compared without regard to case and white space. */
  readonly tags: readonly string[];
  /** Addresses of originals; `*` stands for any run of characters. */
  readonly urls: readonly string[];
  readonly items: readonly string[];
}

/**
 * Which works of a partner a permission covers. Each list that is not empty must match (and); all empty: every work of
 * the partner. What `except` names in any of its lists is not covered.
 */
export interface Works extends WorkNames {
  /** When the original was first published; null does not limit. A work with no known date lies in no such window. */
  readonly published: Window | null;
  readonly except: WorkNames;
}

export const NO_WORK_NAMES: WorkNames = { sources: [], authors: [], tags: [], urls: [], items: [] };
export const ALL_WORKS: Works = { ...NO_WORK_NAMES, published: null, except: NO_WORK_NAMES };

/** What a permission is matched against: facts of the column, none of its text. */
export interface WorkFacts {
  readonly id: string;
  readonly partner: string;
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly url: string | null;
  /** First publication, as the partner states it. */
  readonly publishedAt: Instant | null;
  /** BCP 47. */
  readonly language: string | null;
  readonly words: number;
  /** The credit of each picture; null where one has none. */
  readonly imageCredits: readonly (string | null)[];
  /** Verbatim words that reserve all rights, if the column or its feed carries such; evidence only. */
  readonly reserved: string | null;
}

/** What was given of works, with nothing named where nothing was said. */
export function completeWorks(given: Partial<Omit<Works, "except">> & { readonly except?: Partial<WorkNames> }): Works {
  return { ...ALL_WORKS, ...given, except: { ...NO_WORK_NAMES, ...given.except } };
}

/** Printable ASCII with single spaces inside: nothing to normalise but the case. */
const PLAIN_NAME = /^[!-~]+(?: [!-~]+)*$/u;

/** Names whose comparable form is kept: people and tags come again and again. */
const MAX_NAMES_KEPT = 20_000;
/** Characters of a name; longer ones are no names that come again. */
const MAX_NAME_KEPT = 200;
const kept = new Map<string, string>();

/** The comparable form of names of people and tags. */
export function foldedName(name: string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = comparableForm(name);
  if (name.length > MAX_NAME_KEPT) return made;
  if (kept.size >= MAX_NAMES_KEPT) kept.clear();
  const form = kept.get(made) ?? made;
  kept.set(form, form).set(name, form);
  return form;
}

function comparableForm(name: string): string {
  if (PLAIN_NAME.test(name)) return name.toLowerCase();
  return name.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** A work, or the names of works, with every name in its comparable form: made once, compared often. */
export function folded<T extends Pick<WorkNames, "authors" | "tags">>(named: T): T {
  return { ...named, authors: foldedNames(named.authors), tags: foldedNames(named.tags) };
}

export function foldedNames(names: readonly string[]): readonly string[] {
  return names.length === 0 ? names : names.map(foldedName);
}

/** Both folded. Facts of another partner are for the caller to tell apart. */
export function covers(works: Works, work: WorkFacts): boolean {
  return (
    matches(works.sources, work.sources) &&
    matches(works.authors, work.authors) &&
    matches(works.tags, work.tags) &&
    (works.urls.length === 0 || matchesUrl(works.urls, work.url)) &&
    (works.items.length === 0 || works.items.includes(work.id)) &&
    (works.published === null || (work.publishedAt !== null && contains(works.published, work.publishedAt))) &&
    !isNamed(works.except, work)
  );
}

function matches(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || hasCommon(wanted, present);
}

function hasCommon(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value));
}

function isNamed(names: WorkNames, work: WorkFacts): boolean {
  return (
    hasCommon(names.sources, work.sources) ||
    hasCommon(names.authors, work.authors) ||
    hasCommon(names.tags, work.tags) ||
    matchesUrl(names.urls, work.url) ||
    names.items.includes(work.id)
  );
}

function matchesUrl(patterns: readonly string[], url: string | null): boolean {
  return url !== null && patterns.some((pattern) => matchesPattern(pattern, url));
}

/** `*` stands for any run of characters, also none. Takes time in proportion to the address, whatever the pattern. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** More is more specific: an item list beats an address, then author, tag, source, dates; exclusions do not count. */
export function specificity(works: Works): number {
  return (
    (works.items.length > 0 ? 32 : 0) +
    (works.urls.length > 0 ? 16 : 0) +
    (works.authors.length > 0 ? 8 : 0) +
    (works.tags.length > 0 ? 4 : 0) +
    (works.sources.length > 0 ? 2 : 0) +
    (works.published === null ? 0 : 1)
  );
}

/** Names that are both included and excepted: a contradiction in one record. */
export function workContradictions(given: Works): readonly string[] {
  const works = { ...folded(given), except: folded(given.except) };
  const both = (name: keyof WorkNames) => works[name].filter((value) => works.except[name].includes(value));
  return [...both("sources"), ...both("authors"), ...both("tags"), ...both("urls"), ...both("items")];
}

/** False only where two lists of one kind name nothing in common, or the dates cannot meet. */
export function mayOverlap(one: Works, other: Works): boolean {
  const [a, b] = [folded(one), folded(other)];
  const meets = (name: "sources" | "authors" | "tags" | "items") =>
    a[name].length === 0 || b[name].length === 0 || hasCommon(a[name], b[name]);
  return (
    meets("sources") && meets("authors") && meets("tags") && meets("items") && windowsMeet(a.published, b.published)
  );
}

export function windowsMeet(a: Window | null, b: Window | null): boolean {
  if (a === null || b === null) return true;
  const before = (until: Instant | null, from: Instant | null) => until !== null && from !== null && until <= from;
  return !before(a.until, b.from) && !before(b.until, a.from);
}
