import { atomLine, rssLine } from "./bodies.js";
import { readDate } from "./dates.js";
import type { FieldFault } from "./document.js";
import { attribute, childNamed, childrenNamed, isIn, mediaIn, NS, wordsOf } from "./elements.js";
import { atomAlternate, baseOf, rssLink, urlIn } from "./links.js";
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

type Names = readonly (readonly [keyof typeof NS, string])[];

const PUBLISHED: Names = [
  ["rss", "pubdate"],
  ["atom", "published"],
  ["atom", "issued"],
  ["rss", "published"],
  ["rss", "issued"],
  ["dc", "date"],
  ["dcterms", "issued"],
  ["rss", "date"],
];
/** When something was begun: that is when it was published only where nothing else is said. */
const CREATED: Names = [
  ["atom", "created"],
  ["rss", "created"],
  ["dcterms", "created"],
];
const UPDATED: Names = [
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
  const said = guid === null ? null : attribute(guid, "ispermalink");
  const isSaidToBe = said !== null && /^(?:true|yes|1)$/u.test(said.trim().toLowerCase());
  const isPermaLink = said === null || isSaidToBe;
  const own = format === "atom" ? (atomAlternate(entry, feedUrl) ?? rssLink(entry, feedUrl)) : rssLink(entry, feedUrl);
  const updated = dateIn(entry, UPDATED, note) ?? readDate(attribute(entry, "lastmod") ?? "");
  const published = dateIn(entry, PUBLISHED, note);
  return {
    id: id ?? about,
    isPermaLink,
    link: own ?? (isPermaLink ? addressIn(entry, id, isSaidToBe, feedUrl) : null),
    title: titleOf(entry),
    published: published ?? (updated === null ? dateIn(entry, CREATED, note) : null),
    updated,
    tags: tagsOf(entry),
  };
}

/**
 * Most ids are no addresses: a relative one is taken for one only where the feed says so, or says by `xml:base` what
 * its paths are relative to.
 */
function addressIn(entry: XmlElement, id: string | null, isSaidToBe: boolean, feedUrl: string): string | null {
  const isPath = /^(?:https?:|\/)/iu.test(id ?? "");
  const hasBase = () => /^[\w.-]+\//u.test(id ?? "") && baseOf(entry, feedUrl) !== feedUrl;
  return isSaidToBe || isPath || hasBase() ? urlIn(entry, id, feedUrl) : null;
}

/** The title of an entry or a feed in the words of any family, those of its own first. */
export function titleOf(parent: XmlElement): string | null {
  const own = () => rssLine(childNamed(parent, "rss", "title"));
  return (
    (isIn(parent, "atom") ? null : own()) ??
    atomLine(childNamed(parent, "atom", "title")) ??
    own() ??
    rssLine(childNamed(parent, "dc", "title")) ??
    mediaTitle(parent)
  );
}

function mediaTitle(parent: XmlElement): string | null {
  for (const holder of [parent, ...mediaIn(parent)]) {
    const title = rssLine(childNamed(holder, "media", "title"));
    if (title !== null) return title;
  }
  return null;
}

function rdfAbout(entry: XmlElement): string | null {
  return (
    entry.attributes.find(
      ({ name, namespace }) => name === "about" && (NS.rdf as readonly string[]).includes(namespace),
    )?.value ?? null
  );
}

export function dateIn(parent: XmlElement, names: Names, note: (fault: FieldFault) => void): string | null {
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
