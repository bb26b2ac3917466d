import type { Enclosure, Image } from "../../domain/revision.js";
import type { Rhythm } from "../../domain/schedule.js";
import type { StatedRight } from "../../domain/statedRight.js";
import type { Instant } from "../../domain/window.js";

/** A feed as read, whatever its format. Nothing in it is sanitized yet. */
export interface FeedDocument {
  readonly format: "rss" | "rdf" | "atom" | "json";
  readonly id: string | null;
  readonly title: string | null;
  readonly homeUrl: string | null;
  readonly selfUrl: string | null;
  readonly language: string | null;
  readonly updatedAt: Instant | null;
  readonly hubs: readonly string[];
  readonly ttlMinutes: number | null;
  /** When it wants to be asked; absent where its format cannot say. */
  readonly rhythm?: Rhythm;
  /** What the feed as a whole says (scope `feed`). */
  readonly statedRights: readonly StatedRight[];
  readonly entries: readonly FeedEntry[];
  /** RFC 6721 deleted entries: `ref` is the id of the entry. */
  readonly tombstones: readonly { readonly ref: string; readonly when: Instant | null }[];
  /** Entries or fields that could not be read, each in one sentence. One bad entry never loses the feed. */
  readonly faults: readonly FeedFault[];
  /** True where the document was not well formed and had to be repaired. */
  readonly repaired: boolean;
  readonly charset: {
    readonly name: string;
    readonly chosenBy: "bom" | "header" | "declaration" | "pattern" | "content";
  };
}

/** A feed without its entries: what else it says, and when they were written. */
export interface FeedOutline extends Omit<FeedDocument, "entries"> {
  /** Of each entry, in the feed's order. */
  readonly dates: readonly (Instant | null)[];
}

export function outlineOf({ entries, ...feed }: FeedDocument): FeedOutline {
  return { ...feed, dates: entries.map(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt) };
}

export interface FeedFault {
  readonly code:
    | "entry.unreadable"
    | "entry.empty"
    | "entry.cut"
    | "date.unreadable"
    | "feed.repaired"
    | "charset.guessed";
  readonly detail: string;
  /** Position of the entry in the document from 0, or null where the fault is the feed's. */
  readonly entry: number | null;
  /** Line in the document as decoded, from 1: of the entry, or of what is wrong with the feed; null where it is not known. */
  readonly line: number | null;
}

/** What is wrong and where, for people. */
export function faultInWords({ detail, line }: FeedFault): string {
  return line === null ? detail : `Line ${line}: ${detail}`;
}

/** A fault as a reader of one field reports it: where it stands is known further up. */
export type FieldFault = Pick<FeedFault, "code" | "detail">;

export interface FeedEntry {
  /** guid / atom:id / JSON id, exactly as written (trimmed); null where absent. */
  readonly id: string | null;
  /** The alternate link, absolute http(s), resolved by xml:base; never a license, via, self or enclosure link. */
  readonly url: string | null;
  /** What relative addresses in the body are resolved by: `xml:base`, else the entry's own address. */
  readonly baseUrl: string | null;
  /** Plain text: mark-up removed, character references decoded once for what the type says. */
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly publishedAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly tags: readonly string[];
  readonly language: string | null;
  /** The fullest body the entry carries, as HTML (plain text arrives escaped); empty where none. XHTML in document order. */
  readonly html: string;
  /** The entry's own summary where it also carries a fuller body; plain text. */
  readonly summary: string | null;
  readonly images: readonly Image[];
  readonly enclosures: readonly Enclosure[];
  readonly statedRights: readonly StatedRight[];
}
