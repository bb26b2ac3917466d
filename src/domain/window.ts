/** A UTC instant as ISO text with milliseconds and `Z`, e.g. `2026-03-01T09:00:00.000Z`, so instants compare as text. */
export type Instant = string;

/** Half-open, [from, until); `null` is an open end. */
export interface Window {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** No limit in time; permissions say so explicitly (`openEnded`), it is never assumed. */
export const ALWAYS: Window = { from: null, until: null };

/** RFC 3339 §5.6; seconds may be left out. */
const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d|60)(?:\.(\d+))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/iu;
/** What text with a year of four digits can say; instants beyond would not compare as text. */
const FIRST_MILLISECONDS = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_MILLISECONDS = Date.parse("9999-12-31T23:59:59.999Z");
const DAY_MILLISECONDS = 86_400_000;

export function isInstant(text: string): boolean {
  return readInstant(text) === text;
}

/**
 * An instant as people and programs write it (RFC 3339), with any offset; what is finer than a millisecond is cut off. A
 * leap second is the instant that follows it: the clocks that decide here know none. Null for anything else.
 */
export function readInstant(text: string): Instant | null {
  const [found, day = "", minute = "", second = "00", fraction = "", zone = ""] = RFC_3339.exec(text) ?? [];
  if (found === undefined || !isDay(day)) return null;
  const isLeap = second === "60";
  const said = isLeap ? "59.000" : `${second}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const milliseconds = Date.parse(`${day}T${minute}:${said}${zone.toUpperCase()}`) + (isLeap ? 1_000 : 0);
  if (milliseconds < FIRST_MILLISECONDS || milliseconds > LAST_MILLISECONDS) return null;
  return isLeap && milliseconds % DAY_MILLISECONDS !== 0 ? null : instantOf(milliseconds);
}

function isDay(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** The instant of a clock reading in milliseconds since the epoch; the nearest that has a year of four digits. */
export function instantOf(milliseconds: number): Instant {
  return new Date(Math.min(Math.max(milliseconds, FIRST_MILLISECONDS), LAST_MILLISECONDS)).toISOString();
}

/** `at` moved by whole days of 86,400 seconds; UTC has no daylight saving. */
export function plusDays(at: Instant, days: number): Instant {
  return instantOf(Date.parse(at) + days * DAY_MILLISECONDS);
}

export function hasBegun(window: Window, at: Instant): boolean {
  return window.from === null || window.from <= at;
}

export function hasEnded(window: Window, at: Instant): boolean {
  return window.until !== null && window.until <= at;
}

export function contains(window: Window, at: Instant): boolean {
  return hasBegun(window, at) && !hasEnded(window, at);
}

/** The ends of the window that lie after `at`, at which an answer may differ. */
export function boundariesAfter(window: Window, at: Instant): readonly Instant[] {
  return [window.from, window.until].filter((end): end is Instant => end !== null && end > at);
}

/** True where `inner` lies wholly within `outer`. */
export function isWithin(inner: Window, outer: Window): boolean {
  const begins = outer.from === null || (inner.from !== null && inner.from >= outer.from);
  const ends = outer.until === null || (inner.until !== null && inner.until <= outer.until);
  return begins && ends;
}

/** The later of two instants. */
export function laterOf(one: Instant, other: Instant): Instant {
  return one < other ? other : one;
}

/** The earliest of several instants, or null where there is none. */
export function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((first, next) => (next !== null && (first === null || next < first) ? next : first), null);
}

/** Reads the time. The composition root gives one; rules take an instant instead. */
export type Clock = () => Instant;
