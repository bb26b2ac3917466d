import { keyWithin } from "../../domain/identity.js";
import { currentRevision, type Item } from "../../domain/item.js";
import { isApart } from "../../domain/itemMerge.js";
import { opened, type Revision } from "../../domain/revision.js";
import { isSameAsSent, isSameText } from "../../formats/read/canonical.js";
import type { Desk } from "../desk.js";
import { revisionsByDigest, stateOf } from "../reads.js";
import type { Column } from "./columns.js";

/** Which columns of a batch are here already, and which of those say the same. */
export interface Recognition {
  itemOf(column: Column): Item | undefined;
  /** Ids of the items that are here already. */
  readonly items: ReadonlySet<string>;
  /** Keys of the column that no other item has; none where it cannot be told from another column. */
  freeKeys(column: Column): readonly string[];
  /** True where the text is the current one, but for cosmetic differences. */
  isUnchanged(column: Column, item: Item): boolean;
}

interface From {
  readonly source: string;
  readonly isReread?: boolean;
}

/** Two look-ups by index for a whole batch, and a third where an editor has split columns of this source off others. */
export async function recogniseAll(desk: Desk, from: From, columns: readonly Column[]): Promise<Recognition> {
  const known = await itemsByKey(
    desk,
    columns.flatMap(({ keys }) => keys),
  );
  const keysOf = await keysWithin(desk, from.source, columns, known);
  const items = assign(columns, keysOf, known, from.source);
  const before = await textsBefore(desk, items);
  const isSame = from.isReread === true ? isSameOrReread : isSameText;
  return {
    itemOf: (column) => items.get(column),
    items: new Set([...items.values()].map(({ id }) => id)),
    freeKeys: (column) => keysOf(column).filter((key) => !known.has(key)),
    isUnchanged: once(({ revision }, item) => {
      const current = currentRevision(item).digest;
      if (current === revision.digest) return true;
      const text = before.get(current);
      if (text === undefined) return false;
      const now = opened(revision);
      return isSame(text, now) || isPutBack(text, now);
    }),
  };
}

/** Comparing two texts is the dearest of all that is asked about a column, and is asked twice. */
function once(compare: Recognition["isUnchanged"]): Recognition["isUnchanged"] {
  const known = new Map<Column, boolean>();
  return (column, item) => {
    const answer = known.get(column) ?? compare(column, item);
    known.set(column, answer);
    return answer;
  };
}

/** The partner sent the same; only an editor made something else of it. */
function isPutBack(before: Revision, now: Revision): boolean {
  return before.reading.restored !== undefined && isSameAsSent(before, now);
}

function isSameOrReread(before: Revision, now: Revision): boolean {
  return isSameText(before, now) || isSameAsSent(before, now);
}

async function itemsByKey(desk: Desk, keys: readonly string[]): Promise<Map<string, Item>> {
  const known = new Map<string, Item>();
  if (keys.length === 0) return known;
  const docs = await desk.models.projected.item.find({ keys: { $in: [...keys] } }).lean();
  for (const doc of docs) {
    const item = stateOf<Item>(doc);
    for (const key of item.keys) known.set(key, item);
  }
  return known;
}

/** A column that was split off is known by its keys within its source as well, and those are looked up too. */
async function keysWithin(desk: Desk, source: string, columns: readonly Column[], known: Map<string, Item>) {
  const isParted = (key: string) => {
    const item = known.get(key);
    return item !== undefined && isApart(item, source);
  };
  const parted = new Map(
    columns
      .filter(({ keys }) => keys.some(isParted))
      .map((column) => [column, [...column.keys, ...column.keys.map((key) => keyWithin(source, key))]]),
  );
  for (const [key, item] of await itemsByKey(desk, [...parted.values()].flat())) known.set(key, item);
  return (column: Column): readonly string[] => parted.get(column) ?? column.keys;
}

/** The strongest key decides first; an item is one column of a batch only, so the next one that claims it is another. */
function assign(
  columns: readonly Column[],
  keysOf: (column: Column) => readonly string[],
  known: ReadonlyMap<string, Item>,
  source: string,
): ReadonlyMap<Column, Item> {
  const assigned = new Map<Column, Item>();
  const taken = new Set<string>();
  const claim = (column: Column, keys: readonly string[]) => {
    if (assigned.has(column)) return;
    const items = keys.flatMap((key) => known.get(key) ?? []);
    const item = items.find((one) => !taken.has(one.id) && !isApart(one, source));
    if (item === undefined) return;
    assigned.set(column, item);
    taken.add(item.id);
  };
  for (const column of columns) claim(column, keysOf(column).slice(0, 1));
  for (const column of columns) claim(column, keysOf(column));
  return assigned;
}

/** Current texts, of those items only whose column has another digest now. */
async function textsBefore(desk: Desk, items: ReadonlyMap<Column, Item>): Promise<ReadonlyMap<string, Revision>> {
  const digests = [...items].flatMap(([{ revision }, item]) => {
    const { digest } = currentRevision(item);
    return digest === revision.digest ? [] : [digest];
  });
  if (digests.length === 0) return new Map();
  const found = await revisionsByDigest(desk, digests);
  return new Map([...found].filter(([, { content }]) => (content as unknown) !== null));
}
