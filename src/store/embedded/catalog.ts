import { Fault } from "./fault.js";
import { type IndexSpec, isSameIndex, parseIndex } from "./indexSpec.js";
import { rawDocument, slice, type Value } from "./raw.js";
import type { Sqlite } from "./sqlite.js";

export interface Index extends IndexSpec {
  /** Number of the SQLite table. */
  readonly table: number;
  /** For each field, whether any document ever had an array there. */
  multikey: readonly boolean[];
}

export interface Collection {
  readonly namespace: string;
  /** Number of the SQLite table. */
  readonly table: number;
  readonly indexes: Index[];
  /** The next row's number; none is used twice, so that an open cursor never meets another document. */
  nextRid: number;
}

/** Which collections and indexes there are; kept in SQLite, cached here, for one process has the file. */
export interface Catalog {
  find(namespace: string): Collection | undefined;
  /** Made where it is missing, as MongoDB does on the first write. */
  ensure(namespace: string): Collection;
  list(database: string): readonly Collection[];
  drop(namespace: string): boolean;
  /** @returns null where it is there already. */
  addIndex(collection: Collection, spec: Value): Index | null;
  dropIndex(collection: Collection, index: Index): void;
  noteMultikey(index: Index, multikey: readonly boolean[]): void;
  /** Forgets what is cached, after writes were undone. */
  reload(): void;
}

/** Raised when the tables change their meaning; a file of another layout is refused, not guessed at. */
const LAYOUT = 2;

const TABLES = `
  CREATE TABLE IF NOT EXISTS collections (namespace TEXT PRIMARY KEY, tab INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS indexes (tab INTEGER PRIMARY KEY, owner INTEGER NOT NULL, spec BLOB NOT NULL, multikey TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY, next INTEGER NOT NULL);
  INSERT OR IGNORE INTO counter VALUES (1, 1);
  PRAGMA user_version = ${LAYOUT};
`;

/** @throws where the file is of another layout. */
export function openCatalog(sqlite: Sqlite): Catalog {
  requireLayout(sqlite);
  sqlite.exec(TABLES);
  const collections = readAll(sqlite);
  const nextTable = (): number => {
    const next = Number(sqlite.prepare("SELECT next FROM counter WHERE id = 1").get()?.[0] ?? 1);
    sqlite.prepare("UPDATE counter SET next = ? WHERE id = 1").run(next + 1);
    return next;
  };
  const dropIndex = (collection: Collection, index: Index): void => {
    sqlite.exec(`DROP TABLE x${index.table}`);
    sqlite.prepare("DELETE FROM indexes WHERE tab = ?").run(index.table);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  };

  return {
    find: (namespace) => collections.get(namespace),
    ensure: (namespace) => {
      const known = collections.get(namespace);
      if (known !== undefined) return known;
      requireName(namespace);
      const table = nextTable();
      sqlite.exec(`CREATE TABLE c${table} (rid INTEGER PRIMARY KEY, idk BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)`);
      sqlite.prepare("INSERT INTO collections VALUES (?, ?)").run(namespace, table);
      const made: Collection = { namespace, table, indexes: [], nextRid: 1 };
      collections.set(namespace, made);
      return made;
    },
    list: (database) => [...collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`)),
    drop: (namespace) => {
      const known = collections.get(namespace);
      if (known === undefined) return false;
      for (const index of [...known.indexes]) dropIndex(known, index);
      sqlite.exec(`DROP TABLE c${known.table}`);
      sqlite.prepare("DELETE FROM collections WHERE namespace = ?").run(namespace);
      collections.delete(namespace);
      return true;
    },
    addIndex: (collection, given) => {
      const spec = parseIndex(given);
      if (isOfId(spec) || collection.indexes.some((known) => isSameIndex(known, spec))) return null;
      const index: Index = { ...spec, table: nextTable(), multikey: spec.fields.map(() => false) };
      sqlite.exec(
        `CREATE TABLE x${index.table} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (${index.unique ? "k" : "k, rid"})) WITHOUT ROWID`,
      );
      sqlite
        .prepare("INSERT INTO indexes VALUES (?, ?, ?, ?)")
        .run(index.table, collection.table, slice(spec.spec), JSON.stringify(index.multikey));
      collection.indexes.push(index);
      return index;
    },
    dropIndex,
    noteMultikey: (index, multikey) => {
      const both = index.multikey.map((before, field) => before || multikey[field] === true);
      if (both.every((is, field) => is === index.multikey[field])) return;
      index.multikey = both;
      sqlite.prepare("UPDATE indexes SET multikey = ? WHERE tab = ?").run(JSON.stringify(both), index.table);
    },
    reload: () => {
      const fresh = readAll(sqlite);
      collections.clear();
      for (const [namespace, collection] of fresh) collections.set(namespace, collection);
    },
  };
}

function readAll(sqlite: Sqlite): Map<string, Collection> {
  const byTable = new Map<number, Index[]>();
  for (const [table, owner, spec, multikey] of sqlite
    .prepare("SELECT tab, owner, spec, multikey FROM indexes ORDER BY tab")
    .all()) {
    const index: Index = {
      ...parseIndex(rawDocument(spec as Buffer)),
      table: Number(table),
      multikey: JSON.parse(String(multikey)) as boolean[],
    };
    byTable.set(Number(owner), [...(byTable.get(Number(owner)) ?? []), index]);
  }
  const found = new Map<string, Collection>();
  for (const [namespace, tab] of sqlite.prepare("SELECT namespace, tab FROM collections").all()) {
    const table = Number(tab);
    const last = sqlite.prepare(`SELECT max(rid) FROM c${table}`).get()?.[0] ?? 0;
    const collection = { table, indexes: byTable.get(table) ?? [], nextRid: Number(last) + 1 };
    found.set(String(namespace), { namespace: String(namespace), ...collection });
  }
  return found;
}

function requireLayout(sqlite: Sqlite): void {
  const version = Number(sqlite.prepare("PRAGMA user_version").get()?.[0] ?? 0);
  const isEmpty = sqlite.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (version === LAYOUT || (version === 0 && isEmpty)) return;
  throw new Error(`the store's file has layout ${version}; this program reads layout ${LAYOUT}`);
}

function requireName(namespace: string): void {
  const dot = namespace.indexOf(".");
  const name = namespace.slice(dot + 1);
  if (dot > 0 && name !== "" && !name.includes("$") && !name.includes("\0")) return;
  throw new Fault(73, "InvalidNamespace", `Invalid namespace specified '${namespace}'`);
}

function isOfId({ fields }: IndexSpec): boolean {
  return fields.length === 1 && fields[0]?.path.text === "_id" && fields[0].direction === 1;
}
