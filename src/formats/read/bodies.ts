import {
  attribute,
  childNamed,
  childrenNamed,
  escaped,
  hasElements,
  isIn,
  markupIn,
  textOf,
  wordsOf,
} from "./elements.js";
import { lineOfHtml, textOfHtml } from "./htmlText.js";
import type { XmlElement } from "./tree.js";

/** A construct's content as HTML, whatever way it is written (RFC 4287 §3.1, §4.1.3). */
export function htmlOf(construct: XmlElement): string {
  const type = attribute(construct, "type")?.trim().toLowerCase() ?? "text";
  if (hasElements(construct)) return markupIn(unwrapped(construct));
  const text = textOf(construct);
  if (isBase64(construct)) return fromBase64(text);
  if (type === "text" || type === "text/plain")
    return attribute(construct, "mode") === "escaped" ? text : paragraphs(text);
  return text;
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
  const line = lineOfHtml(hasElements(element) ? markupIn(element) : textOf(element));
  return line === "" ? null : line;
}

export interface Bodies {
  readonly html: string;
  readonly summary: string | null;
}

const MAX_SUMMARY = 2_000;

/**
 * The fullest body of an entry, whatever it is called, and its summary where that says less. Names of the other families
 * are read as well: feeds mix them.
 */
export function bodiesOf(entry: XmlElement): Bodies {
  const full = [
    ...childrenNamed(entry, "content", "encoded").map(rawOf),
    ...childrenNamed(entry, "atom", "content")
      .filter((content) => attribute(content, "src") === null)
      .map(htmlOf),
    ...["body", "div"].flatMap((name) => childrenNamed(entry, "xhtml", name).map(markupIn)),
    ...["content", "body", "fullitem", "fulltext"].flatMap((name) => childrenNamed(entry, "rss", name).map(rawOf)),
  ];
  return chosen(longest(full), described(entry));
}

function rawOf(element: XmlElement): string {
  return hasElements(element) ? markupIn(element) : textOf(element);
}

function described(entry: XmlElement): readonly string[] {
  const groups = [entry, ...childrenNamed(entry, "media", "group")];
  return [
    ...childrenNamed(entry, "atom", "summary").map(htmlOf),
    ...["description", "summary", "abstract"].flatMap((name) => childrenNamed(entry, "rss", name).map(rawOf)),
    ...groups.flatMap((group) => childrenNamed(group, "media", "description").map(textOf)),
    ...childrenNamed(entry, "dc", "description").map(rawOf),
    ...childrenNamed(entry, "itunes", "summary").map(rawOf),
  ];
}

function chosen(full: string, others: readonly string[]): Bodies {
  const html = longest([full, ...others]).trim();
  const [short] = others.filter((other) => other.trim() !== "" && other.trim() !== html);
  const text = short === undefined || full.trim() === "" ? "" : textOfHtml(short).replace(/\s+/gu, " ");
  return { html, summary: text === "" ? null : text.slice(0, MAX_SUMMARY) };
}

function longest(texts: readonly string[]): string {
  return texts.reduce((long, text) => (text.trim().length > long.trim().length ? text : long), "");
}
