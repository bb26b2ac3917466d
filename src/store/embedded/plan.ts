import type { Collection, Index } from "./catalog.js";
import type { Field } from "./entries.js";
import { type Condition, type Filter, isRange } from "./filter.js";
import { EMPTY_ARRAY, inverted, type Keyed, keyOf, TAG, tagOf } from "./keys.js";
import { implies, isPlain } from "./match.js";
import { pathOf } from "./paths.js";
import { itemsOf, TYPE, type Value } from "./raw.js";
import { boundsOf, intersection, operandsOf, type Stretch, stretchOf, turned, WHOLE } from "./stretch.js";

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
  /** Each stretch is one document's own key. */
  readonly points: boolean;
  /** Each stretch is one whole key of the index, or one document's own. */
  readonly wholeKeys: boolean;
  /** Nothing in the filter bounds the stretches: the whole collection is read. */
  readonly unbounded: boolean;
}

interface Candidate {
  readonly index: Index | null;
  readonly fields: readonly Field[];
  readonly multikey: readonly boolean[];
}

interface Rated {
  readonly plan: Plan;
  readonly score: number;
}

/** What the equalities on an index's first fields come to. */
interface Prefix {
  readonly keys: readonly Buffer[];
  readonly used: readonly Condition[];
  /** How many of the first fields have just one value in the keys that are read. */
  readonly pinned: number;
  readonly exact: boolean;
  readonly enteredArray: boolean;
}

/** More stretches than this are not worth it. */
const MAX_STRETCHES = 200_000;
const OWN: Candidate = { index: null, fields: [{ path: pathOf("_id"), direction: 1 }], multikey: [false] };

export function planFor(collection: Collection, filter: Filter, sort: readonly Field[]): Plan {
  const own = rate(OWN, filter, sort);
  if (own?.plan.points) return own.plan;
  let best = own;
  for (const index of collection.indexes) {
    if (!holdsAll(index, filter)) continue;
    const rated = rate({ index, fields: index.fields, multikey: index.multikey }, filter, sort);
    if (rated !== null && (best === null || rated.score > best.score)) best = rated;
  }
  return best?.plan ?? scan(filter, sort);
}

function scan(filter: Filter, sort: readonly Field[]): Plan {
  return {
    kind: "scan",
    index: null,
    stretches: [WHOLE],
    backwards: false,
    sorted: sort.length === 0,
    exact: isEmptyFilter(filter),
    points: false,
    wholeKeys: false,
    unbounded: true,
  };
}

export function isEmptyFilter({ conditions, alternatives, excluded }: Filter): boolean {
  return conditions.length + alternatives.length + excluded.length === 0;
}

/** A partial or sparse index serves a query that only documents in it can meet. */
function holdsAll({ partial, sparse, fields }: Index, { conditions }: Filter): boolean {
  const isGiven = (wanted: Condition) => conditions.some((condition) => implies(condition, wanted));
  if (partial !== null && !partial.conditions.every(isGiven)) return false;
  return !sparse || fields.some(({ path }) => isGiven({ path, test: { operator: "$exists", wanted: true } }));
}

/** Equalities on the first fields, then one range, then the order; null where the index helps with nothing. */
function rate(candidate: Candidate, filter: Filter, sort: readonly Field[]): Rated | null {
  const prefix = prefixOf(candidate, filter);
  const depth = prefix.used.length;
  const range = prefix.enteredArray && candidate.multikey[depth] ? NO_RANGE : rangeOn(candidate, depth, filter);
  const order = orderOf(candidate, prefix.pinned, sort);
  const sorted = sort.length === 0 || order !== null;
  const usedCount = depth + range.used.length;
  const ordering = sort.length > 0 && sorted;
  if (usedCount === 0 && !ordering) return null;
  const bounds = range.bounds;
  const stretches = prefix.keys.flatMap((key) => stretchOf(key, bounds) ?? []);
  const isComplete =
    usedCount === filter.conditions.length && filter.alternatives.length === 0 && filter.excluded.length === 0;
  const plan: Plan = {
    kind: "index",
    index: candidate.index,
    stretches: stretches.sort((a, b) => Buffer.compare(a.from, b.from)),
    backwards: sorted && order === "backwards",
    sorted,
    exact: prefix.exact && range.exact && isComplete,
    points: candidate.index === null && depth === 1,
    wholeKeys: bounds === null && depth === candidate.fields.length,
    unbounded: usedCount === 0,
  };
  const score = depth * 10 + range.used.length * 3 + (ordering ? 2 : 0) + (candidate.index === null ? 1 : 0);
  return { plan, score: usedCount === 0 ? score - 3 : score };
}

/** Bounds on two fields of one array could miss a document that meets them with different elements: one field only. */
function prefixOf({ fields, multikey }: Candidate, filter: Filter): Prefix {
  const used: Condition[] = [];
  let keys: readonly Buffer[] = [Buffer.alloc(0)];
  let pinned = 0;
  let exact = true;
  let enteredArray = false;
  for (const [position, field] of fields.entries()) {
    const isMultikey = multikey[position] === true;
    if (isMultikey && enteredArray) break;
    const equal = equalityOn(field, filter);
    if (equal === undefined) break;
    const operands = operandsOf(equal);
    if (operands.length * keys.length > MAX_STRETCHES) break;
    keys = extended(keys, operands, field);
    used.push(equal);
    if (keys.length === 1 && pinned === position) pinned++;
    if (!operands.every((operand) => (isMultikey ? isPlain(operand) : operand.type !== TYPE.array))) exact = false;
    enteredArray ||= isMultikey;
  }
  return { keys, used, pinned, exact, enteredArray };
}

function equalityOn({ path }: Field, { conditions }: Filter): Condition | undefined {
  const on = (operator: string) =>
    conditions.find((condition) => condition.test.operator === operator && condition.path.text === path.text);
  return on("$eq") ?? on("$in");
}

/** An array as operand is met by an array as a whole or by one of its elements: its first element is looked up as well. */
function extended(prefixes: readonly Buffer[], operands: readonly Value[], { direction }: Field): readonly Buffer[] {
  const distinct = new Map<string, Buffer>();
  for (const value of operands.flatMap(lookedUp)) {
    const key = keyOf(value);
    distinct.set(key.toString("latin1"), direction === 1 ? key : inverted(key));
  }
  const keys = [...distinct.values()];
  return prefixes.flatMap((prefix) => (prefix.length === 0 ? keys : keys.map((key) => Buffer.concat([prefix, key]))));
}

function lookedUp(operand: Value): readonly Keyed[] {
  if (operand.type !== TYPE.array) return [operand];
  const items = itemsOf(operand);
  const first: Keyed = items.length === 0 ? EMPTY_ARRAY : items[0];
  return [operand, first];
}

const NO_RANGE = { bounds: null, used: [], exact: true } as const;

/** An array may meet two bounds with two elements: then one of them only. */
function rangeOn({ fields, multikey }: Candidate, position: number, filter: Filter) {
  const field = fields[position];
  if (field === undefined) return NO_RANGE;
  const ranges = filter.conditions.filter(
    ({ path, test }) => path.text === field.path.text && isRange(test.operator) && "operands" in test,
  );
  const [first] = ranges;
  if (first === undefined) return NO_RANGE;
  const used = multikey[position] === true ? [first] : ranges;
  const bounds = used
    .map((condition) => boundsOf(condition.test.operator, operandsOf(condition)[0]))
    .reduce(intersection);
  const isNull = used.some((condition) => tagOf(operandsOf(condition)[0]) === TAG.null);
  return { bounds: turned(bounds, field), used, exact: !isNull || multikey[position] !== true };
}

/** Whether the index's fields after the pinned ones are the order asked for, forwards or backwards. */
function orderOf(
  { fields, multikey }: Candidate,
  pinned: number,
  sort: readonly Field[],
): "forwards" | "backwards" | null {
  // An array is sorted by its least or greatest element, not by the one that was found.
  const isPinned = ({ path }: Field) =>
    fields.some((field, position) => position < pinned && field.path.text === path.text && multikey[position] !== true);
  const wanted = sort.filter((field) => !isPinned(field));
  if (wanted.length === 0) return "forwards";
  const turns = wanted.map(({ path, direction }, index) => {
    const field = fields[pinned + index];
    if (field?.path.text !== path.text || multikey[pinned + index] === true) return 0;
    return direction * field.direction;
  });
  if (turns.every((turn) => turn === 1)) return "forwards";
  return turns.every((turn) => turn === -1) ? "backwards" : null;
}
