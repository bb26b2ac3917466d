import { type Doc, decode, encode, isDoc, ObjectId } from "./bson.js";
import type { Collection } from "./catalog.js";
import { type Command, docOf, nameOf, requireKnown, sortOf, whole } from "./commands.js";
import type { Engine } from "./engine.js";
import { badValue, DuplicateKey, Fault, unsupported } from "./fault.js";
import { parseFilter } from "./match.js";
import { parseProjection } from "./project.js";
import { find, load } from "./query.js";
import { tableOf } from "./table.js";
import { parseUpdate, type Updater } from "./update.js";

/** One statement of a write command fails alone; ordered commands stop there. */
interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
}

export const insertCommand: Command = async ({ engine }, command, database) => {
  requireKnown(command, ["insert", "documents", "ordered"]);
  const namespace = `${database}.${nameOf(command, "insert")}`;
  const documents = listOf(command, "documents");
  const { done, writeErrors } = await statements(engine, documents, command.ordered !== false, (document) => {
    const collection = engine.catalog.ensure(namespace);
    tableOf(engine.sqlite, engine.catalog, collection).insert(document);
    return 1;
  });
  return result({ n: done.length }, writeErrors);
};

export const deleteCommand: Command = async ({ engine }, command, database) => {
  requireKnown(command, ["delete", "deletes", "ordered"]);
  const namespace = `${database}.${nameOf(command, "delete")}`;
  const { done, writeErrors } = await statements(
    engine,
    listOf(command, "deletes"),
    command.ordered !== false,
    (statement) => {
      requireKnown(statement, ["q", "limit"]);
      const collection = engine.collection(namespace);
      if (collection === undefined) return 0;
      const found = target(engine, collection, docOf(statement.q), whole(statement.limit));
      for (const { rid, doc } of found) tableOf(engine.sqlite, engine.catalog, collection).remove(rid, doc);
      return found.length;
    },
  );
  return result({ n: done.reduce((sum, n) => sum + n, 0) }, writeErrors);
};

interface Updated {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: unknown;
}

export const updateCommand: Command = async ({ engine }, command, database) => {
  requireKnown(command, ["update", "updates", "ordered"]);
  const namespace = `${database}.${nameOf(command, "update")}`;
  const updates = listOf(command, "updates");
  const { done, writeErrors, places } = await statements(engine, updates, command.ordered !== false, (statement) => {
    requireKnown(statement, ["q", "u", "multi", "upsert"]);
    return updateOne(engine, engine.catalog.ensure(namespace), statement);
  });
  const upserted = done.flatMap(({ upserted: _id }, position) =>
    _id === undefined ? [] : [{ index: places[position], _id }],
  );
  const n = done.reduce((sum, { matched }) => sum + matched, 0) + upserted.length;
  const nModified = done.reduce((sum, { modified }) => sum + modified, 0);
  return result({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, writeErrors);
};

function updateOne(engine: Engine, collection: Collection, statement: Doc): Updated {
  const query = docOf(statement.q);
  const updater = parseUpdate(statement.u);
  const multi = statement.multi === true;
  if (multi && isReplacement(statement.u))
    throw new Fault(9, "FailedToParse", "multi update is not supported for replacement-style update");
  const found = target(engine, collection, query, multi ? 0 : 1);
  const modified = found.filter(({ rid, doc }) => change(engine, collection, rid, doc, updater)).length;
  if (found.length > 0 || statement.upsert !== true) return { matched: found.length, modified, upserted: undefined };
  return { matched: 0, modified: 0, upserted: upsert(engine, collection, query, updater)._id };
}

function isReplacement(update: unknown): boolean {
  return isDoc(update) && !Object.keys(update)[0]?.startsWith("$");
}

/** @returns false where the document was so already. */
function change(engine: Engine, collection: Collection, rid: number, doc: Doc, updater: Updater): boolean {
  const after = updater(doc, false);
  if (sameBytes(doc, after)) return false;
  tableOf(engine.sqlite, engine.catalog, collection).replace(rid, doc, after);
  return true;
}

function sameBytes(a: Doc, b: Doc): boolean {
  return Buffer.compare(encode(a), encode(b)) === 0;
}

/** A document made from what the query says for certain, and the update. */
function upsert(engine: Engine, collection: Collection, query: Doc, updater: Updater): Doc {
  const seed: Doc = {};
  for (const { path, operator, operand } of parseFilter(query).conditions) {
    if (operator !== "$eq") continue;
    if (path.includes(".")) throw unsupported("an upsert whose query has a dotted path");
    seed[path] = operand;
  }
  const made = updater(seed, true);
  const whole = Object.hasOwn(made, "_id") ? made : { _id: new ObjectId(), ...made };
  tableOf(engine.sqlite, engine.catalog, collection).insert(whole);
  return whole;
}

export const findAndModifyCommand: Command = ({ engine }, command, database) => {
  const known = ["findAndModify", "findandmodify", "query", "sort", "remove", "update", "new", "fields", "upsert"];
  requireKnown(command, known);
  const name = nameOf(command, Object.hasOwn(command, "findAndModify") ? "findAndModify" : "findandmodify");
  const project = parseProjection(command.fields) ?? ((doc: Doc) => doc);
  return engine.write(() => {
    const collection = engine.catalog.ensure(`${database}.${name}`);
    const { before, after, ...lastErrorObject } = modify(engine, collection, command);
    const value = command.new === true ? after : before;
    return { lastErrorObject, value: value === null ? null : project(value), ok: 1 };
  });
};

function modify(engine: Engine, collection: Collection, command: Doc) {
  const query = docOf(command.query);
  const [found] = target(engine, collection, query, 1, command.sort);
  if (command.remove === true) {
    if (found !== undefined) tableOf(engine.sqlite, engine.catalog, collection).remove(found.rid, found.doc);
    return { n: found === undefined ? 0 : 1, before: found?.doc ?? null, after: null };
  }
  const updater = parseUpdate(command.update);
  if (found !== undefined) {
    const after = updater(found.doc, false);
    if (!sameBytes(found.doc, after))
      tableOf(engine.sqlite, engine.catalog, collection).replace(found.rid, found.doc, after);
    return { n: 1, updatedExisting: true, before: found.doc, after };
  }
  if (command.upsert !== true) return { n: 0, updatedExisting: false, before: null, after: null };
  const made = upsert(engine, collection, query, updater);
  return { n: 1, updatedExisting: false, upserted: made._id, before: null, after: made };
}

function target(engine: Engine, collection: Collection, filter: Doc, limit: number, sort?: unknown) {
  const rids = find(engine.sqlite, collection, { filter, sort: sortOf(sort), skip: 0, limit }, engine.noteScan);
  return load(engine.sqlite, collection, rids).map(({ rid, bytes }) => ({ rid, doc: decode(bytes) }));
}

function listOf(command: Doc, member: string): readonly Doc[] {
  const list = command[member];
  if (Array.isArray(list) && list.length > 0 && list.every(isDoc)) return list;
  throw badValue(`${member} needs documents`);
}

/** Runs the statements of one command in one group; each refusal is noted in its place. */
async function statements<T>(engine: Engine, list: readonly Doc[], ordered: boolean, run: (statement: Doc) => T) {
  return engine.write(() => {
    const done: T[] = [];
    const places: number[] = [];
    const writeErrors: WriteError[] = [];
    for (const [index, statement] of list.entries()) {
      try {
        done.push(run(statement));
        places.push(index);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        writeErrors.push(writeError(index, error));
        if (ordered) break;
      }
    }
    return { done, places, writeErrors };
  });
}

function writeError(index: number, fault: Fault): WriteError {
  const shown = fault instanceof DuplicateKey ? { keyPattern: fault.keyPattern, keyValue: fault.keyValue } : {};
  return { index, code: fault.code, ...shown, errmsg: fault.message };
}

function result(counts: Doc, writeErrors: readonly WriteError[]): Doc {
  return {
    ...counts,
    ...(writeErrors.length > 0 ? { writeErrors: writeErrors.map((error) => ({ ...error })) } : {}),
    ok: 1,
  };
}
