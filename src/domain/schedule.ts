import { type Instant, instantOf } from "./window.js";

/** What a feed says about when it is worth asking, and when it does not want to be asked. */
export interface Rhythm {
  /** `sy:updatePeriod` through `sy:updateFrequency`, in minutes. */
  readonly updateEveryMinutes: number | null;
  /** Hours of the day, GMT, 0 to 23. */
  readonly skipHours: readonly number[];
  /** Days of the week, GMT, 0 for Sunday. */
  readonly skipDays: readonly number[];
}

export const NO_RHYTHM: Rhythm = { updateEveryMinutes: null, skipHours: [], skipDays: [] };

/** What the last good answer said that bears on the next poll; kept between polls. */
export interface Pace extends Rhythm {
  readonly ttlMinutes: number | null;
  /** The usual time between two publications, or null where the feed shows none. */
  readonly gapMinutes: number | null;
  readonly latestAt: Instant | null;
}

export const NO_PACE: Pace = { ...NO_RHYTHM, ttlMinutes: null, gapMinutes: null, latestAt: null };

export interface PollFacts {
  /** The newsroom asks no more often than this of its own accord. */
  readonly shortestMinutes: number;
  /** And no less often, unless the partner asks for it. */
  readonly longestMinutes: number;
  readonly pace: Pace;
  /** What the last answer's cache headers said, or null. */
  readonly freshSeconds: number | null;
  /** Polls that failed in a row. */
  readonly failures: number;
  /** What a 429 or 503 asked for, or null. */
  readonly retryAfterSeconds: number | null;
  /** A hub sends what is new; polling only makes sure. */
  readonly isPushed: boolean;
  /** From 0 to 1, different for each source, so that sources do not fall into step. */
  readonly jitter: number;
}

/** Polls of a feed between two of its publications. */
const POLLS_PER_GAP = 4;
/** Publications that tell the usual gap. */
const MAX_DATES = 20;
/** What a feed, its cache headers or our own backoff may ask for at most. */
export const MAX_ASKED_MINUTES = 24 * 60;
/** What `Retry-After` may ask for at most. */
const MAX_RETRY_AFTER_MINUTES = 7 * 24 * 60;
/** Due times lie up to this share of the interval later. */
const JITTER = 0.1;
/** After skipped hours, polls spread over this many minutes. */
const SPREAD_MINUTES = 10;
const MAX_DOUBLINGS = 12;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * When to poll next: four times between two usual publications, within the newsroom's bounds; less often where the feed
 * (`ttl`, `sy:*`) or its server (`Cache-Control`, `Expires`) asks for it, up to a day; with doubled pauses after failures;
 * never before `Retry-After` (up to a week), never in skipped hours or on skipped days; later by a little chance.
 */
export function nextPoll(facts: PollFacts, at: Instant): Instant {
  const asked = Math.min((facts.retryAfterSeconds ?? 0) / 60, MAX_RETRY_AFTER_MINUTES);
  const minutes = facts.failures > 0 ? backoffMinutes(facts) : intervalMinutes(facts, at);
  const jittered = Math.max(minutes, asked) * (1 + JITTER * facts.jitter);
  return instantOf(outsideSkipped(Date.parse(at) + jittered * MINUTE, facts));
}

/** The interval without jitter and skipped hours, in minutes. */
export function intervalMinutes(facts: PollFacts, at: Instant): number {
  const { shortestMinutes, pace, freshSeconds } = facts;
  const longestMinutes = Math.max(shortestMinutes, facts.longestMinutes);
  const own = facts.isPushed ? longestMinutes : (ownMinutes(pace, at) ?? shortestMinutes);
  const asked = Math.max(pace.ttlMinutes ?? 0, pace.updateEveryMinutes ?? 0, (freshSeconds ?? 0) / 60);
  return Math.max(within(own, shortestMinutes, longestMinutes), Math.min(asked, MAX_ASKED_MINUTES));
}

/** A feed that has been silent for longer than usual is asked less and less often. */
function ownMinutes({ gapMinutes, latestAt }: Pace, at: Instant): number | null {
  if (gapMinutes === null || latestAt === null) return null;
  const silent = Math.max(0, Date.parse(at) - Date.parse(latestAt)) / MINUTE;
  return Math.max(gapMinutes, silent / POLLS_PER_GAP) / POLLS_PER_GAP;
}

function backoffMinutes({ shortestMinutes, failures }: PollFacts): number {
  return Math.min(
    shortestMinutes * 2 ** Math.min(failures, MAX_DOUBLINGS),
    Math.max(shortestMinutes, MAX_ASKED_MINUTES),
  );
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Where every hour or every day is skipped, none is. */
function outsideSkipped(milliseconds: number, { pace, jitter }: PollFacts): number {
  const hours = new Set(pace.skipHours.length < 24 ? pace.skipHours : []);
  const days = new Set(pace.skipDays.length < 7 ? pace.skipDays : []);
  const isSkipped = (time: number) => hours.has(new Date(time).getUTCHours()) || days.has(new Date(time).getUTCDay());
  if (!isSkipped(milliseconds)) return milliseconds;
  let hour = Math.floor(milliseconds / HOUR) * HOUR;
  while (isSkipped(hour)) hour += HOUR;
  return hour + jitter * SPREAD_MINUTES * MINUTE;
}

/** The usual gap and the latest of the publication dates; what lies in the future tells nothing. */
export function gapsOf(publishedAt: readonly (Instant | null)[], at: Instant): Pick<Pace, "gapMinutes" | "latestAt"> {
  const past = publishedAt.filter((date): date is Instant => date !== null && date <= at);
  const latest = [...new Set(past)].sort().reverse().slice(0, MAX_DATES);
  const gaps = latest.slice(1).map((date, index) => (Date.parse(latest[index] ?? date) - Date.parse(date)) / MINUTE);
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return { gapMinutes: median ?? null, latestAt: latest[0] ?? null };
}
