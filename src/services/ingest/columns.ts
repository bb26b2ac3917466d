import { canonicalUrl } from "../../domain/address.js";
import { shortDigest } from "../../domain/digest.js";
import type { Finding, FindingCode } from "../../domain/finding.js";
import { identityKeys } from "../../domain/identity.js";
import type { Partner } from "../../domain/partner.js";
import {
  picturesOf,
  type Reading,
  type RevisionContent,
  type SealedRevision,
  sealedRevisionOf,
} from "../../domain/revision.js";
import type { StatedRight } from "../../domain/statedRight.js";
import type { CleanColumn } from "../../formats/read/cleanColumn.js";
import type { FeedDocument, FeedEntry, FeedFault } from "../../formats/read/document.js";
import { cleaned } from "./reading/cleaning.js";

/** One entry of a feed, read and cleaned, with what it may be known by. */
export interface Column {
  readonly keys: readonly string[];
  /** What reading it made noticeable, each once. */
  readonly findings: readonly FindingCode[];
  readonly revision: SealedRevision;
}

const UNTITLED = "(untitled)";
/** Raised where reading or cleaning makes something else of the same entry: every entry is then read anew, once. */
export const READING_FORM = "2";
/** Columns that are handed on together: what the ledger takes in one entry, and the store in one command. */
const COLUMNS_PER_BATCH = 200;
/** Characters of a body that tell nameless entries apart. */
const OPENING_CHARACTERS = 400;

/** An entry with what it may be known by; `digest` names its raw form, so that the same again need not be cleaned. */
interface Recognised {
  readonly entry: FeedEntry;
  readonly faults: readonly FeedFault[];
  readonly keys: readonly string[];
  readonly digest: string;
}

/** Columns of a feed that are not known in exactly this raw form, and the digests of all its entries. */
export interface FreshColumns {
  /** In the feed's order, some at a time; each is cleaned when it is asked for. */
  readonly batches: Iterable<readonly Column[]>;
  readonly entries: readonly string[];
}

/** What is not in a feed but decides how it reads. */
export interface ColumnContext {
  readonly partner: Pick<Partner, "name" | "rightsHolder" | "language">;
  /** Id of the source. */
  readonly source: string;
}

/**
 * Turns a feed's entries into columns, but for what is `known`: digests that the same source's last poll gave. An address
 * or an id that different entries share, or the feed's own address, identifies none of them.
 */
export function freshColumns(
  feed: FeedDocument,
  context: ColumnContext,
  known: ReadonlySet<string> = new Set(),
): FreshColumns {
  const recognised = recognise(feed, context);
  const fresh = recognised.filter(({ digest }) => !known.has(digest));
  return { batches: batchesOf(fresh, feed, context), entries: recognised.map(({ digest }) => digest) };
}

function* batchesOf(
  fresh: readonly Recognised[],
  feed: FeedDocument,
  { partner }: ColumnContext,
): Generator<readonly Column[]> {
  for (let from = 0; from < fresh.length; from += COLUMNS_PER_BATCH)
    yield fresh.slice(from, from + COLUMNS_PER_BATCH).map((column) => columnOf(column, feed, partner));
}

function columnOf({ entry, faults, keys }: Recognised, feed: FeedDocument, partner: ColumnContext["partner"]): Column {
  const baseUrl = entry.baseUrl ?? feed.homeUrl;
  const body = cleaned({ html: entry.html, baseUrl, authors: entry.authors });
  const { content, reading } = revisionFrom(entry, body, feed, partner, faults);
  const findings = [...new Set(reading.findings.map(({ code }) => code))];
  return { keys, findings, revision: sealedRevisionOf(content, reading) };
}

function recognise(feed: FeedDocument, { partner, source }: ColumnContext): readonly Recognised[] {
  const urls = sharedUrls(feed);
  const ids = sharedIds(feed);
  const faults = new Map<number | null, FeedFault[]>();
  for (const fault of feed.faults) faults.set(fault.entry, [...(faults.get(fault.entry) ?? []), fault]);
  const { name, rightsHolder, language } = partner;
  const context = JSON.stringify([READING_FORM, name, rightsHolder, language, feed.language, feed.homeUrl]);
  const recognised = feed.entries.map((entry, index): Recognised => {
    const own = faults.get(index) ?? [];
    const opening = entry.title === null ? { opening: entry.html.slice(0, OPENING_CHARACTERS) } : {};
    const keys = identityKeys({
      source,
      guid: entry.id === null || ids.has(entry.id) ? null : entry.id,
      url: entry.url === null || urls.has(canonical(entry.url)) ? null : entry.url,
      title: entry.title ?? UNTITLED,
      publishedAt: entry.publishedAt ?? entry.updatedAt,
      ...opening,
    });
    const placeless = own.map(({ code, detail }) => ({ code, detail }));
    return { entry, faults: own, keys, digest: shortDigest(`${context}${JSON.stringify([entry, placeless])}`) };
  });
  return firstOfEach(recognised);
}

/**
 * Addresses that tell no column from another, in their canonical form: the feed's own, one that is written twice, and one
 * under which different titles stand (a parameter that counts readers elsewhere may be a column's number here).
 */
function sharedUrls(feed: FeedDocument): ReadonlySet<string> {
  const shared = new Set<string>(feed.homeUrl === null ? [] : [canonical(feed.homeUrl)]);
  const written = new Set<string>();
  const titles = new Map<string, string | null>();
  for (const { url, title } of feed.entries) {
    if (url === null) continue;
    const known = canonical(url);
    if (written.has(url) || (titles.has(known) && titles.get(known) !== title)) shared.add(known);
    written.add(url);
    titles.set(known, title);
  }
  return shared;
}

function canonical(url: string): string {
  return canonicalUrl(url) ?? url;
}

/** Ids under which the feed carries columns with different titles or addresses. */
function sharedIds(feed: FeedDocument): ReadonlySet<string> {
  const named = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id, title, url } of feed.entries) {
    if (id === null) continue;
    const what = JSON.stringify([title, url]);
    if ((named.get(id) ?? what) !== what) shared.add(id);
    named.set(id, what);
  }
  return shared;
}

/** A feed that carries a column twice means the first. */
function firstOfEach(recognised: readonly Recognised[]): readonly Recognised[] {
  const seen = new Set<string>();
  return recognised.filter(({ keys }) => {
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
}

function revisionFrom(
  entry: FeedEntry,
  clean: CleanColumn,
  feed: FeedDocument,
  partner: ColumnContext["partner"],
  faults: readonly FeedFault[],
): { readonly content: RevisionContent; readonly reading: Reading } {
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
    images: picturesOf(entry.images, clean.images),
    enclosures: entry.enclosures,
    statedRights,
  };
  const findings = [
    ...clean.findings,
    ...findingsAbout(entry, clean.html, statedRights, partner),
    ...faults.flatMap(fromFault),
  ];
  const baseUrl = entry.baseUrl ?? feed.homeUrl;
  return { content, reading: { originalHtml: entry.html, cuts: clean.cuts, findings, baseUrl } };
}

function fromFault({ code, detail }: FeedFault): readonly Finding[] {
  if (code === "entry.cut") return [{ code: "body.cut", quote: null }];
  return code === "date.unreadable" ? [{ code, quote: detail }] : [];
}

function findingsAbout(
  entry: FeedEntry,
  html: string,
  stated: readonly StatedRight[],
  partner: ColumnContext["partner"],
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
function namesAnother(
  { kind, holder, about }: StatedRight,
  partner: ColumnContext["partner"],
  authors: readonly string[],
): boolean {
  if (holder === null || about !== undefined || (kind !== "copyright" && kind !== "permission-claim")) return false;
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
