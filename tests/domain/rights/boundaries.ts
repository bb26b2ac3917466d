import { PERIODS } from "../../../src/domain/quota.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import type { Case } from "./generated.js";
import { beginningOf, milliseconds } from "./obviousScope.js";

const HOUR = 3_600_000;

/**
 * Every instant at which an answer can be another one than a millisecond before, in order: all that is on record, and
 * the turns of the calendar after it.
 */
export function boundariesOf({ work, record, at }: Case): readonly Instant[] {
  const recorded = record.permissions.flatMap(({ versions }) =>
    versions.flatMap(({ since, record: { window, exclusivity, terms, works } }) => {
      const { embargo, useWithinDays } = terms;
      const offsets = [embargo !== null && "hoursAfterPublication" in embargo ? embargo.hoursAfterPublication : null];
      offsets.push(useWithinDays === null ? null : useWithinDays * 24);
      return [
        since,
        window.from,
        window.until,
        works.published?.from,
        works.published?.until,
        exclusivity?.until,
        embargo !== null && "until" in embargo ? embargo.until : null,
        ...offsets.map((hours) => (hours === null ? null : afterPublication(work.publishedAt, hours))),
      ];
    }),
  );
  const happened = (record.uses ?? []).map((use) => use.at);
  const decided = (record.overrides ?? []).flatMap(({ givenAt, until, endedAt }) => [givenAt, until, endedAt]);
  const turns = [at, ...happened].flatMap(turnsAround);
  const all = [...recorded, ...happened, ...decided, ...turns].filter((one) => one !== null && one !== undefined);
  return [...new Set(all)].sort();
}

function afterPublication(publishedAt: Instant | null, hours: number): Instant | null {
  return publishedAt === null ? null : instantOf(milliseconds(publishedAt) + hours * HOUR);
}

/** The beginning of each period of the calendar, and of the next one. */
function turnsAround(instant: Instant): readonly Instant[] {
  return PERIODS.filter((period) => period !== "total").flatMap((period) => {
    const beginning = beginningOf(period, instant);
    const days = { day: 1, week: 7, month: 31, year: 366 }[period];
    const next = beginningOf(period, instantOf(beginning + days * 24 * HOUR));
    return [instantOf(beginning), instantOf(next)];
  });
}

/** Of every boundary, itself and the millisecond before. */
export function withJustBefore(boundaries: readonly Instant[]): readonly Instant[] {
  return boundaries.flatMap((boundary) => [instantOf(milliseconds(boundary) - 1), boundary]);
}
