import { numberOf } from "./bson.js";
import type { Collection, Index } from "./catalog.js";
import { inverted, keyOf, TAG, tagOf } from "./keys.js";
import { type Condition, type Filter, isRange } from "./match.js";

/** One stretch of keys, from inclusive, to exclusive; `to` null: to the end. */
export interface Stretch {
  readonly from: Buffer;
  readonly to: Buffer | null;
}

export interface SortField {
  readonly path: string;
  readonly direction: 1 | -1;
}

/**
 * How documents are found: by stretches of an index (`index` null: of the documents' own keys), or by reading all.
 * Whatever the plan, every document found is checked against the filter unless `exact`.
 */
export interface Plan {
  readonly kind: "index" | "scan";
  readonly index: Index | null;
  readonly stretches: readonly Stretch[];
  readonly backwards: boolean;
  /** The documents come in the order asked for. */
  readonly sorted: boolean;
  /** The stretches hold just the documents that the filter means. */
  readonly exact: boolean;
}

interface Candidate {
  readonly index: Index | null;
  readonly fields: readonly SortField[];
  readonly multikey: boolean;
}

interface Rated {
  readonly plan: Plan;
  readonly score: number;
}

/** More stretches than this are not worth it. */
const MAX_STRETCHES = 20_000;

export function planFor(collection: Collection, filter: Filter, sort: readonly SortField[]): Plan {
  const own: Candidate = { index: null, fields: [{ path: "_id", direction: 1 }], multikey: false };
  const usable = collection.indexes.filter((index) => !index.sparse && isImplied(index, filter));
  const candidates = [own, ...usable.map((index) => ({ index, fields: index.fields, multikey: index.multikey }))];
  const rated = candidates.map((candidate) => rate(candidate, filter, sort)).filter((found) => found !== null);
  const best = rated.sort((a, b) => b.score - a.score)[0];
  return (
    best?.plan ?? {
      kind: "scan",
      index: null,
      stretches: [WHOLE],
      backwards: false,
      sorted: sort.length === 0,
      exact: isEmpty(filter),
    }
  );
}

const WHOLE: Stretch = { from: Buffer.alloc(0), to: null };

function isEmpty({ conditions, alternatives }: Filter): boolean {
  return conditions.length === 0 && alternatives.length === 0;
}

/** A partial index serves a query that states the index's own condition. */
function isImplied({ partial }: Index, { conditions }: Filter): boolean {
  if (partial === null) return true;
  return Object.entries(partial).every(([path, value]) =>
    conditions.some(
      (condition) =>
        condition.path === path && condition.operator === "$eq" && keyOf(condition.operand).equals(keyOf(value)),
    ),
  );
}

/** Equalities on the first fields, then one range, then the order; null where the index helps with nothing. */
function rate(candidate: Candidate, filter: Filter, sort: readonly SortField[]): Rated | null {
  const used = new Set<Condition>();
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let field = 0;
  let exact = true;
  for (; field < candidate.fields.length; field++) {
    const place = candidate.fields[field];
    const equal = filter.conditions.find(
      ({ path, operator }) => path === place?.path && (operator === "$eq" || operator === "$in"),
    );
    if (place === undefined || equal === undefined) break;
    const operands = equal.operator === "$in" ? (equal.operand as readonly unknown[]) : [equal.operand];
    if (operands.length * prefixes.length > MAX_STRETCHES) break;
    if (!operands.every(isScalar) || candidate.multikey) exact = false;
    prefixes = extend(prefixes, operands, place.direction);
    used.add(equal);
  }
  const single = prefixes.length === 1;
  const equalities = candidate.fields.slice(0, field).map(({ path }) => path);
  const ranged = rangeOn(candidate, field, filter);
  for (const condition of ranged.used) used.add(condition);
  const order = orderOf(candidate.fields.slice(field), sort, equalities);
  const sorted = sort.length === 0 || (single && order !== null && !candidate.multikey);
  if (used.size === 0 && !(sort.length > 0 && sorted)) return null;
  const stretches = prefixes.flatMap((prefix) => stretchesOf(prefix, ranged.bounds));
  const complete = used.size === filter.conditions.length && filter.alternatives.length === 0;
  const plan: Plan = {
    kind: "index",
    index: candidate.index,
    stretches: stretches.sort((a, b) => Buffer.compare(a.from, b.from)),
    backwards: sorted && order === "backwards",
    sorted,
    exact: exact && ranged.exact && complete && !candidate.multikey,
  };
  return {
    plan,
    score:
      field * 10 + ranged.used.length * 3 + (sort.length > 0 && sorted ? 4 : 0) + (candidate.index === null ? 1 : 0),
  };
}

function isScalar(value: unknown): boolean {
  const tag = tagOf(value);
  return tag !== TAG.null && tag !== TAG.array && tag !== TAG.object;
}

/** An array as operand is met by an array as a whole or by one of its elements: its elements are looked up as well. */
function extend(prefixes: readonly Buffer[], operands: readonly unknown[], direction: 1 | -1): Buffer[] {
  const looked = operands.flatMap((operand) =>
    Array.isArray(operand) ? [operand, ...operand.slice(0, 1), ...(operand.length === 0 ? [EMPTY] : [])] : [operand],
  );
  const keys = looked.map((value) => (value === EMPTY ? Buffer.from([TAG.empty]) : keyOf(value)));
  const distinct = new Map(keys.map((key) => [key.toString("latin1"), direction === 1 ? key : inverted(key)]));
  return prefixes.flatMap((prefix) => [...distinct.values()].map((key) => Buffer.concat([prefix, key])));
}

const EMPTY = Symbol("empty");

interface Bounds {
  readonly from: Buffer;
  readonly to: Buffer;
}

function rangeOn(
  candidate: Candidate,
  field: number,
  filter: Filter,
): { readonly bounds: Bounds | null; readonly used: readonly Condition[]; readonly exact: boolean } {
  const place = candidate.fields[field];
  const ranges = filter.conditions.filter(({ path, operator }) => path === place?.path && isRange(operator));
  const [first] = ranges;
  if (place === undefined || first === undefined) return { bounds: null, used: [], exact: true };
  const tag = tagOf(first.operand);
  const used = candidate.multikey ? [first] : ranges.filter(({ operand }) => tagOf(operand) === tag);
  const bounds = used.map(boundsOf).reduce((a, b) => ({ from: later(a.from, b.from), to: earlier(a.to, b.to) }));
  const isNumeric = used.some(({ operand }) => numberOf(operand) !== undefined);
  const turned =
    place.direction === 1 ? bounds : { from: after(inverted(bounds.to)), to: after(inverted(bounds.from)) };
  return { bounds: turned, used, exact: !isNumeric && isScalar(first.operand) && used.length === ranges.length };
}

/** A range holds values of the operand's type only. */
function boundsOf({ operator, operand }: Condition): Bounds {
  const key = keyOf(operand);
  const tag = key[0] ?? 0;
  const typeFrom = Buffer.from([tag]);
  const typeTo = Buffer.from([tag + 1]);
  if (operator === "$gt") return { from: after(key), to: typeTo };
  if (operator === "$gte") return { from: key, to: typeTo };
  return operator === "$lt" ? { from: typeFrom, to: key } : { from: typeFrom, to: after(key) };
}

function later(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) >= 0 ? a : b;
}

function earlier(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) <= 0 ? a : b;
}

/** The first key that does not begin with this one; empty where every later key does. */
export function after(key: Buffer): Buffer {
  const bytes = Buffer.from(key);
  for (let index = bytes.length - 1; index >= 0; index--) {
    const byte = bytes[index] ?? 0;
    if (byte === 0xff) continue;
    bytes[index] = byte + 1;
    return bytes.subarray(0, index + 1);
  }
  return Buffer.alloc(0);
}

function stretchesOf(prefix: Buffer, bounds: Bounds | null): readonly Stretch[] {
  if (bounds === null) return [{ from: prefix, to: endOf(after(prefix)) }];
  const from = Buffer.concat([prefix, bounds.from]);
  const to = Buffer.concat([prefix, bounds.to]);
  return Buffer.compare(from, to) < 0 ? [{ from, to }] : [];
}

function endOf(key: Buffer): Buffer | null {
  return key.length === 0 ? null : key;
}

/** Whether the index's fields after the equalities are the order asked for, forwards or backwards. */
function orderOf(
  fields: readonly SortField[],
  sort: readonly SortField[],
  equal: readonly string[],
): "forwards" | "backwards" | null {
  const wanted = sort.filter(({ path }) => !equal.includes(path));
  if (wanted.length === 0) return "forwards";
  if (wanted.length > fields.length) return null;
  const turns = wanted.map(({ path, direction }, index) =>
    fields[index]?.path === path ? direction * fields[index].direction : 0,
  );
  if (turns.every((turn) => turn === 1)) return "forwards";
  return turns.every((turn) => turn === -1) ? "backwards" : null;
}
