import { Feed } from "feed";
import type { OutboundFeed } from "./document.js";
import { instantIn } from "./text.js";

/** Words and addresses that the package cannot garble; the finishing step puts the real ones in their place. */
const TEXT = "-";
const ADDRESS = "http://feed.invalid/";

/**
 * The document as the package `feed` builds it: elements, their order, dates, generator. Every text, id and address is
 * set afterwards, exactly, because the package loses or breaks `&`, `]]>` and control characters, rewrites ids and
 * throws on those that are no URL. One instance per format, since its extensions leak.
 *
 * @throws DomainError `feed.refused` for a date that is none
 */
export function skeleton(feed: OutboundFeed): Feed {
  const built = new Feed({
    id: ADDRESS,
    title: TEXT,
    description: TEXT,
    link: ADDRESS,
    updated: new Date(instantIn(feed.updatedAt, "the feed")),
    copyright: TEXT,
    generator: "Imprimatur",
    feedLinks: { atom: ADDRESS, json: ADDRESS, rss: ADDRESS },
    author: { name: TEXT },
  });
  for (const { id, publishedAt, updatedAt } of feed.entries) {
    built.addItem({
      id: ADDRESS,
      title: TEXT,
      link: ADDRESS,
      date: new Date(instantIn(updatedAt, id)),
      ...(publishedAt === null ? {} : { published: new Date(instantIn(publishedAt, id)) }),
    });
  }
  return built;
}
