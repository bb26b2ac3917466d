import { type Condition, type Filter, isRange, type Test } from "./filter.js";
import { keyOf, TAG, tagOf } from "./keys.js";
import { isNaNKey } from "./numbers.js";
import { leavesAt, valuesAt } from "./paths.js";
import { itemsOf, TYPE, type Value } from "./raw.js";

/** Decides whether a document meets a filter. */
export type Matcher = (document: Value) => boolean;

/** Decides about one value by itself; undefined where the document lacks it. */
type Single = (value: Value | undefined) => boolean;

export function matcherOf({ conditions, alternatives, excluded }: Filter): Matcher {
  const musts = conditions.map(conditionMatcher);
  const anyOf = alternatives.map((branches) => branches.map(matcherOf));
  const noneOf = excluded.map(matcherOf);
  return (document) =>
    musts.every((meets) => meets(document)) &&
    anyOf.every((branches) => branches.some((meets) => meets(document))) &&
    !noneOf.some((meets) => meets(document));
}

function conditionMatcher({ path, test }: Condition): Matcher {
  if (test.operator === "$exists")
    return (document) => leavesAt(document, path).some((leaf) => leaf !== undefined) === test.wanted;
  if (test.operator === "$size" || test.operator === "$elemMatch") {
    const meets = arrayMatcher(test);
    return (document) => leavesAt(document, path).some((leaf) => leaf?.type === TYPE.array && meets(leaf));
  }
  if (test.operator === "$ne" || test.operator === "$nin") {
    const equals = singleOf({ ...test, operator: "$in" });
    return (document) => !valuesAt(document, path).some(equals);
  }
  const meets = singleOf(test);
  return (document) => valuesAt(document, path).some(meets);
}

function arrayMatcher(test: Extract<Test, { operator: "$size" | "$elemMatch" }>): Matcher {
  if (test.operator === "$size") return (array) => itemsOf(array).length === test.size;
  if ("filter" in test) {
    const meets = matcherOf(test.filter);
    const isNested = ({ type }: Value) => type === TYPE.document || type === TYPE.array;
    return (array) => itemsOf(array).some((item) => isNested(item) && meets({ ...item, type: TYPE.document }));
  }
  const tests = test.tests.map(singleOf);
  return (array) => itemsOf(array).some((item) => tests.every((meets) => meets(item)));
}

/** A test on one value that is not looked into. */
export function singleOf(test: Test): Single {
  switch (test.operator) {
    case "$eq":
    case "$in":
      return oneOf(test.operands);
    case "$ne":
    case "$nin": {
      const equals = oneOf(test.operands);
      return (value) => !equals(value);
    }
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return rangeTest(test.operator, test.operands[0]);
    case "$exists":
      return (value) => (value !== undefined) === test.wanted;
    default: {
      const meets = arrayMatcher(test);
      return (value) => value?.type === TYPE.array && meets(value);
    }
  }
}

/** Types are compared first: a key is made only of a value that may be equal. */
function oneOf(operands: readonly Value[]): Single {
  const tags = new Set(operands.map(tagOf));
  const [only] = operands;
  if (operands.length === 1 && only !== undefined) {
    const key = keyOf(only);
    return (value) => tags.has(tagOf(value)) && keyOf(value).equals(key);
  }
  const keys = new Set(operands.map((operand) => keyOf(operand).toString("latin1")));
  return (value) => tags.has(tagOf(value)) && keys.has(keyOf(value).toString("latin1"));
}

/** Values of another type than the operand's are not compared; NaN is neither above nor below anything. */
function rangeTest(operator: string, operand: Value | undefined): Single {
  const key = keyOf(operand);
  const tag = tagOf(operand);
  const withNaN = tag === TAG.number && isNaNKey(key);
  return (value) => {
    if (tagOf(value) !== tag) return false;
    const other = keyOf(value);
    const order = Buffer.compare(other, key);
    if (tag === TAG.number && (withNaN || isNaNKey(other)))
      return order === 0 && (operator === "$gte" || operator === "$lte");
    if (operator === "$gt") return order > 0;
    if (operator === "$gte") return order >= 0;
    return operator === "$lt" ? order < 0 : order <= 0;
  };
}

/**
 * Whether a document that meets one condition meets another for certain; for partial indexes.
 * Where some value at the path is known, any test of one value that it passes is passed by the document.
 */
export function implies(condition: Condition, wanted: Condition): boolean {
  if (condition.path.text !== wanted.path.text) return false;
  const [given, needed] = [condition.test, wanted.test];
  if (given.operator === "$eq" || given.operator === "$in") {
    if (["$ne", "$nin", "$size", "$elemMatch"].includes(needed.operator) || given.operands.length === 0) return false;
    if (needed.operator === "$exists") return needed.wanted && given.operands.every(isPresent);
    return given.operands.every((operand) => isPlain(operand) && singleOf(needed)(operand));
  }
  if (!isRange(given.operator) || !("operands" in given)) return false;
  if (needed.operator === "$exists") return needed.wanted && given.operands.every(isPresent);
  const [ours, theirs] = [given.operands[0], "operands" in needed ? needed.operands[0] : undefined];
  return given.operator === needed.operator && theirs !== undefined && keyOf(ours).equals(keyOf(theirs));
}

/** A condition on null is met by documents that lack the member. */
function isPresent(operand: Value): boolean {
  return tagOf(operand) !== TAG.null;
}

/** Neither null nor something that an array may hold in parts. */
export function isPlain(operand: Value): boolean {
  const tag = tagOf(operand);
  return tag !== TAG.null && tag !== TAG.array && tag !== TAG.object;
}
