import { type Doc, isDoc, numberOf } from "./bson.js";
import { Fault, unsupported } from "./fault.js";

export type Projector = (doc: Doc) => Doc;

/** Reads an inclusion or an exclusion. @throws Fault that names what is not the store's. Null where all is asked for. */
export function parseProjection(projection: unknown): Projector | null {
  if (!isDoc(projection) || Object.keys(projection).length === 0) return null;
  const wanted = Object.entries(projection).map(([path, value]) => [path, isWanted(path, value)] as const);
  const others = wanted.filter(([path]) => path !== "_id");
  const including = others.length > 0 ? others[0]?.[1] === true : wanted.some(([, include]) => include);
  if (others.some(([, include]) => include !== including)) {
    throw new Fault(31254, "Location31254", "Cannot do exclusion and inclusion in one projection");
  }
  const idWanted = wanted.find(([path]) => path === "_id")?.[1] ?? true;
  const paths = others.map(([path]) => path.split("."));
  if (including) return (doc) => include(doc, idWanted ? [["_id"], ...paths] : paths) as Doc;
  return (doc) => exclude(doc, idWanted ? paths : [["_id"], ...paths]) as Doc;
}

function isWanted(path: string, value: unknown): boolean {
  if (path.split(".").some((name) => name.startsWith("$"))) throw unsupported(`the projection ${path}`);
  if (typeof value === "boolean") return value;
  const number = numberOf(value);
  if (number === undefined) throw unsupported(`a projection of ${path} by anything but 0 or 1`);
  return number !== 0;
}

function include(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value))
    return value
      .filter((element) => isDoc(element) || Array.isArray(element))
      .map((element) => include(element, paths));
  if (!isDoc(value)) return undefined;
  const kept: Doc = {};
  for (const [name, member] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (below.length === 0) continue;
    const part = below.some((rest) => rest.length === 0) ? member : include(member, below);
    if (part !== undefined) kept[name] = part;
  }
  return kept;
}

function exclude(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) return value.map((element) => exclude(element, paths));
  if (!isDoc(value)) return value;
  const kept: Doc = {};
  for (const [name, member] of Object.entries(value)) {
    const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    if (below.some((rest) => rest.length === 0)) continue;
    kept[name] = below.length === 0 ? member : exclude(member, below);
  }
  return kept;
}
