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

const FORMATS = {
  rss: { write: writeRss, check: checkRss },
  atom: { write: writeAtom, check: checkAtom },
  json: { write: writeJson, check: checkJson },
} as const;

/**
 * Writes a channel in one format; the same input gives the same bytes. Admitted first, then written, then read back.
 *
 * @throws DomainError `feed.refused` where an entry lacks its title, its notice or its credit, in the body or in the
 * elements, where a date or an address is none, or where the result is not well formed
 */
export function writeFeed(feed: OutboundFeed, format: FeedFormat): string {
  const { write, check } = FORMATS[format];
  admit(feed);
  const text = write(feed);
  check(text, feed);
  return text;
}
