import { badValue, Fault, unsupported } from "./fault.js";
import { increased } from "./increase.js";
import { compare } from "./keys.js";
import { pathOf } from "./paths.js";
import {
  assemble,
  type Element,
  element,
  elementsOf,
  member,
  rawDocument,
  slice,
  sliceElement,
  TYPE,
  type Value,
} from "./raw.js";

/** What an update makes of a document; `inserting` says that it is made anew by an upsert. */
export type Updater = (document: Value, inserting: boolean) => Buffer;

const OPERATORS = ["$set", "$unset", "$inc", "$setOnInsert"] as const;
type Operator = (typeof OPERATORS)[number];

/** One operator on one path. */
interface Change {
  readonly operator: Operator;
  readonly names: readonly string[];
  readonly value: Element;
}

const ID = Buffer.from("_id");

/** Reads a replacement or a set of operators on plain paths. @throws Fault that names what is not the store's. */
export function parseUpdate(update: Value | undefined): Updater {
  if (update?.type === TYPE.array) throw unsupported("an update with an aggregation pipeline");
  if (update?.type !== TYPE.document) throw badValue("an update must be a document");
  if (isReplacement(update)) return replacement(update);
  const changes = elementsOf(update).flatMap(changesOf).sort(byPath);
  requireApart(changes);
  return (document, inserting) => {
    let after = document;
    for (const change of changes) {
      if (change.operator === "$setOnInsert" && !inserting) continue;
      const bytes = changed(after, change, 0);
      if (bytes !== null) after = rawDocument(bytes);
    }
    requireSameId(document, after);
    return slice(after);
  };
}

export function isReplacement(update: Value): boolean {
  return !elementsOf(update)[0]?.name.startsWith("$");
}

function replacement(update: Value): Updater {
  const elements = elementsOf(update);
  const stray = elements.find(({ name }) => name.startsWith("$"));
  if (stray !== undefined) throw badValue(`a replacement may not contain ${stray.name}`);
  const others = elements.filter(({ name }) => name !== "_id").map(sliceElement);
  const own = elements.find(({ name }) => name === "_id");
  return (document) => {
    const id = member(document, ID) ?? own;
    if (own !== undefined) requireSameId(document, update);
    return assemble(id === undefined ? others : [element(id.type, "_id", slice(id)), ...others]);
  };
}

/** @throws Fault 66: the key of a document does not change. */
function requireSameId(before: Value, after: Value): void {
  const id = member(before, ID);
  if (id === undefined) return;
  const next = member(after, ID);
  if (next !== undefined && compare(id, next) === 0) return;
  throw new Fault(
    66,
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function changesOf(found: Element): readonly Change[] {
  const operator = OPERATORS.find((name) => name === found.name);
  if (operator === undefined) throw unsupported(found.name);
  if (found.type !== TYPE.document)
    throw new Fault(9, "FailedToParse", `Modifiers operate on fields but we found another type in ${operator}`);
  return elementsOf(found).map((value) => {
    pathOf(value.name);
    return { operator, names: value.name.split("."), value };
  });
}

const POSITION = /^(?:0|[1-9]\d*)$/u;

/** MongoDB applies changes by path, names as text and positions as numbers, whatever order they were given in. */
function byPath(a: Change, b: Change): number {
  for (const [index, name] of a.names.entries()) {
    const other = b.names[index];
    if (other === undefined) return 1;
    if (name === other) continue;
    if (POSITION.test(name) && POSITION.test(other)) return Number(name) - Number(other);
    return Buffer.compare(Buffer.from(name), Buffer.from(other));
  }
  return a.names.length - b.names.length;
}

/** @throws Fault 40 where one path is, or lies in, another. */
function requireApart(changes: readonly Change[]): void {
  const paths = new Set<string>();
  for (const { value } of changes) {
    if (paths.has(value.name)) throw conflict(value.name, value.name);
    paths.add(value.name);
  }
  for (const { names, value } of changes) {
    for (let length = 1; length < names.length; length++) {
      const above = names.slice(0, length).join(".");
      if (paths.has(above)) throw conflict(value.name, above);
    }
  }
}

function conflict(path: string, other: string): Fault {
  return new Fault(
    40,
    "ConflictingUpdateOperators",
    `Updating the path '${path}' would create a conflict at '${other}'`,
  );
}

/** The document with one change made, below `depth` names of the path; null where it makes none. */
function changed(document: Value, change: Change, depth: number): Buffer | null {
  const { names, operator } = change;
  const name = names[depth] ?? "";
  const elements = elementsOf(document);
  const index = elements.findIndex((found) => found.name === name);
  const before = elements[index];
  const part = depth === names.length - 1 ? leaf(before, change) : branch(before, change, depth);
  if (part === null) return null;
  const parts: Uint8Array[] = elements.map(sliceElement);
  if (part === GONE) parts.splice(index, 1);
  else if (before === undefined) parts.push(part);
  else parts[index] = part;
  return operator === "$unset" && before === undefined ? null : assemble(parts);
}

const GONE = Buffer.alloc(0);
const NOTHING = rawDocument(assemble([]));

function leaf(before: Element | undefined, { operator, value, names }: Change): Buffer | null {
  const name = names.at(-1) ?? "";
  if (operator === "$unset") return before === undefined ? null : GONE;
  if (operator !== "$inc") return element(value.type, name, slice(value));
  const { type, bytes } = increased(before, value);
  return element(type, name, bytes);
}

/** Documents on the way are made where they may be; an array has no members but its positions, which are refused. */
function branch(before: Element | undefined, change: Change, depth: number): Buffer | null {
  const { names, operator, value } = change;
  const name = names[depth] ?? "";
  if (before?.type === TYPE.array && POSITION.test(names[depth + 1] ?? ""))
    throw unsupported(`updating inside an array (${value.name})`);
  if (before !== undefined && before.type !== TYPE.document) {
    if (operator === "$unset") return null;
    const words = `Cannot create field '${names[depth + 1]}' in element {${name}: …}`;
    throw new Fault(28, "PathNotViable", words);
  }
  if (before === undefined && operator === "$unset") return null;
  const below = changed(before ?? NOTHING, change, depth + 1);
  return below === null ? null : element(TYPE.document, name, below);
}
