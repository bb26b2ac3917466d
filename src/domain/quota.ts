import type { RecordedUse } from "./use.js";
import { type Instant, instantOf, type Window } from "./window.js";

export const PERIODS = ["day", "week", "month", "year", "total"] as const;
export type Period = (typeof PERIODS)[number];

/** `items`: different columns. `downloads`: releases, one for each channel that takes a column. `words`: of different columns. */
export const QUOTA_UNITS = ["items", "words", "downloads"] as const;
export type QuotaUnit = (typeof QUOTA_UNITS)[number];

/** The most that may be used in a period of the calendar, UTC; weeks begin on Monday (ISO 8601). */
export interface MaxUses {
  readonly count: number;
  readonly unit: QuotaUnit;
  readonly period: Period;
  /** Whether each outlet has the count for itself, our own channels being one, or all share it. */
  readonly per: "outlet" | "all";
}

/** What is asked for, as a quota sees it. */
export interface Asked {
  readonly item: string;
  readonly channel: string;
  readonly outlet: string | null;
  readonly words: number;
}

const DAY_MILLISECONDS = 86_400_000;

export function periodAround(at: Instant, period: Period): Window {
  const now = new Date(at);
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const span = (from: number, until: number): Window => ({ from: instantOf(from), until: instantOf(until) });
  switch (period) {
    case "total":
      return { from: null, until: null };
    case "year":
      return span(Date.UTC(year, 0), Date.UTC(year + 1, 0));
    case "month":
      return span(Date.UTC(year, month), Date.UTC(year, month + 1));
    case "week": {
      const monday = Date.UTC(year, month, day) - ((now.getUTCDay() + 6) % 7) * DAY_MILLISECONDS;
      return span(monday, monday + 7 * DAY_MILLISECONDS);
    }
    case "day":
      return span(Date.UTC(year, month, day), Date.UTC(year, month, day) + DAY_MILLISECONDS);
  }
}

/** How a quota stands for what is asked: what was used in the period before it, and whether it fits. */
export interface QuotaStanding {
  readonly used: number;
  readonly fits: boolean;
  readonly period: Window;
}

/**
 * Counts the recorded uses of one permission up to an instant. What is in use already is no new use: a column that was
 * released to an outlet goes on there, whatever the quota is by now.
 */
export function quotaStanding(quota: MaxUses, uses: readonly RecordedUse[], asked: Asked, at: Instant): QuotaStanding {
  const period = periodAround(at, quota.period);
  const counted = uses.filter((use) => use.at <= at && (quota.per === "all" || use.outlet === asked.outlet));
  const goesOn = counted.some((use) => isSameUse(quota.unit, use, asked));
  const inPeriod = counted.filter((use) => period.from === null || use.at >= period.from);
  const used = amount(quota.unit, inPeriod);
  const more = quota.unit === "words" ? asked.words : 1;
  return { used, fits: goesOn || used + more <= quota.count, period };
}

function isSameUse(unit: QuotaUnit, use: RecordedUse, asked: Asked): boolean {
  return use.item === asked.item && (unit !== "downloads" || use.channel === asked.channel);
}

function amount(unit: QuotaUnit, uses: readonly RecordedUse[]): number {
  if (unit === "downloads") return new Set(uses.map(({ item, channel }) => `${channel} ${item}`)).size;
  const words = new Map(uses.map((use) => [use.item, use.words]));
  return unit === "items" ? words.size : [...words.values()].reduce((sum, count) => sum + count, 0);
}
