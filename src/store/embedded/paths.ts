import { unsupported } from "./fault.js";
import { itemsOf, member, TYPE, type Value } from "./raw.js";

/** A dotted path, taken apart once. */
export interface Path {
  readonly text: string;
  readonly names: readonly Buffer[];
  /** For each name, the array position that it may mean, or -1. */
  readonly positions: readonly number[];
}

const POSITION = /^(?:0|[1-9]\d*)$/u;
const known = new Map<string, Path>();
const MAX_KNOWN = 1_000;

/** @throws Fault for a path with a part that is empty or begins with `$`. */
export function pathOf(text: string): Path {
  const before = known.get(text);
  if (before !== undefined) return before;
  const parts = text.split(".");
  if (parts.some((part) => part === "" || part.startsWith("$"))) throw unsupported(`the path '${text}'`);
  const path = {
    text,
    names: parts.map((part) => Buffer.from(part)),
    positions: parts.map((part) => (POSITION.test(part) ? Number(part) : -1)),
  };
  if (known.size < MAX_KNOWN) known.set(text, path);
  return path;
}

/**
 * What stands at a path, without looking into an array at its end; arrays on the way are entered, through every
 * document in them and by position. `undefined` stands for a document on the way that lacks the next name.
 */
export function leavesAt(document: Value, path: Path): readonly (Value | undefined)[] {
  const found: (Value | undefined)[] = [];
  descend(document, path, 0, found);
  return found;
}

/** What a query compares with: each leaf, and for an array each element before the array as a whole. */
export function valuesAt(document: Value, path: Path): readonly (Value | undefined)[] {
  const found = leavesAt(document, path);
  if (!found.some((leaf) => leaf?.type === TYPE.array)) return found;
  return found.flatMap((leaf) => (leaf?.type === TYPE.array ? [...itemsOf(leaf), leaf] : [leaf]));
}

function descend(value: Value, path: Path, from: number, found: (Value | undefined)[]): void {
  const name = path.names[from];
  if (name === undefined) found.push(value);
  else if (value.type === TYPE.document) {
    const next = member(value, name);
    if (next === undefined) found.push(undefined);
    else descend(next, path, from + 1, found);
  } else if (value.type === TYPE.array) throughArray(value, path, from, found);
  else found.push(undefined);
}

function throughArray(array: Value, path: Path, from: number, found: (Value | undefined)[]): void {
  for (const [position, item] of itemsOf(array).entries()) {
    if (position === path.positions[from]) {
      if (item.type === TYPE.array) throw unsupported(`the path '${path.text}' where an array lies in an array`);
      descend(item, path, from + 1, found);
    }
    if (item.type === TYPE.document) descend(item, path, from, found);
  }
}
