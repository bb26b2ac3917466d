import { DomainError } from "../domain/error.js";
import { approve as approveItem, hold as holdItem, type Item, reject as rejectItem } from "../domain/item.js";
import { withdraw } from "../domain/release.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { ApproveRequest } from "../formats/shapes/requests.js";
import type { Desk } from "./desk.js";
import { knownSources } from "./publish/knownSources.js";
import { unwritableAmong } from "./publish/writable.js";
import { currentFacts, getItem, liveChannels, releasesOfItem } from "./reads.js";
import { assessChannels, assessTogether, type ChannelClearance, openReleases } from "./releases.js";
import { rulesFor } from "./rulebook.js";

export interface Approved {
  readonly item: string;
  readonly revision: string;
  readonly channels: readonly string[];
}

/**
 * Approves exactly one text for channels, and releases it there. Where `channels` is null, for every channel that is
 * cleared at this moment.
 *
 * @throws DomainError `item.stale` for a superseded text; `item.refused`, with every reason, where a channel is not
 * cleared; `item.unwritable` where it is, and nothing true could be written of the column there.
 */
export async function approve(desk: Desk, actor: Actor, id: string, request: ApproveRequest): Promise<Approved> {
  requireCapability(actor, "review");
  return desk.ledger.act(actor, "approve", async (at) => {
    const item = await getItem(desk, id);
    const approved = approveItem(item, request.revision, [], actor.id);
    const { revision, facts } = await currentFacts(desk, item);
    const work = { facts, content: revision.content };
    const rules = await rulesFor(desk, item.partner, [id]);
    const answers = assessChannels(await liveChannels(desk), work, rules, at);
    const asked = choose(answers, request.channels).map(({ channel }) => channel);
    const together = assessTogether(asked, work, rules, at);
    const cleared = choose(together, request.channels);
    const known = await knownSources(desk, [item]);
    const unwritable = unwritableAmong(desk, cleared, { item, revision, facts, rules }, known, at);
    const chosen = writable(cleared, unwritable, request.channels);
    const channels = chosen.map(({ channel }) => channel.id);
    const releases = openReleases(desk, item, request.revision, facts.words, chosen, await releasesOfItem(desk, id));
    return {
      events: [{ ...approved, channels }, ...releases],
      result: { item: id, revision: request.revision, channels },
    };
  });
}

function choose(answers: readonly ChannelClearance[], wanted: readonly string[] | null): readonly ChannelClearance[] {
  const asked =
    wanted === null ? answers.filter(({ clearance }) => clearance.verdict === "cleared") : pick(answers, wanted);
  const refused = asked.filter(({ clearance }) => clearance.verdict === "refused");
  if (asked.length > 0 && refused.length === 0) return asked;
  const shown = asked.length > 0 ? refused : answers;
  const problems = shown.flatMap(({ channel, clearance }) =>
    clearance.reasons.map(({ sentence }) => ({ pointer: `/channels/${channel.id}`, detail: sentence })),
  );
  const names = shown.map(({ channel }) => channel.id).join(", ") || "any channel";
  throw new DomainError("item.refused", `This column is not cleared for ${names}; nothing was approved.`, problems);
}

/** Where channels were named, all of them must take it; where none was, those that can. */
function writable(
  cleared: readonly ChannelClearance[],
  unwritable: ReadonlyMap<string, string>,
  wanted: readonly string[] | null,
): readonly ChannelClearance[] {
  const left = cleared.filter(({ channel }) => !unwritable.has(channel.id));
  if (unwritable.size === 0 || (wanted === null && left.length > 0)) return left;
  const problems = [...unwritable].map(([channel, detail]) => ({ pointer: `/channels/${channel}`, detail }));
  throw new DomainError(
    "item.unwritable",
    `This column cannot be published as its rights ask in ${[...unwritable.keys()].join(", ")}; nothing was approved. ` +
      `${[...new Set(unwritable.values())].join(" ")} Mend the text or its permission first.`,
    problems,
  );
}

function pick(answers: readonly ChannelClearance[], wanted: readonly string[]): readonly ChannelClearance[] {
  return wanted.map((id) => {
    const found = answers.find(({ channel }) => channel.id === id);
    if (found === undefined) throw new DomainError("channel.unknown", `There is no channel ${id}.`);
    return found;
  });
}

/** Takes the column out of every feed at once, and out of the queue's way, until somebody approves it anew. */
export async function hold(
  desk: Desk,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ readonly withdrawn: number }> {
  requireCapability(actor, "review");
  return desk.ledger.act(actor, "hold", async () => {
    const item = await getItem(desk, id);
    const held = holdItem(item, reason, actor.id);
    const open = await openReleasesOf(desk, item);
    return { events: [held, ...open.map((release) => withdraw(release, "held"))], result: { withdrawn: open.length } };
  });
}

/** Refuses one text. An earlier text that was approved stays where it is. */
export async function reject(
  desk: Desk,
  actor: Actor,
  id: string,
  revision: `sha256:${string}`,
  reason: string,
): Promise<void> {
  requireCapability(actor, "review");
  return desk.ledger.act(actor, "reject", async () => {
    const item = await getItem(desk, id);
    return { events: [rejectItem(item, revision, reason, actor.id)], result: undefined };
  });
}

async function openReleasesOf(desk: Desk, item: Item) {
  return (await releasesOfItem(desk, item.id)).filter(({ state }) => state === "open");
}
