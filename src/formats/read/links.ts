import { attribute, attributeIn, childrenNamed, textOf } from "./elements.js";
import type { XmlElement } from "./tree.js";

/** An http(s) address made absolute; null for anything else, and for what cannot be read. */
export function webUrl(address: string | null, base: string | null): string | null {
  const trimmed = address?.replace(/[\t\n\r]/gu, "").trim() ?? "";
  if (trimmed === "" || trimmed.length > 4_096) return null;
  const from = base === null || ABSOLUTE.test(trimmed) || !URL.canParse(base) ? undefined : base;
  if (!URL.canParse(trimmed, from)) return null;
  const url = new URL(trimmed, from);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

const ABSOLUTE = /^\s*https?:\/\//iu;

/** An address as it is meant where it stands. */
export function urlIn(element: XmlElement, address: string | null, feedUrl: string): string | null {
  if (address === null) return null;
  return webUrl(address, ABSOLUTE.test(address) ? null : baseOf(element, feedUrl));
}

/** What was found for an element before: many are asked for, and each would ask all around it. */
const known = new WeakMap<XmlElement, { readonly feedUrl: string; readonly base: string }>();

/** `xml:base` of an element and of those around it, or CDF's `base`, resolved by the address of the feed. */
export function baseOf(element: XmlElement | null, feedUrl: string): string {
  if (element === null) return feedUrl;
  const before = known.get(element);
  if (before?.feedUrl === feedUrl) return before.base;
  const above = baseOf(element.parent, feedUrl);
  const own = attributeIn(element, "xml", "base") ?? (element.name === "channel" ? attribute(element, "base") : null);
  const base = own === null ? above : (webUrl(own, above) ?? above);
  known.set(element, { feedUrl, base });
  return base;
}

/** RFC 4287 §4.2.7.2: a link without `rel` is the alternate. */
function relOf(link: XmlElement): string {
  const rel = attribute(link, "rel")?.trim().toLowerCase() ?? "alternate";
  return rel.replace(/^http:\/\/www\.iana\.org\/assignments\/relation\//u, "");
}

/** Links with an address of their own: Atom's, and those that were written without its namespace. */
export function linksWith(parent: XmlElement, rel: string): readonly XmlElement[] {
  const bare = childrenNamed(parent, "rss", "link").filter((link) => hrefOf(link) !== null);
  return [...childrenNamed(parent, "atom", "link"), ...bare].filter((link) => relOf(link) === rel);
}

/** Some call the attribute `url` or `uri`. */
function hrefOf(link: XmlElement): string | null {
  return attribute(link, "href") ?? attribute(link, "url") ?? attribute(link, "uri");
}

/** The address between the tags: where it was broken into lines, it is one word all the same. */
function writtenAddress(link: XmlElement): string {
  return textOf(link)
    .split(/[\r\n]/u)
    .map((part) => part.trim())
    .join("");
}

/** The alternate link of an Atom feed or entry that is a page, surely one where some say so; never a license, via, self or enclosure, nor a file. */
export function atomAlternate(parent: XmlElement, feedUrl: string): string | null {
  const alternates = linksWith(parent, "alternate");
  const typed = alternates.filter((link) => /html/iu.test(attribute(link, "type") ?? ""));
  const untyped = alternates.filter((link) => (attribute(link, "type") ?? "").trim() === "");
  for (const link of [...typed, ...untyped]) {
    const found = urlIn(link, hrefOf(link) ?? writtenAddress(link), feedUrl);
    if (found !== null) return found;
  }
  return null;
}

/** The `<link>` of RSS, else an Atom alternate in it, else the address that a CDF item carries as an attribute. */
export function rssLink(parent: XmlElement, feedUrl: string): string | null {
  for (const link of childrenNamed(parent, "rss", "link")) {
    const found = urlIn(link, writtenAddress(link), feedUrl);
    if (found !== null) return found;
  }
  return atomAlternate(parent, feedUrl) ?? urlIn(parent, attribute(parent, "href"), feedUrl);
}
