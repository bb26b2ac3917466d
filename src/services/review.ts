import { DomainError } from "../domain/error.js";
import {
  approve as approveItem,
  hold as holdItem,
  type Item,
  isRejected,
  reject as rejectItem,
} from "../domain/item.js";
import type { Release } from "../domain/release.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { ApproveRequest } from "../formats/shapes/requests.js";
import { type Decision, MAX_EVENTS_PER_ENTRY } from "../ledger/ledger.js";
import type { Desk } from "./desk.js";
import { recordLapses, withdrawals } from "./lapses.js";
import { knownSources } from "./publish/knownSources.js";
import { unwritableAmong } from "./publish/writable.js";
import { currentFacts, getItem, liveChannels, openReleasesOfItem } from "./reads.js";
import {
  assessChannels,
  assessTogether,
  type ChannelClearance,
  isSameRelease,
  openReleases,
  standings,
} from "./releases.js";
import { rulesFor } from "./rulebook.js";

/** Each may close what was open there and open anew, beside the approval itself. */
const CHANNELS_PER_ENTRY = Math.floor((MAX_EVENTS_PER_ENTRY - 1) / 2);

export interface Approved {
  readonly item: string;
  readonly revision: string;
  readonly channels: readonly string[];
}

/**
 * Approves exactly one text for channels, and releases it there. Where `channels` is null, for every channel that is
 * cleared at this moment. Where the text is out already under the same permission, nothing is withdrawn or opened. What one
 * entry does not hold is approved by the next ones, each complete for its channels.
 *
 * @throws DomainError `item.stale` for a superseded text; `item.refused`, with every reason, where a channel is not
 * cleared; `item.unwritable` where it is, and nothing true could be written of the column there.
 */
export async function approve(desk: Desk, actor: Actor, id: string, request: ApproveRequest): Promise<Approved> {
  requireCapability(actor, "review");
  const judged = new Set<string>();
  const unwritable = new Map<string, string>();
  const channels: string[] = [];
  for (;;) {
    const part = await desk.ledger.act(actor, "approve", (at) => approvePart(desk, actor, id, request, judged, at));
    channels.push(...part.channels);
    for (const channel of part.judged) judged.add(channel);
    for (const [channel, problem] of part.unwritable) unwritable.set(channel, problem);
    if (part.isMore) continue;
    if (channels.length === 0) refuseUnwritable(unwritable);
    return { item: id, revision: request.revision, channels };
  }
}

interface Part {
  readonly channels: readonly string[];
  /** The channels that were decided about, those left out as well. */
  readonly judged: readonly string[];
  /** Where no channel was named, those that could not take it, and why. */
  readonly unwritable: ReadonlyMap<string, string>;
  readonly isMore: boolean;
}

async function approvePart(
  desk: Desk,
  actor: Actor,
  id: string,
  request: ApproveRequest,
  before: ReadonlySet<string>,
  at: Instant,
): Promise<Decision<Part>> {
  const item = await getItem(desk, id);
  const approved = approveItem(item, request.revision, [], actor.id);
  const { revision, facts } = await currentFacts(desk, item);
  const work = { facts, content: revision.content };
  const rules = await rulesFor(desk, item.partner, [id]);
  const live = (await liveChannels(desk)).filter((channel) => !before.has(channel.id));
  const asked = choose(assessChannels(live, work, rules, at), request.channels).map(({ channel }) => channel);
  const together = assessTogether(asked.slice(0, CHANNELS_PER_ENTRY), work, rules, at);
  const cleared = choose(together, request.channels);
  const known = await knownSources(desk, [item]);
  const unwritable = unwritableAmong(desk, cleared, { item, revision, facts, rules }, known, at);
  if (request.channels !== null) refuseUnwritable(unwritable);
  const chosen = cleared.filter(({ channel }) => !unwritable.has(channel.id));
  const open = await openReleasesOfItem(desk, id);
  const out = await channelsWithIt(desk, item, chosen, open, at);
  const fresh = chosen.filter(({ channel }) => !out.has(channel.id));
  const channels = chosen.map(({ channel }) => channel.id);
  // Where the column waits although its text is out, as after it was changed and changed back, that is settled.
  const decided = item.review.decision === "approved" ? fresh.map(({ channel }) => channel.id) : channels;
  const releases = openReleases(desk, item, request.revision, facts.words, fresh, open);
  return {
    events: decided.length === 0 ? [] : [{ ...approved, channels: decided }, ...releases],
    result: {
      channels,
      judged: together.map(({ channel }) => channel.id),
      unwritable,
      isMore: asked.length > together.length,
    },
  };
}

/** Where exactly this is out already: the same of the text, under the same permission, and unbroken since. */
async function channelsWithIt(
  desk: Desk,
  item: Item,
  chosen: readonly ChannelClearance[],
  open: readonly Release[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  if (open.length === 0) return new Set();
  const channels = new Map(chosen.map(({ channel }) => [channel.id, channel]));
  const standing = (await standings(desk, open, channels, at)).filter(({ lapse }) => lapse === null);
  const same = chosen.filter(({ channel, ...offer }) => {
    const there = standing.find(({ release }) => release.channel === channel.id);
    return there !== undefined && isSameRelease(there.release, item, offer);
  });
  return new Set(same.map(({ channel }) => channel.id));
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

/** Where channels were named, all of them must take it; where none was, one at least. */
function refuseUnwritable(unwritable: ReadonlyMap<string, string>): void {
  if (unwritable.size === 0) return;
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

/**
 * Takes the column out of every feed at once, and out of the queue's way, until somebody approves it anew. What is held
 * already stays so.
 */
export async function hold(
  desk: Desk,
  actor: Actor,
  id: string,
  reason: string,
): Promise<{ readonly withdrawn: number }> {
  requireCapability(actor, "review");
  const answer = await desk.ledger.act(actor, "hold", async () => {
    const item = await getItem(desk, id);
    if (item.review.decision === "held") return { events: [], result: { withdrawn: await heldReleases(desk, item) } };
    const held = holdItem(item, reason, actor.id);
    const open = await desk.models.projected.release.countDocuments({ item: id, state: "open" });
    const left = await withdrawals(desk, { item: id }, "held", MAX_EVENTS_PER_ENTRY - 1);
    return { events: [held, ...left], result: { withdrawn: open } };
  });
  desk.afterwards(() => recordLapses(desk, { item: id }));
  return answer;
}

/** How many releases the hold that stands took out, recorded yet or not. */
async function heldReleases(desk: Desk, { id, review }: Item): Promise<number> {
  const { release } = desk.models.projected;
  const recorded = { item: id, state: "withdrawn", withdrawal: "held", withdrawnAt: review.at } as const;
  return (await release.countDocuments(recorded)) + (await release.countDocuments({ item: id, state: "open" }));
}

/** Refuses one text. An earlier text that was approved stays where it is. Sent again, it changes nothing. */
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
    if (isRejected(item, revision, reason, actor.id)) return { events: [], result: undefined };
    return { events: [rejectItem(item, revision, reason, actor.id)], result: undefined };
  });
}
