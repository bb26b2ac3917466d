import { type Release, withdraw } from "../../domain/release.js";
import { systemActor } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import type { Desk } from "../desk.js";
import { type Order, pageOf } from "../lists/page.js";
import { stateOf } from "../reads.js";

/** A release whose column no format could say truthfully, and why. */
export interface Unwritable {
  readonly release: Release;
  /** One sentence. */
  readonly problem: string;
}

/** What staff see: which column left which channel, and what stands in its way. */
export interface UnwrittenFacts {
  readonly item: string;
  readonly channel: string;
  readonly problem: string;
  readonly at: Instant;
}

/**
 * Records behind the reader that columns are out which cannot be written, and keeps why for staff. Whoever had them gets a
 * tombstone with the rendering that found it. They come back only by a new approval, once the text or its terms have changed.
 */
export function withdrawSoon(desk: Desk, found: readonly Unwritable[]): void {
  if (found.length > 0) desk.afterwards(() => withdrawUnwritable(desk, found));
}

async function withdrawUnwritable(desk: Desk, found: readonly Unwritable[]): Promise<void> {
  const ids = found.map(({ release }) => release.id);
  for (const { release, problem } of found) {
    const { id, item, channel } = release;
    const facts = { item, channel, problem, at: desk.now() };
    await desk.models.unwritten.collection.replaceOne({ _id: id as never }, facts, { upsert: true });
    desk.log.error({ channel, release: id, problem }, "a column cannot be written; it is withdrawn");
  }
  await desk.ledger.act(systemActor("publish"), "record-lapses", async () => {
    const open = await desk.models.projected.release.find({ _id: { $in: ids }, state: "open" }).lean();
    const events = open.map((doc) => withdraw(stateOf<Release>(doc), "unwritable"));
    return { events, result: events.length };
  });
}

/** Of the columns that left a channel, or of the departures of one column, the latest so many are told. */
const MAX_TOLD = 50;
const LATEST_FIRST: Order = [
  ["at", -1],
  ["_id", -1],
];

/** What stands in the way now: where the column was approved anew since, and is out, nothing does. */
export async function unwritten(
  desk: Desk,
  about: { readonly item: string } | { readonly channel: string },
): Promise<readonly UnwrittenFacts[]> {
  const { rows: docs } = await pageOf(desk.models.unwritten, about, LATEST_FIRST, { after: null, limit: MAX_TOLD });
  if (docs.length === 0) return [];
  const items = [...new Set(docs.map(({ item }) => item))];
  const open = await desk.models.projected.release.find({ item: { $in: items }, state: "open" }).lean();
  const out = new Set(open.map((doc) => stateOf<Release>(doc)).map(({ item, channel }) => `${item} ${channel}`));
  const latest = new Map<string, UnwrittenFacts>();
  for (const { item, channel, problem, at } of docs) {
    const place = `${item} ${channel}`;
    if (!out.has(place) && !latest.has(place)) latest.set(place, { item, channel, problem, at });
  }
  return [...latest.values()];
}
