import { DomainError } from "../../domain/error.js";
import type { Instant } from "../../domain/window.js";

/** Everything outside the `Char` production of XML 1.0, fifth edition. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * The text without characters that XML cannot hold; a lone surrogate becomes U+FFFD, and line
 * ends are LF, as XML reads them. The same in all formats.
 */
export function clean(text: string): string {
  return text.toWellFormed().replace(NOT_XML, "").replace(/\r\n?/gu, "\n");
}

/** For element content and quoted attributes of HTML. */
export function escapeHtml(text: string): string {
  return clean(text)
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;")
    .replace(/'/gu, "&#39;");
}

/** @throws DomainError `feed.refused` for what is no instant. */
export function dateOf(instant: Instant, what: string): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime()))
    throw new DomainError("feed.refused", `${what} has no readable date (${instant}); the feed was not written.`);
  return date;
}
