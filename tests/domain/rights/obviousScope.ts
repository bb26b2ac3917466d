import type { OutletSet } from "../../../src/domain/terms.js";
import type { Reach, Territories } from "../../../src/domain/territory.js";
import type { Instant, Window } from "../../../src/domain/window.js";
import type { WorkFacts, WorkNames, Works } from "../../../src/domain/works.js";

/** Works, places, languages, outlets and times, read from the documentation once more and compared the slow way. */

export function milliseconds(instant: Instant): number {
  return new Date(instant).getTime();
}

export function hasBegun({ from }: Window, at: Instant): boolean {
  return from === null || milliseconds(from) <= milliseconds(at);
}

export function hasEnded({ until }: Window, at: Instant): boolean {
  return until !== null && milliseconds(until) <= milliseconds(at);
}

export function isWithin(window: Window, at: Instant): boolean {
  return hasBegun(window, at) && !hasEnded(window, at);
}

/** Without regard to case and white space. */
function plain(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "")
    .join(" ");
}

function globAsRegExp(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "su");
}

function isNamedByAddress(patterns: readonly string[], url: string | null): boolean {
  return url !== null && patterns.some((pattern) => globAsRegExp(pattern).test(url));
}

/** For each kind of name: whether anything is named, and whether one of the names is the work's. */
function byKind(names: WorkNames, work: WorkFacts): readonly { readonly named: boolean; readonly met: boolean }[] {
  const some = (wanted: readonly string[], present: readonly string[]) => ({
    named: wanted.length > 0,
    met: wanted.some((name) => present.some((other) => other === name)),
  });
  return [
    some(names.sources, work.sources),
    some(names.authors.map(plain), work.authors.map(plain)),
    some(names.tags.map(plain), work.tags.map(plain)),
    { named: names.urls.length > 0, met: isNamedByAddress(names.urls, work.url) },
    some(names.items, [work.id]),
  ];
}

export function coversWork(works: Works, work: WorkFacts): boolean {
  if (byKind(works.except, work).some(({ met }) => met)) return false;
  if (byKind(works, work).some(({ named, met }) => named && !met)) return false;
  if (works.published === null) return true;
  return work.publishedAt !== null && isWithin(works.published, work.publishedAt);
}

/** Greater is more specific, as text: items, addresses, authors, tags, sources, dates. */
export function rankOfWorks(works: Works): string {
  const told = [works.items, works.urls, works.authors, works.tags, works.sources].map((names) => names.length > 0);
  return [...told, works.published !== null].map((isTold) => (isTold ? "1" : "0")).join("");
}

const ELSEWHERE = "every country that nobody names";

/** Of the countries asked about, each with whether the set has it; one more stands for all that nobody names. */
function asked(territories: Territories, reach: Reach): readonly boolean[] {
  const { include, exclude } = territories;
  const named = [...(include === "worldwide" ? [] : include), ...exclude];
  const countries = reach === "worldwide" ? [ELSEWHERE, ...named] : reach;
  const inside = (country: string) => include === "worldwide" || include.indexOf(country) >= 0;
  return countries.map((country) => inside(country) && exclude.indexOf(country) < 0);
}

export function coversPlaces(territories: Territories, reach: Reach): boolean {
  return asked(territories, reach).every((isInside) => isInside);
}

export function touchesPlaces(territories: Territories, reach: Reach): boolean {
  return asked(territories, reach).some((isInside) => isInside);
}

/** RFC 4647, basic filtering: subtag by subtag, the range may be shorter. */
export function coversLanguage(ranges: readonly string[], language: string): boolean {
  const tag = language.toLowerCase().split("-");
  return ranges.some((range) =>
    range
      .toLowerCase()
      .split("-")
      .every((subtag, index) => tag[index] === subtag),
  );
}

export function namesOutlet(set: OutletSet, outlet: string, groups: readonly string[]): boolean {
  return set.outlets.some((one) => one === outlet) || (set.groups ?? []).some((group) => groups.indexOf(group) >= 0);
}

const DAY = 86_400_000;

/** The first millisecond of the calendar's day, week (from Monday), month or year around an instant, UTC. */
export function beginningOf(period: "day" | "week" | "month" | "year" | "total", at: Instant): number {
  if (period === "total") return Number.NEGATIVE_INFINITY;
  const date = new Date(milliseconds(at));
  date.setUTCHours(0, 0, 0, 0);
  if (period === "week") while (date.getUTCDay() !== 1) date.setTime(date.getTime() - DAY);
  if (period === "month" || period === "year") date.setUTCDate(1);
  if (period === "year") date.setUTCMonth(0);
  return date.getTime();
}
