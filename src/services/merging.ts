import type { Channel } from "../domain/channel.js";
import { endedBy } from "../domain/ending.js";
import { DomainError } from "../domain/error.js";
import type { Item } from "../domain/item.js";
import { detachItem, isApart, mergeItems, partSighting } from "../domain/itemMerge.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { forgetTaken } from "./ingest/intake.js";
import { allStates, getItem, openReleasesOfItem } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";

/**
 * Makes another column count as this one. Sent again, it changes nothing.
 *
 * @throws DomainError `act.conflict` also where the other one is released: hold it first, so that outlets are told.
 */
export async function merge(desk: Desk, actor: Actor, id: string, other: string, reason: string): Promise<void> {
  requireCapability(actor, "review");
  await desk.ledger.act(actor, "merge", async (at) => {
    const [item, merged] = [await getItem(desk, id), await getItem(desk, other)];
    const event = { type: "item.merged", item: other, into: id, reason, by: actor.id } as const;
    const isAgain = () => isSentAgain(desk, { actor, act: "merge", subject: `item:${other}`, event });
    if (merged.merged?.into === id && (await isAgain())) return { events: [], result: undefined };
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

/**
 * Undoes a merge: one by hand gives the other column back; one that recognition made becomes a column at the next poll. Sent
 * again, it changes nothing.
 */
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
    if (await isSplit(desk, actor, item, request, reason)) return { events: [], result: undefined };
    if (source !== null) return { events: [partSighting(item, source, reason, actor.id)], result: undefined };
    if (other === null) throw new DomainError("input.invalid", "Name the source or the item to split off.");
    return { events: detachItem(item, await getItem(desk, other), reason, actor.id), result: undefined };
  });
  if (source !== null) await forgetTaken(desk, source);
}

/** Whether this very split is on record already, and nothing was merged into the column since. */
async function isSplit(desk: Desk, actor: Actor, item: Item, { item: other, source }: SplitRequest, reason: string) {
  const said = { item: item.id, reason, by: actor.id };
  const sent = { actor, act: "split", subject: `item:${item.id}`, undoneBy: ["merge"] } as const;
  if (source !== null)
    return isApart(item, source) && isSentAgain(desk, { ...sent, event: { type: "item.parted", source, ...said } });
  if (other === null) return false;
  return isSentAgain(desk, { ...sent, event: { type: "item.detached", other, ...said } });
}
