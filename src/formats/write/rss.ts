import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed } from "./document.js";
import { bodyWithNotice } from "./notice.js";
import { appendRights, declareProfile, FEED_RIGHTS } from "./rights.js";
import { skeleton } from "./skeleton.js";
import { escapeMarkup, instantIn, isBlank, languageTag } from "./text.js";
import { parseStrictly } from "./wellFormed.js";
import { append, appendHtml, childrenOf, declare, removeAll, rootOf, serialize, setText } from "./xml.js";

/**
 * RSS 2.0, best-practice profile, with the rights elements of Dublin Core and the Creative Commons module. RSS has no
 * tombstones: an `atom:link` with the registered relation `related` leads to the list of what was withdrawn.
 */
export function writeRss(feed: OutboundFeed): string {
  const document = parseStrictly(skeleton(feed).rss2());
  const root = rootOf(document);
  declare(root, ["atom", "content", "creativeCommons", "dc", "dcterms", "fh"]);
  declareProfile(root, feed);
  const [channel] = childrenOf(root, "channel");
  if (channel === undefined) throw new TypeError("the skeleton has no channel");
  const items = childrenOf(channel, "item");
  finishChannel(channel, feed);
  items.forEach((item, index) => {
    const entry = feed.entries[index];
    if (entry === undefined) return;
    channel.appendChild(item);
    finishItem(item, entry);
  });
  return serialize(document);
}

function finishChannel(channel: Element, feed: OutboundFeed): void {
  setText(channel, "title", feed.title);
  setText(channel, "link", feed.homeUrl);
  setText(channel, "description", feed.description);
  const language = languageTag(feed.language);
  if (language !== null) append(channel, "language", language);
  setText(channel, "copyright", FEED_RIGHTS);
  removeAll(channel, "atom:link");
  const link = (rel: string, href: string, type: string | null) =>
    append(channel, "atom:link", null, { href, rel, type });
  link("self", feed.selfUrls.rss, "application/rss+xml");
  link("hub", feed.hubUrl, null);
  if (feed.isComplete) append(channel, "fh:complete", null);
  else link("first", feed.firstUrls.rss, "application/rss+xml");
  if (feed.nextUrls !== null) link("next", feed.nextUrls.rss, "application/rss+xml");
  append(channel, "atom:link", null, {
    href: feed.withdrawalsUrl,
    rel: "related",
    type: "application/json",
    title: "Columns withdrawn from this feed",
  });
}

/** The description is read as HTML (RSS Best Practices Profile), so a summary in plain text is escaped for it; a title is not. */
function finishItem(item: Element, entry: OutboundEntry): void {
  setText(item, "title", entry.title);
  setText(item, "link", entry.url);
  setText(item, "guid", entry.id);
  append(item, "dcterms:modified", instantIn(entry.updatedAt, entry.id));
  if (entry.summary !== null && !isBlank(entry.summary)) append(item, "description", escapeMarkup(entry.summary));
  for (const author of entry.authors) if (!isBlank(author)) append(item, "dc:creator", author);
  for (const tag of entry.tags) if (!isBlank(tag)) append(item, "category", tag);
  const language = languageTag(entry.language);
  if (language !== null) append(item, "dc:language", language);
  sourceAndRights(item, entry);
  attachments(item, entry);
  appendHtml(item, "content:encoded", bodyWithNotice(entry));
}

/** `dc:rights` stands once: validators refuse a second one, and `dcterms:rights`. */
function sourceAndRights(item: Element, entry: OutboundEntry): void {
  const { rights, source } = entry;
  append(item, "source", isBlank(source.title) ? source.feedUrl : source.title, { url: source.feedUrl });
  append(item, "dc:rights", rights.notice);
  if (entry.originalUrl !== null) append(item, "dc:source", entry.originalUrl);
  if (rights.license.url !== null) {
    append(item, "dcterms:license", rights.license.url);
    append(item, "creativeCommons:license", rights.license.url);
  }
  appendRights(item, entry);
}

/** RSS allows one enclosure, with a length, 0 where it is not known; further files are Atom links. */
function attachments(item: Element, { enclosures }: OutboundEntry): void {
  const [first, ...others] = enclosures;
  if (first === undefined) return;
  append(item, "enclosure", null, { url: first.url, type: first.type, length: String(first.bytes ?? 0) });
  for (const { url, type, bytes } of others) {
    const length = bytes === null ? null : String(bytes);
    append(item, "atom:link", null, { rel: "enclosure", type, length, href: url });
  }
}
