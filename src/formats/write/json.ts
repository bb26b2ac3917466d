import type { OutboundEntry, OutboundFeed, OutboundRights, OutboundSource } from "./document.js";
import { bodyWithNotice } from "./notice.js";
import { skeleton } from "./skeleton.js";
import { clean, instantIn, isBlank, languageTag } from "./text.js";

const ABOUT_RIGHTS =
  "Rights of this item: what a reader must be shown, who holds them, and until when publishing is permitted.";
const ABOUT_COMPLETE = "This feed lists everything in it; what is absent has left it.";
const ABOUT_WITHDRAWN = "Items that have left this feed; remove your copies.";

/** Dates as the package writes them. */
interface Dated {
  readonly date_published?: string;
  readonly date_modified?: string;
}

/**
 * JSON Feed 1.1; rights and withdrawals as extension objects, each with `about`, as its section "Extensions" asks. The
 * package writes version 1.0 without authors, languages and attachments: its structure is brought up to date.
 */
export function writeJson(feed: OutboundFeed): string {
  const base = JSON.parse(skeleton(feed).json1()) as { readonly items: readonly Dated[] };
  const document = {
    version: "https://jsonfeed.org/version/1.1",
    title: clean(feed.title),
    home_page_url: clean(feed.homeUrl),
    feed_url: clean(feed.selfUrls.json),
    next_url: feed.nextUrls === null ? undefined : clean(feed.nextUrls.json),
    description: isBlank(feed.description) ? undefined : clean(feed.description),
    authors: [{ name: clean(feed.publisher.name), url: clean(feed.publisher.url) }],
    language: languageTag(feed.language) ?? undefined,
    hubs: [{ type: "WebSub", url: clean(feed.hubUrl) }],
    _complete: feed.isComplete ? { about: ABOUT_COMPLETE } : undefined,
    _withdrawn: withdrawn(feed),
    items: base.items.flatMap((dates, index) => {
      const entry = feed.entries[index];
      return entry === undefined ? [] : [item(entry, dates)];
    }),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function withdrawn(feed: OutboundFeed): object {
  return {
    about: ABOUT_WITHDRAWN,
    url: clean(feed.withdrawalsUrl),
    items: feed.withdrawn.map(({ id, when, reason }) => ({
      id: clean(id),
      when: instantIn(when, id),
      reason: clean(reason),
    })),
  };
}

function item(entry: OutboundEntry, dates: Dated): object {
  const authors = entry.authors.filter((name) => !isBlank(name));
  const tags = entry.tags.filter((tag) => !isBlank(tag));
  return {
    id: clean(entry.id),
    url: clean(entry.url),
    external_url: optional(entry.originalUrl),
    title: clean(entry.title),
    content_html: bodyWithNotice(entry),
    summary: optional(entry.summary),
    date_published: dates.date_published,
    date_modified: dates.date_modified,
    authors: authors.length === 0 ? undefined : authors.map((name) => ({ name: clean(name) })),
    tags: tags.length === 0 ? undefined : tags.map(clean),
    language: languageTag(entry.language) ?? undefined,
    attachments: entry.enclosures.length === 0 ? undefined : attachments(entry),
    _rights: rightsOf(entry.rights, entry.source, entry.receipt),
  };
}

function attachments({ enclosures }: OutboundEntry): readonly object[] {
  return enclosures.map(({ url, type, bytes }) => ({
    url: clean(url),
    mime_type: clean(type),
    size_in_bytes: bytes ?? undefined,
  }));
}

/** Every member is present, null where it does not apply, so that programs need not guess. */
function rightsOf(rights: OutboundRights, source: OutboundSource, receipt: string | null): object {
  return {
    about: ABOUT_RIGHTS,
    notice: clean(rights.notice),
    credit: cleanOrNull(rights.creditLine),
    holder: clean(rights.holder),
    license: { name: clean(rights.license.name), url: cleanOrNull(rights.license.url) },
    accessRights: clean(rights.usageTerms),
    permission: clean(rights.permission),
    validFrom: rights.validFrom === null ? null : instantIn(rights.validFrom, "validFrom"),
    validUntil: rights.validUntil === null ? null : instantIn(rights.validUntil, "validUntil"),
    status: "usable",
    ...(receipt === null ? {} : { receipt }),
    source: {
      id: clean(source.id),
      title: clean(source.title),
      url: clean(source.feedUrl),
      homeUrl: cleanOrNull(source.homeUrl),
      rights: cleanOrNull(source.rights),
    },
  };
}

function optional(text: string | null): string | undefined {
  return text === null || isBlank(text) ? undefined : clean(text);
}

function cleanOrNull(text: string | null): string | null {
  return text === null ? null : clean(text);
}
