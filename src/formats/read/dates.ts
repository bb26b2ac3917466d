import { type Instant, instantOf } from "../../domain/window.js";
import { monthNamed } from "./monthNames.js";
import { inWesternOrder } from "./westernOrder.js";
import { folded } from "./whiteSpace.js";
import { zoneOffset } from "./zones.js";

/** RFC 3339, W3CDTF, ISO 8601 with or without zone; a blank or a `T` between day and time; `/` between the parts. */
const ISO =
  /^(\d{4})[-/]?(\d{2})(?:[-/]?(\d{2}))?(?:[T\s]+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{0,9}))?)?)?)?\s*(am|pm)?\s*(.{0,20})$/iu;
/** The same with parts of another length than two digits, or points between them. */
const LOOSE_ISO =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?(?:[T\s]+(\d{1,2}):(\d{1,2})(?::0?(\d{1,2})(?:[.,](\d{0,9}))?)?)?\s*(am|pm)?\s*(\D.{0,20})?$/iu;
/** Day and time to the second without a mark between them. */
const COMPACT = /^(\d{8})(\d{6})(Z?)$/iu;
/** ISO 8601 §5.2.2: the day counted from the start of the year. */
const ORDINAL = /^(\d{4})-?(\d{3})$/u;
const YEAR = /^\d{4}$/u;
/** Seconds or milliseconds since 1970. */
const EPOCH = /^(\d{10})(\d{3})?$/u;
/** Day first with points; with other marks only where one of the two can be no month. */
const NUMERIC =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(am|pm)?\s*(.{0,20})$/iu;

/** The form that nearly every RSS feed uses (RFC 2822 §3.3). */
const USUAL = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|[+-]\d{4})$/u;

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

const MAX_LENGTH = 80;
/** Before it, a year is a mistake; `Date.UTC` would also read two digits as the last century's. */
const MIN_YEAR = 1_000;

type Part = string | undefined;

/** The instant a feed means; null where it cannot be read. A date without a zone is taken as UTC, never as local time. */
export function readDate(raw: string): Instant | null {
  return usual(raw.trim()) ?? unusual(raw);
}

function usual(text: string): Instant | null {
  const found = USUAL.exec(text);
  if (found === null) return null;
  const [, day, name = "", year, hour, minute, second, zone] = found;
  const month = MONTHS.indexOf(name) / 3 + 1;
  return instant([year, String(month), day], [hour, minute, second], "", zone);
}

function unusual(raw: string): Instant | null {
  const text = inWesternOrder(folded(raw.normalize("NFC").replace(/[–−]/gu, "-")));
  if (text === "" || text.length > MAX_LENGTH) return null;
  return iso(text) ?? counted(text) ?? numeric(text) ?? inWords(text);
}

function iso(text: string): Instant | null {
  const found = ISO.exec(text);
  if (found === null) return looseIso(text);
  const [, year, month, day, hour, minute, second, fraction, half, zone] = found;
  return instant([year, month, day ?? "1"], [hour, minute, second, fraction], half, zone) ?? looseIso(text);
}

function looseIso(text: string): Instant | null {
  const found = LOOSE_ISO.exec(text);
  if (found === null) return null;
  const [, year, , month, day, hour, minute, second, fraction, half, zone] = found;
  return instant([year, month, day], [hour, minute, second, fraction], half, zone);
}

function counted(text: string): Instant | null {
  const compact = COMPACT.exec(text);
  if (compact !== null) return iso(`${compact[1]}T${compact[2]}`);
  if (YEAR.test(text)) return instant([text, "1", "1"], [], "", "");
  const ordinal = ORDINAL.exec(text);
  if (ordinal !== null) {
    const day = Number(ordinal[2]);
    return day < 1 || day > 366 || Number(ordinal[1]) < MIN_YEAR
      ? null
      : instantOf(Date.UTC(Number(ordinal[1]), 0, day));
  }
  const epoch = EPOCH.exec(text);
  return epoch === null ? null : instantOf(Number(epoch[1]) * 1_000 + Number(epoch[2] ?? 0));
}

function numeric(text: string): Instant | null {
  const found = NUMERIC.exec(text);
  if (found === null) return null;
  const [, first, mark, second, year, hour, minute, seconds, half, zone] = found;
  if (mark !== "." && Number(first) <= 12 && Number(second) <= 12) return null;
  const isMonthFirst = mark !== "." && Number(second) > 12;
  const [month, day] = isMonthFirst ? [first, second] : [second, first];
  return instant([year, month, day], [hour, minute, seconds], half, zone);
}

interface Words {
  day?: string;
  month?: number;
  year?: string;
  time?: readonly Part[];
  half?: string;
  zone?: string;
}

/** RFC 822 and 2822, RFC 850, asctime and what people write: day, month by name, year, time and zone in any order. */
function inWords(text: string): Instant | null {
  const spaced = text
    .replace(/\([^)]*\)?/g, " ")
    .replace(/(\d)-(\p{L}{3,12})\.?-(\d)/gu, "$1 $2 $3")
    .replace(/\b([ap])\.m\./giu, "$1m")
    .replace(/(\d)([ap]m)\b/giu, "$1 $2");
  const words: Words = {};
  const tokens = spaced.split(/[\s,]+/u).filter((token) => token !== "");
  for (const [index, token] of tokens.entries()) if (!take(words, token, index === 0)) return null;
  const { day, month, year, time, half, zone } = words;
  if (day === undefined || month === undefined || year === undefined) return null;
  return instant([fullYear(year), String(month), day], time ?? [], half, zone);
}

function take(words: Words, token: string, isFirst: boolean): boolean {
  const time = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d{1,6}))?)?(Z)?$/u.exec(token);
  if (time !== null && words.time === undefined) {
    words.time = time.slice(1, 5);
    return true;
  }
  const number = /^(\d{1,4})(?:st|nd|rd|th|er|º|\.)?$/iu.exec(token)?.[1];
  if (number !== undefined) return takeNumber(words, number);
  if (/^[ap]m$/iu.test(token)) {
    words.half = token;
    return true;
  }
  return takeWord(words, token, isFirst);
}

function takeNumber(words: Words, number: string): boolean {
  if (number.length <= 2 && words.day === undefined) words.day = number;
  else if (number.length !== 3 && words.year === undefined) words.year = number;
  else if (number.length === 4 && words.zone === undefined) words.zone = `+${number}`;
  else return false;
  return true;
}

/** A month named twice was a weekday first: French and Italian Tuesdays begin like March. */
function takeWord(words: Words, token: string, isFirst: boolean): boolean {
  const isWord = /^\p{L}[\p{L}\p{M}-]*\.?$/u.test(token);
  const month = isWord && (words.month === undefined || words.time === undefined) ? monthNamed(token) : null;
  if (month !== null) {
    words.month = month;
    return true;
  }
  if ((isFirst && isWord) || /^(?:de|del|di|of|at|um|uhr|kl\.?)$/iu.test(token)) return true;
  if (words.time === undefined || zoneOffset(token) === null) return false;
  words.zone ??= token;
  return true;
}

/** RFC 2822 §4.3: two digits below 50 are this century. */
function fullYear(text: string): string {
  if (text.length > 2) return text;
  return String(Number(text) + (Number(text) < 50 ? 2_000 : 1_900));
}

function instant([year, month, day]: readonly Part[], time: readonly Part[], half: Part, zone: Part): Instant | null {
  const [years, months, days] = [Number(year), Number(month), Number(day)];
  const [hours = 0, minutes = 0, seconds = 0] = time.slice(0, 3).map((part) => Number(part ?? 0));
  const milliseconds = Math.trunc(Number(`0.${time[3] ?? 0}`) * 1_000);
  const offset = zoneOffset(zone ?? "");
  const isMorning = (half ?? "").toLowerCase() === "am";
  const hour = (half ?? "") === "" || hours > 12 ? hours : (hours % 12) + (isMorning ? 0 : 12);
  const isDay = months >= 1 && months <= 12 && days >= 1 && days <= new Date(Date.UTC(years, months, 0)).getUTCDate();
  if (!isDay || hour > 24 || minutes > 59 || seconds > 60 || offset === null || years < MIN_YEAR) return null;
  // A leap second is the instant that follows it, as everywhere else.
  return instantOf(Date.UTC(years, months - 1, days, hour, minutes - offset, seconds, milliseconds));
}
