import { plainOf } from "./bson.js";
import type { Catalog, Collection } from "./catalog.js";
import { DuplicateKey, Fault } from "./fault.js";
import { withId } from "./ids.js";
import { duplicate, type Entered, enterRows, entriesFor } from "./indexRows.js";
import { keyOf } from "./keys.js";
import { rawDocument, requireSize, slice, type Value } from "./raw.js";
import { insertRows, lookUp } from "./rows.js";
import type { Sqlite } from "./sqlite.js";

/** The document as it is stored, with its `_id`. */
export interface Inserted {
  readonly document: Value;
  readonly id: Value;
}

/** A document that nothing speaks against but, it may be, another one with the same key. */
interface Prepared extends Inserted {
  readonly idKey: Buffer;
  readonly entries: readonly Entered[];
}

/**
 * Inserts what can be inserted, all together; what cannot is its fault, in its place.
 *
 * @param ordered nothing after the first fault is inserted, nor is there anything in its place.
 */
export function insertAll(
  sqlite: Sqlite,
  catalog: Catalog,
  collection: Collection,
  documents: readonly Value[],
  ordered: boolean,
): readonly (Inserted | Fault)[] {
  const outcomes: (Prepared | Fault)[] = [];
  for (const given of documents) {
    const outcome = faultOr(() => prepared(catalog, collection, given));
    outcomes.push(outcome);
    if (ordered && outcome instanceof Fault) break;
  }
  const clash = clashesIn(sqlite, collection, outcomes.filter(isPrepared));
  for (const [place, outcome] of outcomes.entries()) {
    const fault = outcome instanceof Fault ? outcome : clash(outcome);
    if (fault === null) continue;
    outcomes[place] = fault;
    if (ordered) outcomes.length = place + 1;
  }
  write(sqlite, collection, outcomes.filter(isPrepared));
  return outcomes;
}

function prepared(catalog: Catalog, collection: Collection, given: Value): Prepared {
  const { document, id } = withId(given);
  requireSize(document.length);
  const whole = rawDocument(document);
  return { document: whole, id, idKey: keyOf(id), entries: entriesFor(catalog, collection, whole) };
}

function write(sqlite: Sqlite, collection: Collection, accepted: readonly Prepared[]): void {
  const first = collection.nextRid;
  collection.nextRid += accepted.length;
  const rows = accepted.map(({ idKey, document }, position) => [first + position, idKey, slice(document)]);
  insertRows(sqlite, { table: `c${collection.table}`, columns: ["rid", "idk", "doc"] }, rows);
  for (const [place, index] of collection.indexes.entries()) {
    const keysOf = ({ entries }: Prepared) => entries[place]?.keys ?? [];
    const entered = accepted.flatMap((one, position) => keysOf(one).map((key) => [key, first + position] as const));
    enterRows(sqlite, index, entered);
  }
}

function isPrepared(outcome: Prepared | Fault): outcome is Prepared {
  return !(outcome instanceof Fault);
}

function faultOr<T>(work: () => T): T | Fault {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/**
 * Says of one document after another whether a unique key of it is taken: by a stored document, or by one before it.
 * What is said to be free is taken from then on.
 */
function clashesIn(
  sqlite: Sqlite,
  collection: Collection,
  documents: readonly Prepared[],
): (document: Prepared) => DuplicateKey | null {
  const { table, namespace, indexes } = collection;
  const ids = takenKeys(
    sqlite,
    `c${table}`,
    "idk",
    documents.map(({ idKey }) => idKey),
  );
  const unique = indexes.flatMap((index, place) => {
    if (!index.unique) return [];
    const keys = documents.flatMap(({ entries }) => entries[place]?.keys ?? []);
    return [{ index, place, taken: takenKeys(sqlite, `x${index.table}`, "k", keys) }];
  });
  return ({ idKey, id, entries, document }) => {
    if (ids.has(idKey.toString("latin1"))) return new DuplicateKey(namespace, "_id_", { _id: 1 }, { _id: plainOf(id) });
    for (const { index, place, taken } of unique) {
      const key = entries[place]?.keys.find((one) => taken.has(one.toString("latin1")));
      if (key !== undefined) return duplicate(collection, index, document, key);
    }
    ids.add(idKey.toString("latin1"));
    for (const { place, taken } of unique)
      for (const key of entries[place]?.keys ?? []) taken.add(key.toString("latin1"));
    return null;
  };
}

/** Those of the keys that stand in a table. */
function takenKeys(sqlite: Sqlite, table: string, column: string, keys: readonly Buffer[]): Set<string> {
  const text = (marks: string) => `SELECT ${column} FROM ${table} WHERE ${column} IN (${marks})`;
  return new Set([...lookUp(sqlite, text, keys)].map(([key]) => (key as Buffer).toString("latin1")));
}
