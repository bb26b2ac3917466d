import type { OutboundEntry, OutboundRights } from "./document.js";
import { clean, escapeHtml } from "./text.js";

/** The visible words of a link to the original. */
export const ORIGINAL = "Read the original";

/**
 * The body a person reads: credit, link and notice placed as the duties say, everything escaped. Paragraphs of their
 * own, set off by a rule, in elements that sanitizers of feed readers keep.
 */
export function bodyWithNotice(entry: OutboundEntry): string {
  const { rights } = entry;
  const credit = creditShown(rights);
  const creditIn = (place: "top" | "bottom") =>
    credit !== null && rights.creditPlacement === place ? creditBlock(credit) : "";
  const noticeIn = (place: "top" | "bottom") => (rights.noticePlacement === place ? noticeBlock(rights.notice) : "");
  const link = rights.linkBack && entry.originalUrl !== null ? linkBlock(entry.originalUrl) : "";
  const topNotice = noticeIn("top");
  const top = `${creditIn("top")}${topNotice}${topNotice === "" ? "" : "<hr>"}`;
  const bottom = `${creditIn("bottom")}${link}${noticeIn("bottom")}`;
  const pixel = rights.pixelUrl === null ? "" : pixelBlock(rights.pixelUrl);
  return `${top}${clean(entry.html)}${bottom === "" ? "" : "<hr>"}${bottom}${pixel}`;
}

/** The credit that stands in the body as a paragraph of its own; null where none is asked for, or the notice says the very same. */
export function creditShown({ creditLine, notice }: OutboundRights): string | null {
  return creditLine === null || clean(creditLine).trim() === clean(notice).trim() ? null : creditLine;
}

export function creditBlock(credit: string): string {
  return `<p><em>${escapeHtml(credit)}</em></p>`;
}

export function noticeBlock(notice: string): string {
  return `<p><small>${escapeHtml(notice)}</small></p>`;
}

/** Nothing to see, and nothing to hear for whom a page is read out. */
export function pixelBlock(url: string): string {
  return `<img src="${escapeHtml(url)}" alt="" width="1" height="1">`;
}

export function linkBlock(url: string): string {
  return `<p><a href="${escapeHtml(url)}">${ORIGINAL}</a></p>`;
}
