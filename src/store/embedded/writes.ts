import { type Doc, plainOf } from "./bson.js";
import type { Engine } from "./engine.js";
import { DuplicateKey, Fault } from "./fault.js";
import { type Filter, parseFilter } from "./filter.js";
import { matcherOf } from "./match.js";
import { find, firstOf } from "./query.js";
import { type Element, elementsOf, rawDocument, TYPE, type Value } from "./raw.js";
import {
  type Command,
  documentOf,
  flag,
  listOf,
  namespaceOf,
  type Request,
  requireKnown,
  requireMembers,
  whole,
} from "./request.js";
import { isReplacement, parseUpdate, type Updater } from "./update.js";
import { upsert } from "./upsert.js";

/** One statement of a write command fails alone; ordered commands stop there. */
interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly errmsg: string;
}

export const insertCommand: Command = async ({ engine }, request) => {
  requireMembers(request, ["documents", "ordered"]);
  const namespace = namespaceOf(request);
  const documents = listOf(request, "documents");
  const outcomes = await engine.write(() => engine.table(namespace).insertAll(documents, isOrdered(request)));
  const writeErrors = outcomes.flatMap((outcome, index) =>
    outcome instanceof Fault ? writeError(index, outcome) : [],
  );
  return result({ n: outcomes.length - writeErrors.length }, writeErrors);
};

export const deleteCommand: Command = async ({ engine }, request) => {
  requireMembers(request, ["deletes", "ordered"]);
  const namespace = namespaceOf(request);
  const { done, writeErrors } = await statements(engine, request, listOf(request, "deletes"), (statement) => {
    const parts = partsOf("delete", statement, ["q", "limit"]);
    let n = 0;
    eachFound(
      engine,
      namespace,
      parseFilter(documentOf(parts.get("q"))),
      whole(parts.get("limit")),
      (rid, document) => {
        engine.table(namespace).remove(rid, document);
        n++;
      },
    );
    return n;
  });
  return result({ n: done.reduce((sum, { value }) => sum + value, 0) }, writeErrors);
};

interface Updated {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: Value | undefined;
}

export const updateCommand: Command = async ({ engine }, request) => {
  requireMembers(request, ["updates", "ordered"]);
  const namespace = namespaceOf(request);
  const list = listOf(request, "updates");
  const { done, writeErrors } = await statements(engine, request, list, (statement) =>
    updateStatement(engine, namespace, partsOf("update", statement, ["q", "u", "multi", "upsert"])),
  );
  const upserted = done.flatMap(({ index, value }) =>
    value.upserted === undefined ? [] : [{ index, _id: plainOf(value.upserted) }],
  );
  const n = done.reduce((sum, { value }) => sum + value.matched, 0) + upserted.length;
  const nModified = done.reduce((sum, { value }) => sum + value.modified, 0);
  return result({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, writeErrors);
};

function updateStatement(engine: Engine, namespace: string, parts: ReadonlyMap<string, Element>): Updated {
  const filter = parseFilter(documentOf(parts.get("q")));
  const update = parts.get("u");
  const updater = parseUpdate(update);
  const multi = flag(parts.get("multi"));
  if (multi && update !== undefined && isReplacement(update))
    throw new Fault(9, "FailedToParse", "multi update is not supported for replacement-style update");
  let matched = 0;
  let modified = 0;
  eachFound(engine, namespace, filter, multi ? 0 : 1, (rid, document) => {
    if (change(engine, namespace, rid, document, updater) !== null) modified++;
    matched++;
  });
  if (matched > 0 || !flag(parts.get("upsert"))) return { matched, modified, upserted: undefined };
  return { matched, modified, upserted: upsert(engine, namespace, filter, updater).id };
}

/** @returns the document as it is now, or null where it was so already. */
export function change(
  engine: Engine,
  namespace: string,
  rid: number,
  document: Value,
  updater: Updater,
): Value | null {
  const after = updater(document, false);
  if (after.equals(document.bytes)) return null;
  engine.table(namespace).replace(rid, document, rawDocument(after));
  return rawDocument(after);
}

/** Finds all first: what is done to one document must not bring another into the search, or the same one again. */
function eachFound(
  engine: Engine,
  namespace: string,
  filter: Filter,
  limit: number,
  act: (rid: number, document: Value) => void,
): void {
  const collection = engine.catalog.find(namespace);
  if (collection === undefined) return;
  const found = find(engine, collection, { filter, sort: [], skip: 0, limit });
  if (limit === 1) {
    const first = firstOf(found);
    if (first !== undefined) act(first.rid, rawDocument(first.bytes));
    return;
  }
  const rids: number[] = [];
  for (let next = found.next(); next.done !== true; next = found.next()) {
    if (next.value !== null) rids.push(next.value.rid);
  }
  const matches = matcherOf(filter);
  const statement = engine.sqlite.prepare(`SELECT doc FROM c${collection.table} WHERE rid = ?`);
  for (const rid of rids) {
    const bytes = statement.get(rid)?.[0] as Buffer | undefined;
    if (bytes !== undefined && matches(rawDocument(bytes))) act(rid, rawDocument(bytes));
  }
}

function partsOf(command: string, statement: Value, known: readonly string[]): ReadonlyMap<string, Element> {
  const elements = elementsOf(statement);
  requireKnown(command, elements, known);
  return new Map(elements.map((found) => [found.name, found]));
}

interface Done<T> {
  readonly index: number;
  readonly value: T;
}

/** Runs the statements of one command in one group; each refusal is noted in its place. */
function statements<T>(engine: Engine, request: Request, list: readonly Value[], run: (statement: Value) => T) {
  const ordered = isOrdered(request);
  return engine.write(() => {
    const done: Done<T>[] = [];
    const writeErrors: WriteError[] = [];
    for (const [index, statement] of list.entries()) {
      try {
        done.push({ index, value: run(statement) });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        writeErrors.push(writeError(index, error));
        if (ordered) break;
      }
    }
    return { done, writeErrors };
  });
}

function isOrdered({ members }: Request): boolean {
  const given = members.get("ordered");
  return given?.type !== TYPE.boolean || flag(given);
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
