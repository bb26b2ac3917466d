import type { Channel } from "../../domain/channel.js";
import { outdatedCitations } from "../../domain/citation.js";
import type { DomainEvent } from "../../domain/event.js";
import { currentVersion, type License } from "../../domain/license.js";
import type { Partner } from "../../domain/partner.js";
import { latestVersion, type Permission } from "../../domain/permission.js";
import { withdraw } from "../../domain/release.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { Desk } from "../desk.js";
import { allStates, openReleasesOfChannel } from "../reads.js";
import { type Catalog, type CatalogPlace, readCatalog, saysTheSame } from "./files.js";

export interface Applied {
  readonly recorded: readonly string[];
  readonly retired: readonly string[];
  /** Files of the example newsroom: this store is not one, so they do not count. */
  readonly passedOver: readonly string[];
  /** Permissions that keep citing an older version of a license than the one recorded now. */
  readonly outdated: readonly { readonly permission: string; readonly license: string }[];
}

/**
 * Makes the ledger say what `feeds/` and `licenses/` say. What did not change makes no event; a file that is gone
 * retires its partner or channel, and what was released there is withdrawn.
 */
export async function apply(desk: Desk, actor: Actor, place: CatalogPlace): Promise<Applied> {
  requireCapability(actor, "apply");
  const catalog = await readCatalog(place);
  const applied = await desk.ledger.act(actor, "apply", async () => {
    const recorded = [
      ...(await partnersToRecord(desk, catalog)),
      ...(await channelsToRecord(desk, catalog)),
      ...(await licensesToRecord(desk, catalog)),
    ];
    const retired = [...(await partnersToRetire(desk, catalog)), ...(await channelsToRetire(desk, catalog))];
    const named = (events: readonly DomainEvent[]) =>
      events.filter(({ type }) => !type.startsWith("release.")).map((event) => nameOf(event));
    return { events: [...recorded, ...retired], result: { recorded: named(recorded), retired: named(retired) } };
  });
  return { ...applied, passedOver: catalog.passedOver, outdated: await outdatedPermissions(desk) };
}

async function outdatedPermissions(desk: Desk): Promise<Applied["outdated"]> {
  const permissions = await allStates<Permission>(desk, "permission");
  const outdated = outdatedCitations(await allStates<License>(desk, "license"), permissions);
  return permissions
    .filter(({ id }) => outdated.has(id))
    .map((permission) => ({ permission: permission.id, license: latestVersion(permission).record.license.id }));
}

function nameOf(event: DomainEvent): string {
  const kind = event.type.slice(0, event.type.indexOf("."));
  return `${kind} ${String((event as unknown as Record<string, unknown>)[kind])}`;
}

async function partnersToRecord(desk: Desk, { partners }: Catalog): Promise<readonly DomainEvent[]> {
  const known = new Map((await allStates<Partner>(desk, "partner")).map((partner) => [partner.id, partner]));
  return partners
    .filter((facts) => !isOnRecord(known.get(facts.id), facts))
    .map((facts) => ({ type: "partner.recorded", partner: facts.id, facts }));
}

async function channelsToRecord(desk: Desk, { channels }: Catalog): Promise<readonly DomainEvent[]> {
  const known = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  return channels
    .filter((facts) => !isOnRecord(known.get(facts.id), facts))
    .map((facts) => ({ type: "channel.recorded", channel: facts.id, facts }));
}

function isOnRecord(known: Partner | Channel | undefined, facts: object): boolean {
  if (known === undefined || known.retiredAt !== null) return false;
  const stated = Object.fromEntries(Object.entries(known).filter(([member]) => member in facts));
  return saysTheSame(stated, facts);
}

async function licensesToRecord(desk: Desk, { licenses }: Catalog): Promise<readonly DomainEvent[]> {
  const known = new Map((await allStates<License>(desk, "license")).map((license) => [license.id, license]));
  return licenses
    .filter(({ id, digest }) => {
      const license = known.get(id);
      return license === undefined || currentVersion(license)?.digest !== digest;
    })
    .map(({ id, ...version }) => ({ type: "license.recorded", license: id, version }));
}

async function partnersToRetire(desk: Desk, { partners }: Catalog): Promise<readonly DomainEvent[]> {
  const kept = new Set(partners.map(({ id }) => id));
  const known = await allStates<Partner>(desk, "partner");
  return known
    .filter(({ id, retiredAt }) => retiredAt === null && !kept.has(id))
    .map(({ id }) => ({ type: "partner.retired", partner: id }));
}

async function channelsToRetire(desk: Desk, { channels }: Catalog): Promise<readonly DomainEvent[]> {
  const kept = new Set(channels.map(({ id }) => id));
  const gone = (await allStates<Channel>(desk, "channel")).filter(
    ({ id, retiredAt }) => retiredAt === null && !kept.has(id),
  );
  const events: DomainEvent[] = [];
  for (const { id } of gone) {
    const open = await openReleasesOfChannel(desk, id);
    events.push(
      { type: "channel.retired", channel: id },
      ...open.map((release) => withdraw(release, "channel-retired")),
    );
  }
  return events;
}
