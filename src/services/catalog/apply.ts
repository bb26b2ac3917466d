import type { Channel } from "../../domain/channel.js";
import { outdatedCitations } from "../../domain/citation.js";
import type { DomainEvent } from "../../domain/event.js";
import { currentVersion, type License } from "../../domain/license.js";
import type { Partner } from "../../domain/partner.js";
import { latestVersion, type Permission } from "../../domain/permission.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { MAX_EVENTS_PER_ENTRY } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import { recordLapses, withdrawals } from "../lapses.js";
import { allStates } from "../reads.js";
import { type Catalog, type CatalogPlace, readCatalog, saysTheSame } from "./files.js";

/** Of events together, as JSON; an entry has to fit into one document of a store (16 MB), whatever its alphabet. */
const MAX_CHARACTERS_PER_ENTRY = 4_000_000;

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
 * retires its partner or channel, and what was released there is withdrawn. What one entry does not hold, the next ones
 * do; where a process was killed in between, applying again goes on.
 */
export async function apply(desk: Desk, actor: Actor, place: CatalogPlace): Promise<Applied> {
  requireCapability(actor, "apply");
  const catalog = await readCatalog(place);
  const [recorded, retired]: [string[], string[]] = [[], []];
  for (;;) {
    const part = await applyPart(desk, actor, catalog);
    recorded.push(...part.recorded);
    retired.push(...part.retired);
    for (const channel of part.closing) await recordLapses(desk, { channel });
    if (part.isMore) continue;
    return { recorded, retired, passedOver: catalog.passedOver, outdated: await outdatedPermissions(desk) };
  }
}

interface Part {
  readonly recorded: readonly string[];
  readonly retired: readonly string[];
  /** Retired channels in which releases may be open on record still. */
  readonly closing: readonly string[];
  readonly isMore: boolean;
}

async function applyPart(desk: Desk, actor: Actor, catalog: Catalog): Promise<Part> {
  return desk.ledger.act(actor, "apply", async () => {
    const { channels, waiting } = await channelsToRecord(desk, catalog);
    const recorded = [
      ...(await partnersToRecord(desk, catalog)),
      ...channels,
      ...(await licensesToRecord(desk, catalog)),
    ];
    const retired = [...(await partnersToRetire(desk, catalog)), ...(await channelsToRetire(desk, catalog))];
    const all = [...recorded, ...retired];
    const events = fitting(all);
    const named = (wanted: readonly DomainEvent[]) =>
      wanted.filter((event) => events.includes(event)).map((event) => nameOf(event));
    const gone = events.flatMap((event) => (event.type === "channel.retired" ? [event.channel] : []));
    const room = MAX_EVENTS_PER_ENTRY - events.length;
    const left = gone.length === 0 ? [] : await withdrawals(desk, { channel: { $in: gone } }, "channel-retired", room);
    return {
      events: [...events, ...left],
      result: {
        recorded: named(recorded),
        retired: named(retired),
        closing: [...waiting, ...(left.length === room ? gone : [])],
        isMore: events.length < all.length || waiting.length > 0,
      },
    };
  });
}

/** As many, from the first on, as one entry holds. A license is recorded with its text, which may be long. */
function fitting(all: readonly DomainEvent[]): readonly DomainEvent[] {
  const events: DomainEvent[] = [];
  let characters = 0;
  for (const event of all.slice(0, MAX_EVENTS_PER_ENTRY)) {
    characters += JSON.stringify(event).length;
    if (events.length > 0 && characters > MAX_CHARACTERS_PER_ENTRY) break;
    events.push(event);
  }
  return events;
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

/** A channel that was retired waits while releases of before are open on record: they would be out again with it. */
async function channelsToRecord(
  desk: Desk,
  { channels }: Catalog,
): Promise<{ readonly channels: readonly DomainEvent[]; readonly waiting: readonly string[] }> {
  const known = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const changed = channels.filter((facts) => !isOnRecord(known.get(facts.id), facts));
  const waiting: string[] = [];
  for (const { id } of changed) {
    if ((known.get(id)?.retiredAt ?? null) === null) continue;
    if ((await withdrawals(desk, { channel: { $in: [id] } }, "channel-retired", 1)).length > 0) waiting.push(id);
  }
  const ready = changed.filter(({ id }) => !waiting.includes(id));
  return { channels: ready.map((facts) => ({ type: "channel.recorded", channel: facts.id, facts })), waiting };
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
  return (await allStates<Channel>(desk, "channel"))
    .filter(({ id, retiredAt }) => retiredAt === null && !kept.has(id))
    .map(({ id }) => ({ type: "channel.retired", channel: id }));
}
