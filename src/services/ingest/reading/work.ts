import { DomainError } from "../../../domain/error.js";
import { type FeedProfile, type Held, heldBack, profileOf } from "../../../domain/heldFeed.js";
import { bounded } from "../../../formats/read/bounds.js";
import type { CleanColumn } from "../../../formats/read/cleanColumn.js";
import type { DiscoveredFeed } from "../../../formats/read/discover.js";
import { type FeedDocument, type FeedOutline, outlineOf } from "../../../formats/read/document.js";
import { type ReadHints, readFeed } from "../../../formats/read/readFeed.js";
import { freshColumns } from "../columns.js";
import type { ColumnContext } from "../recogniseEntries.js";
import { cleaned, type RawColumn } from "./cleaning.js";
import { type PackedColumns, packed } from "./packing.js";
import { documentIn, feedsAt, type SentDocument } from "./sent.js";

/** For which source a document is read, and what is known of it. */
export interface ReadInto extends ColumnContext {
  /** Digests of entries that were taken before in exactly this raw form: they are not cleaned. */
  readonly known: readonly string[];
  /** What the feed was when it was last taken; null where it is not to be compared with that. */
  readonly before: FeedProfile | null;
  /** The state of the feed that staff accepted, though it is held back. */
  readonly accepted: string | null;
}

/** What a document is, but for its columns. */
export interface Outline {
  readonly feed: FeedOutline;
  /** What was passed over, counted by kind. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly profile: FeedProfile;
  /** Not null: no column follows. */
  readonly held: Held | null;
  /** Digests of all entries in their raw form. */
  readonly entries: readonly string[];
}

/** What a reading child is asked to do. A feed comes from its own address; anything else is sent. */
export type Task =
  | {
      readonly kind: "feed" | "sent";
      readonly bytes: Uint8Array;
      readonly hints: ReadHints;
      readonly into: ReadInto;
    }
  | { readonly kind: "discover"; readonly bytes: Uint8Array; readonly hints: ReadHints }
  | { readonly kind: "clean"; readonly columns: readonly RawColumn[] };

/** One part of an answer: an outline is followed by columns, some at a time; anything else stands alone. */
export type Part =
  | ({ readonly kind: "outline" } & Outline)
  | ({ readonly kind: "columns" } & PackedColumns)
  | { readonly kind: "discover"; readonly feeds: readonly DiscoveredFeed[] }
  | { readonly kind: "clean"; readonly columns: readonly CleanColumn[] }
  | { readonly kind: "refused"; readonly code: DomainError["code"]; readonly detail: string };

/** Reads or cleans. What is refused in words is an answer; anything else is a fault of ours and is thrown. */
export async function* perform(task: Task): AsyncGenerator<Part, void> {
  try {
    switch (task.kind) {
      case "discover":
        yield { kind: "discover", feeds: await feedsAt(task.bytes, task.hints) };
        return;
      case "clean":
        yield { kind: "clean", columns: task.columns.map(cleaned) };
        return;
      default:
        yield* columnsIn(await documentOf(task.kind, task.bytes, task.hints), task.into);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield { kind: "refused", code: error.code, detail: error.message };
  }
}

async function documentOf(kind: "feed" | "sent", bytes: Uint8Array, hints: ReadHints): Promise<SentDocument> {
  if (kind === "feed") return { feed: bounded(withColumns(await readFeed(bytes, hints))), skipped: {} };
  const { feed, skipped } = await documentIn(bytes, hints);
  return { feed: bounded(feed), skipped };
}

/** Each part is made when it is asked for. */
function* columnsIn({ feed, skipped }: SentDocument, into: ReadInto): Generator<Part, void> {
  const profile = profileOf(feed);
  const found = heldBack(into.before, profile);
  const held = found?.fingerprint === into.accepted ? null : found;
  const { parts, entries } = freshColumns(feed, into, new Set(into.known));
  yield { kind: "outline", feed: outlineOf(feed), skipped, profile, held, entries };
  if (held === null) for (const columns of parts) yield { kind: "columns", ...packed(columns) };
}

/** A feed that had to be mended and then holds nothing is no empty feed: the partner's last good state stays. */
function withColumns(feed: FeedDocument): FeedDocument {
  if (!feed.repaired || feed.entries.length > 0 || feed.tombstones.length > 0) return feed;
  throw new DomainError(
    "feed.unreadable",
    "The feed is cut off or malformed, and no column can be read from it; ask the partner to mend it.",
  );
}
