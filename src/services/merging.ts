import type { Channel } from "../domain/channel.js";
import { endedBy } from "../domain/ending.js";
import { DomainError } from "../domain/error.js";
import type { Item } from "../domain/item.js";
import { detachItem, mergeItems, partSighting } from "../domain/itemMerge.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { forgetTaken } from "./ingest/intake.js";
import { allStates, getItem, openReleasesOfItem } from "./reads.js";

/**
 * Makes another column count as this one.
 *
 * @throws DomainError `act.conflict` also where the other one is released: hold it first, so that outlets are told.
 */
export async function merge(desk: Desk, actor: Actor, id: string, other: string, reason: string): Promise<void> {
  requireCapability(actor, "review");
  await desk.ledger.act(actor, "merge", async (at) => {
    const [item, merged] = [await getItem(desk, id), await getItem(desk, other)];
    await requireUnreleased(desk, merged, at);
    return { events: mergeItems(item, merged, reason, actor.id), result: undefined };
  });
}

/** What is open on record only, because the withdrawal has yet to be written down, is out. */
async function requireUnreleased(desk: Desk, item: Item, at: Instant): Promise<void> {
  const { id } = item;
  const known = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const open = (await openReleasesOfItem(desk, id)).filter((release) => {
    const channel = known.get(release.channel);
    return channel !== undefined && endedBy(release, item, channel, at) === null;
  });
  if (open.length === 0) return;
  const channels = open.map(({ channel }) => channel).join(", ");
  throw new DomainError("act.conflict", `${id} is released in ${channels}; hold it first, so that outlets are told.`);
}

export interface SplitRequest {
  /** A column that was merged by hand. */
  readonly item: string | null;
  /** A source whose column was taken for this one. */
  readonly source: string | null;
}

/** Undoes a merge: one by hand gives the other column back; one that recognition made becomes a column at the next poll. */
export async function split(
  desk: Desk,
  actor: Actor,
  id: string,
  request: SplitRequest,
  reason: string,
): Promise<void> {
  requireCapability(actor, "review");
  const { item: other, source } = request;
  await desk.ledger.act(actor, "split", async () => {
    const item = await getItem(desk, id);
    if (source !== null) return { events: [partSighting(item, source, reason, actor.id)], result: undefined };
    if (other === null) throw new DomainError("input.invalid", "Name the source or the item to split off.");
    return { events: detachItem(item, await getItem(desk, other), reason, actor.id), result: undefined };
  });
  if (source !== null) await forgetTaken(desk, source);
}
