import type { OutboundEntry, OutboundFeed } from "./document.js";
import { instantIn, isBlank, refused } from "./text.js";

/**
 * Refuses, before anything is written, what no format could say truthfully: an entry without title, notice or a credit
 * that a duty asks for, an address that is not one of the web, a date that is none. Nothing is repaired here: an entry
 * that went out without what its permission asks for could not be called back.
 *
 * @throws DomainError `feed.refused`, naming the entry
 */
export function admit(feed: OutboundFeed): void {
  requireWords(feed.id, "the feed has no id");
  requireWords(feed.title, "the feed has no title");
  requireWords(feed.publisher.name, "the feed has no publisher");
  const { rss, atom, json } = feed.selfUrls;
  for (const url of [feed.homeUrl, rss, atom, json, feed.withdrawalsUrl, feed.hubUrl, feed.publisher.url]) {
    requireWebAddress(url, "the feed");
  }
  instantIn(feed.updatedAt, "the feed");
  for (const { id, when } of feed.withdrawn) {
    requireWords(id, "a withdrawal has no id");
    instantIn(when, `the withdrawal of ${id}`);
  }
  for (const entry of feed.entries) admitEntry(entry);
}

function admitEntry(entry: OutboundEntry): void {
  const { id, rights, source } = entry;
  requireWords(id, "an entry has no id");
  requireWords(entry.title, `${id} has no title`);
  requireWords(rights.notice, `${id} has no copyright notice`);
  if (rights.extent === "excerpt")
    requireWords(entry.html, `${id} is an excerpt that its text does not yield any more`);
  requireWords(rights.holder, `${id} has no rights holder`);
  if (rights.creditLine !== null)
    requireWords(rights.creditLine, `${id} must be credited, and the credit line is empty`);
  const addresses = [
    entry.url,
    entry.originalUrl,
    ...entry.enclosures.map(({ url }) => url),
    ...entry.images.map(({ url }) => url),
    rights.license.url,
    source.feedUrl,
    source.homeUrl,
  ];
  for (const url of addresses) if (url !== null) requireWebAddress(url, id);
  const { pixelUrl } = rights;
  if (pixelUrl !== null && !isSecureAddress(pixelUrl))
    throw refused(`${id} must load a counting pixel, and its address is not https`);
  const instants = [entry.publishedAt, entry.updatedAt, source.updatedAt, rights.validFrom, rights.validUntil];
  for (const instant of instants) if (instant !== null) instantIn(instant, id);
}

function requireWords(text: string, fault: string): void {
  if (isBlank(text)) throw refused(fault);
}

/** A pixel over http would be blocked on a page over https, or tell on its readers. */
function isSecureAddress(url: string): boolean {
  return /^https:\/\//i.test(url) && URL.canParse(url);
}

/** Absolute http or https: a `javascript:` address would be live in a reader, a relative one would point elsewhere. */
function requireWebAddress(url: string, where: string): void {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw refused(`${where} has an address that is none (${url})`);
}
