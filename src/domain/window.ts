/** A UTC instant as ISO text with milliseconds and `Z`, e.g. `2026-03-01T09:00:00.000Z`, so instants compare as text. */
export type Instant = string;

/** Half-open, [from, until); `null` is an open end. */
export interface Window {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** No limit in time; permissions say so explicitly (`openEnded`), it is never assumed. */
export const ALWAYS: Window = { from: null, until: null };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function isInstant(text: string): boolean {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}

/** An instant as people write it in a question, seconds and milliseconds optional; null for anything else. */
export function readInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/u.test(text) || Number.isNaN(Date.parse(text)))
    return null;
  const instant = new Date(text).toISOString();
  return instant.slice(0, 16) === text.slice(0, 16) ? instant : null;
}

/** The instant of a clock reading in milliseconds since the epoch. */
export function instantOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/** `at` moved by whole days of 86,400 seconds; UTC has no daylight saving. */
export function plusDays(at: Instant, days: number): Instant {
  return instantOf(Date.parse(at) + days * 86_400_000);
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
