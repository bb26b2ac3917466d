import type { Catalog, Collection, Index } from "./catalog.js";
import { Fault } from "./fault.js";
import { duplicate, type Entered, enterRows, entriesFor, indexEntries } from "./indexRows.js";
import { type Inserted, insertAll } from "./insertAll.js";
import { rawDocument, requireSize, slice, type Value } from "./raw.js";
import type { Sqlite } from "./sqlite.js";

/** Writing documents of one collection together with their index entries; what a write would break is found before it. */
export interface Table {
  /** @throws DuplicateKey and other faults, before anything is written. */
  insert(document: Value): Inserted;
  /** What cannot be inserted is its fault, in its place. @param ordered nothing after the first fault is inserted. */
  insertAll(documents: readonly Value[], ordered: boolean): readonly (Inserted | Fault)[];
  replace(rid: number, before: Value, after: Value): void;
  remove(rid: number, document: Value): void;
  /** Fills a new index. @throws DuplicateKey */
  build(index: Index): void;
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
  const leave = ({ index, keys }: Entered, rid: number): void => {
    for (const key of keys) sqlite.prepare(`DELETE FROM x${index.table} WHERE k = ? AND rid = ?`).run(key, rid);
  };
  return {
    insert: (given) => {
      const [inserted] = insertAll(sqlite, catalog, collection, [given], true);
      if (inserted === undefined) throw new TypeError("a document that is inserted has an outcome");
      if (inserted instanceof Fault) throw inserted;
      return inserted;
    },
    insertAll: (documents, ordered) => insertAll(sqlite, catalog, collection, documents, ordered),
    replace: (rid, before, after) => {
      const bytes = slice(after);
      requireSize(bytes.length);
      const had = collection.indexes.map((index) => ({ index, keys: indexEntries(index, before).keys }));
      const has = entriesFor(catalog, collection, after);
      for (const entered of has) requireFree(entered, after, rid);
      sqlite.prepare(`UPDATE ${name} SET doc = ? WHERE rid = ?`).run(bytes, rid);
      for (const [position, { index, keys }] of has.entries()) {
        const old = had[position]?.keys ?? [];
        leave({ index, keys: without(old, keys) }, rid);
        enterRows(
          sqlite,
          index,
          without(keys, old).map((key) => [key, rid]),
        );
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
          enterRows(
            sqlite,
            index,
            keys.map((key) => [key, Number(rid)]),
          );
        }
        const last = rows.at(-1);
        if (last === undefined) return;
        from = Number(last[0]);
      }
    },
  };
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  return keys.filter((key) => !others.some((other) => other.equals(key)));
}
