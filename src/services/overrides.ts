import { DomainError } from "../domain/error.js";
import { endOverride as endedOverride, giveOverride, type Override } from "../domain/override.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { OverrideRequest } from "../formats/shapes/requests.js";
import type { Desk } from "./desk.js";
import { recordLapses } from "./lapses.js";
import { type Order, type Page, type PageQuery, pageOf, told } from "./lists/page.js";
import { type Asked, eventsIn, repeated } from "./once.js";
import { getChannel, getItem, stateOf } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";

/** Lets one column pass although named constraints refuse it: in the actor's own name and role, with a reason and an end. */
export async function override(
  desk: Desk,
  actor: Actor,
  request: OverrideRequest,
  asked: Asked | null = null,
): Promise<{ readonly override: string }> {
  requireCapability(actor, "override");
  const id = desk.newId("ovr");
  const repeat = repeated(asked, (entry) => ({ override: eventsIn(entry, "override.given")[0].override }));
  const decide = async (at: Instant) => {
    const { item, channel, codes, reason } = request;
    await getItem(desk, item);
    if (channel !== null) await getChannel(desk, channel);
    const until = request.until;
    const given = { override: id, item, channel, codes, by: actor.id, role: actor.role, reason, until };
    return { events: [giveOverride(given, at)], result: { override: id } };
  };
  return desk.ledger.act(actor, "override", decide, repeat);
}

/** Ends an override now; what stood on it alone leaves with the next response. Sent again, it changes nothing. */
export async function endOverride(desk: Desk, actor: Actor, id: string): Promise<void> {
  requireCapability(actor, "override");
  const partner = await desk.ledger.act(actor, "end-override", async (at) => {
    const doc = await desk.models.projected.override.findOne({ _id: id }).lean();
    if (doc === null) throw new DomainError("override.unknown", `There is no override ${id}.`);
    const found = stateOf<Override>(doc);
    const { partner: affected } = await getItem(desk, found.item);
    const event = { type: "override.ended", override: id, by: actor.id } as const;
    if (await isSentAgain(desk, { actor, act: "end-override", subject: `override:${id}`, event }))
      return { events: [], result: affected };
    return { events: [endedOverride(found, actor.id, at)], result: affected };
  });
  desk.afterwards(() => recordLapses(desk, { partner }));
}

/** When an override was given never changes; when it ends does. */
const LATEST_FIRST: Order = [
  ["givenAt", -1],
  ["_id", -1],
];

export async function listOverrides(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<Override>> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  return told(await pageOf(desk.models.projected.override, {}, LATEST_FIRST, query), (doc) => stateOf<Override>(doc));
}
