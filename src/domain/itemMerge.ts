import { DomainError } from "./error.js";
import type { Approval, Item, Review } from "./item.js";
import { MAX_ITEM_KEYS, MAX_SIGHTINGS, type Sighting } from "./sighting.js";
import type { Instant } from "./window.js";

/**
 * Merging and splitting by hand. Recognition may err both ways: the same column under two items is merged, a column
 * that was taken for another is split off, and either is undone by the other act. Nothing is thrown away: a merged
 * item keeps what it was, its releases keep naming it, and `split` gives it back.
 */

/** Columns that one column may hold; a partner does not send the same text a hundred times. */
const MAX_ABSORBED = 100;
/** Sources whose column an editor may part from one. */
const MAX_APART = 200;

/** A column that an editor said is this one, with what it brought. */
export interface Absorbed {
  readonly item: string;
  readonly keys: readonly string[];
  /** Only those whose source this column did not have. */
  readonly sightings: readonly Sighting[];
}

/** What a merged column was, for the day that it is split off again. */
export interface Merged {
  readonly into: string;
  readonly keys: readonly string[];
  readonly review: Review;
  readonly approvals: readonly Approval[];
}

/** An editor said that what a source carries under a shared address is not this column. */
export interface Parted {
  readonly source: string;
  /** When the source was first seen carrying it; what it is known by there is not kept. */
  readonly sighting: Omit<Sighting, "keys">;
}

interface ByHand {
  readonly item: string;
  readonly reason: string;
  readonly by: string;
}

/** On the item that stays. */
export interface ItemAbsorbed extends ByHand {
  readonly type: "item.absorbed";
  readonly other: string;
  readonly keys: readonly string[];
  readonly sightings: readonly Sighting[];
}

/** On the item that counts as another from now on. */
export interface ItemMerged extends ByHand {
  readonly type: "item.merged";
  readonly into: string;
}

/** On the item that stays: the other is split off again. */
export interface ItemDetached extends ByHand {
  readonly type: "item.detached";
  readonly other: string;
}

/** On the item that is one of its own again. */
export interface ItemUnmerged extends ByHand {
  readonly type: "item.unmerged";
}

/** What a source carries is another column: at its next poll it becomes an item of its own. */
export interface ItemParted extends ByHand {
  readonly type: "item.parted";
  readonly source: string;
  /** The keys that only this source brought. */
  readonly keys: readonly string[];
}

export type MergeEvent = ItemAbsorbed | ItemMerged | ItemDetached | ItemUnmerged | ItemParted;

/**
 * Makes `other` count as `item` from now on.
 *
 * @throws DomainError `act.conflict` where either is merged already, they are the same, or they are different partners':
 *   whose permission covers a column must not change by an editor's act; `act.too-large` where it finds no room.
 */
export function mergeItems(item: Item, other: Item, reason: string, by: string): readonly MergeEvent[] {
  if (item.id === other.id) throw conflict("A column cannot be merged with itself.");
  for (const one of [item, other]) {
    if (one.merged !== undefined) throw conflict(`${one.id} was merged into ${one.merged.into} already.`);
  }
  if (item.partner !== other.partner)
    throw conflict("These columns are different partners'; whose it is must not change.");
  if ((other.absorbed ?? []).length > 0)
    throw conflict(`${other.id} holds merged columns itself; split those off first.`);
  const keys = other.keys.filter((key) => !item.keys.includes(key));
  const sightings = other.sightings.filter(({ source }) => !item.sightings.some((known) => known.source === source));
  const isFull =
    (item.absorbed ?? []).length >= MAX_ABSORBED ||
    item.keys.length + keys.length > MAX_ITEM_KEYS ||
    item.sightings.length + sightings.length > MAX_SIGHTINGS;
  if (isFull) throw tooMany(`${item.id} holds as many columns and identities as it can; reject ${other.id} instead.`);
  return [
    { type: "item.absorbed", item: item.id, other: other.id, keys, sightings, reason, by },
    { type: "item.merged", item: other.id, into: item.id, reason, by },
  ];
}

/** Undoes `mergeItems`. @throws DomainError `act.conflict` where `other` was not merged into `item`. */
export function detachItem(item: Item, other: Item, reason: string, by: string): readonly MergeEvent[] {
  if (other.merged?.into !== item.id) throw conflict(`${other.id} is not merged into ${item.id}.`);
  return [
    { type: "item.detached", item: item.id, other: other.id, reason, by },
    { type: "item.unmerged", item: other.id, reason, by },
  ];
}

/**
 * Says that what a source carries under a shared address is another column.
 *
 * @throws DomainError `act.conflict` for the source that brought the column, or one it was not seen in; `act.too-large`
 *   where too many were split off already.
 */
export function partSighting(item: Item, source: string, reason: string, by: string): ItemParted {
  const [first, ...later] = item.sightings;
  if (first?.source === source)
    throw conflict(`${source} brought this column; split off one of the others: ${named(later) || "there is none"}.`);
  const sighting = later.find((one) => one.source === source);
  if (sighting === undefined)
    throw conflict(`This column was not seen in ${source}; it was seen in ${named(item.sightings)}.`);
  if (apartWithout(item, source).length >= MAX_APART)
    throw tooMany(`${item.id} was split off from ${MAX_APART} sources already; hold it, or merge some of them again.`);
  return { type: "item.parted", item: item.id, source, keys: sighting.keys ?? [], reason, by };
}

function named(sightings: readonly Sighting[]): string {
  return sightings.map(({ source }) => source).join(", ");
}

function tooMany(detail: string): DomainError {
  return new DomainError("act.too-large", detail);
}

function apartWithout({ apart = [] }: Item, source: string): readonly Parted[] {
  return apart.filter((parted) => parted.source !== source);
}

function conflict(detail: string): DomainError {
  return new DomainError("act.conflict", detail);
}

/** True where an editor has said that this source's column under a shared key is not the item, and has not merged it since. */
export function isApart(item: Item, source: string): boolean {
  if (item.sightings.some((sighting) => sighting.source === source)) return false;
  return (item.apart ?? []).some((parted) => parted.source === source);
}

export function foldMerge(item: Item, event: MergeEvent, at: Instant): Item {
  switch (event.type) {
    case "item.absorbed":
      return absorb(item, event);
    case "item.merged":
      return merge(item, event, at);
    case "item.detached":
      return detach(item, event.other);
    case "item.unmerged":
      return restore(item);
    case "item.parted":
      return part(item, event);
  }
}

function absorb(item: Item, { other, keys, sightings }: ItemAbsorbed): Item {
  return {
    ...item,
    keys: [...item.keys, ...keys].slice(0, MAX_ITEM_KEYS),
    sightings: [...item.sightings, ...sightings].slice(0, MAX_SIGHTINGS),
    absorbed: [...(item.absorbed ?? []), { item: other, keys, sightings }],
  };
}

function merge(item: Item, event: ItemMerged, at: Instant): Item {
  const { keys, review, approvals } = item;
  const reason = `It is the same column as ${event.into}: ${event.reason}`;
  return {
    ...item,
    keys: [],
    review: { decision: "rejected", at, by: event.by, reason },
    approvals: [],
    merged: { into: event.into, keys, review, approvals },
  };
}

function detach({ absorbed = [], ...item }: Item, other: string): Item {
  const gone = absorbed.find((one) => one.item === other);
  const left = absorbed.filter((one) => one !== gone);
  const sources = (gone?.sightings ?? []).map(({ source }) => source);
  return {
    ...item,
    keys: item.keys.filter((key) => !gone?.keys.includes(key)),
    sightings: item.sightings.filter(({ source }) => !sources.includes(source)),
    ...(left.length === 0 ? {} : { absorbed: left }),
  };
}

function restore({ merged, ...item }: Item): Item {
  if (merged === undefined) throw new TypeError(`item.unmerged before item.merged: ${item.id}`);
  return { ...item, keys: merged.keys, review: merged.review, approvals: merged.approvals };
}

function part(item: Item, { source, keys }: ItemParted): Item {
  const sighting = item.sightings.find((one) => one.source === source);
  if (sighting === undefined) throw new TypeError(`item.parted before item.sighted: ${item.id}`);
  const { keys: _, ...seen } = sighting;
  return {
    ...item,
    keys: item.keys.filter((key) => !keys.includes(key)),
    sightings: item.sightings.filter((one) => one !== sighting),
    apart: [...apartWithout(item, source), { source, sighting: seen }],
  };
}

/** @throws DomainError `act.conflict` where the column counts as another one. */
export function requireOwn(item: Item): void {
  if (item.merged === undefined) return;
  throw new DomainError("act.conflict", `This column was merged into ${item.merged.into}; decide there, or split it.`);
}
