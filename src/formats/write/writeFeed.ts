import { DomainError } from "../../domain/error.js";
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

/**
 * Writes a channel in one format; the same input gives the same bytes.
 *
 * @throws DomainError `feed.refused` where an entry lacks title or notice, or the result is not well formed.
 */
export function writeFeed(feed: OutboundFeed, format: FeedFormat): string {
  for (const { id, title } of feed.entries) {
    if (title.trim() === "") throw new DomainError("feed.refused", `The feed was not published: ${id} has no title.`);
  }
  const text = WRITERS[format](feed);
  CHECKS[format](text, feed);
  return text;
}

const WRITERS = { rss: writeRss, atom: writeAtom, json: writeJson } as const;
const CHECKS = { rss: checkRss, atom: checkAtom, json: checkJson } as const;
