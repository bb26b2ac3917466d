import { ObjectId, plainOf } from "./bson.js";
import type { Catalog, Collection, Index } from "./catalog.js";
import { type Entries, entriesOf, valuesOfKey } from "./entries.js";
import { DuplicateKey, Fault } from "./fault.js";
import { EMPTY_ARRAY, keyOf } from "./keys.js";
import { matcherOf } from "./match.js";
import {
  assemble,
  element,
  elementsOf,
  member,
  rawDocument,
  requireSize,
  slice,
  sliceElement,
  TYPE,
  type Value,
} from "./raw.js";
import type { Sqlite } from "./sqlite.js";

/** Writing documents of one collection together with their index entries; what a write would break is found before it. */
export interface Table {
  /** @throws DuplicateKey and other faults, before anything is written. */
  insert(document: Value): Inserted;
  replace(rid: number, before: Value, after: Value): void;
  remove(rid: number, document: Value): void;
  /** Fills a new index. @throws DuplicateKey */
  build(index: Index): void;
}

/** The document as it is stored, with its `_id`. */
export interface Inserted {
  readonly document: Value;
  readonly id: Value;
}

interface Entered {
  readonly index: Index;
  readonly keys: readonly Buffer[];
}

export function tableOf(sqlite: Sqlite, catalog: Catalog, collection: Collection): Table {
  const name = `c${collection.table}`;

  const requireFree = ({ index, keys }: Entered, document: Value, own: number | null): void => {
    if (!index.unique) return;
    for (const key of keys) {
      const row = sqlite.prepare(`SELECT rid FROM x${index.table} WHERE k = ?`).get(key);
      if (row !== undefined && Number(row[0]) !== own) throw duplicate(collection, index, document, key);
    }
  };
  const enter = ({ index, keys }: Entered, rid: number): void => {
    for (const key of keys) sqlite.prepare(`INSERT INTO x${index.table} (k, rid) VALUES (?, ?)`).run(key, rid);
  };
  const leave = ({ index, keys }: Entered, rid: number): void => {
    for (const key of keys) sqlite.prepare(`DELETE FROM x${index.table} WHERE k = ? AND rid = ?`).run(key, rid);
  };
  const entriesFor = (document: Value): readonly Entered[] =>
    collection.indexes.map((index) => {
      const { keys, multikey } = indexEntries(index, document);
      if (multikey.includes(true)) catalog.noteMultikey(index, multikey);
      return { index, keys };
    });

  return {
    insert: (given) => {
      const { document, id } = withId(given);
      requireSize(document.length);
      const whole = rawDocument(document);
      const idKey = keyOf(id);
      const entries = entriesFor(whole);
      if (sqlite.prepare(`SELECT 1 FROM ${name} WHERE idk = ?`).get(idKey) !== undefined)
        throw new DuplicateKey(collection.namespace, "_id_", { _id: 1 }, { _id: plainOf(id) });
      for (const entered of entries) requireFree(entered, whole, null);
      const rid = collection.nextRid++;
      sqlite.prepare(`INSERT INTO ${name} (rid, idk, doc) VALUES (?, ?, ?)`).run(rid, idKey, document);
      for (const entered of entries) enter(entered, rid);
      return { document: whole, id };
    },
    replace: (rid, before, after) => {
      const bytes = slice(after);
      requireSize(bytes.length);
      const had = collection.indexes.map((index) => ({ index, keys: indexEntries(index, before).keys }));
      const has = entriesFor(after);
      for (const entered of has) requireFree(entered, after, rid);
      sqlite.prepare(`UPDATE ${name} SET doc = ? WHERE rid = ?`).run(bytes, rid);
      for (const [position, { index, keys }] of has.entries()) {
        const old = had[position]?.keys ?? [];
        leave({ index, keys: without(old, keys) }, rid);
        enter({ index, keys: without(keys, old) }, rid);
      }
    },
    remove: (rid, document) => {
      for (const index of collection.indexes) leave({ index, keys: indexEntries(index, document).keys }, rid);
      sqlite.prepare(`DELETE FROM ${name} WHERE rid = ?`).run(rid);
    },
    build: (index) => {
      for (let from = 0; ; ) {
        const rows = sqlite.prepare(`SELECT rid, doc FROM ${name} WHERE rid > ? ORDER BY rid LIMIT 256`).all(from);
        for (const [rid, bytes] of rows) {
          const document = rawDocument(bytes as Buffer);
          const { keys, multikey } = indexEntries(index, document);
          if (multikey.includes(true)) catalog.noteMultikey(index, multikey);
          requireFree({ index, keys }, document, null);
          enter({ index, keys }, Number(rid));
        }
        const last = rows.at(-1);
        if (last === undefined) return;
        from = Number(last[0]);
      }
    },
  };
}

const NONE: Entries = { keys: [], multikey: [] };

function indexEntries({ fields, sparse, partial }: Index, document: Value): Entries {
  if (partial !== null && !matcherOf(partial)(document)) return NONE;
  return entriesOf(fields, sparse, document);
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)));
}

/** The document with its `_id` in the first place, made where it has none; the bytes as they came where it has. */
function withId(given: Value): { readonly document: Buffer; readonly id: Value } {
  const first = firstId(given);
  if (first !== null) return { document: slice(given), id: first };
  const elements = elementsOf(given);
  const found = elements.find(({ name }) => name === "_id");
  if (found === undefined) {
    const made = element(TYPE.objectId, "_id", new ObjectId().id);
    const document = assemble([made, ...elements.map(sliceElement)]);
    return { document, id: { type: TYPE.objectId, bytes: document, at: 8, end: 20 } };
  }
  requireUsableId(found);
  const others = elements.filter((other) => other !== found);
  return { document: assemble([found, ...others].map(sliceElement)), id: found };
}

const ID_NAME = Buffer.from("_id\0");

/** An `_id` in the first place, as drivers send it. */
function firstId(given: Value): Value | null {
  const { bytes, at } = given;
  if (bytes.compare(ID_NAME, 0, ID_NAME.length, at + 5, at + 5 + ID_NAME.length) !== 0) return null;
  const id = member(given, ID);
  if (id !== undefined) requireUsableId(id);
  return id ?? null;
}

const ID = Buffer.from("_id");
const NEVER_AN_ID: readonly number[] = [TYPE.array, TYPE.regex, TYPE.undefined];

function requireUsableId(id: Value): void {
  if (NEVER_AN_ID.includes(id.type))
    throw new Fault(53, "InvalidIdField", `The '_id' value cannot be of BSON type ${id.type}`);
  if (id.type !== TYPE.document) return;
  const stray = elementsOf(id).find(({ name }) => name.startsWith("$"));
  if (stray !== undefined)
    throw new Fault(52, "DollarPrefixedFieldName", `_id fields may not contain '$'-prefixed fields: ${stray.name}`);
}

function duplicate({ namespace }: Collection, { name, fields }: Index, document: Value, key: Buffer): DuplicateKey {
  const values = valuesOfKey(fields, document, key);
  const pattern = Object.fromEntries(fields.map(({ path, direction }) => [path.text, direction]));
  const shown = fields.map(({ path }, position) => {
    const value = values[position];
    return [path.text, value === undefined || value === EMPTY_ARRAY ? null : plainOf(value)];
  });
  return new DuplicateKey(namespace, name, pattern, Object.fromEntries(shown));
}
