import type { Reach, Territories } from "../../../src/domain/territory.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";

/** Small pools, so that names match and instants meet often. */

/** A number from 0 to below `sides`. */
export type Dice = (sides: number) => number;

/** A sequence that depends on the seed alone (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

export function pick<T>(dice: Dice, values: readonly T[]): T {
  const value = values[dice(values.length)];
  if (value === undefined) throw new TypeError("nothing to pick from");
  return value;
}

/** Each value with even odds, in their order. */
export function some<T>(dice: Dice, values: readonly T[]): readonly T[] {
  return values.filter(() => dice(2) === 0);
}

/** One or two of the values. */
export function few<T>(dice: Dice, values: readonly T[]): readonly T[] {
  const first = pick(dice, values);
  return dice(2) === 0 ? [first] : [...new Set([first, pick(dice, values)])];
}

export const PARTNERS = ["lantern", "beacon"] as const;
export const OUTLETS = ["post", "mail", "echo"] as const;
export const GROUPS = ["dailies", "weeklies"] as const;
export const COUNTRIES = ["GB", "IE", "DE", "FR", "US"] as const;
export const LANGUAGES = ["en", "en-GB", "de"] as const;
export const ITEMS = ["item_1", "item_2", "item_3"] as const;
export const CHANNELS = ["web", "app", "post-web"] as const;
export const SOURCES = ["lantern/columns", "lantern/news"] as const;
export const AUTHORS = ["Ada Brook", "Zoë Field"] as const;
/** The same people, as others write them. */
export const AUTHORS_RETYPED = [...AUTHORS, " ADA  brook", "ZOE\u0308 field"] as const;
export const TAGS = ["Tides", "Bees"] as const;
export const TAGS_RETYPED = [...TAGS, "tides ", "BEES"] as const;
export const URLS = ["https://lantern.example/columns/1", "https://lantern.example/news/2.html"] as const;
export const PATTERNS = [
  ...URLS,
  "*",
  "https://lantern.example/*",
  "*/columns/*",
  "*2?html",
  "*/news/*.html*",
  "*1*1",
  "*https*.html",
] as const;
export const CREDITS = [null, "Lantern Press", "Photo: A. Brook / LANTERN  press", "Agency", ""] as const;

/** Around the turns of days, ISO weeks, months and years, with a leap day; 28 February 2028 is a Monday. */
const TURNS = [
  "2026-12-28T00:00:00.000Z",
  "2027-01-01T00:00:00.000Z",
  "2027-03-01T00:00:00.000Z",
  "2028-02-28T00:00:00.000Z",
  "2028-02-29T00:00:00.000Z",
  "2028-03-01T00:00:00.000Z",
  "2028-03-06T00:00:00.000Z",
];
export const INSTANTS: readonly Instant[] = TURNS.flatMap((turn) => [
  instantOf(Date.parse(turn) - 1),
  turn,
  instantOf(Date.parse(turn) + 1),
]);
export const FIRST_INSTANT: Instant = "2026-01-01T00:00:00.000Z";
export const LAST_INSTANT: Instant = "2029-01-01T00:00:00.000Z";

/** Mostly one of the pool, now and then the millisecond beside it. */
export function instant(dice: Dice): Instant {
  const chosen = pick(dice, INSTANTS);
  return dice(8) === 0 ? instantOf(Date.parse(chosen) + dice(3) - 1) : chosen;
}

export function territories(dice: Dice): Territories {
  switch (dice(4)) {
    case 0:
      return { include: "worldwide", exclude: some(dice, COUNTRIES) };
    case 1:
      return { include: some(dice, COUNTRIES), exclude: few(dice, COUNTRIES) };
    case 2:
      return { include: few(dice, COUNTRIES), exclude: [] };
    default:
      return { include: ["GB", ...few(dice, COUNTRIES)], exclude: [] };
  }
}

export function reach(dice: Dice): Reach {
  const kind = dice(12);
  if (kind === 0) return "worldwide";
  if (kind === 1) return [];
  return kind < 7 ? ["GB"] : few(dice, COUNTRIES);
}
