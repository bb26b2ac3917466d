import type { Instant } from "../../domain/window.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From the smallest: what is shorter than `below` is told in `unit`s. */
const SCALE = [
  { below: HOUR, unit: MINUTE, name: "minute" },
  { below: 2 * DAY, unit: HOUR, name: "hour" },
  { below: 60 * DAY, unit: DAY, name: "day" },
  { below: 730 * DAY, unit: 30.44 * DAY, name: "month" },
  { below: Number.POSITIVE_INFINITY, unit: 365.25 * DAY, name: "year" },
] as const;

/** `1 Mar 2026, 09:05 UTC`; what is no time is given back as it is. */
export function readableTime(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const clock = date.toISOString().slice(11, 16);
  return `${readableDate(at)}, ${clock} UTC`;
}

/** `1 Mar 2026`, in UTC. */
export function readableDate(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** `6 days`, `3 hours`, `less than a minute`: how far apart two moments are. */
export function span(at: string, now: Instant): string {
  const size = Math.abs(Date.parse(at) - Date.parse(now));
  if (size < MINUTE) return "less than a minute";
  const { unit, name } = SCALE.find(({ below }) => size < below) ?? SCALE[0];
  const amount = Math.max(1, Math.floor(size / unit));
  return `${amount} ${name}${amount === 1 ? "" : "s"}`;
}

/** `in 6 days`, `3 hours ago`, `just now`. Empty for what is no time. */
export function distance(at: string, now: Instant): string {
  const apart = Date.parse(at) - Date.parse(now);
  if (Number.isNaN(apart)) return "";
  if (Math.abs(apart) < MINUTE) return "just now";
  return apart > 0 ? `in ${span(at, now)}` : `${span(at, now)} ago`;
}

/** True where `at` lies ahead by no more than so many days. */
export function isWithinDays(at: string | null, now: Instant, days: number): boolean {
  if (at === null) return false;
  const ahead = Date.parse(at) - Date.parse(now);
  return ahead > 0 && ahead <= days * DAY;
}

interface TimeProps {
  readonly at: string;
  /** Adds how far away it is. */
  readonly now?: Instant;
  readonly dateOnly?: boolean;
}

/** A moment for people and machines. */
export function Time({ at, now, dateOnly = false }: TimeProps) {
  const words = dateOnly ? readableDate(at) : readableTime(at);
  const away = now === undefined ? "" : distance(at, now);
  const moment = Number.isNaN(Date.parse(at)) ? <span>{words}</span> : <time dateTime={at}>{words}</time>;
  return away === "" ? (
    moment
  ) : (
    <span class="moment">
      {moment} <span class="away">({away})</span>
    </span>
  );
}
