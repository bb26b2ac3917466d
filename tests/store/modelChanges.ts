import { compare, type Doc, isDoc, MISSING, type Row, sortable } from "./model.js";

/** The model's other half: what projections, updates and unique keys make of documents. */

/** A document with the members that a projection names, or without them. */
export function project(doc: Doc, projection: Readonly<Record<string, 0 | 1>>): Doc {
  const { _id, ...others } = projection;
  const isInclusion = Object.values(others)[0] === 1 || (Object.keys(others).length === 0 && _id === 1);
  const paths = Object.keys(others).map((path) => path.split("."));
  if (isInclusion) return pick(doc, _id === 0 ? paths : [["_id"], ...paths]) as Doc;
  return omit(doc, _id === 0 ? [["_id"], ...paths] : paths) as Doc;
}

function below(paths: readonly (readonly string[])[], name: string): (readonly string[])[] {
  return paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
}

function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value))
    return value.map((item) => pick(item, paths)).filter((item) => isDoc(item) || Array.isArray(item));
  if (!isDoc(value)) return MISSING;
  const kept = Object.entries(value)
    .filter(([name]) => below(paths, name).length > 0)
    .map(([name, member]) => [name, pick(member, below(paths, name))] as const);
  return Object.fromEntries(kept.filter(([, member]) => member !== MISSING));
}

function omit(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((item) => omit(item, paths));
  if (!isDoc(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !below(paths, name).some((path) => path.length === 0));
  return Object.fromEntries(kept.map(([name, member]) => [name, omit(member, below(paths, name))]));
}

/** `$set`, `$unset` and `$inc`, path by path in the order of their names. Null: MongoDB refuses it. */
export function updated(doc: Doc, update: Readonly<Record<string, Doc>>): Doc | null {
  const changes = Object.entries(update).flatMap(([operator, paths]) =>
    Object.entries(paths).map(([path, value]) => ({ operator, path, value })),
  );
  const copy = copied(doc) as Doc;
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return changes.every(({ operator, path, value }) => apply(copy, operator, path.split("."), value)) ? copy : null;
}

function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copied);
  return isDoc(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copied(member)]))
    : value;
}

function apply(doc: Doc, operator: string, names: readonly string[], value: unknown): boolean {
  const [name = "", ...rest] = names;
  if (rest.length > 0) {
    if (!Object.hasOwn(doc, name)) {
      if (operator === "$unset") return true;
      doc[name] = {};
    }
    const next = doc[name];
    return isDoc(next) ? apply(next, operator, rest, value) : operator === "$unset";
  }
  if (operator === "$unset") delete doc[name];
  else if (operator === "$set") doc[name] = value;
  else {
    const before = Object.hasOwn(doc, name) ? doc[name] : 0;
    if (typeof before !== "number") return false;
    doc[name] = before + Number(value);
  }
  return true;
}

/** Whether two documents have a key in common in a unique index on some paths, at most one of which meets arrays. */
export function clash(a: Doc, b: Doc, paths: readonly string[]): boolean {
  return keysOf(a, paths).some((key) =>
    keysOf(b, paths).some((other) => key.every((v, n) => compare(v, other[n]) === 0)),
  );
}

function keysOf(doc: Doc, paths: readonly string[]): unknown[][] {
  return paths
    .map((path) => sortable(doc, path.split(".")))
    .reduce<unknown[][]>((keys, values) => keys.flatMap((key) => values.map((value) => [...key, value])), [[]]);
}

/** The document after a replacement, which keeps its key. */
export function replaced({ _id }: Row, fields: Doc): Row {
  return { _id: _id ?? 0, ...fields };
}
