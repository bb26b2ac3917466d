import type { Channel } from "../domain/channel.js";
import { type Release, type ReleaseEvent, usedSince, withdraw } from "../domain/release.js";
import { systemActor } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { liveChannels, stateOf } from "./reads.js";
import { releaseOf, type Standing, standings } from "./releases.js";

/** How many open releases are judged at a time; each may make two events, and an entry holds a thousand. */
const SWEEP_BATCH_RELEASES = 500;

/**
 * Records the releases that have lapsed. They are out of every feed already; this is the evidence, in entries of at
 * most `MAX_EVENTS_PER_ENTRY` events. Returns how many events were recorded.
 */
export async function recordLapses(desk: Desk, partner: string): Promise<number> {
  let recorded = 0;
  for (let after = ""; ; ) {
    const docs = await desk.models.projected.release
      .find({ partner, state: "open", _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(SWEEP_BATCH_RELEASES)
      .lean();
    const last = docs.at(-1);
    if (last === undefined) return recorded;
    after = last._id;
    recorded += await recordLapsesAmong(
      desk,
      docs.map((doc) => doc._id),
    );
  }
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
  if ((await eventsAmong(desk, ids, desk.now())).length === 0) return 0;
  return desk.ledger.act(systemActor("sweep"), "record-lapses", async (at) => {
    const events = await eventsAmong(desk, ids, at);
    return { events, result: events.length };
  });
}

async function eventsAmong(desk: Desk, ids: readonly string[], at: Instant): Promise<readonly ReleaseEvent[]> {
  const docs = await desk.models.projected.release.find({ _id: { $in: [...ids] }, state: "open" }).lean();
  const channels = new Map((await liveChannels(desk)).map((channel) => [channel.id, channel]));
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
