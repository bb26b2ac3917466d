import { DomainError } from "../../domain/error.js";
import { type Instant, readInstant } from "../../domain/window.js";

/**
 * Outside the `Char` production of XML 1.0, fifth edition, in a text without lone surrogates: by code unit, which is
 * several times quicker than by code point.
 */
const NOT_XML = /[^\t\n\r\u0020-\uFFFD]/g;

/** What `clean` would change; most texts hold none of it. */
const UNCLEAN = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/;

/** RFC 5646 §2.1, as far as its form goes: one subtag or several, of one to eight letters and digits. */
const LANGUAGE_TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/**
 * The text without characters that XML cannot hold; a lone surrogate becomes U+FFFD, and line
 * ends are LF, as XML reads them. The same in all formats.
 */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.toWellFormed().replace(NOT_XML, "").replace(/\r\n?/g, "\n");
}

/** True where nothing is left to read. */
export function isBlank(text: string): boolean {
  return clean(text).trim() === "";
}

/** For element content and quoted attributes of HTML. */
export function escapeHtml(text: string): string {
  return escapeMarkup(text).replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}

/** For element content of HTML; quotes stay, since some readers show their references as they stand. */
export function escapeMarkup(text: string): string {
  return clean(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** A language tag of the right form, or null: partners state `en_US` and `English` too, which no format allows. */
export function languageTag(stated: string | null): string | null {
  return stated !== null && LANGUAGE_TAG.test(stated) ? stated : null;
}

/**
 * A UTC instant with milliseconds and `Z`; as dates without a zone would mean another time on another machine, they are refused.
 *
 * @throws DomainError `feed.refused` for what is no instant.
 */
export function instantIn(stated: Instant, where: string): Instant {
  const instant = readInstant(stated);
  if (instant === null) throw refused(`${where} has no readable date (${stated})`);
  return instant;
}

const NOT_PUBLISHED = "The feed was not published: ";

/** @param fault a clause without a full stop, e.g. `urn:uuid:… has no title` */
export function refused(fault: string): DomainError {
  return new DomainError("feed.refused", `${NOT_PUBLISHED}${fault}.`);
}

/** What a refusal says of one entry, as a sentence for those who do not know a column by its id in feeds. */
export function refusalOf({ message }: DomainError, id: string): string {
  const fault = message.replace(NOT_PUBLISHED, "").replace(`${id}: `, "").replace(id, "it");
  return `${fault.slice(0, 1).toUpperCase()}${fault.slice(1)}`;
}
