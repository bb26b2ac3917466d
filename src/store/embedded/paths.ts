import { Double, Int32, isDoc, Long } from "./bson.js";
import { Fault } from "./fault.js";
import { EMPTY_ARRAY, keyOf } from "./keys.js";

/** What stands at a dotted path. `undefined` in it means: a document on the way lacks the next name. */
export type Found = readonly unknown[];

const POSITION = /^(?:0|[1-9]\d*)$/u;

/**
 * The values that a query sees at a path: arrays on the way are entered, by position where the name is one, and through
 * every document in them; an array at the end counts with each element and as a whole.
 */
export function valuesAt(doc: unknown, path: string): Found {
  return leaves(doc, path.split(".")).flatMap((leaf) => (Array.isArray(leaf) ? [...leaf, leaf] : [leaf]));
}

/** The values at a path without looking into an array that stands at the end of it. */
export function leaves(value: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  if (isDoc(value)) return Object.hasOwn(value, name) ? leaves(value[name], rest) : [undefined];
  if (!Array.isArray(value)) return [undefined];
  const byPosition = POSITION.test(name) && Number(name) < value.length ? leaves(value[Number(name)], rest) : [];
  return [...byPosition, ...value.filter(isDoc).flatMap((element) => leaves(element, names))];
}

/** The values that an index holds for a path: one per element of an array. */
export function indexValues(doc: unknown, path: string): { readonly values: Found; readonly multikey: boolean } {
  const found = leaves(doc, path.split("."));
  const multikey = found.length !== 1 || Array.isArray(found[0]);
  const values = found.flatMap((leaf) => (Array.isArray(leaf) ? (leaf.length === 0 ? [EMPTY_ARRAY] : leaf) : [leaf]));
  return { values: values.length === 0 ? [undefined] : values, multikey };
}

/** The value by which a document is sorted: the least of an array for ascending order, the greatest for descending. */
export function sortKey(doc: unknown, path: string, direction: 1 | -1): Buffer {
  const keys = indexValues(doc, path).values.map(keyOf).sort(Buffer.compare);
  return (direction === 1 ? keys[0] : keys.at(-1)) ?? keyOf(null);
}

/** A direction in a sort or an index: 1 or -1, whatever number type it came in. */
export function directionOf(value: unknown): 1 | -1 {
  const number =
    value instanceof Long ? value.toNumber() : value instanceof Int32 || value instanceof Double ? value.value : value;
  if (number === 1 || number === -1) return number;
  throw new Fault(
    67,
    "CannotCreateIndex",
    `not supported by the embedded store: the order ${JSON.stringify(value)}; 1 and -1 are`,
  );
}
