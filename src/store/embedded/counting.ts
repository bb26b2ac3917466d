import { encode, numberOf } from "./bson.js";
import { giveWay, tablesOf } from "./cursors.js";
import { Fault, unsupported } from "./fault.js";
import { parseFilter } from "./filter.js";
import { count, type Query } from "./query.js";
import { type Element, elementsOf, itemsOf, TYPE, type Value } from "./raw.js";
import { type Command, documentOf, namespaceOf, natural, requireMembers, type Session, whole } from "./request.js";

export const countCommand: Command = async (session, request) => {
  requireMembers(request, ["query", "skip", "limit", "fields"]);
  const { members } = request;
  const n = await countIn(session, namespaceOf(request), {
    filter: parseFilter(documentOf(members.get("query"))),
    skip: natural(members.get("skip"), "skip"),
    limit: Math.abs(whole(members.get("limit"))),
  });
  return { n, ok: 1 };
};

async function countIn({ engine }: Session, namespace: string, query: Omit<Query, "sort">): Promise<number> {
  const collection = engine.catalog.find(namespace);
  if (collection === undefined) return 0;
  const tables = tablesOf(collection);
  return count(engine, collection, { ...query, sort: [] }, () => giveWay(engine, namespace, tables));
}

/**
 * The driver's `countDocuments` arrives as this one pipeline: `$match`, `$skip` and `$limit` where given, in this order,
 * then `{ $group: { _id: 1, n: { $sum: 1 } } }`. It is a count, and the only aggregation there is.
 */
export const aggregateCommand: Command = async (session, request) => {
  requireMembers(request, ["pipeline", "cursor"]);
  const pipeline = request.members.get("pipeline");
  const stages = pipeline?.type === TYPE.array ? itemsOf(pipeline).flatMap(elementsOf) : [];
  const namespace = namespaceOf(request);
  const n = await countIn(session, namespace, queryOf(stages));
  return { namespace, cursorId: 0n, batchName: "firstBatch", documents: n === 0 ? [] : [encode({ _id: 1, n })] };
};

const ORDER = ["$match", "$skip", "$limit", "$group"];

/** @throws Fault that names the first stage which is no part of a count. */
function queryOf(stages: readonly Element[]): Omit<Query, "sort"> {
  const stray = stages.find(({ name }) => !ORDER.includes(name));
  if (stray !== undefined) throw unsupported(stray.name);
  const last = stages.at(-1);
  const isOrdered = stages.every(({ name }, at) => at === 0 || ORDER.indexOf(name) > ORDER.indexOf(before(stages, at)));
  if (last?.name !== "$group" || !isCount(last) || !isOrdered) throw unsupported(last?.name ?? "aggregate");
  const stage = (wanted: string) => stages.find(({ name }) => name === wanted);
  const limit = stage("$limit");
  if (limit !== undefined && whole(limit) <= 0) throw new Fault(15958, "Location15958", "the limit must be positive");
  return {
    filter: parseFilter(documentOf(stage("$match"))),
    skip: natural(stage("$skip"), "$skip"),
    limit: whole(limit),
  };
}

function before(stages: readonly Element[], at: number): string {
  return stages[at - 1]?.name ?? "";
}

function isCount(group: Value): boolean {
  if (group.type !== TYPE.document) return false;
  const [id, n, ...others] = elementsOf(group);
  if (id?.name !== "_id" || n?.name !== "n" || n.type !== TYPE.document || others.length > 0) return false;
  const [sum, ...more] = elementsOf(n);
  return sum?.name === "$sum" && more.length === 0 && numberOf(sum) === 1 && numberOf(id) === 1;
}
