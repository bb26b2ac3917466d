import type { Collection } from "./catalog.js";
import { entriesOf, type Field } from "./entries.js";
import { Fault } from "./fault.js";
import type { Filter } from "./filter.js";
import { matcherOf } from "./match.js";
import { isEmptyFilter, type Plan, planFor } from "./plan.js";
import { rawDocument } from "./raw.js";
import type { NoteScan } from "./scans.js";
import type { Sqlite } from "./sqlite.js";
import { type Stored, walkAll } from "./walk.js";

export interface Query {
  readonly filter: Filter;
  readonly sort: readonly Field[];
  readonly skip: number;
  /** 0: no limit. */
  readonly limit: number;
}

/** What a query is answered from. */
export interface Source {
  readonly sqlite: Sqlite;
  readonly noteScan: NoteScan;
}

/** A document that was found, or null: none yet, and other work may come in between. */
export type Found = Stored | null;

/** The first that is found, without giving way: for writes, which are one step. */
export function firstOf(found: Iterator<Found>): Stored | undefined {
  let next = found.next();
  while (next.done !== true && next.value === null) next = found.next();
  return next.done === true ? undefined : (next.value ?? undefined);
}

/** Documents that are looked at before other work may come in between. */
const STEP_DOCUMENTS = 256;

/**
 * Finds documents, in order, as they are asked for. No statement stays open between two of them, so writes may come
 * in between: as in MongoDB, a document that is changed meanwhile may be met with its old or its new content.
 */
export function find(source: Source, collection: Collection, query: Query): Iterator<Found> {
  const { filter, sort, skip, limit } = query;
  const plan = planFor(collection, filter, sort);
  const union = plan.unbounded ? unionPlans(collection, filter) : null;
  note(source, collection, query, plan, union !== null);
  if (union === null && plan.sorted)
    return paged(matching(source, collection, filter, plan, limit === 0 ? 0 : skip + limit), skip, limit);
  const found =
    union === null ? matching(source, collection, filter, plan, 0) : united(source, collection, filter, union);
  const rids = sort.length === 0 ? ridsOf(found) : sortedRids(found, sort, limit === 0 ? 0 : skip + limit);
  return paged(reread(source, collection, filter, rids), skip, limit);
}

function note(source: Source, { namespace }: Collection, { filter, sort }: Query, plan: Plan, isUnion: boolean) {
  if (!isUnion && plan.unbounded) {
    const isListing = isEmptyFilter(filter);
    if (!isListing) source.noteScan(namespace, filter, sort, "scan");
    else if (plan.index === null && plan.sorted) source.noteScan(namespace, filter, sort, "listing");
  }
  if (sort.length > 0 && (isUnion || !plan.sorted)) source.noteScan(namespace, filter, sort, "sort");
}

/**
 * How many documents meet a filter; by keys alone where they say all.
 *
 * @param between is waited for where other work may come in between.
 */
export async function count(
  source: Source,
  collection: Collection,
  query: Query,
  between: () => Promise<void>,
): Promise<number> {
  const { filter, skip, limit } = query;
  const plan = planFor(collection, filter, []);
  if (!plan.exact || plan.points) return countOneByOne(find(source, collection, { ...query, sort: [] }), between);
  const isMultikey = plan.index?.multikey.some((is) => is) === true;
  if (isMultikey && plan.stretches.length > 1)
    return countOneByOne(find(source, collection, { ...query, sort: [] }), between);
  const [table, key] = plan.index === null ? [`c${collection.table}`, "idk"] : [`x${plan.index.table}`, "k"];
  const counted = isMultikey ? "count(DISTINCT rid)" : "count(*)";
  let n = 0;
  for (const { from, to } of plan.stretches) {
    const where = plan.kind === "scan" ? "" : ` WHERE ${key} >= ?${to === null ? "" : ` AND ${key} < ?`}`;
    const bounds = plan.kind === "scan" ? [] : to === null ? [from] : [from, to];
    n += Number(source.sqlite.prepare(`SELECT ${counted} FROM ${table}${where}`).get(...bounds)?.[0] ?? 0);
  }
  const rest = Math.max(n - skip, 0);
  return limit === 0 ? rest : Math.min(rest, limit);
}

async function countOneByOne(found: Iterator<Found>, between: () => Promise<void>): Promise<number> {
  let n = 0;
  for (let next = found.next(); next.done !== true; next = found.next()) {
    if (next.value === null) await between();
    else n++;
  }
  return n;
}

function* paged(found: Iterable<Found>, skip: number, limit: number): Generator<Found> {
  let seen = 0;
  for (const stored of found) {
    if (stored === null) {
      yield null;
      continue;
    }
    seen++;
    if (seen <= skip) continue;
    yield stored;
    if (limit > 0 && seen >= skip + limit) return;
  }
}

/** @param enough how many will be asked for, 0 where that is not known. */
function* matching(
  source: Source,
  collection: Collection,
  filter: Filter,
  plan: Plan,
  enough: number,
): Generator<Found> {
  let looked = 0;
  const matches = plan.exact ? null : matcherOf(filter);
  const seen = plan.index?.multikey.some((is) => is) === true ? new Set<number>() : null;
  for (const stored of walkAll(source.sqlite, collection, plan, matches === null ? enough : 0)) {
    if (++looked % STEP_DOCUMENTS === 0) yield null;
    if (seen?.has(stored.rid)) continue;
    seen?.add(stored.rid);
    if (matches === null || matches(rawDocument(stored.bytes))) yield stored;
  }
}

/** One plan for each branch of an `$or` of which every branch has an index. */
function unionPlans(collection: Collection, filter: Filter): readonly Plan[] | null {
  for (const branches of filter.alternatives) {
    const plans = branches.map((branch) => planFor(collection, branch, []));
    if (plans.every(({ kind, unbounded }) => kind === "index" && !unbounded)) return plans;
  }
  return null;
}

function* united(source: Source, collection: Collection, filter: Filter, plans: readonly Plan[]): Generator<Found> {
  const seen = new Set<number>();
  for (const plan of plans) {
    for (const stored of matching(source, collection, filter, { ...plan, exact: false }, 0)) {
      if (stored !== null && seen.has(stored.rid)) continue;
      if (stored !== null) seen.add(stored.rid);
      yield stored;
    }
  }
}

/** Gives way while it gathers, and then has the places. */
type Rids = Generator<null, readonly number[]>;

function* ridsOf(found: Iterable<Found>): Rids {
  const rids: number[] = [];
  for (const stored of found) {
    if (stored === null) yield null;
    else rids.push(stored.rid);
  }
  return rids;
}

/** Kept rows are cut back to the wanted ones whenever they are twice as many. */
const SLACK = 1_000;

/** Sorted in memory; with `wanted` above 0, only so many of the first. */
function* sortedRids(found: Iterable<Found>, sort: readonly Field[], wanted: number): Rids {
  let kept: { readonly key: Buffer; readonly rid: number }[] = [];
  const order = () => kept.sort((a, b) => Buffer.compare(a.key, b.key) || a.rid - b.rid);
  for (const stored of found) {
    if (stored === null) {
      yield null;
      continue;
    }
    kept.push({ key: sortKey(sort, stored.bytes), rid: stored.rid });
    if (wanted > 0 && kept.length >= 2 * wanted + SLACK) kept = order().slice(0, wanted);
  }
  const rids = order().map(({ rid }) => rid);
  return wanted > 0 ? rids.slice(0, wanted) : rids;
}

/** The least of a document's keys: for an array its least element, or its greatest where the order is descending. */
function sortKey(sort: readonly Field[], bytes: Buffer): Buffer {
  const { keys } = sortEntries(sort, bytes);
  return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least));
}

function sortEntries(sort: readonly Field[], bytes: Buffer) {
  try {
    return entriesOf(sort, false, rawDocument(bytes));
  } catch (error) {
    if (error instanceof Fault && error.code === 171)
      throw new Fault(2, "BadValue", "cannot sort with keys that are parallel arrays");
    throw error;
  }
}

/** Documents at places; one that is gone, or meets the filter no more, is left out. */
function* reread(source: Source, collection: Collection, filter: Filter, gathered: Rids): Generator<Found> {
  const rids = yield* gathered;
  const matches = matcherOf(filter);
  const statement = source.sqlite.prepare(`SELECT doc FROM c${collection.table} WHERE rid = ?`);
  for (const rid of rids) {
    const bytes = statement.get(rid)?.[0] as Buffer | undefined;
    if (bytes !== undefined && matches(rawDocument(bytes))) yield { rid, bytes };
  }
}
