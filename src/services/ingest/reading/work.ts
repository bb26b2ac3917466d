import { DomainError } from "../../../domain/error.js";
import { bounded, MAX_CLEAN_CHARACTERS } from "../../../formats/read/bounds.js";
import { type CleanColumn, cleanColumn } from "../../../formats/read/cleanColumn.js";
import type { DiscoveredFeed } from "../../../formats/read/discover.js";
import type { FeedDocument } from "../../../formats/read/document.js";
import { type ReadHints, readFeed } from "../../../formats/read/readFeed.js";

import { documentIn, feedsAt, type SentDocument } from "./sent.js";

/** A body to clean, with what its addresses are resolved by and who is known to have written it. */
export interface RawColumn {
  readonly html: string;
  readonly baseUrl: string | null;
  readonly authors: readonly string[];
  /** Words of cuts that stay. */
  readonly restored?: readonly string[];
}

/** Cuts that are listed; a body with more is not made of words. */
const MAX_CUTS = 5_000;

/** What a reading child is asked to do. */
export type Task =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly hints: ReadHints }
  | { readonly kind: "take"; readonly bytes: Uint8Array; readonly hints: ReadHints }
  | { readonly kind: "discover"; readonly bytes: Uint8Array; readonly hints: ReadHints }
  | { readonly kind: "clean"; readonly columns: readonly RawColumn[] };

export type Done =
  | { readonly kind: "read"; readonly feed: FeedDocument }
  | ({ readonly kind: "take" } & SentDocument)
  | { readonly kind: "discover"; readonly feeds: readonly DiscoveredFeed[] }
  | { readonly kind: "clean"; readonly columns: readonly CleanColumn[] }
  | { readonly kind: "refused"; readonly code: DomainError["code"]; readonly detail: string };

/** Reads or cleans. What is refused in words is an answer; anything else is a fault of ours and is thrown. */
export async function perform(task: Task): Promise<Done> {
  try {
    if (task.kind === "read")
      return { kind: "read", feed: bounded(withColumns(await readFeed(task.bytes, task.hints))) };
    if (task.kind === "take") {
      const { feed, skipped } = await documentIn(task.bytes, task.hints);
      return { kind: "take", feed: bounded(feed), skipped };
    }
    if (task.kind === "discover") return { kind: "discover", feeds: await feedsAt(task.bytes, task.hints) };
    const columns = task.columns.map(({ html, ...context }) => withinStore(cleanColumn(html, context)));
    return { kind: "clean", columns };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { kind: "refused", code: error.code, detail: error.message };
  }
}

/** A feed that had to be mended and then holds nothing is no empty feed: the partner's last good state stays. */
function withColumns(feed: FeedDocument): FeedDocument {
  if (!feed.repaired || feed.entries.length > 0 || feed.tombstones.length > 0) return feed;
  throw new DomainError(
    "feed.unreadable",
    "The feed is cut off or malformed, and no column can be read from it; ask the partner to mend it.",
  );
}

/** What grew beyond measure while it was cleaned is no column: its words are not taken, and an editor sees why. */
function withinStore(column: CleanColumn): CleanColumn {
  const { html, images, statedRights } = column;
  const cuts = column.cuts.slice(0, MAX_CUTS);
  const size = html.length + JSON.stringify([images, statedRights, cuts]).length;
  if (size <= MAX_CLEAN_CHARACTERS) return cuts.length === column.cuts.length ? column : { ...column, cuts };
  return { html: "", images: [], cuts: [], findings: [{ code: "body.cut", quote: null }], statedRights: [] };
}
