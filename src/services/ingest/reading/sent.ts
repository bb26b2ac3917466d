import { DomainError } from "../../../domain/error.js";
import { type DiscoveredFeed, discoverFeeds } from "../../../formats/read/discover.js";
import type { FeedDocument } from "../../../formats/read/document.js";
import { readPage } from "../../../formats/read/page.js";
import { pageText } from "../../../formats/read/pageText.js";
import { type ReadHints, readFeed } from "../../../formats/read/readFeed.js";
import { isWordPressExport, readWordPressExport } from "../../../formats/read/wxr.js";

/** A document that a person, a file or another program sent in. */
export interface SentDocument {
  readonly feed: FeedDocument;
  /** What was passed over, counted by kind. */
  readonly skipped: Readonly<Record<string, number>>;
}

/** Bytes that tell what kind of document it is. */
const OPENING_BYTES = 8_192;
const PAGE = /^[\uFEFF\s]{0,1000}(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype\s+html|html)\b/is;
const PAGE_CHARACTERS = 2_048;

/** A page, a WordPress export or a feed. @throws DomainError `feed.unreadable`, `input.invalid` */
export async function documentIn(bytes: Uint8Array, hints: ReadHints): Promise<SentDocument> {
  if (hints.contentType?.startsWith("text/html") === true) {
    const feed = readPage(pageText(bytes, hints.contentType), null);
    if (feed.entries.every(({ html, title }) => html === "" && title === null))
      throw new DomainError("input.invalid", "The page is empty; send the column's HTML.");
    return { feed, skipped: {} };
  }
  if (isWordPressExport(new TextDecoder().decode(bytes.subarray(0, OPENING_BYTES)))) return readWordPressExport(bytes);
  return { feed: await readFeed(bytes, hints), skipped: {} };
}

/** The feeds that a page names; a feed names itself. @throws DomainError `feed.unreadable` */
export async function feedsAt(bytes: Uint8Array, hints: ReadHints): Promise<readonly DiscoveredFeed[]> {
  const html = pageText(bytes, hints.contentType);
  if (PAGE.test(html.slice(0, PAGE_CHARACTERS))) return discoverFeeds(html, hints.url);
  const { title, format } = await readFeed(bytes, hints);
  return [{ url: hints.url, type: format === "json" ? "application/feed+json" : `application/${format}+xml`, title }];
}
