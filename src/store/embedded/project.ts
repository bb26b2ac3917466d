import { numberOf } from "./bson.js";
import { Fault, unsupported } from "./fault.js";
import { pathOf } from "./paths.js";
import { assemble, type Element, element, elementsOf, sliceElement, TYPE, type Value } from "./raw.js";

/** Makes of a document the one that was asked for; members keep their order and their bytes. */
export type Projector = (document: Value) => Buffer;

/** Names on the way to what is named; null where a path ends. */
type Tree = Map<string, Tree | null>;

/** Reads an inclusion or an exclusion. @throws Fault that names what is not the store's. Null where all is asked for. */
export function parseProjection(projection: Value | undefined): Projector | null {
  const elements = projection === undefined ? [] : elementsOf(projection);
  if (elements.length === 0) return null;
  const wanted = elements.map((found) => ({ path: found.name, isIn: isWanted(found) }));
  const others = wanted.filter(({ path }) => path !== "_id");
  const isIdIn = wanted.find(({ path }) => path === "_id")?.isIn;
  const including = others[0]?.isIn ?? isIdIn ?? true;
  const odd = others.find(({ isIn }) => isIn !== including);
  if (odd !== undefined) {
    const [code, words] = including ? [31254, "exclusion on field"] : [31253, "inclusion on field"];
    throw new Fault(code, `Location${code}`, `Cannot do ${words} ${odd.path} in a mixed projection`);
  }
  const withId = including ? isIdIn !== false : isIdIn === false;
  const tree = treeOf([...others.map(({ path }) => path), ...(withId ? ["_id"] : [])]);
  return including ? (document) => include(document, tree) : (document) => exclude(document, tree);
}

function isWanted(found: Element): boolean {
  pathOf(found.name);
  if (found.type === TYPE.boolean) return found.bytes[found.at] === 1;
  const number = numberOf(found);
  if (number === undefined) throw unsupported(`a projection of ${found.name} by anything but 0 or 1`);
  return number !== 0;
}

/** @throws Fault 31249 where one path lies in another. */
function treeOf(paths: readonly string[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    let place = tree;
    for (const name of names) {
      const next = place.get(name) ?? new Map();
      if (place.get(name) === null) throw collision(path);
      place.set(name, next);
      place = next;
    }
    if (place.has(last)) throw collision(path);
    place.set(last, null);
  }
  return tree;
}

function collision(path: string): Fault {
  return new Fault(31249, "Location31249", `Path collision at ${path}`);
}

function include(document: Value, tree: Tree): Buffer {
  const parts: Uint8Array[] = [];
  for (const found of elementsOf(document)) {
    const below = tree.get(found.name);
    if (below === undefined) continue;
    if (below === null) parts.push(sliceElement(found));
    else if (found.type === TYPE.document) parts.push(element(found.type, found.name, include(found, below)));
    else if (found.type === TYPE.array) parts.push(element(found.type, found.name, includeItems(found, below)));
  }
  return assemble(parts);
}

/** Elements that have no members are left out of an array that is entered. */
function includeItems(array: Value, tree: Tree): Buffer {
  const kept = elementsOf(array).filter(({ type }) => type === TYPE.document || type === TYPE.array);
  return assemble(
    kept.map((item, position) => {
      const part = item.type === TYPE.document ? include(item, tree) : includeItems(item, tree);
      return element(item.type, String(position), part);
    }),
  );
}

function exclude(document: Value, tree: Tree): Buffer {
  const parts: Uint8Array[] = [];
  for (const found of elementsOf(document)) {
    const below = tree.get(found.name);
    if (below === undefined) parts.push(sliceElement(found));
    else if (below !== null) parts.push(excludeWithin(found, below));
  }
  return assemble(parts);
}

function excludeWithin(found: Element, tree: Tree): Buffer {
  if (found.type === TYPE.document) return element(found.type, found.name, exclude(found, tree));
  if (found.type !== TYPE.array) return sliceElement(found);
  return element(found.type, found.name, assemble(elementsOf(found).map((item) => excludeWithin(item, tree))));
}
