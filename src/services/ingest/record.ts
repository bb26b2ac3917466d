import type { DomainEvent } from "../../domain/event.js";
import { hasDoubt } from "../../domain/finding.js";
import { foldItem, type Item, type ItemReceived } from "../../domain/item.js";
import { sight } from "../../domain/sighting.js";
import type { Instant } from "../../domain/window.js";
import { MAX_EVENTS_PER_ENTRY } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import { act, type Changes, count, NO_CHANGES, type SourceOf, sum } from "./changes.js";
import type { Column } from "./columns.js";
import { type InstructedRelease, instructedReleases } from "./instructed.js";
import { isRevision, isStillSo, noteOwn, type OwnEntries, type Prepared, prepare } from "./prepare.js";
import type { Recognition } from "./recognise.js";
import { recordTombstones } from "./tombstones.js";

interface Bench extends SourceOf {
  readonly at: Instant;
  readonly newId: Desk["newId"];
  readonly recognised: Recognition;
  readonly release: InstructedRelease;
}

/**
 * Records columns and tombstones of one poll, each batch while the next are still being cleaned, looked up and stored:
 * bodies first, content-addressed, then an entry with all events of the batch, or several where they are more than one
 * entry holds. What is unchanged makes no event and no write.
 */
export async function record(
  desk: Desk,
  from: SourceOf,
  batches: AsyncIterable<readonly Column[]>,
  tombstones: readonly string[],
): Promise<Changes> {
  const own: OwnEntries = { seqs: new Set(), items: new Set() };
  let changes = NO_CHANGES;
  let recording = Promise.resolve(NO_CHANGES);
  try {
    for await (const columns of batches) {
      const [done, prepared] = await Promise.all([recording, prepare(desk, from, columns)]);
      changes = sum(changes, done);
      recording = recordBatch(desk, from, columns, prepared, own);
      // It may fail while the next columns are waited for; whoever waits for it hears of that.
      recording.catch(() => undefined);
    }
    changes = sum(changes, await recording);
  } finally {
    await Promise.allSettled([recording]);
  }
  return sum(changes, await recordTombstones(desk, from, tombstones));
}

async function recordBatch(
  desk: Desk,
  from: SourceOf,
  columns: readonly Column[],
  prepared: Prepared,
  own: OwnEntries,
): Promise<Changes> {
  let changes = NO_CHANGES;
  for (let rest = columns; rest.length > 0; ) {
    const done = await act(desk, from, async (at) => {
      const seq = desk.ledger.head().seq + 1;
      const ready = isStillSo(prepared, desk, own) ? prepared : await prepare(desk, from, rest);
      const { events, taken } = await columnEvents(desk, from, rest, ready, at);
      return { events, result: { changes: count(events), taken, seq, events } };
    });
    noteOwn(own, done.seq, done.events);
    changes = sum(changes, done.changes);
    rest = rest.slice(done.taken);
  }
  return changes;
}

/** The events of as many columns, from the first on, as one entry holds. */
async function columnEvents(
  desk: Desk,
  from: SourceOf,
  columns: readonly Column[],
  { recognised }: Prepared,
  at: Instant,
): Promise<{ readonly events: readonly DomainEvent[]; readonly taken: number }> {
  const bench: Bench = {
    ...from,
    at,
    newId: desk.newId,
    recognised,
    release: await instructedReleases(desk, from, at),
  };
  const events: DomainEvent[] = [];
  let taken = 0;
  for (const column of columns) {
    const more = eventsFor(column, bench);
    if (taken > 0 && events.length + more.length > MAX_EVENTS_PER_ENTRY) break;
    events.push(...more);
    taken++;
  }
  return { events, taken };
}

function eventsFor(column: Column, bench: Bench): readonly DomainEvent[] {
  const item = bench.recognised.itemOf(column);
  const keys = bench.recognised.freeKeys(column);
  if (item !== undefined) return [...sighting(item, keys, bench), ...revising(item, column, bench)];
  return keys.length === 0 ? [] : arrival(keys, column, bench);
}

function arrival(keys: readonly string[], { revision, findings }: Column, bench: Bench): readonly DomainEvent[] {
  const received: ItemReceived = {
    type: "item.received",
    item: bench.newId("item", bench.at),
    partner: bench.partner,
    source: bench.source,
    keys,
    revision: revision.digest,
    findings,
  };
  if (hasDoubt(findings)) return [received];
  return [received, ...bench.release(foldItem(null, received, bench.at), revision)];
}

function sighting(item: Item, newKeys: readonly string[], { source, partner }: Bench): readonly DomainEvent[] {
  const sighted = sight(item, { source, partner, keys: newKeys });
  return sighted === null ? [] : [sighted];
}

function revising(item: Item, column: Column, { source, recognised }: Bench): readonly DomainEvent[] {
  if (!isRevision(column, recognised, source)) return [];
  const { revision, findings } = column;
  return [{ type: "item.revised", item: item.id, source, revision: revision.digest, findings }];
}
