import { type Doc, isDoc, numberOf } from "./bson.js";
import { badValue, unsupported } from "./fault.js";
import { keyOf, tagOf } from "./keys.js";
import { valuesAt } from "./paths.js";

/** Decides whether a document meets a filter. */
export type Matcher = (doc: Doc) => boolean;

/** One condition on one path, as the planner reads it. */
export interface Condition {
  readonly path: string;
  readonly operator: Operator;
  readonly operand: unknown;
}

const OPERATORS = ["$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$exists"] as const;
export type Operator = (typeof OPERATORS)[number];

/** A filter as a tree: conditions that all must hold, and alternatives of which one must. */
export interface Filter {
  readonly conditions: readonly Condition[];
  /** Each is one `$or`. */
  readonly alternatives: readonly (readonly Filter[])[];
}

/** Reads a filter. @throws Fault that names the operator where it is not one of the store's. */
export function parseFilter(filter: Doc): Filter {
  const conditions: Condition[] = [];
  const alternatives: (readonly Filter[])[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (name === "$comment") continue;
    if (name === "$or") alternatives.push(branches(name, value).map(parseFilter));
    else if (name === "$and") {
      for (const branch of branches(name, value).map(parseFilter)) {
        conditions.push(...branch.conditions);
        alternatives.push(...branch.alternatives);
      }
    } else if (name.startsWith("$")) throw unsupported(name);
    else conditions.push(...conditionsOn(name, value));
  }
  return { conditions, alternatives };
}

function branches(name: string, value: unknown): readonly Doc[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isDoc)) return value;
  throw badValue(`${name} argument's entries must be objects, in an array that is not empty`);
}

function conditionsOn(path: string, value: unknown): readonly Condition[] {
  const named = isDoc(value) ? Object.keys(value) : [];
  if (!isDoc(value) || !named[0]?.startsWith("$")) return [condition(path, "$eq", value)];
  return named.filter((name) => name !== "$comment").map((name) => condition(path, name, value[name]));
}

function condition(path: string, name: string, operand: unknown): Condition {
  const operator = OPERATORS.find((known) => known === name);
  if (operator === undefined) throw unsupported(name);
  if (operator === "$in" || operator === "$nin") {
    if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
    for (const value of operand) requireComparable(value);
  } else if (operator === "$exists") {
    if (typeof operand !== "boolean" && numberOf(operand) === undefined)
      throw unsupported("$exists with anything but true or false");
  } else {
    requireComparable(operand);
    if (isRange(operator) && (Array.isArray(operand) || isDoc(operand)))
      throw unsupported(`${operator} with an array or a document`);
  }
  return { path, operator, operand };
}

function requireComparable(value: unknown): void {
  const kind = (value as { _bsontype?: string } | null)?._bsontype;
  if (kind === "BSONRegExp") throw unsupported("a regular expression in a filter");
  keyOf(value);
}

export function isRange(operator: Operator): boolean {
  return operator === "$gt" || operator === "$gte" || operator === "$lt" || operator === "$lte";
}

export function matcherOf(filter: Filter): Matcher {
  const conditions = filter.conditions.map(conditionMatcher);
  const alternatives = filter.alternatives.map((branch) => branch.map(matcherOf));
  return (doc) =>
    conditions.every((meets) => meets(doc)) && alternatives.every((branch) => branch.some((meets) => meets(doc)));
}

function conditionMatcher({ path, operator, operand }: Condition): Matcher {
  switch (operator) {
    case "$exists": {
      const wanted = operand === true || (numberOf(operand) ?? 0) !== 0;
      return (doc) => valuesAt(doc, path).some((value) => value !== undefined) === wanted;
    }
    case "$in":
      return oneOf(path, operand as readonly unknown[]);
    case "$nin":
      return not(oneOf(path, operand as readonly unknown[]));
    case "$eq":
      return oneOf(path, [operand]);
    case "$ne":
      return not(oneOf(path, [operand]));
    default:
      return range(path, operator, operand);
  }
}

function not(matcher: Matcher): Matcher {
  return (doc) => !matcher(doc);
}

function oneOf(path: string, operands: readonly unknown[]): Matcher {
  const keys = new Set(operands.map((operand) => keyOf(operand).toString("latin1")));
  return (doc) => valuesAt(doc, path).some((value) => keys.has(keyOf(value).toString("latin1")));
}

/** Values of another type than the operand's are not compared; NaN is neither above nor below anything. */
function range(path: string, operator: Operator, operand: unknown): Matcher {
  const key = keyOf(operand);
  const tag = tagOf(operand);
  const isNaNOperand = Number.isNaN(numberOf(operand) ?? 0);
  return (doc) =>
    valuesAt(doc, path).some((value) => {
      const other = keyOf(value);
      if (other[0] !== tag) return false;
      const order = Buffer.compare(other, key);
      if (isNaNOperand || Number.isNaN(numberOf(value) ?? 0))
        return order === 0 && (operator === "$gte" || operator === "$lte");
      if (operator === "$gt") return order > 0;
      if (operator === "$gte") return order >= 0;
      return operator === "$lt" ? order < 0 : order <= 0;
    });
}
