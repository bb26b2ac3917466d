import { attribute, childNamed, childrenNamed, escaped, hasElements, markupIn, textOf, wordsOf } from "./elements.js";
import { lineOfHtml, textOfHtml } from "./htmlText.js";
import type { XmlElement } from "./tree.js";

/** A construct's content as HTML, whatever way it is written (RFC 4287 §3.1, §4.1.3). */
export function htmlOf(construct: XmlElement): string {
  const type = attribute(construct, "type")?.trim().toLowerCase() ?? "text";
  if (hasElements(construct)) return markupIn(unwrapped(construct));
  const text = textOf(construct);
  if (attribute(construct, "mode") === "base64") return Buffer.from(text, "base64").toString("utf8");
  if (type === "text" || type === "text/plain")
    return attribute(construct, "mode") === "escaped" ? text : paragraphs(text);
  return text;
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
  const isMarkup = type.includes("html") || hasElements(construct) || attribute(construct, "mode") === "escaped";
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

/** The fullest body of an Atom entry, and its summary where that says less. */
export function atomBodies(entry: XmlElement): Bodies {
  const content = childNamed(entry, "atom", "content");
  const summary = childNamed(entry, "atom", "summary");
  const full = content === null || attribute(content, "src") !== null ? "" : htmlOf(content);
  const short = summary === null ? "" : htmlOf(summary);
  return chosen(full, [short, ...described(entry)]);
}

/** The fullest body of an RSS item: `content:encoded`, XHTML, or the description. */
export function rssBodies(item: XmlElement): Bodies {
  const raw = (element: XmlElement) => (hasElements(element) ? markupIn(element) : textOf(element));
  const full = [
    ...childrenNamed(item, "content", "encoded").map(raw),
    ...childrenNamed(item, "xhtml", "body").map(markupIn),
    ...childrenNamed(item, "xhtml", "div").map(markupIn),
    ...childrenNamed(item, "atom", "content").map(htmlOf),
    ...childrenNamed(item, "rss", "content").map(raw),
  ];
  const short = [...childrenNamed(item, "rss", "description"), ...childrenNamed(item, "rss", "fulltext")].map(raw);
  return chosen(longest(full), [...short, ...described(item)]);
}

function described(entry: XmlElement): readonly string[] {
  const groups = [entry, ...childrenNamed(entry, "media", "group")];
  const media = groups.flatMap((group) => childrenNamed(group, "media", "description").map(textOf));
  return [
    ...media,
    ...childrenNamed(entry, "dc", "description").map(textOf),
    ...childrenNamed(entry, "atom", "summary").map(htmlOf),
  ];
}

function chosen(full: string, others: readonly string[]): Bodies {
  if (full.trim() === "") return { html: longest(others).trim(), summary: null };
  const [short] = others.filter((other) => other.trim() !== "" && other.trim() !== full.trim());
  const text = short === undefined ? "" : textOfHtml(short).replace(/\s+/gu, " ").slice(0, MAX_SUMMARY);
  return { html: full.trim(), summary: text === "" ? null : text };
}

function longest(texts: readonly string[]): string {
  return texts.reduce((long, text) => (text.trim().length > long.trim().length ? text : long), "");
}
