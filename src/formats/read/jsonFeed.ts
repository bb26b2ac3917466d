import { DomainError } from "../../domain/error.js";
import type { Image } from "../../domain/revision.js";
import { paragraphs } from "./bodies.js";
import { boundedEntry } from "./bounds.js";
import type { Charset } from "./charset.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry, FeedFault, FieldFault } from "./document.js";
import { lineOfHtml } from "./htmlText.js";
import { jsonSource, type Members, members } from "./jsonSource.js";
import { webUrl } from "./links.js";
import { rightsInMembers } from "./rights/jsonMembers.js";
import { folded } from "./whiteSpace.js";

const TOMBSTONES = "_withdrawn";

/**
 * Reads JSON Feed 1.0 and 1.1, leniently: a member of the wrong type is as if it were absent, and an item that is no JSON
 * is a fault with its line.
 *
 * @throws DomainError `feed.unreadable`
 */
export function readJsonFeed(text: string, charset: Charset, feedUrl: string): FeedDocument {
  const { feed, items, lineOf, faults } = jsonSource(text);
  if (items.length === 0 && string(feed.version) === null && string(feed.title) === null) {
    throw new DomainError(
      "feed.unreadable",
      "This is JSON, but no JSON Feed: it has neither version nor items. Check the address of the feed.",
    );
  }
  const found: FeedFault[] = [...faults];
  const entries = items.map((item, index) => {
    const note = (fault: FieldFault) => void found.push({ ...fault, entry: index, line: lineOf(index) });
    return boundedEntry(entryOf(item, feed, feedUrl, note), note);
  });
  return {
    format: "json",
    id: string(feed.feed_url),
    title: line(feed.title),
    homeUrl: webUrl(string(feed.home_page_url), feedUrl),
    selfUrl: webUrl(string(feed.feed_url), feedUrl),
    language: string(feed.language),
    updatedAt: null,
    hubs: list(feed.hubs).flatMap((hub) => webUrl(string(members(hub).url), feedUrl) ?? []),
    ttlMinutes: null,
    statedRights: rightsInMembers(feed, "feed"),
    entries,
    tombstones: list(members(feed[TOMBSTONES]).items).flatMap((gone) => {
      const ref = string(members(gone).id);
      return ref === null ? [] : [{ ref, when: readDate(string(members(gone).when) ?? "") }];
    }),
    faults: found,
    repaired: found.some(({ code }) => code === "feed.repaired"),
    charset,
  };
}

function entryOf(item: Members, feed: Members, feedUrl: string, note: (fault: FieldFault) => void): FeedEntry {
  const url = webUrl(string(item.url), feedUrl) ?? webUrl(string(item.id), null);
  const html = string(item.content_html) ?? "";
  const text = string(item.content_text) ?? "";
  const authors = [...list(item.authors), item.author].flatMap(nameOf);
  const inherited = [...list(feed.authors), feed.author].flatMap(nameOf);
  return {
    id: identifier(item.id),
    url,
    baseUrl: url ?? feedUrl,
    title: line(item.title),
    authors: [...new Set(authors.length > 0 ? authors : inherited)],
    publishedAt: date(item.date_published, note),
    updatedAt: date(item.date_modified, note),
    tags: [...new Set(list(item.tags).flatMap((tag) => line(tag) ?? []))],
    language: string(item.language),
    html: [html, paragraphs(text), paragraphs(string(item.summary) ?? "")].find((body) => body !== "") ?? "",
    summary: html === "" && text === "" ? null : line(item.summary),
    images: imagesOf(item, feedUrl),
    enclosures: list(item.attachments).flatMap((attachment) => {
      const { url: address, mime_type: type, size_in_bytes: bytes } = members(attachment);
      const found = webUrl(string(address), feedUrl);
      return found === null
        ? []
        : [
            {
              url: found,
              type: string(type) ?? "application/octet-stream",
              bytes: typeof bytes === "number" ? bytes : null,
            },
          ];
    }),
    statedRights: rightsInMembers(item, "entry"),
  };
}

function imagesOf(item: Members, feedUrl: string): readonly Image[] {
  return [item.image, item.banner_image].flatMap((address) => {
    const url = webUrl(string(address), feedUrl);
    return url === null ? [] : [{ url, alt: "", credit: null }];
  });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.toWellFormed() : null;
}

function line(value: unknown): string | null {
  const text = string(value);
  return text === null ? null : folded(text);
}

/** JSON Feed asks for strings; numbers are met in the wild. */
function identifier(value: unknown): string | null {
  return typeof value === "number" ? String(value) : (string(value)?.trim() ?? null);
}

function nameOf(author: unknown): readonly string[] {
  const name = string(members(author).name);
  return name === null ? [] : [lineOfHtml(name)];
}

function date(value: unknown, note: (fault: FieldFault) => void): string | null {
  const raw = string(value);
  if (raw === null) return null;
  const read = readDate(raw);
  if (read === null) note({ code: "date.unreadable", detail: `The date “${raw.slice(0, 80)}” cannot be read.` });
  return read;
}
