import { numberOf } from "./bson.js";
import { badValue, unsupported } from "./fault.js";
import { keyOf, TAG, tagOf } from "./keys.js";
import { type Path, pathOf } from "./paths.js";
import { type Element, elementsOf, itemsOf, TYPE, type Value } from "./raw.js";

const COMPARISONS = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What one operator asks of a value. */
export type Test =
  | { readonly operator: Comparison; readonly operands: readonly Value[] }
  | { readonly operator: "$exists"; readonly wanted: boolean }
  | { readonly operator: "$size"; readonly size: number }
  | { readonly operator: "$elemMatch"; readonly filter: Filter }
  | { readonly operator: "$elemMatch"; readonly tests: readonly Test[] };

export interface Condition {
  readonly path: Path;
  readonly test: Test;
}

/** A filter as a tree, as the matcher and the planner read it. */
export interface Filter {
  /** All must hold. */
  readonly conditions: readonly Condition[];
  /** Each is one `$or`: one of its branches must hold. */
  readonly alternatives: readonly (readonly Filter[])[];
  /** None may hold: `$nor`, `$not`. */
  readonly excluded: readonly Filter[];
}

interface Gathered {
  readonly conditions: Condition[];
  readonly alternatives: (readonly Filter[])[];
  readonly excluded: Filter[];
}

/** Reads a filter. @throws Fault that names the operator where it is not one of the store's. */
export function parseFilter(filter: Value | undefined): Filter {
  const gathered: Gathered = { conditions: [], alternatives: [], excluded: [] };
  if (filter !== undefined) gather(filter, gathered);
  return gathered;
}

function gather(filter: Value, into: Gathered): void {
  for (const found of elementsOf(filter)) {
    if (found.name === "$comment") continue;
    if (found.name === "$or") into.alternatives.push(branchesOf(found).map(parseFilter));
    else if (found.name === "$nor") into.excluded.push(...branchesOf(found).map(parseFilter));
    else if (found.name === "$and") for (const branch of branchesOf(found)) gather(branch, into);
    else if (found.name.startsWith("$")) throw unsupported(found.name);
    else gatherOn(found, into);
  }
}

function branchesOf(found: Element): readonly Value[] {
  const branches = found.type === TYPE.array ? itemsOf(found) : [];
  if (branches.length > 0 && branches.every(({ type }) => type === TYPE.document)) return branches;
  throw badValue(`${found.name} argument's entries must be objects, in an array that is not empty`);
}

function gatherOn(found: Element, into: Gathered): void {
  const path = pathOf(found.name);
  const operators = operatorsOf(found);
  if (operators === null) into.conditions.push({ path, test: comparison("$eq", [found]) });
  for (const operator of operators ?? []) {
    if (operator.name === "$not") into.excluded.push(negated(path, operator));
    else if (operator.name === "$all") into.conditions.push(...everyOf(path, operator));
    else into.conditions.push({ path, test: testOf(operator) });
  }
}

/** The operators on a path, or null where the value is to be equal. */
function operatorsOf(value: Value): readonly Element[] | null {
  if (value.type !== TYPE.document) return null;
  const elements = elementsOf(value);
  return elements[0]?.name.startsWith("$") ? elements.filter(({ name }) => name !== "$comment") : null;
}

function negated(path: Path, not: Element): Filter {
  const operators = operatorsOf(not);
  if (operators === null || operators.length === 0) throw unsupported("$not of anything but operators");
  return {
    conditions: operators.map((operator) => ({ path, test: testOf(operator) })),
    alternatives: [],
    excluded: [],
  };
}

/** `$all` is one equality for each element; with none it is met by nothing. */
function everyOf(path: Path, all: Element): readonly Condition[] {
  if (all.type !== TYPE.array) throw badValue("$all needs an array");
  const items = itemsOf(all);
  if (items.some((item) => operatorsOf(item) !== null)) throw unsupported("$all with operators");
  if (items.length === 0) return [{ path, test: comparison("$in", []) }];
  return items.map((item) => ({ path, test: comparison("$eq", [item]) }));
}

function testOf(found: Element): Test {
  const operator = COMPARISONS.find((name) => name === found.name);
  if (operator === "$in" || operator === "$nin") {
    if (found.type !== TYPE.array) throw badValue(`${operator} needs an array`);
    return comparison(operator, itemsOf(found));
  }
  if (operator !== undefined) return comparison(operator, [found]);
  if (found.name === "$exists") return { operator: "$exists", wanted: truthOf(found) };
  if (found.name === "$size") return { operator: "$size", size: sizeOf(found) };
  if (found.name === "$elemMatch") return elementTest(found);
  throw unsupported(found.name);
}

function comparison(operator: Comparison, operands: readonly Value[]): Test {
  for (const operand of operands) {
    if (operand.type === TYPE.regex) throw unsupported("a regular expression in a filter");
    if (operand.type === TYPE.undefined) throw unsupported("undefined in a filter");
    if (isRange(operator) && !RANGED.has(tagOf(operand)))
      throw unsupported(`${operator} with a value of BSON type ${operand.type}`);
    keyOf(operand);
  }
  return { operator, operands };
}

/** Types within which a range is MongoDB's. */
const RANGED: ReadonlySet<number> = new Set([
  TAG.null,
  TAG.number,
  TAG.string,
  TAG.binary,
  TAG.objectId,
  TAG.boolean,
  TAG.date,
  TAG.timestamp,
]);

export function isRange(operator: string): boolean {
  return operator === "$gt" || operator === "$gte" || operator === "$lt" || operator === "$lte";
}

function truthOf(value: Value): boolean {
  if (value.type === TYPE.boolean) return value.bytes[value.at] === 1;
  const number = numberOf(value);
  if (number === undefined) throw unsupported("$exists with anything but true or false");
  return number !== 0;
}

function sizeOf(value: Value): number {
  const size = numberOf(value);
  if (size !== undefined && Number.isInteger(size) && size >= 0) return size;
  throw badValue("$size needs a whole number that is not negative");
}

function elementTest(found: Element): Test {
  if (found.type !== TYPE.document) throw badValue("$elemMatch needs an Object");
  const operators = operatorsOf(found);
  const isLogical = operators?.some(({ name }) => ["$and", "$or", "$nor"].includes(name)) ?? true;
  if (operators === null || isLogical) return { operator: "$elemMatch", filter: parseFilter(found) };
  return { operator: "$elemMatch", tests: operators.map(testOf) };
}
