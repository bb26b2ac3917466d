import { type Doc, encode, textOf } from "./bson.js";
import { Fault, unsupported } from "./fault.js";
import { describeIndex } from "./indexSpec.js";
import { elementsOf, itemsOf, TYPE } from "./raw.js";
import { type Command, type CursorReply, documentOf, namespaceOf, requireMembers } from "./request.js";
import { tableOf } from "./table.js";

/** Commands on collections and their indexes. */

export const createIndexesCommand: Command = ({ engine }, request) => {
  requireMembers(request, ["indexes", "commitQuorum"]);
  const namespace = namespaceOf(request);
  const list = request.members.get("indexes");
  const specs = list?.type === TYPE.array ? itemsOf(list) : [];
  if (specs.length === 0) throw new Fault(2, "BadValue", "Must specify at least one index to create");
  return engine.write(() => {
    const isNew = engine.catalog.find(namespace) === undefined;
    const collection = engine.catalog.ensure(namespace);
    const numIndexesBefore = collection.indexes.length + 1;
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
    const numIndexesAfter = collection.indexes.length + 1;
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: isNew, ok: 1 };
  });
};

const OWN_INDEX: Doc = { v: 2, key: { _id: 1 }, name: "_id_" };

export const listIndexesCommand: Command = ({ engine }, request) => {
  requireMembers(request, ["cursor"]);
  const namespace = namespaceOf(request);
  const collection = engine.catalog.find(namespace);
  if (collection === undefined) throw new Fault(26, "NamespaceNotFound", `ns does not exist: ${namespace}`);
  return listing(namespace, [encode(OWN_INDEX), ...collection.indexes.map(describeIndex)]);
};

export const dropIndexesCommand: Command = ({ engine }, request) => {
  requireMembers(request, ["index"]);
  const namespace = namespaceOf(request);
  const given = request.members.get("index");
  const name = given === undefined ? undefined : textOf(given);
  if (name === undefined) throw unsupported("dropIndexes by anything but a name or *");
  return engine.write(() => {
    const collection = engine.catalog.find(namespace);
    if (collection === undefined) throw new Fault(26, "NamespaceNotFound", `ns not found ${namespace}`);
    if (name === "_id_") throw new Fault(72, "InvalidOptions", "cannot drop _id index");
    const chosen = collection.indexes.filter((index) => name === "*" || index.name === name);
    if (chosen.length === 0 && name !== "*")
      throw new Fault(27, "IndexNotFound", `index not found with name [${name}]`);
    const nIndexesWas = collection.indexes.length + 1;
    for (const index of chosen) engine.catalog.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  });
};

export const listCollectionsCommand: Command = ({ engine }, request) => {
  requireMembers(request, ["filter", "nameOnly", "cursor", "authorizedCollections"]);
  const { database } = request;
  const filter = documentOf(request.members.get("filter"));
  const conditions = filter === undefined ? [] : elementsOf(filter);
  const other = conditions.find((found) => found.name !== "name" || found.type !== TYPE.string);
  if (other !== undefined) throw unsupported(`listCollections with a filter on ${other.name}`);
  const [wanted] = conditions.map(textOf);
  const names = engine.catalog.list(database).map(({ namespace }) => namespace.slice(database.length + 1));
  const shown = names.filter((name) => wanted === undefined || name === wanted);
  return listing(
    `${database}.$cmd.listCollections`,
    shown.map((name) =>
      encode({ name, type: "collection", options: {}, info: { readOnly: false }, idIndex: OWN_INDEX }),
    ),
  );
};

function listing(namespace: string, documents: readonly Buffer[]): CursorReply {
  return { namespace, cursorId: 0n, batchName: "firstBatch", documents };
}

export const createCommand: Command = ({ engine }, request) => {
  requireMembers(request, []);
  const namespace = namespaceOf(request);
  return engine.write(() => {
    if (engine.catalog.find(namespace) !== undefined)
      throw new Fault(48, "NamespaceExists", `Collection ${namespace} already exists.`);
    engine.catalog.ensure(namespace);
    return { ok: 1 };
  });
};

export const dropCommand: Command = ({ engine }, request) => {
  requireMembers(request, []);
  const ns = namespaceOf(request);
  return engine.write(() => {
    const nIndexesWas = (engine.catalog.find(ns)?.indexes.length ?? 0) + 1;
    if (!engine.catalog.drop(ns)) throw new Fault(26, "NamespaceNotFound", `ns not found ${ns}`);
    return { nIndexesWas, ns, ok: 1 };
  });
};

export const dropDatabaseCommand: Command = ({ engine }, request) => {
  requireMembers(request, []);
  const { database } = request;
  return engine.write(() => {
    for (const { namespace } of engine.catalog.list(database)) engine.catalog.drop(namespace);
    return { dropped: database, ok: 1 };
  });
};
