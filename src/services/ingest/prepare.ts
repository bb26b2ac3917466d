import type { DomainEvent } from "../../domain/event.js";
import type { Desk } from "../desk.js";
import type { SourceOf } from "./changes.js";
import type { Column } from "./columns.js";
import { type Recognition, recogniseAll } from "./recognise.js";
import { storeBodies } from "./storeBodies.js";

/** A batch whose columns were looked up, and whose new texts are stored, before its turn to be recorded has come. */
export interface Prepared {
  readonly recognised: Recognition;
  /** The entry of the ledger up to which it was looked up. */
  readonly seenSeq: number;
}

/** What one poll has recorded so far. */
export interface OwnEntries {
  readonly seqs: Set<number>;
  /** Items that it found here and touched. */
  readonly items: Set<string>;
}

export async function prepare(desk: Desk, from: SourceOf, columns: readonly Column[]): Promise<Prepared> {
  const seenSeq = desk.ledger.head().seq;
  const recognised = await recogniseAll(desk, from, columns);
  const needed = columns.filter((column) => namesItsText(column, recognised, from.source));
  await storeBodies(
    desk,
    needed.map(({ revision }) => revision),
  );
  return { recognised, seenSeq };
}

/**
 * True while nothing was recorded since but by the same poll, and about other items: its columns share no key with those of
 * another batch, so what was found then is so still.
 */
export function isStillSo({ seenSeq, recognised }: Prepared, desk: Desk, own: OwnEntries): boolean {
  const { seq } = desk.ledger.head();
  for (let entry = seenSeq + 1; entry <= seq; entry++) if (!own.seqs.has(entry)) return false;
  return ![...own.items].some((item) => recognised.items.has(item));
}

/** True where recording the column makes an event that names its text. */
function namesItsText(column: Column, recognised: Recognition, source: string): boolean {
  const item = recognised.itemOf(column);
  if (item === undefined) return recognised.freeKeys(column).length > 0;
  return isRevision(column, recognised, source);
}

/**
 * Only the source that brought a column may change it: another feed's shorter copy is a sighting, not a correction.
 * A cosmetic difference (docs/revision.md) is no change.
 */
export function isRevision(column: Column, recognised: Recognition, source: string): boolean {
  const item = recognised.itemOf(column);
  return item?.sightings[0]?.source === source && !recognised.isUnchanged(column, item);
}

export function noteOwn(own: OwnEntries, seq: number, events: readonly DomainEvent[]): void {
  if (events.length > 0) own.seqs.add(seq);
  for (const event of events)
    if (event.type === "item.sighted" || event.type === "item.revised") own.items.add(event.item);
}
