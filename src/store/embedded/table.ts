import { type Doc, decode, encodeStored, ObjectId } from "./bson.js";
import type { Catalog, Collection, Index } from "./catalog.js";
import { entriesOf } from "./entries.js";
import { DuplicateKey, Fault, unsupported } from "./fault.js";
import { keyOf } from "./keys.js";
import { leaves } from "./paths.js";
import type { Sqlite } from "./sqlite.js";

/** A stored document and its place. */
export interface Stored {
  readonly rid: number;
  readonly bytes: Uint8Array;
}

/** Writing documents of one collection together with their index entries; what a write would break is found before it. */
export interface Table {
  insert(doc: Doc): void;
  replace(rid: number, before: Doc, after: Doc): void;
  remove(rid: number, doc: Doc): void;
  /** Fills a new index. @throws DuplicateKey */
  build(index: Index): void;
}

export function tableOf(sqlite: Sqlite, catalog: Catalog, collection: Collection): Table {
  const name = `c${collection.table}`;

  const noteMultikey = (index: Index): void => {
    if (index.multikey) return;
    index.multikey = true;
    catalog.save(collection);
  };
  const requireFree = (index: Index, keys: readonly Buffer[], doc: Doc, own: number | null): void => {
    if (!index.unique) return;
    for (const key of keys) {
      const row = sqlite.prepare(`SELECT rid FROM x${index.table} WHERE k = ?`).get(key);
      if (row !== undefined && Number(row[0]) !== own) throw duplicate(collection, index, doc);
    }
  };
  const enter = (index: Index, keys: readonly Buffer[], rid: number): void => {
    for (const key of keys) sqlite.prepare(`INSERT INTO x${index.table} (k, rid) VALUES (?, ?)`).run(key, rid);
  };
  const leave = (index: Index, keys: readonly Buffer[], rid: number): void => {
    for (const key of keys) sqlite.prepare(`DELETE FROM x${index.table} WHERE k = ? AND rid = ?`).run(key, rid);
  };
  const entriesFor = (doc: Doc) =>
    collection.indexes.map((index) => {
      const { keys, multikey } = entriesOf(index, doc);
      if (multikey) noteMultikey(index);
      return { index, keys };
    });

  return {
    insert: (given) => {
      const doc = withId(given);
      const bytes = encodeStored(doc);
      const idKey = keyOf(doc._id);
      const entries = entriesFor(doc);
      if (sqlite.prepare(`SELECT 1 FROM ${name} WHERE idk = ?`).get(idKey) !== undefined)
        throw duplicateId(collection, doc);
      for (const { index, keys } of entries) requireFree(index, keys, doc, null);
      const { lastInsertRowid } = sqlite.prepare(`INSERT INTO ${name} (idk, doc) VALUES (?, ?)`).run(idKey, bytes);
      for (const { index, keys } of entries) enter(index, keys, Number(lastInsertRowid));
    },
    replace: (rid, before, after) => {
      const bytes = encodeStored(after);
      const old = collection.indexes.map((index) => entriesOf(index, before).keys);
      const entries = entriesFor(after);
      for (const { index, keys } of entries) requireFree(index, keys, after, rid);
      sqlite.prepare(`UPDATE ${name} SET doc = ? WHERE rid = ?`).run(bytes, rid);
      entries.forEach(({ index, keys }, position) => {
        const had = old[position] ?? [];
        const isIn = (key: Buffer, list: readonly Buffer[]) => list.some((other) => other.equals(key));
        leave(
          index,
          had.filter((key) => !isIn(key, keys)),
          rid,
        );
        enter(
          index,
          keys.filter((key) => !isIn(key, had)),
          rid,
        );
      });
    },
    remove: (rid, doc) => {
      for (const index of collection.indexes) leave(index, entriesOf(index, doc).keys, rid);
      sqlite.prepare(`DELETE FROM ${name} WHERE rid = ?`).run(rid);
    },
    build: (index) => {
      for (let from = 0; ; ) {
        const rows = sqlite.prepare(`SELECT rid, doc FROM ${name} WHERE rid > ? ORDER BY rid LIMIT 256`).all(from);
        for (const [rid, bytes] of rows) {
          const doc = decode(bytes as Uint8Array);
          const { keys, multikey } = entriesOf(index, doc);
          if (multikey) noteMultikey(index);
          requireFree(index, keys, doc, null);
          enter(index, keys, Number(rid));
        }
        const last = rows.at(-1);
        if (last === undefined) return;
        from = Number(last[0]);
      }
    },
  };
}

function withId(doc: Doc): Doc {
  if (!Object.hasOwn(doc, "_id")) return { _id: new ObjectId(), ...doc };
  const { _id, ...members } = doc;
  if (Array.isArray(_id)) throw new Fault(53, "InvalidIdField", "The '_id' value cannot be of type array");
  if (_id === undefined) throw unsupported("an _id that is undefined");
  return { _id, ...members };
}

function duplicateId({ namespace }: Collection, doc: Doc): DuplicateKey {
  return new DuplicateKey(namespace, "_id_", { _id: 1 }, { _id: doc._id });
}

function duplicate({ namespace }: Collection, { name, fields }: Index, doc: Doc): DuplicateKey {
  const pattern = Object.fromEntries(fields.map(({ path, direction }) => [path, direction]));
  const value = Object.fromEntries(fields.map(({ path }) => [path, leaves(doc, path.split("."))[0] ?? null]));
  return new DuplicateKey(namespace, name, pattern, value);
}
