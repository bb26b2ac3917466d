/** ISO 3166-1 alpha-2, upper case. */
export type Country = string;

/** A set of countries: everything included that is not excluded. */
export interface Territories {
  readonly include: "worldwide" | readonly Country[];
  readonly exclude: readonly Country[];
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
  const countries = inner.include === "worldwide" ? [...COUNTRIES] : inner.include;
  if (inner.include === "worldwide" && outer.include !== "worldwide") return false;
  return countries.every((country) => !includes(inner, country) || includes(outer, country));
}

/** `GB, IE`, `worldwide`, or `worldwide except DE`. */
export function nameTerritories(territories: Territories): string {
  const included = nameReach(territories.include);
  return territories.exclude.length === 0 ? included : `${included} except ${territories.exclude.join(", ")}`;
}

export function nameReach(reach: Reach): string {
  if (reach === "worldwide") return "worldwide";
  return reach.length === 0 ? "no country" : reach.join(", ");
}
