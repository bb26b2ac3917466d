import type { Item } from "./item.js";
import type { Instant } from "./window.js";

/** A column that brings more identities than this is known by the first of them; it may bring another with every poll. */
export const MAX_ITEM_KEYS = 200;
/** Sources in which one column is noted. */
export const MAX_SIGHTINGS = 200;

/** One sight of the column in a source. `key` is the digest of the id the source gives it. */
export interface Sighting {
  readonly source: string;
  readonly partner: string;
  readonly firstSeenAt: Instant;
  /** Keys that this source brought after the column was known; absent where none. */
  readonly keys?: readonly string[];
}

/** The same column in a further source, or under a further identity. */
export interface ItemSighted {
  readonly type: "item.sighted";
  readonly item: string;
  readonly partner: string;
  readonly source: string;
  readonly keys: readonly string[];
}

/** What of a sighting is new to the column and finds room there; null where nothing is, so that polls may go on for ever. */
export function sight(
  { id, keys: known, sightings }: Item,
  { source, partner, keys }: Pick<ItemSighted, "source" | "partner" | "keys">,
): ItemSighted | null {
  const isKnownPlace = sightings.some((sighting) => sighting.source === source);
  if (!isKnownPlace && sightings.length >= MAX_SIGHTINGS) return null;
  const fresh = keys.filter((key) => !known.includes(key)).slice(0, Math.max(0, MAX_ITEM_KEYS - known.length));
  if (isKnownPlace && fresh.length === 0) return null;
  return { type: "item.sighted", item: id, partner, source, keys: fresh };
}

/** Earlier entries were recorded without bounds; what found no room then does not now. */
export function sighted(item: Item, event: ItemSighted, at: Instant): Item {
  const news = sight(item, event);
  if (news === null) return item;
  const { source, partner, keys: fresh } = news;
  const known = item.sightings.find((sighting) => sighting.source === source);
  const brought = [...(known?.keys ?? []), ...fresh];
  const sighting: Sighting = {
    source,
    partner,
    firstSeenAt: known?.firstSeenAt ?? at,
    ...(brought.length === 0 ? {} : { keys: brought }),
  };
  const sightings =
    known === undefined
      ? [...item.sightings, sighting]
      : item.sightings.map((other) => (other === known ? sighting : other));
  return { ...item, keys: [...item.keys, ...fresh], sightings };
}
