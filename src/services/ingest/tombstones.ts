import type { DomainEvent } from "../../domain/event.js";
import { identityKeys } from "../../domain/identity.js";
import type { Item } from "../../domain/item.js";
import { MAX_EVENTS_PER_ENTRY } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import { recordLapses, withdrawals } from "../lapses.js";
import { stateOf } from "../reads.js";
import { act, type Changes, count, NO_CHANGES, type SourceOf, sum } from "./changes.js";

/** Withdrawals that are looked up together. */
const TOMBSTONES_AT_ONCE = 200;
/** Tombstones that are looked for together, before any is recorded. */
const REFS_LOOKED_UP = 1_000;
/** Releases that leave in the entry of their column's tombstone. */
const RELEASES_WITH_TOMBSTONE = 400;

/** All of them, however many: a column that was taken back must not stay because others were taken back with it. */
export async function recordTombstones(desk: Desk, from: SourceOf, tombstones: readonly string[]): Promise<Changes> {
  let changes = NO_CHANGES;
  for (let rest = await knownHere(desk, from, [...new Set(tombstones)]); rest.length > 0; ) {
    const refs = rest.slice(0, TOMBSTONES_AT_ONCE);
    const done = await act(desk, from, async () => {
      const { events, taken } = await tombstoneEvents(desk, from, refs);
      return { events, result: { changes: count(events), taken, gone: itemsWithMore(events) } };
    });
    for (const item of done.gone) await recordLapses(desk, { item });
    changes = sum(changes, done.changes);
    rest = rest.slice(done.taken);
  }
  return changes;
}

/** Those that name a column at all: a feed may list what it took back for years, and none of it takes a turn in the ledger. */
async function knownHere(desk: Desk, { source }: SourceOf, refs: readonly string[]): Promise<readonly string[]> {
  const keysOf = keysOfRef(source);
  const found: string[] = [];
  for (let from = 0; from < refs.length; from += REFS_LOOKED_UP) {
    const some = refs.slice(from, from + REFS_LOOKED_UP);
    const docs = await desk.models.projected.item.find({ keys: { $in: some.flatMap(keysOf) } }, { keys: 1 }).lean();
    const keys = new Set(docs.flatMap((doc) => stateOf<Item>(doc).keys));
    found.push(...some.filter((ref) => keysOf(ref).some((key) => keys.has(key))));
  }
  return found;
}

function keysOfRef(source: string): (ref: string) => readonly string[] {
  return (guid) => identityKeys({ source, guid, url: null, title: "", publishedAt: null });
}

/** A tombstone counts only from the source that brought the column. As many, from the first on, as one entry holds. */
async function tombstoneEvents(
  desk: Desk,
  { source }: SourceOf,
  refs: readonly string[],
): Promise<{ readonly events: readonly DomainEvent[]; readonly taken: number }> {
  const keysOf = keysOfRef(source);
  const docs = await desk.models.projected.item.find({ keys: { $in: refs.flatMap(keysOf) } }).lean();
  const items = docs.map((doc) => stateOf<Item>(doc)).filter((item) => item.sightings[0]?.source === source);
  const byKey = new Map(items.flatMap((item) => item.keys.map((key) => [key, item] as const)));
  const gone = new Set<string>();
  const events: DomainEvent[] = [];
  let taken = 0;
  for (const ref of refs) {
    const item = keysOf(ref).flatMap((key) => byKey.get(key) ?? [])[0];
    const isOpen = item !== undefined && item.review.decision !== "withdrawn" && !gone.has(item.id);
    const more = isOpen ? await withdrawalOf(desk, item, source) : [];
    if (taken > 0 && events.length + more.length > MAX_EVENTS_PER_ENTRY) break;
    events.push(...more);
    if (item !== undefined) gone.add(item.id);
    taken++;
  }
  return { events, taken };
}

/** What of a column is open in more channels than that leaves in entries of its own. */
async function withdrawalOf(desk: Desk, item: Item, source: string): Promise<readonly DomainEvent[]> {
  return [
    { type: "item.withdrawn", item: item.id, source },
    ...(await withdrawals(desk, { item: item.id }, "withdrawn-by-partner", RELEASES_WITH_TOMBSTONE)),
  ];
}

/** Columns of which more may be open than their entry withdraws. */
function itemsWithMore(events: readonly DomainEvent[]): readonly string[] {
  const left = events.flatMap((event) => (event.type === "release.withdrawn" ? [event.item] : []));
  const counts = new Map<string, number>();
  for (const item of left) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].filter(([, number]) => number === RELEASES_WITH_TOMBSTONE).map(([item]) => item);
}
