import type { DomainEvent } from "../domain/event.js";
import { boundariesOf } from "../domain/permission.js";
import { type Instant, instantOf } from "../domain/window.js";
import { entriesAfter } from "../ledger/entries.js";
import type { Desk } from "./desk.js";
import { isSure } from "./doubt.js";
import { recordLapses, type Scope } from "./lapses.js";
import { getPermission, itemsById } from "./reads.js";
import { everyPermission } from "./rulebook.js";

const BATCH_ENTRIES = 100;

/** Up to which instant, and which entry of the ledger, everything that has ended is recorded. */
export interface Swept {
  readonly at: Instant;
  readonly seq: number;
}

/**
 * Records what the clock has ended since the last sweep, partner by partner, and what acts have ended whose process did
 * not get to record it. The gate does not wait for it; evidence does. The first sweep of a process looks at every partner.
 * A desk that is in doubt of its clock or its ledger records nothing yet.
 */
export async function sweep(desk: Desk, since: Swept | null): Promise<Swept | null> {
  const { seq } = await desk.ledger.catchUp();
  if (!(await isSure(desk))) return since;
  const now = desk.now();
  const from = since?.at ?? instantOf(0);
  const permissions = await everyPermission(desk);
  const crossed = permissions.filter((permission) =>
    boundariesOf(permission, from).some((boundary) => boundary <= now),
  );
  const ended = await desk.models.projected.override.find({ until: { $gt: from, $lte: now } }).lean();
  const items = await itemsById(
    desk,
    ended.map(({ item }) => item),
  );
  const partners = new Set([...crossed, ...items.values()].map(({ partner }) => partner));
  for (const partner of partners) await recordLapses(desk, { partner });
  if (since !== null) await recordEnded(desk, since.seq);
  return { at: now, seq };
}

/** Finishes what acts since an entry, of any process, have ended: what is recorded already makes no event. */
async function recordEnded(desk: Desk, since: number): Promise<void> {
  for (let entries = await entriesAfter(desk.models, since, BATCH_ENTRIES); entries.length > 0; ) {
    const scopes = new Map<string, Scope>();
    for (const event of entries.flatMap(({ events }) => events)) {
      const scope = await scopeOf(desk, event);
      if (scope !== null) scopes.set(JSON.stringify(scope), scope);
    }
    for (const scope of scopes.values()) await recordLapses(desk, scope);
    entries = await entriesAfter(desk.models, entries.at(-1)?.seq ?? 0, BATCH_ENTRIES);
  }
}

/** Whose releases an event may end that names none of them; null where it ends none. */
async function scopeOf(desk: Desk, event: DomainEvent): Promise<Scope | null> {
  switch (event.type) {
    case "item.held":
    case "item.withdrawn":
    case "item.taken-down":
    case "item.purged":
      return { item: event.item };
    case "channel.retired":
      return { channel: event.channel };
    case "permission.granted":
    case "permission.amended":
      return { partner: event.record.partner };
    case "permission.moved":
    case "permission.revoked":
      return { partner: (await getPermission(desk, event.permission)).partner };
    default:
      return null;
  }
}
