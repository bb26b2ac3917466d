import { plainOf } from "./bson.js";
import type { Catalog, Collection, Index } from "./catalog.js";
import { type Entries, entriesOf, valuesOfKey } from "./entries.js";
import { DuplicateKey } from "./fault.js";
import { EMPTY_ARRAY } from "./keys.js";
import { matcherOf } from "./match.js";
import type { Value } from "./raw.js";
import { insertRows } from "./rows.js";
import type { Sqlite } from "./sqlite.js";

/** The keys of one document in one index. */
export interface Entered {
  readonly index: Index;
  readonly keys: readonly Buffer[];
}

const NONE: Entries = { keys: [], multikey: [] };

export function indexEntries({ fields, sparse, partial }: Index, document: Value): Entries {
  if (partial !== null && !matcherOf(partial)(document)) return NONE;
  return entriesOf(fields, sparse, document);
}

/** The keys of a document that is to be written, one after another as the collection's indexes. */
export function entriesFor(catalog: Catalog, { indexes }: Collection, document: Value): readonly Entered[] {
  return indexes.map((index) => {
    const { keys, multikey } = indexEntries(index, document);
    if (multikey.includes(true)) catalog.noteMultikey(index, multikey);
    return { index, keys };
  });
}

/** In order of keys, so that what lies on one page is written to it together. */
export function enterRows(sqlite: Sqlite, { table }: Index, rows: readonly (readonly [Buffer, number])[]): void {
  const sorted = [...rows].sort(([a], [b]) => Buffer.compare(a, b));
  insertRows(sqlite, { table: `x${table}`, columns: ["k", "rid"] }, sorted);
}

/** The fault of a document whose key in a unique index is taken. */
export function duplicate(
  { namespace }: Collection,
  { name, fields }: Index,
  document: Value,
  key: Buffer,
): DuplicateKey {
  const values = valuesOfKey(fields, document, key);
  const pattern = Object.fromEntries(fields.map(({ path, direction }) => [path.text, direction]));
  const shown = fields.map(({ path }, position) => {
    const value = values[position];
    return [path.text, value === undefined || value === EMPTY_ARRAY ? null : plainOf(value)];
  });
  return new DuplicateKey(namespace, name, pattern, Object.fromEntries(shown));
}
