import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed } from "./document.js";
import { UNSPECIFIED_LICENSE } from "./namespaces.js";
import { bodyWithNotice } from "./notice.js";
import { FEED_RIGHTS, validity } from "./rss.js";
import { skeleton } from "./skeleton.js";
import { dateOf } from "./text.js";
import { append, childrenOf, declare, parseXml, removeAll, rootOf, serialize, setText } from "./xml.js";

const XML = "http://www.w3.org/XML/1998/namespace";

/**
 * Atom 1.0 (RFC 4287) with license links per entry (RFC 4946) and tombstones (RFC 6721). There is no license link on the
 * feed: entries would inherit it.
 */
export function writeAtom(feed: OutboundFeed): string {
  const document = parseXml(skeleton(feed, feed.selfUrls.atom).atom1());
  const root = rootOf(document);
  declare(root, ["at", "dcterms"]);
  root.setAttributeNS(XML, "xml:lang", feed.language);
  setText(root, "title", feed.title);
  setText(root, "subtitle", feed.description);
  setText(root, "rights", FEED_RIGHTS);
  removeAll(root, "author");
  person(root, feed.publisher.name, feed.publisher.url);
  removeAll(root, "link");
  append(root, "link", null, { rel: "self", type: "application/atom+xml", href: feed.selfUrls.atom });
  append(root, "link", null, { rel: "alternate", type: "text/html", href: feed.homeUrl });
  const entries = childrenOf(root, "entry");
  for (const entry of entries) root.appendChild(entry);
  entries.forEach((element, index) => {
    const entry = feed.entries[index];
    if (entry !== undefined) finishEntry(element, entry);
  });
  for (const gone of feed.withdrawn) {
    const when = dateOf(gone.when, "A withdrawal").toISOString();
    const tombstone = append(root, "at:deleted-entry", null, { ref: gone.id, when });
    append(tombstone, "at:comment", gone.reason);
  }
  return serialize(document);
}

function finishEntry(element: Element, entry: OutboundEntry): void {
  const { rights, source } = entry;
  if (entry.language !== null) element.setAttributeNS(XML, "xml:lang", entry.language);
  removeAll(element, "title");
  append(element, "title", entry.title, { type: "text" });
  removeAll(element, "link");
  append(element, "link", null, { rel: "alternate", type: "text/html", href: entry.url });
  if (entry.originalUrl !== null)
    append(element, "link", null, { rel: "via", type: "text/html", href: entry.originalUrl });
  append(element, "link", null, {
    rel: "license",
    title: rights.license.name,
    href: rights.license.url ?? UNSPECIFIED_LICENSE,
  });
  for (const { url, type, bytes } of entry.enclosures) {
    append(element, "link", null, { rel: "enclosure", type, length: bytes === null ? null : String(bytes), href: url });
  }
  for (const author of entry.authors) person(element, author, null);
  for (const tag of entry.tags) append(element, "category", null, { term: tag });
  if (entry.summary !== null) append(element, "summary", entry.summary, { type: "text" });
  append(element, "content", bodyWithNotice(entry), { type: "html" });
  append(element, "rights", rights.notice);
  const from = append(element, "source", null);
  append(from, "id", source.id);
  append(from, "title", source.title);
  append(from, "updated", dateOf(source.updatedAt, "The source").toISOString());
  append(from, "link", null, { rel: "self", href: source.feedUrl });
  if (source.rights !== null) append(from, "rights", source.rights);
  append(element, "dcterms:rightsHolder", rights.holder);
  append(element, "dcterms:accessRights", rights.usageTerms);
  const valid = validity(entry);
  if (valid !== null) append(element, "dcterms:valid", valid);
  if (rights.creditLine !== null) append(element, "dcterms:bibliographicCitation", rights.creditLine);
}

function person(parent: Element, name: string, uri: string | null): void {
  const author = append(parent, "author", null);
  append(author, "name", name);
  if (uri !== null) append(author, "uri", uri);
}
