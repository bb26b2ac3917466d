import type { Embargo } from "../../domain/embargo.js";
import type { MaxUses, Period } from "../../domain/quota.js";
import type { ExcerptLimit, OutletSet, Terms } from "../../domain/terms.js";
import type { Territories } from "../../domain/territory.js";
import { type Action, AI_USES, COMPONENTS, type Medium } from "../../domain/use.js";
import type { Window } from "../../domain/window.js";
import { countryIri } from "./countries.js";
import { anyOf, compare, type PolicyJson, type PolicyValue, refinedAction, stated } from "./policyJson.js";
import { ACTION_NAMES, iriOf } from "./vocabulary.js";

/** How often a quota begins anew, as a duration; `total` never does. */
export const PERIOD_LENGTHS: Readonly<Record<Exclude<Period, "total">, string>> = {
  day: "P1D",
  week: "P7D",
  month: "P1M",
  year: "P1Y",
};

/** Where an action is allowed only after the grantor was asked: a refinement of it. */
const ASKED_FIRST = compare("impr:consent", "eq", "obtained");

const instant = (value: string): PolicyJson => ({ "@value": value, "@type": "xsd:dateTime" });
const duration = (value: string): PolicyJson => ({ "@value": value, "@type": "xsd:duration" });

/** The countries of a set: those included, and those that are not. */
export function territoryConstraints({ include, exclude, named }: Territories): readonly PolicyJson[] {
  const iris = (countries: readonly string[]) => countries.map((country) => ({ "@id": countryIri(country) }));
  const groups = named?.map(({ code, asOf }) => ({ "impr:code": code, "impr:asOf": asOf }));
  const within =
    include === "worldwide" ? [] : [compare("spatial", "isAnyOf", iris(include), { "impr:namedGroup": groups })];
  return exclude.length === 0 ? within : [...within, compare("spatial", "isNoneOf", iris(exclude))];
}

export function mediaConstraints(media: "any" | readonly Medium[]): readonly PolicyJson[] {
  return media === "any" ? [] : [anyOf("deliveryChannel", media)];
}

/** From an instant on, and before another. */
export function windowConstraints({ from, until }: Window, operand = "dateTime"): readonly PolicyJson[] {
  return [
    ...(from === null ? [] : [compare(operand, "gteq", instant(from))]),
    ...(until === null ? [] : [compare(operand, "lt", instant(until))]),
  ];
}

/** Outlets by id or by a group of theirs: either is enough. */
export function outletConstraint({ outlets, groups }: OutletSet): PolicyJson {
  const byId = anyOf("impr:outlet", outlets);
  return groups === undefined ? byId : { or: [byId, anyOf("impr:outletGroup", groups)] };
}

/** What the rule reaches, as a permission or a prohibition. */
export function reachConstraints(terms: Terms): readonly PolicyJson[] {
  const { languages, audience, effect, onward } = terms;
  return [
    ...mediaConstraints(terms.media),
    ...territoryConstraints(terms.territories),
    ...(languages === "any" ? [] : [anyOf("language", languages)]),
    ...(audience === "any" ? [] : [anyOf("recipient", audience)]),
    ...(effect === "deny" && typeof onward !== "string" ? [outletConstraint(onward)] : []),
  ];
}

/** What limits a permission further; a prohibition is not limited by it. */
export function limitConstraints(terms: Terms): readonly PolicyJson[] {
  const { purpose, embargo, useWithinDays, maxUses } = terms;
  return [
    ...(purpose === "any" ? [] : [compare("purpose", "eq", purpose)]),
    ...(embargo === null ? [] : [embargoConstraint(embargo)]),
    ...(useWithinDays === null
      ? []
      : [compare("elapsedTime", "lt", duration(`P${useWithinDays}D`), { "impr:after": "publication" })]),
    ...(maxUses === null ? [] : quotaConstraints(maxUses)),
  ];
}

function embargoConstraint(embargo: Embargo): PolicyJson {
  if ("until" in embargo) return compare("dateTime", "gteq", instant(embargo.until), { "impr:embargo": true });
  if ("open" in embargo) return compare("event", "gt", embargo.open);
  const hours = embargo.hoursAfterPublication;
  const delay = Number.isInteger(hours) ? `PT${hours}H` : `PT${hours * 3_600}S`;
  return compare("delayPeriod", "gteq", duration(delay), { "impr:after": "publication" });
}

function quotaConstraints({ count, unit, period, per }: MaxUses): readonly PolicyJson[] {
  const length = period === "total" ? [] : [compare("timeInterval", "eq", duration(PERIOD_LENGTHS[period]))];
  return [
    compare("count", "lteq", count, { unit: `impr:${unit}` }),
    compare("unitOfCount", "eq", per === "outlet" ? "outlet" : "all"),
    ...length,
  ];
}

const LIMITS = ["words", "characters", "paragraphs", "percent"] as const;

/** The most an excerpt may have. One that names no limit says so, to be told from none. */
export function excerptRefinement(limit: ExcerptLimit): readonly PolicyJson[] {
  const said = LIMITS.flatMap((name) => {
    const most = limit[name];
    return most === null ? [] : [compare(name === "percent" ? "percentage" : `impr:${name}`, "lteq", most)];
  });
  return said.length > 0 ? said : [compare("impr:excerptSize", "eq", "unlimited")];
}

const bare = (actions: readonly Action[]): readonly PolicyValue[] => actions.map((action) => ACTION_NAMES[action]);

/** What a permission allows: at least one action, `impr:nothing` where the record allows none. */
export function allowedActions(terms: Terms): readonly PolicyValue[] {
  const { actions, ask, excerpt } = terms;
  const limited = excerpt === null ? [] : excerptRefinement(excerpt);
  const allowed = actions.map((action) => refinedAction(ACTION_NAMES[action], action === "excerpt" ? limited : []));
  const saysLimit = !actions.includes("excerpt");
  const all = [...allowed, ...askedActions(ask, saysLimit ? limited : []), ...changes(terms), ...passingOn(terms)];
  return all.length > 0 ? all : ["impr:nothing"];
}

function askedActions(ask: readonly Action[], limited: readonly PolicyJson[]): readonly PolicyValue[] {
  return ask.map((action) =>
    refinedAction(ACTION_NAMES[action], [ASKED_FIRST, ...(action === "excerpt" ? limited : [])]),
  );
}

function changes({ edits }: Terms): readonly PolicyValue[] {
  return edits === "verbatim" ? [] : [refinedAction("modify", [compare("impr:edits", "lteq", edits)])];
}

function passingOn({ onward }: Terms): readonly PolicyValue[] {
  if (onward === "none") return [];
  const to = onward === "anyone" ? compare("recipient", "eq", { "@id": iriOf("anyone") }) : outletConstraint(onward);
  return [refinedAction("grantUse", [to])];
}

export function forbiddenActions({ actions }: Terms): readonly PolicyValue[] {
  return actions.length > 0 ? bare(actions) : ["impr:nothing"];
}

/** Of a prohibition, what its record says beside what it forbids; it would hold for a permission and binds nobody here. */
export function besides(terms: Terms, duty: readonly PolicyJson[]): PolicyJson {
  const onward = typeof terms.onward === "string" ? passingOn(terms) : [];
  return {
    action: [...askedActions(terms.ask, []), ...changes(terms), ...onward],
    constraint: limitConstraints(terms),
    duty,
  };
}

/** The limit of an excerpt where no action of the rule carries it. */
function looseLimit({ effect, actions, ask, excerpt }: Terms): PolicyJson | null {
  const isCarried = effect === "allow" && (actions.includes("excerpt") || ask.includes("excerpt"));
  return excerpt === null || isCarried ? null : { refinement: excerptRefinement(excerpt) };
}

/** What ODRL has no word for, one term of the profile for each member. */
export function ruleProperties(terms: Terms): PolicyJson {
  return stated({
    ...Object.fromEntries(COMPONENTS.map((part) => [`impr:part-${part}`, terms.components[part]])),
    ...Object.fromEntries(AI_USES.map((use) => [`impr:ai-${use}`, terms.ai[use]])),
    "impr:absolute": terms.absolute,
    "impr:creditMatch": terms.creditMatch,
    "impr:editsWithConsent": terms.editsWithConsent,
    "impr:headline": terms.headline,
    "impr:excerptLimit": looseLimit(terms),
    "impr:paywall": terms.paywall,
    "impr:ads": terms.ads,
    "impr:maxDays": terms.maxDays,
    "impr:afterEnd": terms.afterEnd,
    "impr:searchWish": terms.searchWish,
    "impr:revocable": terms.revocable,
    "impr:noticeDays": terms.noticeDays,
  });
}
