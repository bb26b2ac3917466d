import { randomInt } from "node:crypto";
import { Long } from "./bson.js";
import type { Collection } from "./catalog.js";
import type { Engine } from "./engine.js";
import { badValue, Fault } from "./fault.js";
import { parseFilter } from "./filter.js";
import { type Projector, parseProjection } from "./project.js";
import { type Found, find } from "./query.js";
import { itemsOf, rawDocument, TYPE, type Value } from "./raw.js";
import {
  type Command,
  collectionName,
  documentOf,
  flag,
  namespaceOf,
  natural,
  requireMembers,
  sortOf,
  whole,
} from "./request.js";
import type { Stored } from "./walk.js";

/** A query that is not read to its end. */
export interface Cursor {
  readonly namespace: string;
  /** Numbers of the SQLite tables it reads; where one is gone, it cannot go on. */
  readonly tables: readonly number[];
  readonly found: Iterator<Found>;
  readonly project: Projector | null;
  /** Read already, for the next batch. */
  next: Stored | undefined;
  usedAt: number;
}

/** Open cursors of all connections; one that is idle for long is dropped, as in MongoDB after ten minutes. */
export interface Cursors {
  readonly open: Map<bigint, Cursor>;
  nextId: bigint;
}

/** Ids begin anywhere, so that one of an earlier run of the store does not name a cursor of this one. */
export function noCursors(): Cursors {
  return { open: new Map(), nextId: BigInt(randomInt(2 ** 40, 2 ** 47)) };
}

const DEFAULT_FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 2 ** 20;
const CURSOR_IDLE_MILLISECONDS = 600_000;
const FIND_MEMBERS = ["filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch"];

export const findCommand: Command = async ({ engine, cursors }, request) => {
  requireMembers(request, FIND_MEMBERS);
  const { members } = request;
  const namespace = namespaceOf(request);
  const collection = engine.catalog.find(namespace);
  const project = parseProjection(documentOf(members.get("projection")));
  const limit = whole(members.get("limit"));
  const query = {
    filter: parseFilter(documentOf(members.get("filter"))),
    sort: sortOf(members.get("sort")),
    skip: natural(members.get("skip"), "skip"),
    limit: Math.abs(limit),
  };
  const isSingle = flag(members.get("singleBatch")) || limit < 0;
  const size = members.get("batchSize");
  if (collection === undefined) return { namespace, cursorId: 0n, batchName: "firstBatch", documents: [] };
  const tables = tablesOf(collection);
  const found = find(engine, collection, query);
  const cursor: Cursor = { namespace, tables, found, project, next: undefined, usedAt: 0 };
  const first = size === undefined ? DEFAULT_FIRST_BATCH : natural(size, "batchSize");
  const documents = await nextBatch(engine, cursor, first, !isSingle);
  const isDone = isSingle || (cursor.next === undefined && documents.length > 0) || isEmpty(cursor, documents);
  return { namespace, cursorId: isDone ? 0n : keep(cursors, cursor), batchName: "firstBatch", documents };
};

/** With a batch of 0 nothing was read yet. */
function isEmpty(cursor: Cursor, documents: readonly Uint8Array[]): boolean {
  return documents.length === 0 && cursor.next === undefined;
}

export const getMoreCommand: Command = async ({ engine, cursors }, request) => {
  requireMembers(request, ["collection", "batchSize"]);
  const { members, database } = request;
  const id = idOf(members.get("getMore"));
  const cursor = cursors.open.get(id);
  const namespace = `${database}.${collectionName(request, "collection")}`;
  if (cursor === undefined || cursor.namespace !== namespace)
    throw new Fault(43, "CursorNotFound", `cursor id ${id} not found`);
  requireTables(engine, cursor.namespace, cursor.tables, () => cursors.open.delete(id));
  cursor.usedAt = performance.now();
  const size = members.get("batchSize");
  const wanted = size === undefined ? Number.POSITIVE_INFINITY : natural(size, "batchSize");
  const documents = await nextBatch(engine, cursor, wanted, true);
  const isDone = cursor.next === undefined;
  if (isDone) cursors.open.delete(id);
  return { namespace, cursorId: isDone ? 0n : id, batchName: "nextBatch", documents };
};

/** @throws Fault 175 where the collection or one of its indexes was dropped since. */
function requireTables(
  engine: Engine,
  namespace: string,
  tables: readonly number[],
  forget: () => void = () => {},
): void {
  const collection = engine.catalog.find(namespace);
  const there = collection === undefined ? [] : tablesOf(collection);
  if (tables.every((table) => there.includes(table))) return;
  forget();
  throw new Fault(175, "QueryPlanKilled", "collection or index dropped while the cursor was open");
}

/** Numbers of the SQLite tables that hold a collection. */
export function tablesOf({ table, indexes }: Collection): readonly number[] {
  return [table, ...indexes.map((index) => index.table)];
}

/**
 * Lets other connections' commands, heartbeats above all, and waiting writes come in between.
 *
 * @throws Fault 175 where the collection or one of its indexes was dropped meanwhile.
 */
export async function giveWay(engine: Engine, namespace: string, tables: readonly number[]): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  requireTables(engine, namespace, tables);
}

function keep(cursors: Cursors, cursor: Cursor): bigint {
  const now = performance.now();
  for (const [id, { usedAt }] of cursors.open) if (now - usedAt > CURSOR_IDLE_MILLISECONDS) cursors.open.delete(id);
  const id = cursors.nextId++;
  cursor.usedAt = now;
  cursors.open.set(id, cursor);
  return id;
}

/** Takes documents until the batch is full or as large as a message may be; then looks whether there is one more. */
async function nextBatch(
  engine: Engine,
  cursor: Cursor,
  size: number,
  looksOn: boolean,
): Promise<readonly Uint8Array[]> {
  const documents: Uint8Array[] = [];
  let bytes = 0;
  const next = (): Stored | undefined | Promise<Stored | undefined> => {
    const stored = advance(cursor);
    return stored === null ? later(engine, cursor) : stored;
  };
  let following = cursor.next ?? next();
  let stored = following instanceof Promise ? await following : following;
  while (stored !== undefined && documents.length < size && bytes < MAX_BATCH_BYTES) {
    const document = cursor.project === null ? stored.bytes : cursor.project(rawDocument(stored.bytes));
    documents.push(document);
    bytes += document.length;
    following = looksOn || documents.length < size ? next() : undefined;
    stored = following instanceof Promise ? await following : following;
  }
  cursor.next = stored;
  return documents;
}

/** The next document, null where the search gives way first, undefined at its end. */
function advance({ found }: Cursor): Found | undefined {
  const { done, value } = found.next();
  return done === true ? undefined : value;
}

async function later(engine: Engine, cursor: Cursor): Promise<Stored | undefined> {
  for (;;) {
    await giveWay(engine, cursor.namespace, cursor.tables);
    const stored = advance(cursor);
    if (stored !== null) return stored;
  }
}

export const killCursorsCommand: Command = ({ cursors }, request) => {
  requireMembers(request, ["cursors"]);
  const list = request.members.get("cursors");
  const ids = list?.type === TYPE.array ? itemsOf(list).map(idOf) : [];
  const killed = ids.filter((id) => cursors.open.delete(id));
  const missing = ids.filter((id) => !killed.includes(id));
  return {
    cursorsKilled: killed.map((id) => Long.fromBigInt(id)),
    cursorsNotFound: missing.map((id) => Long.fromBigInt(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
};

function idOf(value: Value | undefined): bigint {
  if (value?.type === TYPE.int64) return value.bytes.readBigInt64LE(value.at);
  if (value?.type === TYPE.int32) return BigInt(value.bytes.readInt32LE(value.at));
  throw badValue("a cursor's id must be a 64-bit integer");
}
