import type { OutboundEntry, OutboundFeed } from "./document.js";
import { bodyWithNotice } from "./notice.js";
import { skeleton } from "./skeleton.js";
import { clean } from "./text.js";

const ABOUT_RIGHTS =
  "Rights of this item: what a reader must be shown, who holds them, and until when publishing is permitted.";
const ABOUT_WITHDRAWN = "Items that have left this feed; remove your copies.";

/** JSON Feed 1.1; rights and withdrawals as extension objects. The package writes version 1.0, which is brought up to date. */
export function writeJson(feed: OutboundFeed): string {
  const base = JSON.parse(skeleton(feed, feed.selfUrls.json).json1()) as { items: readonly Record<string, unknown>[] };
  const document = {
    version: "https://jsonfeed.org/version/1.1",
    title: clean(feed.title),
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrls.json,
    description: clean(feed.description),
    language: feed.language,
    authors: [{ name: clean(feed.publisher.name), url: feed.publisher.url }],
    _withdrawn: {
      about: ABOUT_WITHDRAWN,
      url: feed.withdrawalsUrl,
      items: feed.withdrawn.map(({ id, when, reason }) => ({ id, when, reason: clean(reason) })),
    },
    items: feed.entries.map((entry, index) => itemOf(entry, base.items[index] ?? {})),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function itemOf(entry: OutboundEntry, base: Record<string, unknown>): object {
  const { rights, source } = entry;
  return {
    ...base,
    external_url: entry.originalUrl ?? undefined,
    title: clean(entry.title),
    content_html: bodyWithNotice(entry),
    summary: entry.summary === null ? undefined : clean(entry.summary),
    authors: entry.authors.map((name) => ({ name: clean(name) })),
    tags: entry.tags.map(clean),
    language: entry.language ?? undefined,
    attachments:
      entry.enclosures.length === 0
        ? undefined
        : entry.enclosures.map(({ url, type, bytes }) => ({ url, mime_type: type, size_in_bytes: bytes ?? undefined })),
    _rights: {
      about: ABOUT_RIGHTS,
      notice: clean(rights.notice),
      credit: rights.creditLine === null ? null : clean(rights.creditLine),
      holder: clean(rights.holder),
      license: { name: clean(rights.license.name), url: rights.license.url },
      accessRights: clean(rights.usageTerms),
      permission: rights.permission,
      validFrom: rights.validFrom,
      validUntil: rights.validUntil,
      status: "usable",
      source: {
        id: source.id,
        title: clean(source.title),
        url: source.feedUrl,
        rights: source.rights === null ? null : clean(source.rights),
      },
    },
  };
}
