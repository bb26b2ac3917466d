import mongoose from "mongoose";

/**
 * What MongoDB's documentation says of filters, order, projections and updates, as slow and obvious functions on plain
 * objects. It shares nothing with the store, so that the two can be compared.
 */

export type Doc = Record<string, unknown>;

/** A document as the driver's types want it. */
export interface Row extends Doc {
  readonly _id?: string | number | boolean | readonly number[] | mongoose.mongo.ObjectId;
}

const { Binary, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo.BSON;

/** What a path meets where a document lacks the member. */
export const MISSING = Symbol("missing");
/** What an empty array is sorted as: before null. */
const EMPTY = Symbol("empty");

/** A document, and no value of a BSON type. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function rankOf(value: unknown): number {
  if (value === EMPTY) return 1;
  if (value === null || value === MISSING) return 2;
  if (value instanceof MinKey) return 0;
  if (value instanceof Timestamp) return 11;
  if (value instanceof MaxKey) return 12;
  if (typeof value === "number" || [Long, Double, Int32].some((type) => value instanceof type)) return 3;
  if (typeof value === "string") return 4;
  if (isDoc(value)) return 5;
  if (Array.isArray(value)) return 6;
  if (value instanceof Binary) return 7;
  if (value instanceof ObjectId) return 8;
  if (typeof value === "boolean") return 9;
  if (value instanceof Date) return 10;
  throw new TypeError(`the model knows no ${String(value)}`);
}

/** MongoDB's order of values: by type, then within the type. */
export function compare(a: unknown, b: unknown): number {
  if (rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  switch (rankOf(a)) {
    case 3:
      return compareNumbers(a, b);
    case 4:
      return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
    case 5:
      return compareLists(membersOf(a as Doc), membersOf(b as Doc), compareMembers);
    case 6:
      return compareLists(a as unknown[], b as unknown[], compare);
    case 7:
      return compareBinaries(a as mongoose.mongo.Binary, b as mongoose.mongo.Binary);
    case 8:
      return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
    case 9:
    case 10:
      return Number(a) - Number(b);
    case 11:
      return (a as mongoose.mongo.Timestamp).compare(b as mongoose.mongo.Timestamp);
    default:
      return 0;
  }
}

/** By length, then subtype, then bytes. */
function compareBinaries(a: mongoose.mongo.Binary, b: mongoose.mongo.Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}

function membersOf(doc: Doc): [string, unknown][] {
  return Object.entries(doc);
}

function compareMembers([nameA, a]: [string, unknown], [nameB, b]: [string, unknown]): number {
  return rankOf(a) - rankOf(b) || Buffer.compare(Buffer.from(nameA), Buffer.from(nameB)) || compare(a, b);
}

function compareLists<T>(a: readonly T[], b: readonly T[], order: (a: T, b: T) => number): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (index >= b.length) return 1;
    const found = order(item, other as T);
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

function compareNumbers(a: unknown, b: unknown): number {
  if (a instanceof Long && b instanceof Long) return a.compare(b);
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  if (x !== y) return x < y ? -1 : 1;
  const isWhole = Number.isInteger(x) && (a instanceof Long || b instanceof Long);
  if (!isWhole) return 0;
  const difference = exact(a) - exact(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function exact(value: unknown): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(Number(value));
}

/** Everything at a path, arrays on the way entered through their documents; nothing where an array has none. */
function leaves(value: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  if (Array.isArray(value)) return value.filter(isDoc).flatMap((item) => leaves(item, names));
  if (!isDoc(value) || !Object.hasOwn(value, name)) return [MISSING];
  return leaves(value[name], rest);
}

function compared(doc: Doc, path: string): unknown[] {
  return leaves(doc, path.split(".")).flatMap((leaf) => (Array.isArray(leaf) ? [...leaf, leaf] : [leaf]));
}

/** Whether a document meets a filter. */
export function matches(doc: Doc, filter: Doc): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (name === "$and") return (value as Doc[]).every((branch) => matches(doc, branch));
    if (name === "$or") return (value as Doc[]).some((branch) => matches(doc, branch));
    if (name === "$nor") return !(value as Doc[]).some((branch) => matches(doc, branch));
    return meets(doc, name, value);
  });
}

function meets(doc: Doc, path: string, condition: unknown): boolean {
  if (!isDoc(condition) || !Object.keys(condition)[0]?.startsWith("$"))
    return compared(doc, path).some((value) => compare(value, condition) === 0);
  return Object.entries(condition).every(([operator, operand]) => meetsOne(doc, path, operator, operand));
}

function meetsOne(doc: Doc, path: string, operator: string, operand: unknown): boolean {
  const arrays = leaves(doc, path.split(".")).filter(Array.isArray);
  switch (operator) {
    case "$ne":
      return !meetsOne(doc, path, "$eq", operand);
    case "$nin":
      return !meetsOne(doc, path, "$in", operand);
    case "$not":
      return !meets(doc, path, operand);
    case "$exists":
      return leaves(doc, path.split(".")).some((leaf) => leaf !== MISSING) === operand;
    case "$size":
      return arrays.some((array) => array.length === operand);
    case "$all":
      return (operand as unknown[]).length > 0 && (operand as unknown[]).every((one) => meets(doc, path, { $eq: one }));
    case "$elemMatch":
      return arrays.some((array) => array.some((item) => isDoc(item) && matches(item, operand as Doc)));
    default:
      return compared(doc, path).some((value) => passes(value, operator, operand));
  }
}

function passes(value: unknown, operator: string, operand: unknown): boolean {
  if (operator === "$in") return (operand as unknown[]).some((one) => compare(value, one) === 0);
  const order = compare(value, operand);
  if (operator === "$eq") return order === 0;
  if (rankOf(value) !== rankOf(operand)) return false;
  const hasNaN = [value, operand].some((one) => typeof one === "number" && Number.isNaN(one));
  if (hasNaN && order !== 0) return false;
  if (operator === "$gt") return order > 0;
  if (operator === "$gte") return order >= 0;
  if (operator === "$lt") return order < 0;
  if (operator === "$lte") return order <= 0;
  throw new TypeError(`the model knows no ${operator}`);
}

/** By each path in turn; an array counts by its least element, or by its greatest where the order is descending. */
export function sorted(docs: readonly Doc[], sort: Readonly<Record<string, 1 | -1>>): Doc[] {
  return [...docs].sort((a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const order = direction * compare(sortValue(a, path, direction), sortValue(b, path, direction));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function sortValue(doc: Doc, path: string, direction: 1 | -1): unknown {
  const values = sortable(doc, path.split(".")).sort((a, b) => direction * compare(a, b));
  return values[0];
}

/** What an index or an order takes of a document at a path. */
export function sortable(value: unknown, names: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    if (names.length === 0) return value.length === 0 ? [EMPTY] : [...value];
    return value.length === 0 ? [MISSING] : value.flatMap((item) => (isDoc(item) ? sortable(item, names) : [MISSING]));
  }
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  return isDoc(value) && Object.hasOwn(value, name) ? sortable(value[name], rest) : [MISSING];
}
