import { type Doc, Double, Int32, isDoc, Long, numberOf } from "./bson.js";
import { badValue, Fault, unsupported } from "./fault.js";
import { compare } from "./keys.js";

/** What an update makes of a document; `inserting` says that it is made anew by an upsert. */
export type Updater = (doc: Doc, inserting: boolean) => Doc;

const OPERATORS = ["$set", "$unset", "$inc", "$setOnInsert"] as const;

/** Reads a replacement or a set of operators on plain paths. @throws Fault that names what is not the store's. */
export function parseUpdate(update: unknown): Updater {
  if (Array.isArray(update)) throw unsupported("an update with an aggregation pipeline");
  if (!isDoc(update)) throw badValue("an update must be a document");
  const names = Object.keys(update);
  if (!names[0]?.startsWith("$")) return replacement(update);
  for (const name of names) {
    if (!(OPERATORS as readonly string[]).includes(name)) throw unsupported(name);
    if (!isDoc(update[name]))
      throw new Fault(9, "FailedToParse", `Modifiers operate on fields but we found another type in ${name}`);
  }
  requireApart(names.flatMap((name) => Object.keys(update[name] as Doc)));
  return (doc, inserting) => {
    const changed = structuredDoc(doc);
    for (const name of names) {
      for (const [path, value] of Object.entries(update[name] as Doc)) applyOne(changed, name, path, value, inserting);
    }
    requireSameId(doc, changed);
    return changed;
  };
}

function replacement(update: Doc): Updater {
  const stray = Object.keys(update).find((name) => name.startsWith("$"));
  if (stray !== undefined) throw badValue(`a replacement may not contain ${stray}`);
  return (doc) => {
    const { _id, ...members } = update;
    const id = Object.hasOwn(doc, "_id") ? doc._id : _id;
    if (_id !== undefined && Object.hasOwn(doc, "_id")) requireSameId(doc, update);
    return id === undefined ? members : { _id: id, ...members };
  };
}

/** @throws Fault 66: the key of a document does not change. */
function requireSameId(before: Doc, after: Doc): void {
  if (!Object.hasOwn(before, "_id")) return;
  if (Object.hasOwn(after, "_id") && compare(before._id, after._id) === 0) return;
  throw new Fault(
    66,
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

/** @throws Fault 40 where one path is, or lies in, another. */
function requireApart(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  sorted.forEach((path, index) => {
    const next = sorted.slice(index + 1).find((other) => other === path || other.startsWith(`${path}.`));
    if (next !== undefined)
      throw new Fault(
        40,
        "ConflictingUpdateOperators",
        `Updating the path '${next}' would create a conflict at '${path}'`,
      );
  });
}

function applyOne(doc: Doc, operator: string, path: string, value: unknown, inserting: boolean): void {
  if (operator === "$setOnInsert" && !inserting) return;
  if (path.split(".").some((name) => name === "" || name.startsWith("$"))) throw unsupported(`the update path ${path}`);
  const names = path.split(".");
  const last = names.pop() ?? "";
  const parent = parentAt(doc, names, operator !== "$unset", path);
  if (parent === null) return;
  if (operator === "$unset") delete parent[last];
  else parent[last] = operator === "$inc" ? increased(parent[last], value, path) : value;
}

/** The document that holds the last name; made on the way where it may be. Arrays are not entered. */
function parentAt(doc: Doc, names: readonly string[], make: boolean, path: string): Doc | null {
  let place = doc;
  for (const name of names) {
    if (!Object.hasOwn(place, name)) {
      if (!make) return null;
      place[name] = {};
    }
    const next = place[name];
    if (Array.isArray(next)) throw unsupported(`updating inside an array (${path})`);
    if (!isDoc(next)) {
      if (!make) return null;
      throw new Fault(28, "PathNotViable", `Cannot create field in element {${name}: …}`);
    }
    place = next;
  }
  return place;
}

function increased(before: unknown, by: unknown, path: string): unknown {
  const step = numberOf(by);
  if (step === undefined)
    throw new Fault(14, "TypeMismatch", `Cannot increment with non-numeric argument: {${path}: …}`);
  if (before === undefined) return by;
  const from = numberOf(before);
  if (from === undefined)
    throw new Fault(14, "TypeMismatch", `Cannot apply $inc to a value of non-numeric type at ${path}`);
  if (before instanceof Double || by instanceof Double) return new Double(from + step);
  const sum = BigInt(String(before)) + BigInt(String(by));
  if (BigInt.asIntN(64, sum) !== sum)
    throw badValue(`Failed to apply $inc operations to current value at ${path}: out of range`);
  const isShort = before instanceof Int32 && by instanceof Int32 && BigInt.asIntN(32, sum) === sum;
  return isShort ? new Int32(Number(sum)) : Long.fromBigInt(sum);
}

/** A copy down to where paths can reach; values themselves are shared. */
function structuredDoc(doc: Doc): Doc {
  return Object.fromEntries(
    Object.entries(doc).map(([name, value]) => [name, isDoc(value) ? structuredDoc(value) : value]),
  );
}
