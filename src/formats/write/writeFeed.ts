import { admit } from "./admit.js";
import { writeAtom } from "./atom.js";
import { checkAtom, checkJson, checkRss } from "./check.js";
import type { OutboundFeed } from "./document.js";
import { writeJson } from "./json.js";
import { writeRss } from "./rss.js";

export type FeedFormat = "rss" | "atom" | "json";

export const MEDIA_TYPES: Readonly<Record<FeedFormat, string>> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

const XML = {
  rss: { write: writeRss, check: checkRss },
  atom: { write: writeAtom, check: checkAtom },
} as const;

/** Entries as they were written and read back, by format and content: what has not changed is not written again. */
export type WrittenEntries = Map<string, string>;

/**
 * Writes a channel in one format; the same input gives the same bytes. Admitted first, then written, then read back.
 * An entry of XML that is known from before was read back then, in a document with the same names declared.
 *
 * @throws DomainError `feed.refused` where an entry lacks its title, its notice or its credit, in the body or in the
 * elements, where a date or an address is none, or where the result is not well formed
 */
export function writeFeed(feed: OutboundFeed, format: FeedFormat, known: WrittenEntries = new Map()): string {
  admit(feed);
  if (format !== "json") return writeXml(feed, format, known);
  const text = writeJson(feed);
  checkJson(text, feed);
  return text;
}

/** What was used last stands last. */
function renew(known: WrittenEntries, key: string): void {
  const piece = known.get(key) ?? "";
  known.delete(key);
  known.set(key, piece);
}

function writeXml(feed: OutboundFeed, format: keyof typeof XML, known: WrittenEntries): string {
  const keyed = feed.entries.map((entry) => ({ entry, key: `${format} ${JSON.stringify(entry)}` }));
  const fresh = keyed.filter(({ key }) => !known.has(key));
  const { write, check } = XML[format];
  const entries = fresh.map(({ entry }) => entry);
  const { head, entries: pieces, tail } = write(feed, entries);
  check(`${head}${pieces.join("")}${tail}`, { ...feed, entries });
  fresh.forEach(({ key }, index) => {
    known.set(key, pieces[index] ?? "");
  });
  for (const { key } of keyed) renew(known, key);
  return `${head}${keyed.map(({ key }) => known.get(key)).join("")}${tail}`;
}
