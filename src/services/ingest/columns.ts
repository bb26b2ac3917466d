import type { Finding } from "../../domain/finding.js";
import { identityKeys } from "../../domain/identity.js";
import type { Partner } from "../../domain/partner.js";
import { type Revision, revisionOf } from "../../domain/revision.js";
import type { StatedRight } from "../../domain/statedRight.js";
import { cleanColumn } from "../../formats/read/cleanColumn.js";
import type { FeedDocument, FeedEntry, FeedFault } from "../../formats/read/document.js";

/** One entry of a feed, read and cleaned, with what it may be known by. */
export interface Column {
  readonly keys: readonly string[];
  readonly revision: Revision;
}

const UNTITLED = "(untitled)";

/** Turns a feed's entries into columns. An address that several entries share, or the feed's own, identifies none of them. */
export function columnsOf(feed: FeedDocument, partner: Partner, source: string): readonly Column[] {
  const shared = sharedUrls(feed);
  const columns = feed.entries.map((entry, index) => {
    const identifying = entry.url === null || shared.has(entry.url) ? null : entry.url;
    const revision = revisionFrom(
      entry,
      feed,
      partner,
      feed.faults.filter((fault) => fault.entry === index),
    );
    const { title, publishedAt } = revision.content;
    return { keys: identityKeys({ source, guid: entry.id, url: identifying, title, publishedAt }), revision };
  });
  return firstOfEach(columns);
}

function sharedUrls(feed: FeedDocument): ReadonlySet<string> {
  const seen = new Set<string>(feed.homeUrl === null ? [] : [feed.homeUrl]);
  const shared = new Set(seen);
  for (const { url } of feed.entries) {
    if (url === null) continue;
    if (seen.has(url)) shared.add(url);
    seen.add(url);
  }
  return shared;
}

/** A feed that carries a column twice means the first. */
function firstOfEach(columns: readonly Column[]): readonly Column[] {
  const seen = new Set<string>();
  return columns.filter(({ keys }) => {
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

function revisionFrom(entry: FeedEntry, feed: FeedDocument, partner: Partner, faults: readonly FeedFault[]): Revision {
  const clean = cleanColumn(entry.html, { baseUrl: entry.baseUrl ?? feed.homeUrl, authors: entry.authors });
  const statedRights = [...entry.statedRights, ...clean.statedRights];
  const content = {
    title: entry.title ?? UNTITLED,
    authors: entry.authors,
    url: entry.url,
    language: entry.language ?? feed.language ?? partner.language,
    publishedAt: entry.publishedAt ?? entry.updatedAt,
    tags: entry.tags,
    html: clean.html,
    summary: entry.summary,
    images: [...entry.images, ...clean.images.filter(({ url }) => !entry.images.some((image) => image.url === url))],
    enclosures: entry.enclosures,
    statedRights,
  };
  const findings = [
    ...clean.findings,
    ...findingsAbout(entry, clean.html, statedRights, partner),
    ...faults.flatMap(fromFault),
  ];
  return revisionOf(content, { originalHtml: entry.html, cuts: clean.cuts, findings });
}

function fromFault({ code, detail }: FeedFault): readonly Finding[] {
  return code === "date.unreadable" ? [{ code, quote: detail }] : [];
}

function findingsAbout(
  entry: FeedEntry,
  html: string,
  stated: readonly StatedRight[],
  partner: Partner,
): readonly Finding[] {
  const found: Finding[] = [];
  if (html === "") found.push({ code: "body.missing", quote: null });
  if (entry.title === null) found.push({ code: "title.missing", quote: null });
  if (entry.url === null) found.push({ code: "link.missing", quote: null });
  const other = stated.find((right) => namesAnother(right, partner, entry.authors));
  if (other !== undefined) found.push({ code: "rights.other-holder", quote: other.text });
  return found;
}

/** A holder whom neither the partner's names nor the byline knows: whose is it to permit? */
function namesAnother({ kind, holder }: StatedRight, partner: Partner, authors: readonly string[]): boolean {
  if (holder === null || (kind !== "copyright" && kind !== "permission-claim")) return false;
  const named = folded(holder);
  return ![partner.name, partner.rightsHolder, ...authors].some((name) => {
    const known = folded(name);
    return known !== "" && (named.includes(known) || known.includes(named));
  });
}

function folded(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^the\s+/u, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
