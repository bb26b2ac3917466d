import {
  attribute,
  childNamed,
  childrenNamed,
  escaped,
  hasElements,
  isIn,
  markupIn,
  mediaIn,
  textOf,
  wordsOf,
} from "./elements.js";
import { lineOfHtml, textOfHtml } from "./htmlText.js";
import type { XmlElement } from "./tree.js";
import { spaced } from "./whiteSpace.js";

/** A construct's content as HTML, whatever way it is written (RFC 4287 §3.1, §4.1.3). */
export function htmlOf(construct: XmlElement): string {
  const type = attribute(construct, "type")?.trim().toLowerCase() ?? "text";
  const mode = attribute(construct, "mode")?.trim().toLowerCase() ?? "";
  if (hasElements(construct)) {
    const isLiteral = type.includes("xml") || type === "xhtml" || mode === "xml";
    return (isLiteral ? null : wrappedHtml(construct)) ?? markupIn(unwrapped(construct));
  }
  const text = textOf(construct);
  if (isBase64(construct)) return fromBase64(text);
  return mode !== "escaped" && (type === "text" || type === "text/plain") ? paragraphs(text) : text;
}

/** RFC 4287 §4.1.3.3: any media type but text and XML is base64; Atom 0.3 says so by `mode`. */
function isBase64(construct: XmlElement): boolean {
  if (attribute(construct, "mode")?.trim().toLowerCase() === "base64") return true;
  const type = attribute(construct, "type")?.trim().toLowerCase() ?? "text";
  return isIn(construct, "atom") && type.includes("/") && !/^text\/|[/+]xml\b|html/u.test(type);
}

/** What is not base64 of UTF-8 text has nothing to read in it, unless it was never encoded. */
function fromBase64(text: string): string {
  if (!/^[\w+/=\s-]*$/u.test(text)) return text;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return decoded.includes("\0") || decoded.includes("\uFFFD") ? "" : decoded;
}

/** The `div` that wraps XHTML content is not part of it. */
function unwrapped(construct: XmlElement): XmlElement {
  const div = childNamed(construct, "xhtml", "div");
  const others = construct.children.some(
    (child) => child !== div && (typeof child !== "string" || child.trim() !== ""),
  );
  return div === null || others ? construct : div;
}

/** HTML that was escaped and then wrapped in a `div`, which says nothing. */
function wrappedHtml(element: XmlElement): string | null {
  const [div, ...others] = element.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  if (div === undefined || typeof div === "string" || div.name !== "div") return null;
  if (others.length > 0 || hasElements(div)) return null;
  const text = textOf(div);
  return /<\/?[a-z]/iu.test(text) ? text : null;
}

/** Plain text as HTML: an empty line parts paragraphs. */
export function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/u)
    .filter((part) => part.trim() !== "")
    .map((part) => `<p>${escaped(part.trim())}</p>`)
    .join("");
}

/** An Atom title or summary as plain text. */
export function atomLine(construct: XmlElement | null): string | null {
  if (construct === null) return null;
  const type = attribute(construct, "type")?.trim().toLowerCase() ?? "text";
  const isMarkup =
    type.includes("html") ||
    hasElements(construct) ||
    attribute(construct, "mode") === "escaped" ||
    isBase64(construct);
  const line = isMarkup ? lineOfHtml(htmlOf(construct)) : wordsOf(construct);
  return line === "" ? null : line;
}

/** An RSS title: by custom HTML, whether escaped once, twice, or written out. */
export function rssLine(element: XmlElement | null): string | null {
  if (element === null) return null;
  const line = lineOfHtml(rawOf(element));
  return line === "" ? null : line;
}

export interface Bodies {
  readonly html: string;
  readonly summary: string | null;
  /** Where `html` stands: what is relative in it is resolved from there. */
  readonly element: XmlElement | null;
}

interface Body {
  readonly html: string;
  readonly element: XmlElement;
}

const MAX_SUMMARY = 2_000;

/**
 * The body of an entry that says most, whatever it is called, and its summary where that says less. Names of the other
 * families are read as well: feeds mix them.
 */
export function bodiesOf(entry: XmlElement): Bodies {
  const full = longest(fullBodies(entry));
  const others = shortBodies(entry);
  const chosen = longest(full === null ? others : [full, ...others]) ?? longest(captions(entry));
  if (chosen === null) return { html: "", summary: null, element: null };
  const short = full === null ? undefined : others.find(({ html }) => html !== chosen.html);
  const words = short === undefined ? "" : spaced(textOfHtml(short.html)).slice(0, MAX_SUMMARY);
  return { ...chosen, summary: words === "" ? null : words };
}

function fullBodies(entry: XmlElement): readonly Body[] {
  const inline = alternatives(entry).filter((content) => attribute(content, "src") === null);
  return [
    ...bodies(childrenNamed(entry, "content", "encoded"), rawOf),
    ...bodies(inline, htmlOf),
    ...["body", "div"].flatMap((name) => bodies(childrenNamed(entry, "xhtml", name), markupIn)),
    ...["content", "body", "fullitem", "fulltext"].flatMap((name) => bodies(childrenNamed(entry, "rss", name), rawOf)),
  ];
}

/** The contents of an Atom entry, or the forms of one that Atom 0.3 put into another (multipart/alternative). */
function alternatives(entry: XmlElement): readonly XmlElement[] {
  return childrenNamed(entry, "atom", "content").flatMap((content) => {
    const forms = childrenNamed(content, "atom", "content");
    return forms.length > 0 ? forms : [content];
  });
}

/** What is said about a file is the body only of an entry that says nothing else. */
function captions(entry: XmlElement): readonly Body[] {
  return mediaIn(entry).flatMap((file) => bodies(childrenNamed(file, "media", "description"), textOf));
}

function shortBodies(entry: XmlElement): readonly Body[] {
  const groups = [entry, ...childrenNamed(entry, "media", "group")];
  return [
    ...bodies(childrenNamed(entry, "atom", "summary"), htmlOf),
    ...["description", "summary", "abstract"].flatMap((name) => bodies(childrenNamed(entry, "rss", name), rawOf)),
    ...groups.flatMap((group) => bodies(childrenNamed(group, "media", "description"), textOf)),
    ...bodies(childrenNamed(entry, "dc", "description"), rawOf),
    ...bodies(childrenNamed(entry, "itunes", "summary"), rawOf),
  ];
}

/** Those with something in them. */
function bodies(elements: readonly XmlElement[], read: (element: XmlElement) => string): readonly Body[] {
  return elements.map((element) => ({ html: read(element).trim(), element })).filter(({ html }) => html !== "");
}

function rawOf(element: XmlElement): string {
  return hasElements(element) ? (wrappedHtml(element) ?? markupIn(element)) : textOf(element);
}

/** The first of those with the most letters; mark-up, references and white space do not count. */
function longest(found: readonly Body[]): Body | null {
  const [first = null, ...others] = found;
  let best = { body: first, length: first === null || others.length === 0 ? 0 : wordLength(first) };
  for (const body of others) {
    const length = wordLength(body);
    if (length > best.length) best = { body, length };
  }
  return best.body;
}

function wordLength({ html }: Body): number {
  return html.replace(/<[^<>]*>|&#?\w{1,10};|[^\p{L}\p{N}]/gu, "").length;
}
