import type { Channel } from "../domain/channel.js";
import {
  type Release,
  type ReleaseEvent,
  type ReleaseWithdrawn,
  usedSince,
  type Withdrawal,
  withdraw,
} from "../domain/release.js";
import { systemActor } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { isSure } from "./doubt.js";
import { allStates, stateOf } from "./reads.js";
import { releaseOf, type Standing, standings } from "./releases.js";

/** How many open releases are judged at a time; each may make two events, and an entry holds a thousand. */
const SWEEP_BATCH_RELEASES = 500;

/** Whose open releases an act, or the clock, may have ended. */
export type Scope = { readonly partner: string } | { readonly item: string } | { readonly channel: string };

/**
 * Records the releases that have lapsed, or that an act has ended. They are out of every feed already; this is the
 * evidence, in entries of at most `MAX_EVENTS_PER_ENTRY` events. Every act leaves to it what does not fit into its own
 * entry, and the sweep finds the same again where a process was killed in between. Returns how many events were recorded.
 */
export async function recordLapses(desk: Desk, scope: Scope): Promise<number> {
  let recorded = 0;
  for (let after = ""; ; ) {
    const ids = await openIds(desk, scope, after);
    const last = ids.at(-1);
    if (last === undefined) return recorded;
    after = last;
    const now = await recordLapsesAmong(desk, ids);
    recorded += now;
    // Of a channel that was retired all have ended, so that the next are the first ones; of one that is not, none has.
    if (now === 0 && "channel" in scope) return recorded;
  }
}

/** Open releases in the order of the index that the scope has: after one of them, but for a channel's, which are the latest. */
async function openIds(desk: Desk, scope: Scope, after: string): Promise<readonly string[]> {
  const { release } = desk.models.projected;
  const open = { ...scope, state: "open" as const };
  const found =
    "channel" in scope
      ? release.find(open, { _id: 1 }).sort({ openedAt: -1, _id: -1 })
      : release.find({ ...open, _id: { $gt: after } }, { _id: 1 }).sort({ _id: 1 });
  return (await found.limit(SWEEP_BATCH_RELEASES).lean()).map(({ _id }) => _id);
}

/** Withdrawals of what is open, for the entry of the act that ends it all; the rest is left to `recordLapses`. */
export async function withdrawals(
  desk: Desk,
  scope: { readonly item: string } | { readonly channel: { readonly $in: readonly string[] } },
  withdrawal: Withdrawal,
  limit: number,
): Promise<readonly ReleaseWithdrawn[]> {
  if (limit <= 0) return [];
  const open = desk.models.projected.release.find({ ...scope, state: "open" });
  return (await open.limit(limit).lean()).map((doc) => withdraw(stateOf<Release>(doc), withdrawal));
}

/** Releases whose excerpt is about to be recorded, so that many readers ask for one record. */
const awaited = new WeakMap<Desk, Set<string>>();

/** Lapsed releases of which an excerpt stays that is not on record yet: what is sent always is, so neither goes out now. */
export function unrecordedRemainders(judged: readonly Standing[]): readonly string[] {
  return judged.filter(({ remainder }) => remainder !== null).map(({ release }) => release.id);
}

/** Has these releases' lapses recorded behind whoever found them: a reader never waits for an act. */
export function recordSoon(desk: Desk, releases: readonly string[]): void {
  const under = awaited.get(desk) ?? new Set();
  awaited.set(desk, under);
  const due = releases.filter((id) => !under.has(id));
  if (due.length === 0) return;
  for (const id of due) under.add(id);
  desk.afterwards(async () => {
    try {
      for (let from = 0; from < due.length; from += SWEEP_BATCH_RELEASES)
        await recordLapsesAmong(desk, due.slice(from, from + SWEEP_BATCH_RELEASES));
    } finally {
      for (const id of due) under.delete(id);
    }
  });
}

async function recordLapsesAmong(desk: Desk, ids: readonly string[]): Promise<number> {
  // By a clock that is in doubt, what is not over would be ended for good.
  if (!(await isSure(desk))) return 0;
  if ((await eventsAmong(desk, ids, desk.now())).length === 0) return 0;
  return desk.ledger.act(systemActor("sweep"), "record-lapses", async (at) => {
    const events = await eventsAmong(desk, ids, at);
    return { events, result: events.length };
  });
}

async function eventsAmong(desk: Desk, ids: readonly string[], at: Instant): Promise<readonly ReleaseEvent[]> {
  const docs = await desk.models.projected.release.find({ _id: { $in: [...ids] }, state: "open" }).lean();
  const channels = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const open = docs.map((doc) => stateOf<Release>(doc));
  return (await standings(desk, open, channels, at)).flatMap((standing) => closing(desk, standing, channels));
}

function closing(
  desk: Desk,
  { release, item, facts, lapse, remainder }: Standing,
  channels: ReadonlyMap<string, Channel>,
): readonly ReleaseEvent[] {
  if (lapse === null) return [];
  const closed = withdraw(release, lapse.withdrawal, lapse.at);
  const channel = channels.get(release.channel);
  if (remainder === null || channel === undefined) return [closed];
  const opened = releaseOf(desk, item, release.revision, facts?.words ?? 0, channel, remainder);
  return opened === null ? [closed] : [closed, { ...opened, begunAt: usedSince(release, channel) }];
}
