import { type Doc, encode, plainOf } from "./bson.js";
import type { Engine } from "./engine.js";
import { Fault } from "./fault.js";
import { parseFilter } from "./filter.js";
import { parseProjection } from "./project.js";
import { find, firstOf } from "./query.js";
import { assemble, element, rawDocument, slice, TYPE, type Value } from "./raw.js";
import { type Command, documentOf, flag, namespaceOf, type Request, requireMembers, sortOf } from "./request.js";
import { parseUpdate } from "./update.js";
import { upsert } from "./upsert.js";
import { change } from "./writes.js";

const MEMBERS = ["query", "sort", "remove", "update", "new", "fields", "upsert"];

interface Modified {
  readonly lastErrorObject: Doc;
  readonly before: Value | null;
  readonly after: Value | null;
}

/** Changes or removes one document and answers with it, in one step: what leases are made of. */
export const findAndModifyCommand: Command = ({ engine }, request) => {
  requireMembers(request, MEMBERS);
  const { members } = request;
  const namespace = namespaceOf(request);
  const project = parseProjection(documentOf(members.get("fields")));
  requireOneAct(request);
  return engine.write(() => {
    const { lastErrorObject, before, after } = modify(engine, namespace, request);
    const value = flag(members.get("new")) ? after : before;
    const shown = value === null ? null : (project?.(value) ?? slice(value));
    return assemble([
      element(TYPE.document, "lastErrorObject", encode(lastErrorObject)),
      shown === null ? element(TYPE.null, "value", NOTHING) : element(TYPE.document, "value", shown),
      element(TYPE.double, "ok", ONE),
    ]);
  });
};

const NOTHING = Buffer.alloc(0);
const ONE = Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);

function requireOneAct({ members }: Request): void {
  const removes = flag(members.get("remove"));
  const words = (what: string) => new Fault(9, "FailedToParse", what);
  if (!removes && !members.has("update")) throw words("Either an update or remove=true must be specified");
  if (!removes) return;
  if (members.has("update")) throw words("Cannot specify both an update and remove=true");
  if (flag(members.get("new"))) throw words("Cannot specify both new=true and remove=true");
  if (flag(members.get("upsert"))) throw words("Cannot specify both upsert=true and remove=true");
}

function modify(engine: Engine, namespace: string, { members }: Request): Modified {
  const filter = parseFilter(documentOf(members.get("query")));
  const collection = engine.catalog.find(namespace);
  const query = { filter, sort: sortOf(members.get("sort")), skip: 0, limit: 1 };
  const stored = collection === undefined ? undefined : firstOf(find(engine, collection, query));
  const before = stored === undefined ? null : rawDocument(stored.bytes);
  if (flag(members.get("remove"))) {
    if (stored !== undefined && before !== null) engine.table(namespace).remove(stored.rid, before);
    return { lastErrorObject: { n: before === null ? 0 : 1 }, before, after: null };
  }
  const updater = parseUpdate(members.get("update"));
  if (stored !== undefined && before !== null) {
    const after = change(engine, namespace, stored.rid, before, updater) ?? before;
    return { lastErrorObject: { n: 1, updatedExisting: true }, before, after };
  }
  if (!flag(members.get("upsert")))
    return { lastErrorObject: { n: 0, updatedExisting: false }, before: null, after: null };
  const made = upsert(engine, namespace, filter, updater);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: plainOf(made.id) };
  return { lastErrorObject, before: null, after: made.document };
}
