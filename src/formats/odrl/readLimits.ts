import { type Comparison, refuseComparison } from "./comparisons.js";
import { type Graph, member } from "./graph.js";
import type { ScopeReader } from "./readScope.js";
import { equal, hoursOf, most, wordOf } from "./readValues.js";
import { isQuotaUnit, type Scope } from "./scope.js";
import { odrl } from "./vocabulary.js";
import { PERIOD_LENGTHS } from "./writeTerms.js";

const PURPOSES: Readonly<Record<string, "non-commercial" | "commercial">> = {
  "non-commercial": "non-commercial",
  noncommercial: "non-commercial",
  commercial: "commercial",
};

/** A record is for any purpose, or for what is not commercial. */
const purpose: ScopeReader = (graph, comparison) => {
  const { operator, values } = comparison;
  const named = values.map((value) => PURPOSES[wordOf(value).toLowerCase()]);
  const [only] = named;
  const isIn = ["eq", "isAnyOf", "isA", "isPartOf"].includes(operator) && only === "non-commercial";
  const isOut = ["neq", "isNoneOf"].includes(operator) && only === "commercial";
  if (named.length === 1 && (isIn || isOut)) return { purpose: "non-commercial" };
  refuseComparison(graph, comparison, "it reads eq non-commercial, or neq commercial");
  return {};
};

/** A first use that must lie so many days after the first publication. */
const elapsedTime: ScopeReader = (graph, comparison, before) => {
  const hours = spanAfterPublication(graph, comparison, ["lt"], "elapsedTime lt");
  if (hours === null) return {};
  if (hours % 24 === 0) {
    const days = hours / 24;
    return { withinDays: before.withinDays === null ? days : Math.min(days, before.withinDays) };
  }
  refuseComparison(graph, comparison, "write whole days");
  return {};
};

const delayPeriod: ScopeReader = (graph, comparison, before) => {
  const hours = spanAfterPublication(graph, comparison, ["gteq", "eq"], "delayPeriod gteq");
  return hours === null ? {} : embargoOf(graph, comparison, before, { hoursAfterPublication: hours });
};

function spanAfterPublication(
  graph: Graph,
  comparison: Comparison,
  operators: readonly Comparison["operator"][],
  usual: string,
): number | null {
  const [value] = comparison.values;
  const hours = value === undefined ? null : hoursOf(String(value.value));
  const isCounted = member(graph, comparison.node, "after")?.value === "publication";
  const isReadable = comparison.values.length === 1 && operators.includes(comparison.operator);
  if (isCounted && isReadable && hours !== null) return hours;
  refuseComparison(
    graph,
    comparison,
    `write ${usual} with days, hours, minutes or seconds, and say since when: impr:after "publication"`,
  );
  return null;
}

/** After an event that a person must say has come. */
const event: ScopeReader = (graph, comparison, before) => {
  const [value] = comparison.values;
  if (comparison.operator === "gt" && comparison.values.length === 1 && value !== undefined) {
    return embargoOf(graph, comparison, before, { open: String(value.value) });
  }
  refuseComparison(graph, comparison, "write it with gt and the event in words");
  return {};
};

function embargoOf(
  graph: Graph,
  comparison: Comparison,
  before: Scope,
  embargo: NonNullable<Scope["embargo"]>,
): Partial<Scope> {
  if (before.embargo === null) return { embargo };
  refuseComparison(graph, comparison, "a record has one embargo");
  return {};
}

/** Twice the same kind of limit would be two quotas; a record has one. */
function once(graph: Graph, comparison: Comparison, before: Scope, name: "count" | "per" | "period"): boolean {
  if (before[name] !== null) refuseComparison(graph, comparison, "a record has one quota");
  return before[name] === null;
}

const count: ScopeReader = (graph, comparison, before) => {
  const number = most(graph, comparison);
  if (number === null || !once(graph, comparison, before, "count")) return {};
  if (comparison.unit === null) return { count: number };
  const unit = wordOf({ kind: "iri", value: comparison.unit, datatype: null });
  if (isQuotaUnit(unit)) return { count: number, unit };
  refuseComparison(graph, comparison, "its unit is impr:items, impr:words or impr:downloads");
  return {};
};

const unitOfCount: ScopeReader = (graph, comparison, before) => {
  const per = equal(graph, comparison);
  if (per === null || !once(graph, comparison, before, "per")) return {};
  if (per === "outlet" || per === "all") return { per };
  refuseComparison(graph, comparison, "it reads outlet, or all");
  return {};
};

const timeInterval: ScopeReader = (graph, comparison, before) => {
  const text = equal(graph, comparison);
  if (text === null || !once(graph, comparison, before, "period")) return {};
  const weekly = text === "P1W" ? PERIOD_LENGTHS.week : text;
  for (const period of ["day", "week", "month", "year"] as const) {
    if (PERIOD_LENGTHS[period] === weekly) return { period };
  }
  refuseComparison(graph, comparison, "a quota is by the day, week, month or year: P1D, P7D, P1M, P1Y");
  return {};
};

/** Readers of what limits a permission beyond its reach, by operand. */
export const LIMIT_READERS: Readonly<Record<string, ScopeReader>> = {
  [odrl("purpose")]: purpose,
  [odrl("elapsedTime")]: elapsedTime,
  [odrl("delayPeriod")]: delayPeriod,
  [odrl("event")]: event,
  [odrl("count")]: count,
  [odrl("unitOfCount")]: unitOfCount,
  [odrl("timeInterval")]: timeInterval,
};
