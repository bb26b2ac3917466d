import { type Doc, isDoc } from "./bson.js";
import { Fault, unsupported } from "./fault.js";
import { directionOf } from "./paths.js";
import type { Sqlite } from "./sqlite.js";

export interface Index {
  readonly name: string;
  readonly fields: readonly { readonly path: string; readonly direction: 1 | -1 }[];
  readonly unique: boolean;
  /** Only documents that meet this filter are in it. */
  readonly partial: Doc | null;
  /** Documents that lack every field are not in it. */
  readonly sparse: boolean;
  /** Number of the SQLite table. */
  readonly table: number;
  /** True once any document had an array at one of the fields: ranges then have one bound only. */
  multikey: boolean;
}

export interface Collection {
  readonly namespace: string;
  /** Number of the SQLite table. */
  readonly table: number;
  readonly indexes: Index[];
}

/** Which collections and indexes there are; kept in SQLite, cached here, for one process has the file. */
export interface Catalog {
  find(namespace: string): Collection | undefined;
  /** Made where it is missing, as MongoDB does on the first write. */
  ensure(namespace: string): Collection;
  list(database: string): readonly Collection[];
  drop(namespace: string): boolean;
  addIndex(collection: Collection, spec: Doc): Index | null;
  dropIndex(collection: Collection, index: Index): void;
  /** Writes down what changed in a collection's indexes. */
  save(collection: Collection): void;
  /** Forgets what is cached, after a transaction was rolled back. */
  reload(): void;
}

export function openCatalog(sqlite: Sqlite): Catalog {
  sqlite.exec(
    "CREATE TABLE IF NOT EXISTS catalog (namespace TEXT PRIMARY KEY, tab INTEGER NOT NULL, indexes TEXT NOT NULL) WITHOUT ROWID",
  );
  sqlite.exec("CREATE TABLE IF NOT EXISTS counter (id INTEGER PRIMARY KEY, next INTEGER NOT NULL)");
  sqlite.exec("INSERT OR IGNORE INTO counter VALUES (1, 1)");
  const collections = new Map<string, Collection>();

  const nextTable = (): number => {
    const row = sqlite.prepare("SELECT next FROM counter WHERE id = 1").get();
    const next = Number(row?.[0] ?? 1);
    sqlite.prepare("UPDATE counter SET next = ? WHERE id = 1").run(next + 1);
    return next;
  };
  const save = ({ namespace, table, indexes }: Collection): void => {
    sqlite.prepare("INSERT OR REPLACE INTO catalog VALUES (?, ?, ?)").run(namespace, table, JSON.stringify(indexes));
  };
  const reload = (): void => {
    collections.clear();
    for (const [namespace, table, indexes] of sqlite.prepare("SELECT namespace, tab, indexes FROM catalog").all()) {
      const name = String(namespace);
      collections.set(name, { namespace: name, table: Number(table), indexes: JSON.parse(String(indexes)) as Index[] });
    }
  };
  reload();

  return {
    find: (namespace) => collections.get(namespace),
    ensure: (namespace) => {
      const known = collections.get(namespace);
      if (known !== undefined) return known;
      requireName(namespace);
      const table = nextTable();
      sqlite.exec(`CREATE TABLE c${table} (rid INTEGER PRIMARY KEY, idk BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)`);
      const made: Collection = { namespace, table, indexes: [] };
      collections.set(namespace, made);
      save(made);
      return made;
    },
    list: (database) => [...collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`)),
    drop: (namespace) => {
      const known = collections.get(namespace);
      if (known === undefined) return false;
      for (const { table } of known.indexes) sqlite.exec(`DROP TABLE x${table}`);
      sqlite.exec(`DROP TABLE c${known.table}`);
      sqlite.prepare("DELETE FROM catalog WHERE namespace = ?").run(namespace);
      collections.delete(namespace);
      return true;
    },
    addIndex: (collection, spec) => {
      const wanted = indexOf(spec);
      if (isIdIndex(wanted) || isKnown(collection, wanted)) return null;
      const index: Index = { ...wanted, table: nextTable(), multikey: false };
      const key = index.unique ? "k" : "k, rid";
      sqlite.exec(
        `CREATE TABLE x${index.table} (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (${key})) WITHOUT ROWID`,
      );
      collection.indexes.push(index);
      save(collection);
      return index;
    },
    dropIndex: (collection, index) => {
      sqlite.exec(`DROP TABLE x${index.table}`);
      collection.indexes.splice(collection.indexes.indexOf(index), 1);
      save(collection);
    },
    save,
    reload,
  };
}

type Wanted = Omit<Index, "table" | "multikey">;

function requireName(namespace: string): void {
  const name = namespace.slice(namespace.indexOf(".") + 1);
  if (name !== "" && !name.includes("$") && !name.includes("\0")) return;
  throw new Fault(73, "InvalidNamespace", `Invalid namespace specified '${namespace}'`);
}

const KNOWN_OPTIONS: ReadonlySet<string> = new Set([
  "key",
  "name",
  "unique",
  "sparse",
  "partialFilterExpression",
  "background",
  "v",
  "ns",
]);

function indexOf(spec: Doc): Wanted {
  const { key, name } = spec;
  if (!isDoc(key) || typeof name !== "string") throw new Fault(9, "FailedToParse", "an index needs a key and a name");
  const other = Object.keys(spec).find((option) => !KNOWN_OPTIONS.has(option));
  if (other !== undefined) throw unsupported(`the index option ${other}`);
  const partial = spec.partialFilterExpression;
  return {
    name,
    fields: Object.entries(key).map(([path, direction]) => ({ path, direction: directionOf(direction) })),
    unique: spec.unique === true,
    sparse: spec.sparse === true,
    partial: isDoc(partial) ? partial : null,
  };
}

function isIdIndex({ fields }: Wanted): boolean {
  return fields.length === 1 && fields[0]?.path === "_id";
}

/** @throws Fault 86 where another index has the name. */
function isKnown({ indexes }: Collection, wanted: Wanted): boolean {
  const shape = ({ fields, unique, sparse, partial }: Wanted) => JSON.stringify([fields, unique, sparse, partial]);
  const same = indexes.find(({ name }) => name === wanted.name);
  if (same !== undefined && shape(same) !== shape(wanted)) {
    throw new Fault(
      86,
      "IndexKeySpecsConflict",
      `An existing index has the same name as the requested index but another key: ${wanted.name}`,
    );
  }
  return same !== undefined;
}

/** The shape in which the driver asks about indexes. */
export function describeIndex(index: Index): Doc {
  return {
    v: 2,
    key: Object.fromEntries(index.fields.map(({ path, direction }) => [path, direction])),
    name: index.name,
    ...(index.unique ? { unique: true } : {}),
    ...(index.sparse ? { sparse: true } : {}),
    ...(index.partial === null ? {} : { partialFilterExpression: index.partial }),
  };
}
