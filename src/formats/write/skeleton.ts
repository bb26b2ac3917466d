import { Feed } from "feed";
import type { OutboundFeed } from "./document.js";
import { dateOf } from "./text.js";

/** Words that the library cannot garble; the finishing step puts the real ones in their place. */
const PLACEHOLDER = "-";

/**
 * The document as the package `feed` builds it: structure, links, ids and dates. Every text is set afterwards, exactly,
 * because the package loses or breaks `&`, `]]>` and control characters. One instance per format, since its extensions leak.
 */
export function skeleton(feed: OutboundFeed, selfUrl: string): Feed {
  const built = new Feed({
    id: feed.id,
    title: PLACEHOLDER,
    description: PLACEHOLDER,
    link: feed.homeUrl,
    language: feed.language,
    updated: dateOf(feed.updatedAt, "The feed"),
    copyright: PLACEHOLDER,
    generator: "Imprimatur",
    feedLinks: { atom: feed.selfUrls.atom, json: feed.selfUrls.json, rss: selfUrl },
    author: { name: PLACEHOLDER },
  });
  for (const entry of feed.entries) {
    built.addItem({
      id: entry.id,
      title: PLACEHOLDER,
      link: entry.url,
      date: dateOf(entry.updatedAt, entry.title),
      published: dateOf(entry.publishedAt ?? entry.updatedAt, entry.title),
    });
  }
  return built;
}
