import { groupNamed } from "./territoryGroups.js";

/** ISO 3166-1 alpha-2, upper case. */
export type Country = string;

/** A group by which countries were named when this was recorded, and the day of the list that was used. */
export interface NamedGroup {
  readonly code: string;
  readonly asOf: string;
}

/** A set of countries: everything included that is not excluded. */
export interface Territories {
  readonly include: "worldwide" | readonly Country[];
  readonly exclude: readonly Country[];
  /** How some of the included were named; it is the countries that count. */
  readonly named?: readonly NamedGroup[];
}

/** Where a channel is read. */
export type Reach = "worldwide" | readonly Country[];

export const WORLDWIDE: Territories = { include: "worldwide", exclude: [] };

const CODES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
  "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
  "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT " +
  "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
  "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG " +
  "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

const COUNTRIES: ReadonlySet<Country> = new Set(CODES.split(" "));

export function isCountry(text: string): boolean {
  return COUNTRIES.has(text);
}

/** The countries asked for that the set does not cover; a worldwide question needs a worldwide answer without exclusions. */
export function uncovered(territories: Territories, asked: Reach): readonly string[] {
  if (asked === "worldwide") {
    if (territories.include !== "worldwide") return ["worldwide"];
    return territories.exclude;
  }
  return asked.filter((country) => !includes(territories, country));
}

/** Every country of the set. */
export function includedCountries(territories: Territories): readonly Country[] {
  const { include } = territories;
  return (include === "worldwide" ? [...COUNTRIES] : include).filter((country) => includes(territories, country));
}

export function includes(territories: Territories, country: Country): boolean {
  const included = territories.include === "worldwide" || territories.include.includes(country);
  return included && !territories.exclude.includes(country);
}

/** True where at least one country asked for lies in the set: enough for a prohibition to bite. */
export function touches(territories: Territories, asked: Reach): boolean {
  if (asked !== "worldwide") return asked.some((country) => includes(territories, country));
  if (territories.include === "worldwide") return territories.exclude.length < COUNTRIES.size;
  return territories.include.some((country) => !territories.exclude.includes(country));
}

/** True where `inner` covers nothing that `outer` does not. */
export function isWithinTerritories(inner: Territories, outer: Territories): boolean {
  if (inner.include === "worldwide" && outer.include !== "worldwide") return false;
  return includedCountries(inner).every((country) => includes(outer, country));
}

/** `GB, IE`, `EU (2020-02-01), GB`, `worldwide`, or `worldwide except DE`. */
export function nameTerritories(territories: Territories): string {
  const included = nameIncluded(territories);
  return territories.exclude.length === 0 ? included : `${included} except ${territories.exclude.join(", ")}`;
}

function nameIncluded({ include, named = [] }: Territories): string {
  if (include === "worldwide" || named.length === 0) return nameReach(include);
  const members = new Set(named.flatMap(({ code }) => groupNamed(code)?.members ?? []));
  const others = include.filter((country) => !members.has(country));
  return [...named.map(({ code, asOf }) => `${code} (${asOf})`), ...others].join(", ");
}

/** Names of groups replaced by their members; names that are neither country nor group are left for the check. */
export function expandGroups({ include, exclude }: Territories): Territories {
  if (include === "worldwide") return { include, exclude: membersOf(exclude) };
  const groups = include.flatMap((code) => groupNamed(code) ?? []);
  const countries = { include: membersOf(include), exclude: membersOf(exclude) };
  return groups.length === 0 ? countries : { ...countries, named: groups.map(({ code, asOf }) => ({ code, asOf })) };
}

/** The names by which the set can be said again: groups first, then the countries that are in none of them. */
export function namesAgain({ include, exclude, named = [] }: Territories): Territories {
  if (include === "worldwide" || named.length === 0) return { include, exclude };
  const members = new Set(named.flatMap(({ code }) => groupNamed(code)?.members ?? []));
  return {
    include: [...named.map(({ code }) => code), ...include.filter((country) => !members.has(country))],
    exclude,
  };
}

function membersOf(codes: readonly string[]): readonly Country[] {
  return [...new Set(codes.flatMap((code) => groupNamed(code)?.members ?? [code]))];
}

/** Countries that are both included and excluded by name: a contradiction in one record. A group less a member is none. */
export function contradictions({ include, exclude, named = [] }: Territories): readonly Country[] {
  const members = new Set(named.flatMap(({ code }) => groupNamed(code)?.members ?? []));
  return include === "worldwide" ? [] : include.filter((code) => exclude.includes(code) && !members.has(code));
}

/** True where at least one country lies in both. */
export function overlap(a: Territories, b: Territories): boolean {
  return touches(a, includedCountries(b));
}

export function nameReach(reach: Reach): string {
  if (reach === "worldwide") return "worldwide";
  return reach.length === 0 ? "no country" : reach.join(", ");
}
