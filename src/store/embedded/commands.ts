import { Decimal128, type Doc, decode, encode, isDoc, Long, numberOf } from "./bson.js";
import { describeIndex } from "./catalog.js";
import type { Engine } from "./engine.js";
import { badValue, Fault, unsupported } from "./fault.js";
import { directionOf } from "./paths.js";
import type { SortField } from "./plan.js";
import { parseProjection } from "./project.js";
import { count, find, load } from "./query.js";
import { tableOf } from "./table.js";
import type { CursorReply } from "./wire.js";
import { deleteCommand, findAndModifyCommand, insertCommand, updateCommand } from "./writes.js";

/** What one connection's commands share. */
export interface Session {
  readonly engine: Engine;
  readonly cursors: Cursors;
}

export interface Cursor {
  readonly namespace: string;
  rids: readonly number[];
  readonly project: ((bytes: Uint8Array) => Uint8Array) | null;
}

/** Cursors that are not read to their end, of all connections; one that is idle for long is dropped. */
export interface Cursors {
  readonly open: Map<bigint, Cursor & { usedAt: number }>;
  nextId: bigint;
}

export type Command = (
  session: Session,
  command: Doc,
  database: string,
) => Doc | CursorReply | Promise<Doc | CursorReply>;

const DEFAULT_FIRST_BATCH = 101;
const MAX_BATCH_BYTES = 16 * 2 ** 20;
const CURSOR_IDLE_MILLISECONDS = 600_000;

/** Members that change nothing about what a command means here. */
const HARMLESS: ReadonlySet<string> = new Set([
  "$db",
  "lsid",
  "$readPreference",
  "writeConcern",
  "readConcern",
  "maxTimeMS",
  "comment",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "$clusterTime",
  "hint",
  "allowDiskUse",
  "noCursorTimeout",
  "bypassDocumentValidation",
]);

/** @throws Fault that names the first member that the command does not take here. */
export function requireKnown(command: Doc, known: readonly string[]): void {
  const other = Object.keys(command).find((name) => !known.includes(name) && !HARMLESS.has(name));
  if (other !== undefined) throw unsupported(`the option ${other} of ${known[0]}`);
}

const findCommand: Command = ({ engine, cursors }, command, database) => {
  requireKnown(command, ["find", "filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch"]);
  const namespace = `${database}.${nameOf(command, "find")}`;
  const collection = engine.collection(namespace);
  const projector = parseProjection(command.projection);
  const query = {
    filter: docOf(command.filter),
    sort: sortOf(command.sort),
    skip: whole(command.skip),
    limit: Math.abs(whole(command.limit)),
  };
  const rids = collection === undefined ? [] : find(engine.sqlite, collection, query, engine.noteScan);
  const project = projector === null ? null : (bytes: Uint8Array) => encode(projector(decode(bytes)));
  const cursor: Cursor = { namespace, rids, project };
  const batchSize = command.batchSize === undefined ? DEFAULT_FIRST_BATCH : whole(command.batchSize);
  const documents = nextBatch(engine, cursor, batchSize);
  const isDone = cursor.rids.length === 0 || command.singleBatch === true;
  return { namespace, cursorId: isDone ? 0n : keep(cursors, cursor), batchName: "firstBatch", documents };
};

const getMoreCommand: Command = ({ engine, cursors }, command, database) => {
  requireKnown(command, ["getMore", "collection", "batchSize"]);
  const id = command.getMore instanceof Long ? command.getMore.toBigInt() : BigInt(numberOf(command.getMore) ?? 0);
  const cursor = cursors.open.get(id);
  const namespace = `${database}.${nameOf(command, "collection")}`;
  if (cursor === undefined || cursor.namespace !== namespace)
    throw new Fault(43, "CursorNotFound", `cursor id ${id} not found`);
  cursor.usedAt = performance.now();
  const documents = nextBatch(
    engine,
    cursor,
    command.batchSize === undefined ? Number.POSITIVE_INFINITY : whole(command.batchSize),
  );
  if (cursor.rids.length === 0) cursors.open.delete(id);
  return { namespace, cursorId: cursor.rids.length === 0 ? 0n : id, batchName: "nextBatch", documents };
};

function keep(cursors: Cursors, cursor: Cursor): bigint {
  const now = performance.now();
  for (const [id, { usedAt }] of cursors.open) if (now - usedAt > CURSOR_IDLE_MILLISECONDS) cursors.open.delete(id);
  const id = cursors.nextId++;
  cursors.open.set(id, Object.assign(cursor, { usedAt: now }));
  return id;
}

/** Takes documents until the batch is full or as large as a message may be. */
function nextBatch(engine: Engine, cursor: Cursor, batchSize: number): readonly Uint8Array[] {
  const collection = engine.collection(cursor.namespace);
  const documents: Uint8Array[] = [];
  let bytes = 0;
  let taken = 0;
  while (
    collection !== undefined &&
    taken < cursor.rids.length &&
    documents.length < batchSize &&
    bytes < MAX_BATCH_BYTES
  ) {
    const [stored] = load(engine.sqlite, collection, cursor.rids.slice(taken, taken + 1));
    taken++;
    if (stored === undefined) continue;
    const document = cursor.project === null ? stored.bytes : cursor.project(stored.bytes);
    documents.push(document);
    bytes += document.length;
  }
  cursor.rids = collection === undefined ? [] : cursor.rids.slice(taken);
  return documents;
}

const killCursorsCommand: Command = ({ cursors }, command) => {
  const ids = Array.isArray(command.cursors) ? command.cursors : [];
  const numbers = ids.map((id) => (id instanceof Long ? id.toBigInt() : BigInt(numberOf(id) ?? 0)));
  const killed = numbers.filter((id) => cursors.open.delete(id));
  const missing = numbers.filter((id) => !killed.includes(id));
  return {
    cursorsKilled: killed.map((id) => Long.fromBigInt(id)),
    cursorsNotFound: missing.map((id) => Long.fromBigInt(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
    ok: 1,
  };
};

const countCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["count", "query", "skip", "limit"]);
  const collection = engine.collection(`${database}.${nameOf(command, "count")}`);
  const query = {
    filter: docOf(command.query),
    sort: [],
    skip: whole(command.skip),
    limit: Math.abs(whole(command.limit)),
  };
  return { n: collection === undefined ? 0 : count(engine.sqlite, collection, query, engine.noteScan), ok: 1 };
};

/** The driver's `countDocuments` arrives as this one pipeline; it is a count, and the only aggregation there is. */
const aggregateCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["aggregate", "pipeline", "cursor"]);
  const stages = Array.isArray(command.pipeline) ? command.pipeline.filter(isDoc) : [];
  const namespace = `${database}.${nameOf(command, "aggregate")}`;
  const group = stages.at(-1)?.$group;
  if (!isCount(group)) throw unsupported(firstStage(stages));
  const query = { filter: {} as Doc, sort: [], skip: 0, limit: 0 };
  for (const stage of stages.slice(0, -1)) {
    const [name] = Object.keys(stage);
    if (name === "$match" && stage === stages[0]) query.filter = docOf(stage[name]);
    else if (name === "$skip" || name === "$limit") query[name === "$skip" ? "skip" : "limit"] = whole(stage[name]);
    else throw unsupported(String(name));
  }
  const collection = engine.collection(namespace);
  const n = collection === undefined ? 0 : count(engine.sqlite, collection, query, engine.noteScan);
  return { namespace, cursorId: 0n, batchName: "firstBatch", documents: n === 0 ? [] : [encode({ _id: 1, n })] };
};

function isCount(group: unknown): boolean {
  if (!isDoc(group) || Object.keys(group).join() !== "_id,n" || !isDoc(group.n)) return false;
  return numberOf(group._id) === 1 && numberOf(group.n.$sum) === 1;
}

function firstStage(stages: readonly Doc[]): string {
  const names = stages.flatMap(Object.keys);
  return names.find((name) => !["$match", "$skip", "$limit"].includes(name)) ?? "aggregate";
}

const createIndexesCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["createIndexes", "indexes", "commitQuorum"]);
  const namespace = `${database}.${nameOf(command, "createIndexes")}`;
  const specs = Array.isArray(command.indexes) ? command.indexes.filter(isDoc) : [];
  return engine.write(() => {
    const collection = engine.catalog.ensure(namespace);
    const before = collection.indexes.length + 1;
    for (const spec of specs) {
      const index = engine.catalog.addIndex(collection, spec);
      if (index === null) continue;
      try {
        tableOf(engine.sqlite, engine.catalog, collection).build(index);
      } catch (error) {
        engine.catalog.dropIndex(collection, index);
        throw error;
      }
    }
    return {
      numIndexesBefore: before,
      numIndexesAfter: collection.indexes.length + 1,
      createdCollectionAutomatically: false,
      ok: 1,
    };
  });
};

const listIndexesCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["listIndexes", "cursor"]);
  const namespace = `${database}.${nameOf(command, "listIndexes")}`;
  const collection = engine.collection(namespace);
  if (collection === undefined) throw new Fault(26, "NamespaceNotFound", `ns does not exist: ${namespace}`);
  const own = { v: 2, key: { _id: 1 }, name: "_id_" };
  return listing(namespace, [own, ...collection.indexes.map(describeIndex)]);
};

const dropIndexesCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["dropIndexes", "index"]);
  const namespace = `${database}.${nameOf(command, "dropIndexes")}`;
  return engine.write(() => {
    const collection = engine.collection(namespace);
    if (collection === undefined) throw new Fault(26, "NamespaceNotFound", `ns not found ${namespace}`);
    const name = command.index;
    const chosen = name === "*" ? [...collection.indexes] : collection.indexes.filter((index) => index.name === name);
    if (chosen.length === 0 && name !== "*")
      throw new Fault(27, "IndexNotFound", `index not found with name [${String(name)}]`);
    const before = collection.indexes.length + 1;
    for (const index of chosen) engine.catalog.dropIndex(collection, index);
    return { nIndexesWas: before, ok: 1 };
  });
};

const listCollectionsCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["listCollections", "filter", "nameOnly", "cursor", "authorizedCollections"]);
  const filter = docOf(command.filter);
  const other = Object.keys(filter).find((name) => name !== "name" || typeof filter[name] !== "string");
  if (other !== undefined) throw unsupported(`listCollections with a filter on ${other}`);
  const names = engine.catalog.list(database).map(({ namespace }) => namespace.slice(database.length + 1));
  const wanted = names.filter((name) => filter.name === undefined || filter.name === name);
  return listing(
    `${database}.$cmd.listCollections`,
    wanted.map((name) => ({ name, type: "collection", options: {}, info: { readOnly: false } })),
  );
};

function listing(namespace: string, docs: readonly Doc[]): CursorReply {
  return { namespace, cursorId: 0n, batchName: "firstBatch", documents: docs.map(encode) };
}

const createCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["create"]);
  const namespace = `${database}.${nameOf(command, "create")}`;
  return engine.write(() => {
    if (engine.collection(namespace) !== undefined)
      throw new Fault(48, "NamespaceExists", `Collection ${namespace} already exists.`);
    engine.catalog.ensure(namespace);
    return { ok: 1 };
  });
};

const dropCommand: Command = ({ engine }, command, database) => {
  requireKnown(command, ["drop"]);
  const namespace = `${database}.${nameOf(command, "drop")}`;
  return engine.write(() => {
    if (!engine.catalog.drop(namespace)) throw new Fault(26, "NamespaceNotFound", `ns not found ${namespace}`);
    return { ns: namespace, ok: 1 };
  });
};

const dropDatabaseCommand: Command = ({ engine }, _command, database) =>
  engine.write(() => {
    for (const { namespace } of engine.catalog.list(database)) engine.catalog.drop(namespace);
    return { dropped: database, ok: 1 };
  });

const hello: Command = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16 * 2 ** 20,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  ok: 1,
});

const ok: Command = () => ({ ok: 1 });

/** Which queries of the program no index served, for a test that wants none. */
const scansCommand: Command = ({ engine }) => ({
  scans: [...engine.scans.values()].map((scan) => ({ ...scan, sort: scan.sort.map((field) => ({ ...field })) })),
  ok: 1,
});

export const COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: ok,
  endSessions: ok,
  buildInfo: () => ({ version: "7.0.0", versionArray: [7, 0, 0, 0], gitVersion: "imprimatur embedded store", ok: 1 }),
  find: findCommand,
  getMore: getMoreCommand,
  killCursors: killCursorsCommand,
  count: countCommand,
  aggregate: aggregateCommand,
  insert: insertCommand,
  update: updateCommand,
  delete: deleteCommand,
  findAndModify: findAndModifyCommand,
  findandmodify: findAndModifyCommand,
  create: createCommand,
  createIndexes: createIndexesCommand,
  listIndexes: listIndexesCommand,
  dropIndexes: dropIndexesCommand,
  listCollections: listCollectionsCommand,
  drop: dropCommand,
  dropDatabase: dropDatabaseCommand,
  imprimaturScans: scansCommand,
};

export function nameOf(command: Doc, member: string): string {
  const name = command[member];
  if (typeof name === "string" && name !== "") return name;
  throw badValue(`${member} needs the name of a collection`);
}

export function docOf(value: unknown): Doc {
  if (value === undefined) return {};
  if (isDoc(value)) return value;
  throw badValue("a document was expected");
}

export function whole(value: unknown): number {
  if (value === undefined) return 0;
  const number = value instanceof Decimal128 ? Number(value.toString()) : numberOf(value);
  if (number !== undefined && Number.isInteger(number)) return number;
  throw badValue("a whole number was expected");
}

export function sortOf(value: unknown): readonly SortField[] {
  return Object.entries(docOf(value)).map(([path, direction]) => ({ path, direction: directionOf(direction) }));
}
