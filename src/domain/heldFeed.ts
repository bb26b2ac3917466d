import { siteOf } from "./address.js";
import { shortDigest } from "./digest.js";

/**
 * Why a feed is held back. Nothing of a feed that is held back is recorded: what it said before stays, and so do its
 * tombstones' columns, until staff accept it or it is again as it was.
 */
export type HeldCode = "feed.emptied" | "feed.repeats" | "feed.other-owner";

/** A feed with fewer entries than this may well run empty. */
const MIN_ENTRIES_TO_MISS = 3;
/** Fewer entries than this repeat each other by chance. */
const MIN_ENTRIES_TO_REPEAT = 5;
/** More than this share of the entries with one body, or under one id, is a fault of the partner's system. */
const MAX_REPEATED_SHARE = 0.5;
/** Entries by which a feed is known again. */
export const MAX_PROFILE_IDS = 200;
/** What a body begins with tells it from others. */
const OPENING_CHARACTERS = 2_000;

/** What a feed looks like, kept from poll to poll. */
export interface FeedProfile {
  readonly title: string | null;
  /** Host of the feed's home page, or of most entries' addresses. */
  readonly site: string | null;
  readonly entries: number;
  /** Digests of ids and addresses; at most `MAX_PROFILE_IDS`. */
  readonly ids: readonly string[];
  /** Digests of titles with the words that bodies begin with; absent in older profiles. */
  readonly texts?: readonly string[];
  /** Columns that the feed says were taken back: a feed that says so is not empty by mistake. */
  readonly tombstones: number;
  /** The largest share of entries that carry one body, or one id: from 0 to 1; up to a half, no less than it is. */
  readonly repeated: number;
}

/** A finding on a source. */
export interface Held {
  readonly code: HeldCode;
  /** In words, with what to do. */
  readonly detail: string;
  /** Names exactly this state of the feed: what is accepted is this and no other. */
  readonly fingerprint: string;
}

/** What a profile is made of. */
export interface ProfiledFeed {
  readonly title: string | null;
  readonly homeUrl: string | null;
  readonly tombstones: readonly unknown[];
  readonly entries: readonly ProfiledEntry[];
}

interface ProfiledEntry {
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly html: string;
}

export function profileOf({ title, homeUrl, entries, tombstones }: ProfiledFeed): FeedProfile {
  const names = entries.flatMap(({ id, url }) => [id, url].filter((name) => name !== null));
  return {
    title,
    site: siteOf(homeUrl) ?? commonest(entries.map(({ url }) => siteOf(url))).value,
    entries: entries.length,
    tombstones: tombstones.length,
    ids: [...new Set(names)].slice(0, MAX_PROFILE_IDS).map(shortDigest),
    texts: entries.slice(0, MAX_PROFILE_IDS).flatMap(textOf),
    repeated: Math.max(shareOfOneBody(entries.map(({ html }) => html || null)), share(entries.map(({ id }) => id))),
  };
}

/** The same words under another id and address have the same digest. */
function textOf({ title, html }: ProfiledEntry): readonly string[] {
  const words = `${title ?? ""} ${html.slice(0, OPENING_CHARACTERS).replace(/<[^<>]*>/gu, " ")}`;
  const said = words.replace(/\s+/gu, " ").trim();
  return said === "" ? [] : [shortDigest(said)];
}

function share(values: readonly (string | null)[]): number {
  return values.length === 0 ? 0 : commonest(values).count / values.length;
}

/** Bodies that differ in length, beginning or end are told apart by that; they are compared as a whole where that is not enough. */
function shareOfOneBody(bodies: readonly (string | null)[]): number {
  const atMost = share(bodies.map((html) => (html === null ? null : sketchOf(html))));
  return atMost > MAX_REPEATED_SHARE ? share(bodies) : atMost;
}

const SKETCH_CHARACTERS = 100;

function sketchOf(html: string): string {
  return `${html.length} ${html.slice(0, SKETCH_CHARACTERS)} ${html.slice(-SKETCH_CHARACTERS)}`;
}

function commonest(values: readonly (string | null)[]): { readonly value: string | null; readonly count: number } {
  const counts = new Map<string, number>();
  let best: { readonly value: string | null; readonly count: number } = { value: null, count: 0 };
  for (const value of values) {
    if (value === null) continue;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > best.count) best = { value, count };
  }
  return best;
}

/**
 * Whether a feed is to be held back, by comparison with what it was when it was last taken: it is suddenly empty; its
 * entries suddenly repeat one body or one id, or come all anew under other ids and addresses; or every id is another's, and
 * so are title and site, or the title in every word. A feed that was always so is not held back.
 *
 * @param before null at the first poll: there is nothing to compare with.
 */
export function heldBack(before: FeedProfile | null, now: FeedProfile): Held | null {
  if (before === null) return null;
  if (now.entries === 0) {
    const isMissed = before.entries >= MIN_ENTRIES_TO_MISS && now.tombstones === 0;
    return isMissed ? emptied(before, now) : null;
  }
  if (isAnothers(before, now)) return otherOwner(before, now);
  if (isRenamed(before, now)) return renamed(now);
  const repeats = now.entries >= MIN_ENTRIES_TO_REPEAT && now.repeated > MAX_REPEATED_SHARE;
  return repeats && before.repeated <= MAX_REPEATED_SHARE ? repeating(now) : null;
}

function isAnothers(before: FeedProfile, now: FeedProfile): boolean {
  if (before.title === now.title || !isAllNew(before.ids, now.ids)) return false;
  return before.site !== now.site || !shareWord(before.title, now.title);
}

function isAllNew(before: readonly string[], now: readonly string[]): boolean {
  const known = new Set(before);
  return known.size > 0 && now.every((id) => !known.has(id));
}

/** Of titles that are missing nothing can be told. */
function shareWord(before: string | null, now: string | null): boolean {
  const words = (title: string) => title.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const known = new Set(words(before ?? ""));
  return known.size === 0 || now === null || words(now).some((word) => known.has(word));
}

/** A system that was replaced sends every column anew: none of them could be recognised. */
function isRenamed(before: FeedProfile, now: FeedProfile): boolean {
  if (!isAllNew(before.ids, now.ids)) return false;
  const known = new Set(before.texts);
  const again = now.texts?.filter((text) => known.has(text)).length ?? 0;
  return again >= MIN_ENTRIES_TO_REPEAT && again > now.entries * MAX_REPEATED_SHARE;
}

function emptied(before: FeedProfile, now: FeedProfile): Held {
  return held(
    "feed.emptied",
    now,
    `The feed had ${before.entries} entries and is empty now; nothing was taken from it.`,
  );
}

function repeating(now: FeedProfile): Held {
  const percent = Math.round(now.repeated * 100);
  return held(
    "feed.repeats",
    now,
    `${percent} % of the ${now.entries} entries carry the same body or the same id; nothing was taken from it.`,
  );
}

function renamed(now: FeedProfile): Held {
  return held(
    "feed.repeats",
    now,
    `Most of the ${now.entries} entries were there before, under other ids and other addresses; nothing was taken from it.`,
  );
}

function otherOwner(before: FeedProfile, now: FeedProfile): Held {
  const [was, is] = [before, now].map(({ title, site }) => `“${title ?? "untitled"}” of ${site ?? "an unknown site"}`);
  return held(
    "feed.other-owner",
    now,
    `The feed was ${was} and is ${is} now, and none of its entries is known; nothing was taken from it.`,
  );
}

function held(code: HeldCode, { title, site }: FeedProfile, what: string): Held {
  const cure = "Ask the partner; it clears itself when the feed is as before, or accept it as it is.";
  return { code, detail: `${what} ${cure}`, fingerprint: shortDigest([code, title ?? "", site ?? ""].join("\n")) };
}
