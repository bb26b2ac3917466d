import { isLanguage } from "../../domain/language.js";
import { expandGroups, type NamedGroup } from "../../domain/territory.js";
import { groupNamed } from "../../domain/territoryGroups.js";
import { AUDIENCES, MEDIA } from "../../domain/use.js";
import { type Comparison, refuseComparison, refuseOperand } from "./comparisons.js";
import { countryOf } from "./countries.js";
import { type Graph, member, type Value } from "./graph.js";
import { LIMIT_READERS } from "./readLimits.js";
import { chosen, timeBound, words } from "./readValues.js";
import { EMPTY_SCOPE, type Scope } from "./scope.js";
import { impr, odrl } from "./vocabulary.js";

/** Reads one comparison into what was read before it; all comparisons hold together. */
export type ScopeReader = (graph: Graph, comparison: Comparison, before: Scope) => Partial<Scope>;

/** What the comparisons say together, of the operands that are allowed here. */
export function scopeOf(graph: Graph, comparisons: readonly Comparison[], allowed: readonly string[]): Scope {
  let scope = EMPTY_SCOPE;
  for (const comparison of comparisons) {
    const read = allowed.includes(comparison.operand) ? READERS[comparison.operand] : undefined;
    if (read === undefined) refuseOperand(graph, comparison, allowed);
    else scope = { ...scope, ...read(graph, comparison, scope) };
  }
  return scope;
}

/** Both lists hold: what stands in each. */
function both<T>(before: readonly T[] | null, now: readonly T[]): readonly T[] {
  if (before === null) return now;
  const also = new Set(before);
  return now.filter((value) => also.has(value));
}

const spatial: ScopeReader = (graph, comparison, before) => {
  const choice = chosen(graph, comparison, "wholes");
  if (choice === null) return {};
  const { list, named } = countries(graph, comparison, choice.values);
  if (choice.isExcluding) return { exclude: [...before.exclude, ...list] };
  const stated = namedGroups(graph, comparison) ?? named;
  return { include: both(before.include, list), named: before.include === null ? stated : null };
};

function countries(graph: Graph, { node }: Comparison, values: readonly Value[]) {
  const codes = values.flatMap(({ value }) => {
    const text = String(value);
    if (groupNamed(text) !== undefined) return [text];
    const country = countryOf(text);
    if (country === null) {
      const detail = `“${text.slice(0, 80)}” is no country of ISO 3166-1; use http://cvx.iptc.org/iso3166-1a3/ and its alpha-3 code.`;
      graph.refuse(node, odrl("rightOperand"), detail);
    }
    return country ?? [];
  });
  const hasGroup = codes.some((code) => groupNamed(code) !== undefined);
  if (!hasGroup) return { list: codes, named: null };
  const { include, named = null } = expandGroups({ include: codes, exclude: [] });
  return { list: include === "worldwide" ? [] : include, named };
}

function namedGroups(graph: Graph, { node }: Comparison): readonly NamedGroup[] | null {
  if (node[impr("namedGroup")] === undefined) return null;
  return graph.nodes(node, impr("namedGroup")).map((group) => ({
    code: String(member(graph, group, "code")?.value ?? ""),
    asOf: String(member(graph, group, "asOf")?.value ?? ""),
  }));
}

const deliveryChannel: ScopeReader = (graph, comparison, before) => {
  const choice = chosen(graph, comparison);
  if (choice === null) return {};
  const named = words(graph, comparison, choice.values, MEDIA);
  return { media: both(before.media, choice.isExcluding ? MEDIA.filter((one) => !named.includes(one)) : named) };
};

const recipient: ScopeReader = (graph, comparison, before) => {
  const choice = chosen(graph, comparison);
  if (choice === null) return {};
  const named = words(graph, comparison, choice.values, AUDIENCES);
  const left = AUDIENCES.filter((one) => !named.includes(one));
  return { audience: both(before.audience, choice.isExcluding ? left : named) };
};

/** Ranges are not intersected: `en` and `en-GB` are two texts and one language within the other. */
const language: ScopeReader = (graph, comparison, before) => {
  const choice = chosen(graph, comparison);
  const ranges = choice?.values.map(({ value }) => String(value)) ?? [];
  const isReadable = choice !== null && !choice.isExcluding && before.languages === null && ranges.every(isLanguage);
  if (choice !== null && !isReadable) {
    refuseComparison(graph, comparison, "write it once, with eq or isAnyOf and languages as BCP 47 has them");
  }
  return isReadable ? { languages: both(null, ranges) } : {};
};

const dateTime: ScopeReader = (graph, comparison, before) => {
  const bound = timeBound(graph, comparison);
  if (bound === null) return {};
  const { end, at } = bound;
  if (member(graph, comparison.node, "embargo")?.value === true) return embargoFrom(graph, comparison, before, bound);
  if (end === "from") return { from: before.from !== null && before.from > at ? before.from : at };
  return { until: before.until !== null && before.until < at ? before.until : at };
};

function embargoFrom(
  graph: Graph,
  comparison: Comparison,
  before: Scope,
  { end, at }: NonNullable<ReturnType<typeof timeBound>>,
): Partial<Scope> {
  if (end === "from" && before.embargo === null) return { embargo: { until: at } };
  refuseComparison(graph, comparison, "an embargo is one bound, with gteq");
  return {};
}

const outlet: ScopeReader = (graph, comparison, before) => {
  const choice = chosen(graph, comparison);
  if (choice === null) return {};
  if (choice.isExcluding || before.outlets !== null) {
    refuseComparison(graph, comparison, "name the outlets once, with isAnyOf");
    return {};
  }
  return { outlets: outletsOf(comparison) };
};

/** The outlets, and the groups of outlets, that a comparison names. */
export function outletsOf({ operand, values, groups }: Comparison): NonNullable<Scope["outlets"]> {
  const names = values.map(({ value }) => String(value));
  if (operand === impr("outletGroup")) return { outlets: [], groups: names };
  if (groups === null) return { outlets: names };
  return { outlets: names, groups: groups.map(({ value }) => String(value)) };
}

/** `status` is what the state is; the constraint itself only says that the rule holds while it is active. */
const state: ScopeReader = (graph, comparison) => {
  const { operator, status, values } = comparison;
  if (operator === "eq" && values.length === 1 && values[0]?.value === "active") return { state: status ?? "active" };
  refuseComparison(graph, comparison, "it reads eq active, with odrl:status");
  return {};
};

const READERS: Readonly<Record<string, ScopeReader>> = {
  [odrl("spatial")]: spatial,
  [odrl("deliveryChannel")]: deliveryChannel,
  [odrl("recipient")]: recipient,
  [odrl("language")]: language,
  [odrl("dateTime")]: dateTime,
  [impr("outlet")]: outlet,
  [impr("outletGroup")]: outlet,
  [impr("state")]: state,
  ...LIMIT_READERS,
};
