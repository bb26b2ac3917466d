import type { XmlElement } from "./tree.js";
import { folded } from "./whiteSpace.js";

/** Namespaces that feeds use; several have more than one address. */
export const NS = {
  atom: [
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    // Drafts that feeds were published in.
    "http://purl.org/atom/ns#draft-ietf-atompub-format-05",
    "http://purl.org/pie/",
    "http://purl.org/echo/",
  ],
  content: ["http://purl.org/rss/1.0/modules/content/"],
  dc: ["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"],
  dcterms: ["http://purl.org/dc/terms/"],
  media: ["http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"],
  creativeCommons: [
    "http://backend.userland.com/creativeCommonsRssModule",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
  ],
  cc: ["http://web.resource.org/cc/", "http://creativecommons.org/ns#"],
  tombstones: ["http://purl.org/atompub/tombstones/1.0"],
  sy: ["http://purl.org/rss/1.0/modules/syndication/"],
  itunes: ["http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"],
  rsl: ["https://rslstandard.org/rsl"],
  xhtml: ["http://www.w3.org/1999/xhtml"],
  xml: ["http://www.w3.org/XML/1998/namespace"],
  rdf: ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"],
  /** RSS's own elements: no namespace, or one of the old ones. */
  rss: [
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0/modules/rss091#",
    "http://purl.org/net/rss1.1#",
  ],
} as const;

export type Vocabulary = keyof typeof NS;

const VOCABULARIES: ReadonlyMap<string, Vocabulary> = new Map(
  Object.entries(NS).flatMap(([vocabulary, names]) =>
    names.map((name) => [plainNamespace(name), vocabulary as Vocabulary]),
  ),
);
const EXACT: ReadonlyMap<string, Vocabulary> = new Map(
  Object.entries(NS).flatMap(([vocabulary, names]) => names.map((name) => [name, vocabulary as Vocabulary])),
);

/** Addresses that differ in case, in `https` or in what ends them are written by mistake, and mean the same. */
function plainNamespace(namespace: string): string {
  return namespace
    .toLowerCase()
    .replace(/^https:/u, "http:")
    .replace(/[/#]$/u, "");
}

function vocabularyOf(namespace: string): Vocabulary | null {
  return EXACT.get(namespace) ?? VOCABULARIES.get(plainNamespace(namespace)) ?? null;
}

/** Names of RSS that no other vocabulary has. */
const RSS_ONLY: ReadonlySet<string> = new Set(["item", "channel", "guid", "pubdate", "description", "enclosure"]);

/**
 * RSS's own elements are also those without a prefix in a namespace that nobody knows, and those that only RSS has in
 * Atom's: a feed that was given one by mistake.
 */
export function isIn(element: Pick<XmlElement, "namespace" | "written" | "name">, vocabulary: Vocabulary): boolean {
  const own = vocabularyOf(element.namespace);
  if (own === vocabulary) return true;
  if (vocabulary !== "rss" || element.written.includes(":")) return false;
  return own === null || (own === "atom" && RSS_ONLY.has(element.name));
}

export function elementsOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((child): child is XmlElement => typeof child !== "string");
}

export function childrenNamed(parent: XmlElement, vocabulary: Vocabulary, name: string): readonly XmlElement[] {
  return parent.children.filter((child): child is XmlElement => isNamed(child, vocabulary, name));
}

function isNamed(child: XmlElement | string, vocabulary: Vocabulary, name: string): boolean {
  return typeof child !== "string" && child.name === name && isIn(child, vocabulary);
}

export function childNamed(parent: XmlElement, vocabulary: Vocabulary, name: string): XmlElement | null {
  const found = parent.children.find((child) => isNamed(child, vocabulary, name));
  return found === undefined || typeof found === "string" ? null : found;
}

/** Where Media RSS puts what is said about files of an entry, beside the entry itself. */
export function mediaIn(entry: XmlElement): readonly XmlElement[] {
  return [...childrenNamed(entry, "media", "group"), ...childrenNamed(entry, "media", "content")];
}

/** An attribute without a namespace. */
export function attribute(element: XmlElement, name: string): string | null {
  return element.attributes.find((found) => found.name === name && found.namespace === "")?.value ?? null;
}

export function attributeIn(element: XmlElement, vocabulary: Vocabulary, name: string): string | null {
  return element.attributes.find((found) => found.name === name && isIn(found, vocabulary))?.value ?? null;
}

/** All text in an element, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Text with white space folded, or null where there is none. */
export function wordsOf(element: XmlElement | null): string | null {
  const text = element === null ? "" : folded(textOf(element));
  return text === "" ? null : text;
}

export function hasElements(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== "string");
}

/** The mark-up in an element, in document order, as HTML. */
export function markupIn(element: XmlElement): string {
  const parts: string[] = [];
  write(element.children, parts);
  return parts.join("");
}

const VOID: ReadonlySet<string> = new Set([
  "br",
  "hr",
  "img",
  "wbr",
  "area",
  "col",
  "embed",
  "input",
  "source",
  "track",
]);

function write(children: readonly (XmlElement | string)[], parts: string[]): void {
  for (const child of children) {
    if (typeof child === "string") {
      parts.push(escaped(child));
      continue;
    }
    parts.push("<", child.name);
    for (const { name, value, written } of child.attributes) {
      if (!written.startsWith("xmlns")) parts.push(` ${name}="`, escaped(value).replaceAll('"', "&quot;"), '"');
    }
    parts.push(">");
    if (VOID.has(child.name)) continue;
    write(child.children, parts);
    parts.push(`</${child.name}>`);
  }
}

const MARKS = /[&<>]/u;

export function escaped(text: string): string {
  return MARKS.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;
}
