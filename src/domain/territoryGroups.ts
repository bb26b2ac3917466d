import type { Country } from "./territory.js";

/** A named set of countries as it was from a day on. Contracts name such sets; their members change. */
export interface TerritoryGroup {
  readonly code: string;
  readonly name: string;
  /** The day, UTC, since which these are the members. */
  readonly asOf: string;
  readonly members: readonly Country[];
}

const EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

const group = (code: string, name: string, asOf: string, members: string): TerritoryGroup => ({
  code,
  name,
  asOf,
  members: members.split(" "),
});

/**
 * The groups that a permission or a license may name. Recording it expands the name into the members of that day, and
 * keeps name and day: a later change of a group changes no permission.
 */
export const TERRITORY_GROUPS: readonly TerritoryGroup[] = [
  group("EU", "European Union", "2020-02-01", EU),
  group("EEA", "European Economic Area", "2020-02-01", `${EU} IS LI NO`),
  group("EFTA", "European Free Trade Association", "1995-01-01", "CH IS LI NO"),
  group("DACH", "Germany, Austria, Switzerland", "1990-10-03", "AT CH DE"),
  group("BENELUX", "Belgium, the Netherlands, Luxembourg", "1960-11-01", "BE LU NL"),
  group("NORDIC", "Nordic Council countries with their own codes", "1984-01-01", "AX DK FI FO GL IS NO SE"),
];

export function groupNamed(code: string): TerritoryGroup | undefined {
  return TERRITORY_GROUPS.find((known) => known.code === code);
}
