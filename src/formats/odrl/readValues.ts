import { type Instant, instantOf, isInstant, readInstant } from "../../domain/window.js";
import { type Comparison, refuseComparison } from "./comparisons.js";
import type { Graph, Value } from "./graph.js";
import { odrl, shortName } from "./vocabulary.js";

/** Operators that say “one of these” of a member of a list. */
const POSITIVE = ["eq", "isAnyOf"];
const NEGATIVE = ["neq", "isNoneOf"];

/** Values that are included, or those that are left out. */
export interface Chosen {
  readonly isExcluding: boolean;
  readonly values: readonly Value[];
}

/** Reads a choice of values; `isAllOf` and `isPartOf` of one value say the same as `eq` where the value is a whole. */
export function chosen(graph: Graph, comparison: Comparison, wholes: "wholes" | "values" = "values"): Chosen | null {
  const { operator, values } = comparison;
  const isOne = values.length === 1;
  const isWhole = wholes === "wholes" && isOne && ["isAllOf", "isPartOf"].includes(operator);
  if (isWhole || operator === "isAnyOf" || (operator === "eq" && isOne)) return { isExcluding: false, values };
  if (operator === "isNoneOf" || (operator === "neq" && isOne)) return { isExcluding: true, values };
  refuseComparison(graph, comparison, `write it with ${[...POSITIVE, ...NEGATIVE].join(", ")}`);
  return null;
}

const DATE = /^(\d{4}-\d{2}-\d{2})Z?$/u;
const DAY = 86_400_000;

/** A bound in time: the first instant that is allowed, or the first that no longer is. A date is its day in UTC. */
export function timeBound(
  graph: Graph,
  comparison: Comparison,
): { readonly end: "from" | "until"; readonly at: Instant } | null {
  const { operator, values } = comparison;
  const [value] = values;
  const isBound = operator === "gteq" || operator === "gt" || operator === "lt" || operator === "lteq";
  if (!isBound || value === undefined || values.length > 1) {
    refuseComparison(graph, comparison, "write it with gteq, gt, lt or lteq and one instant");
    return null;
  }
  const text = String(value.value);
  const start = instantIn(text);
  if (start === null) {
    refuseComparison(
      graph,
      comparison,
      `“${text.slice(0, 60)}” must be an xsd:dateTime with its time zone, or an xsd:date`,
    );
    return null;
  }
  const isAfter = operator === "gt" || operator === "lteq";
  const at = isAfter ? instantOf(Date.parse(start) + (DATE.test(text) ? DAY : 1)) : start;
  if (!isInstant(at)) {
    refuseComparison(graph, comparison, "a year has four digits");
    return null;
  }
  return { end: operator === "gt" || operator === "gteq" ? "from" : "until", at };
}

function instantIn(text: string): Instant | null {
  const day = DATE.exec(text)?.[1];
  if (day !== undefined) return readInstant(`${day}T00:00Z`);
  return readInstant(text);
}

/** The most that is allowed, in whole numbers; null where it is said otherwise. */
export function most(graph: Graph, comparison: Comparison): number | null {
  const { operator, values } = comparison;
  const number = numberOf(values[0]);
  if (values.length === 1 && number !== null && number >= 0) {
    if (operator === "lteq") return Math.floor(number);
    if (operator === "lt" && number > 0) return Math.ceil(number) - 1;
  }
  refuseComparison(graph, comparison, "write it with lteq and one number");
  return null;
}

export function numberOf(value: Value | undefined): number | null {
  if (value === undefined || value.kind === "iri" || typeof value.value === "boolean") return null;
  if (typeof value.value === "number") return value.value;
  const isNumber = /^\d{1,15}(?:\.\d{1,6})?$/u.test(value.value);
  return isNumber ? Number(value.value) : null;
}

/** One value that must be equal. */
export function equal(graph: Graph, comparison: Comparison): string | null {
  const [value, ...more] = comparison.values;
  if (comparison.operator === "eq" && value !== undefined && more.length === 0) return String(value.value);
  refuseComparison(graph, comparison, "write it with eq and one value");
  return null;
}

const DURATION = /^P(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/u;

/** Hours of an xsd:duration without years and months, which have no length of their own. */
export function hoursOf(text: string): number | null {
  const found = DURATION.exec(text);
  if (found === null || !/\d/u.test(text) || text.endsWith("T")) return null;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = found;
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60 + Number(seconds) / 3_600;
}

/** The text of a literal, or what stands after the last `#`, `/` or `:` of an IRI. */
export function wordOf({ kind, value }: Value): string {
  const text = String(value);
  return kind === "literal" && !/^https?:|^urn:/u.test(text) ? text : (/[^#/:]*$/u.exec(text)?.[0] ?? text);
}

/** Each value as one of the words known; the others are refused by name. */
export function words<T extends string>(
  graph: Graph,
  { node, operand }: Comparison,
  values: readonly Value[],
  known: readonly T[],
): readonly T[] {
  return values.flatMap((value) => {
    const word = known.find((one) => one === wordOf(value).toLowerCase());
    if (word !== undefined) return [word];
    graph.refuse(
      node,
      odrl("rightOperand"),
      `“${String(value.value)}” is no ${shortName(operand)} known here; it reads ${known.join(", ")}.`,
    );
    return [];
  });
}
