import { type Doc, decode } from "./bson.js";
import type { Collection } from "./catalog.js";
import { type Filter, matcherOf, parseFilter } from "./match.js";
import { sortKey } from "./paths.js";
import { type Plan, planFor, type SortField, type Stretch } from "./plan.js";
import type { Sqlite } from "./sqlite.js";
import type { Stored } from "./table.js";

/** How many documents are read from SQLite at a time. */
const CHUNK = 256;

export interface Query {
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
}

/** Told of every query that no index serves. */
export type NoteScan = (namespace: string, filter: Doc, sort: readonly SortField[], why: "scan" | "sort") => void;

/** Finds documents, in order. The rows of a batch are read when it is asked for; no statement stays open meanwhile. */
export function find(sqlite: Sqlite, collection: Collection, query: Query, noteScan: NoteScan): readonly number[] {
  const filter = parseFilter(query.filter);
  const alternatives = unionPlans(collection, filter);
  if (alternatives !== null && query.sort.length === 0)
    return page(union(sqlite, collection, filter, alternatives), query);
  const plan = planFor(collection, filter, query.sort);
  const isListing = plan.kind === "scan" && plan.exact;
  if (plan.kind === "scan" && !isListing) noteScan(collection.namespace, query.filter, query.sort, "scan");
  if (!plan.sorted && !isListing) noteScan(collection.namespace, query.filter, query.sort, "sort");
  const enough = plan.sorted && query.limit > 0 ? query.skip + query.limit : Number.POSITIVE_INFINITY;
  const sorting = !plan.sorted;
  const found = sorting
    ? sortedRows(sqlite, collection, filter, plan, query.sort)
    : rows(sqlite, collection, filter, plan, enough);
  return page(found, query);
}

/** How many documents meet a filter; by the index alone where it says all. */
export function count(sqlite: Sqlite, collection: Collection, query: Query, noteScan: NoteScan): number {
  return find(sqlite, collection, { ...query, sort: [] }, noteScan).length;
}

function page(found: readonly number[], { skip, limit }: Query): readonly number[] {
  return skip === 0 && limit === 0 ? found : found.slice(skip, limit === 0 ? undefined : skip + limit);
}

/** The documents at places, in that order; one that is gone meanwhile is left out. */
export function load(sqlite: Sqlite, collection: Collection, rids: readonly number[]): readonly Stored[] {
  const statement = sqlite.prepare(`SELECT doc FROM c${collection.table} WHERE rid = ?`);
  return rids.flatMap((rid) => {
    const row = statement.get(rid);
    return row === undefined ? [] : [{ rid, bytes: row[0] as Uint8Array }];
  });
}

/** One plan for each branch, where every branch has an index and there is nothing else that has one. */
function unionPlans(collection: Collection, filter: Filter): readonly Plan[] | null {
  const [branches] = filter.alternatives;
  if (branches === undefined || planFor(collection, filter, []).kind === "index") return null;
  const plans = branches.map((branch) => planFor(collection, branch, []));
  return plans.every(({ kind }) => kind === "index") ? plans : null;
}

function union(sqlite: Sqlite, collection: Collection, filter: Filter, plans: readonly Plan[]): readonly number[] {
  const found = new Set<number>();
  for (const plan of plans)
    for (const rid of rows(sqlite, collection, filter, { ...plan, exact: false }, Number.POSITIVE_INFINITY))
      found.add(rid);
  return [...found];
}

function rows(sqlite: Sqlite, collection: Collection, filter: Filter, plan: Plan, enough: number): readonly number[] {
  const matches = plan.exact ? null : matcherOf(filter);
  const seen = plan.index?.multikey ? new Set<number>() : null;
  const found: number[] = [];
  const stretches = plan.backwards ? [...plan.stretches].reverse() : plan.stretches;
  for (const stretch of stretches) {
    for (const row of walk(sqlite, collection, plan, stretch, matches !== null)) {
      const rid = Number(row[1]);
      if (seen?.has(rid)) continue;
      seen?.add(rid);
      if (matches !== null && !matches(decode(row[2] as Uint8Array))) continue;
      found.push(rid);
      if (found.length >= enough) return found;
    }
  }
  return found;
}

/** Rows of (key, rid, document) in one stretch, in chunks, each beginning after the last row of the one before. */
function* walk(
  sqlite: Sqlite,
  collection: Collection,
  plan: Plan,
  stretch: Stretch,
  withDocs: boolean,
): Generator<readonly unknown[]> {
  const own = `c${collection.table}`;
  const index = plan.index === null ? null : `x${plan.index.table}`;
  const doc = withDocs ? "c.doc" : "NULL";
  const source =
    index === null
      ? `SELECT c.idk, c.rid, ${doc} FROM ${own} c`
      : withDocs
        ? `SELECT x.k, x.rid, c.doc FROM ${index} x JOIN ${own} c ON c.rid = x.rid`
        : `SELECT x.k, x.rid, NULL FROM ${index} x`;
  const [key, rid] = index === null ? ["c.idk", "c.rid"] : ["x.k", "x.rid"];
  const order = plan.backwards ? "DESC" : "ASC";
  const upper = stretch.to === null ? "" : `AND ${key} < ?`;
  const bound = stretch.to === null ? [] : [stretch.to];
  const tail = `ORDER BY ${key} ${order}, ${rid} ${order} LIMIT ?`;
  let chunk = sqlite.prepare(`${source} WHERE ${key} >= ? ${upper} ${tail}`).all(stretch.from, ...bound, FIRST_CHUNK);
  let size = FIRST_CHUNK;
  for (;;) {
    yield* chunk;
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < size) return;
    size = CHUNK;
    const next = plan.backwards
      ? sqlite.prepare(`${source} WHERE ${key} >= ? AND (${key}, ${rid}) < (?, ?) ${tail}`)
      : sqlite.prepare(`${source} WHERE (${key}, ${rid}) > (?, ?) ${upper} ${tail}`);
    chunk = plan.backwards
      ? next.all(stretch.from, last[0], last[1], size)
      : next.all(last[0], last[1], ...bound, size);
  }
}

/** Most queries want a page; the first chunk is about one. */
const FIRST_CHUNK = 64;

function sortedRows(
  sqlite: Sqlite,
  collection: Collection,
  filter: Filter,
  plan: Plan,
  sort: readonly SortField[],
): readonly number[] {
  const found = rows(sqlite, collection, filter, plan, Number.POSITIVE_INFINITY);
  const keyed = load(sqlite, collection, found).map(({ rid, bytes }) => {
    const doc = decode(bytes);
    return { rid, keys: sort.map(({ path, direction }) => sortKey(doc, path, direction)) };
  });
  keyed.sort((a, b) => {
    for (const [position, { direction }] of sort.entries()) {
      const order = Buffer.compare(a.keys[position] ?? EMPTY, b.keys[position] ?? EMPTY) * direction;
      if (order !== 0) return order;
    }
    return a.rid - b.rid;
  });
  return keyed.map(({ rid }) => rid);
}

const EMPTY = Buffer.alloc(0);
