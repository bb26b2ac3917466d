import { DomainError } from "../../domain/error.js";
import type { FeedFault } from "./document.js";
import { jsonParts } from "./jsonParts.js";
import { lineFinder } from "./lines.js";
import { MAX_ENTRIES } from "./prefeed.js";

/** Broken items beyond this many are not named one by one. */
const MAX_FAULTS = 100;

/** The members of a JSON object, of any type. */
export type Members = Readonly<Record<string, unknown>>;

/** A JSON feed with its items apart. */
export interface JsonSource {
  readonly feed: Members;
  /** Those that are objects, at most `MAX_ENTRIES`. */
  readonly items: readonly Members[];
  /** The line of an item, from 1; null where it is not known. */
  readonly lineOf: (item: number) => number | null;
  readonly faults: readonly FeedFault[];
}

export function members(value: unknown): Members {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws DomainError `feed.unreadable` for what is no JSON and holds no whole item either. */
export function jsonSource(text: string): JsonSource {
  const lineAt = lineFinder(text);
  try {
    const feed = members(JSON.parse(text));
    const listed: readonly unknown[] = Array.isArray(feed.items) ? feed.items : [];
    const items = listed.filter(isObject);
    const lineOf = (item: number) => {
      const offset = jsonParts(text)?.items[item]?.offset;
      return offset === undefined ? null : lineAt(offset);
    };
    const faults = listed.length === items.length ? [] : [notObjects(listed.length - items.length)];
    return limited({ feed, items, lineOf, faults });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return limited(mendedSource(text, error, lineAt));
  }
}

/** What is whole in a text that is not. */
function mendedSource(text: string, reason: SyntaxError, lineAt: (offset: number) => number): JsonSource {
  const parts = jsonParts(text);
  const whole = parts?.items.filter(({ error }) => error === null) ?? [];
  if (parts === null || whole.length === 0)
    throw new DomainError(
      "feed.unreadable",
      `This looks like JSON but is not: ${reason.message}. Ask the partner to mend the feed.`,
    );
  const unread = parts.items.filter(({ error }) => error !== null).slice(0, MAX_FAULTS);
  const broken = unread.map(({ error, offset }): FeedFault => {
    const detail = `An item is no JSON and was passed over: ${error}.`;
    return { code: "entry.unreadable", detail, entry: null, line: lineAt(offset) };
  });
  const detail = `The feed is not well-formed JSON; ${whole.length} whole items were read.`;
  const isCutOff = /^(?:Unexpected end|Unterminated)/u.test(reason.message);
  const line = broken[0]?.line ?? (isCutOff ? lineAt(text.length) : null);
  const faults: readonly FeedFault[] = [{ code: "feed.repaired", detail, entry: null, line }, ...broken];
  const lineOf = (item: number) => lineAt(whole[item]?.offset ?? 0);
  return { feed: members(parts.feed), items: whole.map(({ value }) => members(value)), lineOf, faults };
}

function notObjects(count: number): FeedFault {
  return {
    code: "entry.unreadable",
    detail: `${count} items are no objects and were passed over.`,
    entry: null,
    line: null,
  };
}

function limited(source: JsonSource): JsonSource {
  const { items, faults, lineOf } = source;
  if (items.length <= MAX_ENTRIES) return source;
  const detail = `The feed has ${items.length} entries; the first ${MAX_ENTRIES} were read.`;
  const beyond: FeedFault = { code: "entry.unreadable", detail, entry: null, line: lineOf(MAX_ENTRIES) };
  return { ...source, items: items.slice(0, MAX_ENTRIES), faults: [...faults, beyond] };
}
