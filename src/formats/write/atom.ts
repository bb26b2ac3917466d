import type { Element } from "@xmldom/xmldom";
import type { OutboundEntry, OutboundFeed, OutboundSource } from "./document.js";
import { UNSPECIFIED_LICENSE } from "./namespaces.js";
import { bodyWithNotice } from "./notice.js";
import { appendRights, declareProfile, FEED_RIGHTS } from "./rights.js";
import { skeleton } from "./skeleton.js";
import { instantIn, isBlank, languageTag } from "./text.js";
import { parseStrictly } from "./wellFormed.js";
import { append, appendHtml, childrenOf, declare, removeAll, rootOf, serialize, setText } from "./xml.js";

const XML = "http://www.w3.org/XML/1998/namespace";

/**
 * Atom 1.0 (RFC 4287) with license links per entry (RFC 4946) and tombstones (RFC 6721). There is no license link on the
 * feed: entries would inherit it. Ids are written as given, never normalised: they are compared character by character.
 */
export function writeAtom(feed: OutboundFeed): string {
  const document = parseStrictly(skeleton(feed).atom1());
  const root = rootOf(document);
  declare(root, ["at", "dcterms", "fh"]);
  declareProfile(root, feed);
  const entries = childrenOf(root, "entry");
  finishFeed(root, feed);
  entries.forEach((element, index) => {
    const entry = feed.entries[index];
    if (entry === undefined) return;
    root.appendChild(element);
    finishEntry(element, entry);
  });
  for (const { id, when, reason } of feed.withdrawn) {
    const tombstone = append(root, "at:deleted-entry", null, { ref: id, when: instantIn(when, id) });
    if (!isBlank(reason)) append(tombstone, "at:comment", reason);
  }
  return serialize(document);
}

function finishFeed(root: Element, feed: OutboundFeed): void {
  speak(root, feed.language);
  setText(root, "id", feed.id);
  setText(root, "title", feed.title);
  setText(root, "subtitle", feed.description);
  setText(root, "rights", FEED_RIGHTS);
  removeAll(root, "author");
  person(root, feed.publisher.name, feed.publisher.url);
  removeAll(root, "link");
  link(root, "self", feed.selfUrls.atom, "application/atom+xml");
  link(root, "alternate", feed.homeUrl, "text/html");
  link(root, "hub", feed.hubUrl, null);
  if (feed.isComplete) append(root, "fh:complete", null);
  else link(root, "first", feed.firstUrls.atom, "application/atom+xml");
  if (feed.nextUrls !== null) link(root, "next", feed.nextUrls.atom, "application/atom+xml");
}

function finishEntry(element: Element, entry: OutboundEntry): void {
  const { rights } = entry;
  speak(element, entry.language);
  setText(element, "id", entry.id);
  removeAll(element, "title");
  append(element, "title", entry.title, { type: "text" });
  removeAll(element, "link");
  entryLinks(element, entry);
  for (const author of entry.authors) if (!isBlank(author)) person(element, author, null);
  for (const tag of entry.tags) if (!isBlank(tag)) append(element, "category", null, { term: tag });
  if (entry.summary !== null && !isBlank(entry.summary)) append(element, "summary", entry.summary, { type: "text" });
  appendHtml(element, "content", bodyWithNotice(entry), { type: "html" });
  append(element, "rights", rights.notice);
  source(element, entry.source);
  appendRights(element, entry);
}

function entryLinks(element: Element, { url, originalUrl, rights, enclosures }: OutboundEntry): void {
  link(element, "alternate", url, "text/html");
  if (originalUrl !== null) link(element, "via", originalUrl, "text/html");
  const { name, url: terms } = rights.license;
  append(element, "link", null, {
    rel: "license",
    type: terms === null ? null : "text/html",
    title: isBlank(name) ? null : name,
    href: terms ?? UNSPECIFIED_LICENSE,
  });
  for (const { url: file, type, bytes } of enclosures) {
    const length = bytes === null ? null : String(bytes);
    append(element, "link", null, { rel: "enclosure", type, length, href: file });
  }
}

/** RFC 4287 §4.2.11: what the partner's feed says of itself, so that an entry taken from ours keeps its origin. */
function source(element: Element, { id, title, updatedAt, feedUrl, homeUrl, rights }: OutboundSource): void {
  const from = append(element, "source", null);
  append(from, "id", id);
  append(from, "title", title);
  append(from, "updated", instantIn(updatedAt, id));
  link(from, "self", feedUrl, null);
  if (homeUrl !== null) link(from, "alternate", homeUrl, "text/html");
  if (rights !== null) append(from, "rights", rights);
}

function link(parent: Element, rel: string, href: string, type: string | null): void {
  append(parent, "link", null, { rel, type, href });
}

function person(parent: Element, name: string, uri: string | null): void {
  const author = append(parent, "author", null);
  append(author, "name", name);
  if (uri !== null) append(author, "uri", uri);
}

function speak(element: Element, language: string | null): void {
  const tag = languageTag(language);
  if (tag !== null) element.setAttributeNS(XML, "xml:lang", tag);
}
