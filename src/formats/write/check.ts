import type { Element } from "@xmldom/xmldom";
import { escapeText } from "../html/pictureCredits.js";
import { imageSources } from "../html/words.js";
import type { OutboundEntry, OutboundFeed } from "./document.js";
import { UNSPECIFIED_LICENSE } from "./namespaces.js";
import { creditBlock, creditShown, linkBlock, noticeBlock, ORIGINAL, pixelBlock } from "./notice.js";
import { clean, refused } from "./text.js";
import { visibleParagraphs } from "./visible.js";
import { parseStrictly } from "./wellFormed.js";
import { childrenOf, rootOf } from "./xml.js";

/** What one written entry says, as a reader of the finished document finds it; null where an element is missing. */
interface Written {
  readonly id: string | null;
  readonly title: string | null;
  readonly body: string | null;
  readonly notice: string | null;
  readonly credit: string | null;
  readonly holder: string | null;
  readonly license: string | null;
  readonly receipt: string | null;
  /** Addresses of the pictures that it offers as cleared. */
  readonly images: readonly (string | null)[];
}

/**
 * Reads the finished document anew, strictly, and refuses it where it is not well formed, an entry lacks its notice or
 * its credit, in the body a person reads or in the element a machine reads, or a withdrawal is missing.
 *
 * @throws DomainError `feed.refused`
 */
export function checkRss(xml: string, feed: OutboundFeed): void {
  const [channel] = childrenOf(rootOf(parseStrictly(xml)), "channel");
  const items = channel === undefined ? [] : childrenOf(channel, "item");
  const read = (item: Element): Written => ({
    id: textOf(item, "guid"),
    title: textOf(item, "title"),
    body: textOf(item, "content:encoded"),
    notice: textOf(item, "dc:rights"),
    license: textOf(item, "dcterms:license"),
    ...sharedBy(item),
  });
  compare(feed, items.map(read), ({ license }) => license.url);
}

export function checkAtom(xml: string, feed: OutboundFeed): void {
  const root = rootOf(parseStrictly(xml));
  const read = (entry: Element): Written => ({
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    body: textOf(entry, "content"),
    notice: textOf(entry, "rights"),
    license: hrefOf(entry, "license"),
    ...sharedBy(entry),
  });
  compare(feed, childrenOf(root, "entry").map(read), ({ license }) => license.url ?? UNSPECIFIED_LICENSE);
  compareWithdrawn(
    feed,
    childrenOf(root, "at:deleted-entry").map((tombstone) => tombstone.getAttribute("ref")),
  );
}

interface JsonFeed {
  readonly _withdrawn: { readonly items: readonly { readonly id: string }[] };
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly content_html: string;
    readonly _rights: {
      readonly notice: string;
      readonly credit: string | null;
      readonly holder: string;
      readonly license: { readonly url: string | null };
      readonly receipt?: string;
      readonly images: readonly { readonly url: string }[];
    };
  }[];
}

export function checkJson(json: string, feed: OutboundFeed): void {
  const { items, _withdrawn } = JSON.parse(json) as JsonFeed;
  const read = ({ id, title, content_html: body, _rights: rights }: JsonFeed["items"][number]): Written => {
    const { notice, credit, holder, license, receipt = null } = rights;
    const images = rights.images.map(({ url }) => url);
    return { id, title, body, notice, credit, holder, license: license.url, receipt, images };
  };
  compare(feed, items.map(read), ({ license }) => license.url);
  compareWithdrawn(
    feed,
    _withdrawn.items.map(({ id }) => id),
  );
}

function sharedBy(element: Element): Pick<Written, "credit" | "holder" | "receipt" | "images"> {
  return {
    credit: textOf(element, "dcterms:bibliographicCitation"),
    holder: textOf(element, "dcterms:rightsHolder"),
    receipt: textOf(element, "imprimatur:receipt"),
    images: childrenOf(element, "media:content").map((image) => image.getAttribute("url")),
  };
}

function textOf(parent: Element, name: string): string | null {
  return childrenOf(parent, name)[0]?.textContent ?? null;
}

function hrefOf(parent: Element, rel: string): string | null {
  return (
    childrenOf(parent, "link")
      .find((link) => link.getAttribute("rel") === rel)
      ?.getAttribute("href") ?? null
  );
}

function compare(
  feed: OutboundFeed,
  written: readonly Written[],
  licenseIn: (rights: OutboundEntry["rights"]) => string | null,
): void {
  if (written.length !== feed.entries.length) throw refused("an entry is missing from the document");
  feed.entries.forEach((entry, index) => {
    const found = written[index];
    const fault = found === undefined ? "it is missing" : faultOf(entry, found, licenseIn(entry.rights));
    if (fault !== null) throw refused(`${entry.id}: ${fault}`);
  });
}

function compareWithdrawn(feed: OutboundFeed, written: readonly (string | null)[]): void {
  const isSame =
    feed.withdrawn.length === written.length && feed.withdrawn.every(({ id }, i) => clean(id) === written[i]);
  if (!isSame) throw refused("a withdrawal is missing from the document");
}

function faultOf(entry: OutboundEntry, found: Written, license: string | null): string | null {
  const { id, title, rights } = entry;
  if (found.id !== clean(id)) return `it was written as ${found.id}`;
  if (found.title !== clean(title)) return "its title was changed";
  if (found.notice !== clean(rights.notice)) return "its notice is not in the machine-readable element";
  if (found.credit !== (rights.creditLine === null ? null : clean(rights.creditLine)))
    return "its credit is not in the machine-readable element";
  if (found.holder !== clean(rights.holder)) return "its rights holder is not in the machine-readable element";
  if (found.license !== (license === null ? null : clean(license)))
    return "its license is not in the machine-readable element";
  if (found.receipt !== entry.receipt) return "its receipt was changed";
  if (found.images.join("\n") !== entry.images.map(({ url }) => clean(url)).join("\n"))
    return "its pictures are not those that are cleared";
  return faultInBody(entry, found.body ?? "");
}

/** Where each picture must have its credit beside it, one has none, or a credit is not in the text. */
function hasUncredited({ images, rights }: OutboundEntry, body: string): boolean {
  if (!rights.picturesCredited) return false;
  const credits = new Map(images.map(({ url, credit }) => [url, credit]));
  return imageSources(body).some((url) => {
    const credit = credits.get(url) ?? null;
    return url !== rights.pixelUrl && (credit === null || !body.includes(escapeText(credit)));
  });
}

/** The blocks stand in the text, and a person sees them: nothing before them is left open that would swallow them. */
function faultInBody(entry: OutboundEntry, body: string): string | null {
  const { rights, originalUrl } = entry;
  const credit = creditShown(rights);
  if (!body.includes(noticeBlock(rights.notice))) return "its notice is not in the body";
  if (credit !== null && !body.includes(creditBlock(credit))) return "its credit is not in the body";
  if (rights.pixelUrl !== null && !body.includes(pixelBlock(rights.pixelUrl)))
    return "its counting pixel is not in the body";
  if (hasUncredited(entry, body)) return "a picture in the body has no credit beside it";
  const seen = visibleParagraphs(body);
  const needsLink = rights.linkBack && originalUrl !== null;
  if (needsLink && !(body.includes(linkBlock(originalUrl)) && seen.has(ORIGINAL)))
    return "its link to the original is not in the body";
  if (!seen.has(clean(rights.notice))) return "its notice is in the body, but hidden by mark-up that is left open";
  if (credit !== null && !seen.has(clean(credit))) return "its credit is in the body, but hidden";
  return null;
}
