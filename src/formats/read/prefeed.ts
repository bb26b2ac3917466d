import { atomLine, rssLine } from "./bodies.js";
import { readDate } from "./dates.js";
import type { FieldFault } from "./document.js";
import { attribute, childNamed, childrenNamed, isIn, NS, wordsOf } from "./elements.js";
import { atomAlternate, baseOf, rssLink, webUrl } from "./links.js";
import type { XmlElement } from "./tree.js";

/** Entries beyond this many are left out, with a fault. */
export const MAX_ENTRIES = 5_000;

export type XmlFormat = "rss" | "rdf" | "atom";

/** Where the feed's parts are. */
export interface Located {
  readonly format: XmlFormat;
  readonly channel: XmlElement;
  readonly entries: readonly XmlElement[];
}

/** Finds channel and entries, wherever an untidy feed put them; null where the document is no feed. */
export function locate(root: XmlElement): Located | null {
  if (root.name === "html" || isIn(root, "xhtml")) return null;
  if (root.name === "entry" && isIn(root, "atom")) return { format: "atom", channel: root, entries: [root] };
  const items = within(root, ["item", "entry"]);
  if (root.name === "feed") return { format: "atom", channel: root, entries: items };
  const channel = within(root, ["channel"])[0] ?? (root.name === "channel" ? root : null);
  const isRss = root.name === "rss" || root.name === "rdf" || root.name === "channel";
  if (!isRss && items.length === 0) return null;
  return { format: root.name === "rdf" ? "rdf" : "rss", channel: channel ?? root, entries: items };
}

/** Elements of a name anywhere below, but not inside one another. */
function within(parent: XmlElement, names: readonly string[]): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const queue: XmlElement[] = [parent];
  for (let element = queue.pop(); element !== undefined; element = queue.pop()) {
    if (element !== parent && names.includes(element.name) && (isIn(element, "rss") || isIn(element, "atom"))) {
      found.push(element);
      continue;
    }
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child !== undefined && typeof child !== "string") queue.push(child);
    }
  }
  return found;
}

/** The plain facts of one entry, in the form that the feed parser maps. */
export interface PlainEntry {
  readonly id: string | null;
  readonly isPermaLink: boolean;
  readonly link: string | null;
  readonly title: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly tags: readonly string[];
}

const PUBLISHED: readonly (readonly [keyof typeof NS, string])[] = [
  ["rss", "pubdate"],
  ["atom", "published"],
  ["atom", "issued"],
  ["atom", "created"],
  ["rss", "published"],
  ["rss", "issued"],
  ["rss", "created"],
  ["dc", "date"],
  ["dcterms", "issued"],
  ["dcterms", "created"],
];
const UPDATED: readonly (readonly [keyof typeof NS, string])[] = [
  ["atom", "updated"],
  ["atom", "modified"],
  ["rss", "updated"],
  ["rss", "modified"],
  ["dcterms", "modified"],
];

export function plainEntry(
  entry: XmlElement,
  format: XmlFormat,
  feedUrl: string,
  note: (fault: FieldFault) => void,
): PlainEntry {
  const guid = childNamed(entry, "rss", "guid");
  const id = wordsOf(guid) ?? wordsOf(childNamed(entry, "atom", "id")) ?? wordsOf(childNamed(entry, "rss", "id"));
  const about = rdfAbout(entry);
  const isPermaLink = guid === null || attribute(guid, "ispermalink")?.trim().toLowerCase() !== "false";
  const own = format === "atom" ? (atomAlternate(entry, feedUrl) ?? rssLink(entry, feedUrl)) : rssLink(entry, feedUrl);
  const address = isPermaLink ? (id ?? about) : null;
  return {
    id: id ?? about,
    isPermaLink,
    link: own ?? webUrl(/^(?:https?:|\/)/iu.test(address ?? "") ? address : null, baseOf(entry, feedUrl)),
    title: titleOf(entry),
    published: dateIn(entry, PUBLISHED, note),
    updated: dateIn(entry, UPDATED, note) ?? readDate(attribute(entry, "lastmod") ?? ""),
    tags: tagsOf(entry),
  };
}

/** The title of an entry or a feed in the words of any family. */
export function titleOf(parent: XmlElement): string | null {
  return (
    atomLine(childNamed(parent, "atom", "title")) ??
    rssLine(childNamed(parent, "rss", "title")) ??
    rssLine(childNamed(parent, "dc", "title")) ??
    rssLine(childNamed(parent, "media", "title"))
  );
}

function rdfAbout(entry: XmlElement): string | null {
  return (
    entry.attributes.find(
      ({ name, namespace }) => name === "about" && (NS.rdf as readonly string[]).includes(namespace),
    )?.value ?? null
  );
}

export function dateIn(
  parent: XmlElement,
  names: typeof PUBLISHED,
  note: (fault: FieldFault) => void,
): string | null {
  for (const [vocabulary, name] of names) {
    for (const element of childrenNamed(parent, vocabulary, name)) {
      const raw = wordsOf(element);
      const read = raw === null ? null : readDate(raw);
      if (read !== null) return read;
      if (raw !== null)
        note({
          code: "date.unreadable",
          detail: `The date “${raw.slice(0, 80)}” in ${element.written} cannot be read.`,
        });
    }
  }
  return null;
}

const MAX_TAGS = 1_000;

function tagsOf(entry: XmlElement): readonly string[] {
  const rss = childrenNamed(entry, "rss", "category").flatMap(
    (element) => wordsOf(element) ?? attribute(element, "term") ?? [],
  );
  const atom = childrenNamed(entry, "atom", "category").flatMap(
    (element) => attribute(element, "label") ?? attribute(element, "term") ?? wordsOf(element) ?? [],
  );
  const subjects = childrenNamed(entry, "dc", "subject").flatMap((element) => wordsOf(element) ?? []);
  const names = [...rss, ...atom, ...subjects]
    .map((name) => name.replace(/\s+/gu, " ").trim())
    .filter((name) => name !== "");
  return [...new Set(names)].slice(0, MAX_TAGS);
}
