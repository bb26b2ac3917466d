import type { OutboundEntry } from "./document.js";
import { clean, escapeHtml } from "./text.js";

/** The visible words of a link to the original. */
const ORIGINAL = "Read the original";

/** The body a person reads: credit, link and notice placed as the duties say, everything escaped. */
export function bodyWithNotice(entry: OutboundEntry): string {
  const { rights } = entry;
  const credit =
    rights.creditLine === null || rights.creditLine === rights.notice ? "" : creditBlock(rights.creditLine);
  const notice = noticeBlock(rights.notice);
  const link = rights.linkBack && entry.originalUrl !== null ? linkBlock(entry.originalUrl) : "";
  const top = [rights.creditPlacement === "top" ? credit : "", rights.noticePlacement === "top" ? `${notice}<hr>` : ""];
  const bottom = [
    rights.creditPlacement === "bottom" ? credit : "",
    link,
    rights.noticePlacement === "bottom" ? notice : "",
  ];
  const end = bottom.join("");
  return [...top, clean(entry.html), end === "" ? "" : `<hr>${end}`].join("");
}

export function creditBlock(credit: string): string {
  return `<p><em>${escapeHtml(credit)}</em></p>`;
}

export function noticeBlock(notice: string): string {
  return `<p><small>${escapeHtml(notice)}</small></p>`;
}

function linkBlock(url: string): string {
  return `<p><a href="${escapeHtml(url)}">${ORIGINAL}</a></p>`;
}
