import type { Item } from "../../domain/item.js";
import type { Partner } from "../../domain/partner.js";
import type { Desk } from "../desk.js";
import { allStates, feedRights } from "../reads.js";
import { knownLicenses } from "../versions.js";
import type { Sources } from "./outbound.js";

/** What the entries of these columns are composed from, but for the rules. */
export async function knownSources(
  desk: Desk,
  items: readonly Pick<Item, "sightings">[],
): Promise<Omit<Sources, "rules">> {
  const [partners, licenses, stated] = await Promise.all([
    allStates<Partner>(desk, "partner"),
    knownLicenses(desk),
    feedRights(
      desk,
      items.flatMap(({ sightings }) => sightings.map(({ source }) => source)),
    ),
  ]);
  return {
    baseUrl: desk.settings.baseUrl,
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    licenses,
    feedRights: stated,
  };
}
