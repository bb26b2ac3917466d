import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed } from "./document.js";
import { bodyWithNotice } from "./notice.js";
import { skeleton } from "./skeleton.js";
import { append, childrenOf, declare, parseXml, removeAll, rootOf, serialize, setText } from "./xml.js";

/** What a mixed feed says about itself: rights stand with each column. */
export const FEED_RIGHTS = "Each column in this feed carries its own copyright notice and terms.";

/** RSS 2.0, best-practice profile, with the rights elements of Dublin Core and the Creative Commons module. */
export function writeRss(feed: OutboundFeed): string {
  const document = parseXml(skeleton(feed, feed.selfUrls.rss).rss2());
  const root = rootOf(document);
  declare(root, ["atom", "content", "creativeCommons", "dc", "dcterms"]);
  const [channel] = childrenOf(root, "channel");
  if (channel === undefined) throw new TypeError("the skeleton has no channel");
  setText(channel, "title", feed.title);
  setText(channel, "description", feed.description);
  setText(channel, "copyright", FEED_RIGHTS);
  const items = childrenOf(channel, "item");
  append(channel, "atom:link", null, {
    href: feed.withdrawalsUrl,
    rel: "related",
    type: "application/json",
    title: "Columns withdrawn from this feed",
  });
  for (const item of items) channel.appendChild(item);
  items.forEach((item, index) => {
    const entry = feed.entries[index];
    if (entry !== undefined) finishItem(item, entry);
  });
  return serialize(document);
}

function finishItem(item: Element, entry: OutboundEntry): void {
  const { rights, source } = entry;
  setText(item, "title", entry.title);
  removeAll(item, "description");
  if (entry.summary !== null) append(item, "description", entry.summary);
  for (const author of entry.authors) append(item, "dc:creator", author);
  for (const tag of entry.tags) append(item, "category", tag);
  append(item, "source", source.title, { url: source.feedUrl });
  append(item, "dc:rights", rights.notice);
  if (entry.originalUrl !== null) append(item, "dc:source", entry.originalUrl);
  if (entry.language !== null) append(item, "dc:language", entry.language);
  if (rights.license.url !== null) {
    append(item, "dcterms:license", rights.license.url);
    append(item, "creativeCommons:license", rights.license.url);
  }
  append(item, "dcterms:rightsHolder", rights.holder);
  append(item, "dcterms:accessRights", rights.usageTerms);
  const valid = validity(entry);
  if (valid !== null) append(item, "dcterms:valid", valid);
  if (rights.creditLine !== null) append(item, "dcterms:bibliographicCitation", rights.creditLine);
  const [enclosure] = entry.enclosures;
  if (enclosure !== undefined) {
    append(item, "enclosure", null, { url: enclosure.url, type: enclosure.type, length: String(enclosure.bytes ?? 0) });
  }
  append(item, "content:encoded", bodyWithNotice(entry));
}

/** A period as DCMI writes it; W3CDTF instants. */
export function validity({ rights }: OutboundEntry): string | null {
  const { validFrom, validUntil } = rights;
  if (validFrom === null && validUntil === null) return null;
  const parts = [validFrom === null ? "" : `start=${validFrom}; `, validUntil === null ? "" : `end=${validUntil}; `];
  return `${parts.join("")}scheme=W3C-DTF`;
}
