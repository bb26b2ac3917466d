import { atomLine, rssLine } from "./bodies.js";
import { readDate } from "./dates.js";
import type { FieldFault } from "./document.js";
import { attribute, childNamed, childrenNamed, NS, wordsOf } from "./elements.js";
import { atomAlternate, rssLink, urlIn } from "./links.js";
import type { XmlFormat } from "./locate.js";
import type { XmlElement } from "./tree.js";
import { folded } from "./whiteSpace.js";

/** Entries beyond this many are left out, with a fault. */
export const MAX_ENTRIES = 5_000;

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
  const said = guid === null ? null : attribute(guid, "ispermalink")?.trim().toLowerCase();
  const isPermaLink = said !== "false";
  const own = format === "atom" ? (atomAlternate(entry, feedUrl) ?? rssLink(entry, feedUrl)) : rssLink(entry, feedUrl);
  return {
    id: id ?? about,
    isPermaLink,
    link: own ?? (isPermaLink ? addressIn(entry, id, said === "true", feedUrl) : null),
    title: titleOf(entry),
    published: dateIn(entry, PUBLISHED, note),
    updated: dateIn(entry, UPDATED, note) ?? readDate(attribute(entry, "lastmod") ?? ""),
    tags: tagsOf(entry),
  };
}

/** Most ids are no addresses: a relative one is taken for one only where the feed says so. */
function addressIn(entry: XmlElement, id: string | null, isSaidToBe: boolean, feedUrl: string): string | null {
  return isSaidToBe || /^(?:https?:|\/)/iu.test(id ?? "") ? urlIn(entry, id, feedUrl) : null;
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

export function dateIn(parent: XmlElement, names: typeof PUBLISHED, note: (fault: FieldFault) => void): string | null {
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
  const names = [...rss, ...atom, ...subjects].map((name) => folded(name)).filter((name) => name !== "");
  return [...new Set(names)].slice(0, MAX_TAGS);
}
