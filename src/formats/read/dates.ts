import type { Instant } from "../../domain/window.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Zones by name, in minutes east of Greenwich (RFC 822 §5 and what feeds use besides). */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  jst: 540,
  kst: 540,
  ist: 330,
  sgt: 480,
  hkt: 480,
  aest: 600,
  aedt: 660,
  acst: 570,
  awst: 480,
  nzst: 720,
  nzdt: 780,
};

/** RFC 3339, W3CDTF, ISO 8601 with or without zone; a blank or a `T` between day and time. */
const ISO =
  /^(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(.{0,12})$/iu;
/** RFC 822 and 2822, weekday optional, and the order month–day. */
const RFC =
  /^(?:[a-zäöü]{2,12}\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]{0,7}\.?,?[\s-]+(\d{2,4}),?(?:\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?)?\s*(am|pm)?\s*(.{0,40})$/iu;
const MONTH_FIRST =
  /^(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3})[a-z]{0,7}\.?\s+(\d{1,2}),?\s+(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s+)?([a-z]{1,5}\s+)?(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(am|pm)?\s*(.{0,12})$/iu;

const MAX_LENGTH = 80;
/** Before it, a year is a mistake; `Date.UTC` would also read two digits as the last century's. */
const MIN_YEAR = 1_000;

/** The instant a feed means; null where it cannot be read. A date without a zone is taken as UTC, never as local time. */
export function readDate(raw: string): Instant | null {
  const text = raw.replace(/\s+/gu, " ").trim();
  if (text === "" || text.length > MAX_LENGTH) return null;
  return iso(text) ?? rfc(text) ?? monthFirst(text);
}

function iso(text: string): Instant | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = found;
  return instant(Number(year), Number(month), Number(day ?? 1), [hour, minute, second, fraction], "", zone ?? "");
}

function rfc(text: string): Instant | null {
  const found = RFC.exec(text);
  if (found === null) return null;
  const [, day, month, year, hour, minute, second, half, zone] = found;
  return instant(fullYear(year ?? ""), monthOf(month), Number(day), [hour, minute, second], half ?? "", zone ?? "");
}

function monthFirst(text: string): Instant | null {
  const found = MONTH_FIRST.exec(text);
  if (found === null) return null;
  const [, month, day, hourA, minuteA, secondA, zoneA, year, hourB, minuteB, secondB, half, zoneB] = found;
  const time = hourA === undefined ? [hourB, minuteB, secondB] : [hourA, minuteA, secondA];
  return instant(Number(year), monthOf(month), Number(day), time, half ?? "", (zoneA ?? zoneB ?? "").trim());
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").toLowerCase()) + 1;
}

/** RFC 2822 §4.3: two digits below 50 are this century. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function instant(
  year: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
  half: string,
  zone: string,
): Instant | null {
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(0, 3).map((part) => Number(part ?? 0));
  const milliseconds = Math.trunc(Number(`0.${time[3] ?? 0}`) * 1_000);
  const offset = offsetOf(zone);
  const hour = half === "" ? hours : (hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!isDay || hour > 24 || minutes > 59 || seconds > 60 || offset === null || year < MIN_YEAR) return null;
  return new Date(
    Date.UTC(year, month - 1, day, hour, minutes - offset, Math.min(seconds, 59), milliseconds),
  ).toISOString();
}

/** Minutes east of Greenwich; null for words that are no zone. */
function offsetOf(zone: string): number | null {
  const text = zone.replace(/\(.*$/u, "").trim().toLowerCase();
  if (text === "") return 0;
  const numeric = /^(?:gmt|utc)?\s?([+-])(\d{1,2}):?(\d{2})?$/u.exec(text);
  if (numeric !== null) {
    const [, sign, hours, minutes] = numeric;
    const offset = Number(hours) * 60 + Number(minutes ?? 0);
    return Number(hours) > 15 ? null : sign === "-" ? -offset : offset;
  }
  if (/^[a-ik-z]$/u.test(text) && text !== "z") return 0;
  return ZONES[text] ?? null;
}
