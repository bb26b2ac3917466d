import { DomainError } from "../../domain/error.js";
import type { Image } from "../../domain/revision.js";
import { paragraphs } from "./bodies.js";
import type { Charset } from "./charset.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry, FeedFault } from "./document.js";
import { lineOfHtml } from "./htmlText.js";
import { webUrl } from "./links.js";
import { MAX_ENTRIES } from "./prefeed.js";
import { rightsInMembers } from "./rights/jsonMembers.js";

type Members = Readonly<Record<string, unknown>>;

const TOMBSTONES = "_withdrawn";

/** Reads JSON Feed 1.0 and 1.1, leniently: a member of the wrong type is as if it were absent. @throws DomainError */
export function readJsonFeed(text: string, charset: Charset, feedUrl: string): FeedDocument {
  const feed = parse(text);
  const faults: FeedFault[] = [];
  const items = list(feed.items);
  if (items.length === 0 && string(feed.version) === null && string(feed.title) === null) {
    throw new DomainError(
      "feed.unreadable",
      "This is JSON, but no JSON Feed: it has neither version nor items. Check the address of the feed.",
    );
  }
  const entries = items
    .slice(0, MAX_ENTRIES)
    .map((item, index) => entryOf(members(item), feed, feedUrl, (fault) => faults.push({ ...fault, entry: index })));
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
    faults,
    repaired: false,
    charset,
  };
}

function parse(text: string): Members {
  try {
    return members(JSON.parse(text.replace(/^\uFEFF/u, "")));
  } catch (error) {
    throw new DomainError(
      "feed.unreadable",
      `This looks like JSON but is not: ${(error as Error).message}. Ask the partner to mend the feed.`,
    );
  }
}

function entryOf(
  item: Members,
  feed: Members,
  feedUrl: string,
  note: (fault: Omit<FeedFault, "entry">) => void,
): FeedEntry {
  const url = webUrl(string(item.url), feedUrl);
  const html = string(item.content_html) ?? "";
  const text = string(item.content_text) ?? "";
  const authors = [...list(item.authors), item.author].flatMap(nameOf);
  const inherited = [...list(feed.authors), feed.author].flatMap(nameOf);
  return {
    id: identifier(item.id),
    url: url ?? webUrl(string(item.external_url), feedUrl),
    baseUrl: url ?? feedUrl,
    title: line(item.title),
    authors: [...new Set(authors.length > 0 ? authors : inherited)],
    publishedAt: date(item.date_published, note),
    updatedAt: date(item.date_modified, note),
    tags: [...new Set(list(item.tags).flatMap((tag) => line(tag) ?? []))],
    language: string(item.language),
    html: html !== "" ? html : paragraphs(text),
    summary: line(item.summary),
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

function members(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.toWellFormed() : null;
}

function line(value: unknown): string | null {
  const text = string(value);
  return text === null ? null : text.replace(/\s+/gu, " ").trim();
}

/** JSON Feed asks for strings; numbers are met in the wild. */
function identifier(value: unknown): string | null {
  return typeof value === "number" ? String(value) : (string(value)?.trim() ?? null);
}

function nameOf(author: unknown): readonly string[] {
  const name = string(members(author).name);
  return name === null ? [] : [lineOfHtml(name)];
}

function date(value: unknown, note: (fault: Omit<FeedFault, "entry">) => void): string | null {
  const raw = string(value);
  if (raw === null) return null;
  const read = readDate(raw);
  if (read === null) note({ code: "date.unreadable", detail: `The date “${raw.slice(0, 80)}” cannot be read.` });
  return read;
}
