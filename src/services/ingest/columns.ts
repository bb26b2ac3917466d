import type { Finding, FindingCode } from "../../domain/finding.js";
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
import { type ColumnContext, type Recognised, recognise, UNTITLED } from "./recogniseEntries.js";

/** One entry of a feed, read and cleaned, with what it may be known by. */
export interface Column {
  readonly keys: readonly string[];
  /** What reading it made noticeable, each once. */
  readonly findings: readonly FindingCode[];
  readonly revision: SealedRevision;
}

/** Columns that are recorded together: what the ledger takes in one entry, and the store in one command. */
export const COLUMNS_PER_BATCH = 400;
/** Bytes of columns that are handed on together: what a pipe takes at once, so that nobody waits for the other's reading. */
const PART_BYTES = 98_304;

/** Columns of a feed that are not known in exactly this raw form, and the digests of all its entries. */
export interface FreshColumns {
  /** In the feed's order, some at a time; each is cleaned when it is asked for. */
  readonly parts: Iterable<readonly Column[]>;
  readonly entries: readonly string[];
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
  return { parts: partsOf(fresh, feed, context), entries: recognised.map(({ digest }) => digest) };
}

function* partsOf(
  fresh: readonly Recognised[],
  feed: FeedDocument,
  { partner }: ColumnContext,
): Generator<readonly Column[]> {
  let part: Column[] = [];
  let bytes = 0;
  for (const entry of fresh) {
    const column = columnOf(entry, feed, partner);
    part.push(column);
    bytes += column.revision.content.length + column.revision.reading.length;
    if (bytes < PART_BYTES) continue;
    yield part;
    part = [];
    bytes = 0;
  }
  if (part.length > 0) yield part;
}

function columnOf({ entry, faults, keys }: Recognised, feed: FeedDocument, partner: ColumnContext["partner"]): Column {
  const baseUrl = entry.baseUrl ?? feed.homeUrl;
  const body = cleaned({ html: entry.html, baseUrl, authors: entry.authors });
  const { content, reading } = revisionFrom(entry, body, feed, partner, faults);
  const findings = [...new Set(reading.findings.map(({ code }) => code))];
  return { keys, findings, revision: sealedRevisionOf(content, reading) };
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
