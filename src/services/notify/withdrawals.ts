import type { Duty } from "../../domain/duty.js";
import type { Entry } from "../../domain/event.js";
import { type Release, WITHDRAWAL_WORDS, type Withdrawal } from "../../domain/release.js";
import { instantOf } from "../../domain/window.js";
import { entriesAfter } from "../../ledger/entries.js";
import type { Desk } from "../desk.js";
import { eachDelivery } from "../holdings.js";
import { stateOf } from "../reads.js";
import { dutyHours } from "../takedowns.js";
import { namedItems, queue } from "./queue.js";

const MARK = "withdrawal-notices";
const BATCH_ENTRIES = 100;
const HOUR_MILLISECONDS = 3_600_000;

/** The duty that gives an outlet hours to remove what left for this reason; other reasons ask for none. */
const DUTY_FOR: Readonly<Partial<Record<Withdrawal, Duty["class"]>>> = {
  expired: "remove",
  reduced: "remove",
  revoked: "remove",
  "withdrawn-by-partner": "take-down",
};

/**
 * Tells outlets what has left since the last time, where their terms give them hours to remove it and they were sent it.
 * Goes through the ledger once; to go through an entry twice queues nothing twice.
 */
export async function queueWithdrawals(desk: Desk): Promise<void> {
  const { seq: head } = await desk.ledger.catchUp();
  const mark = await desk.models.mark.findOne({ _id: MARK }).lean();
  if (mark === null) return leaveMark(desk, head);
  for (let seq = mark.seq; ; ) {
    const entries = await entriesAfter(desk.models, seq, BATCH_ENTRIES);
    const last = entries.at(-1);
    if (last === undefined) return;
    for (const entry of entries) await queueEntry(desk, entry);
    seq = last.seq;
    await leaveMark(desk, seq);
  }
}

async function leaveMark(desk: Desk, seq: number): Promise<void> {
  await desk.models.mark.collection.replaceOne({ _id: MARK as never }, { seq }, { upsert: true });
}

async function queueEntry(desk: Desk, entry: Entry): Promise<void> {
  const gone = entry.events.flatMap((event) =>
    event.type === "release.withdrawn" && DUTY_FOR[event.withdrawal] !== undefined ? [event.release] : [],
  );
  if (gone.length === 0) return;
  const docs = await desk.models.projected.release.find({ _id: { $in: gone } }).lean();
  const forOutlets = docs.map((doc) => stateOf<Release>(doc)).filter(({ outlet }) => outlet !== null);
  const sent = new Set<string>();
  await eachDelivery(
    desk,
    forOutlets.map(({ id }) => id),
    (_, { releases }) => {
      for (const release of releases) sent.add(release);
    },
  );
  const groups = new Map<string, Release[]>();
  for (const release of forOutlets.filter(({ id }) => sent.has(id))) {
    const key = `${release.outlet} ${release.withdrawal}`;
    groups.set(key, [...(groups.get(key) ?? []), release]);
  }
  for (const releases of groups.values()) await queueGroup(desk, entry, releases);
}

async function queueGroup(desk: Desk, { seq, at }: Entry, releases: readonly Release[]): Promise<void> {
  const [{ outlet, withdrawal } = { outlet: null, withdrawal: null }] = releases;
  const duty = withdrawal === null ? undefined : DUTY_FOR[withdrawal];
  if (outlet === null || withdrawal === null || duty === undefined) return;
  const hours = await dutyHours(desk, releases, duty);
  if (hours === null) return;
  const message = {
    type: "withdrawal",
    outlet,
    reason: WITHDRAWAL_WORDS[withdrawal],
    items: await namedItems(desk, releases),
    revisions: [...new Set(releases.map(({ revision }) => revision))],
    at,
    dueAt: instantOf(Date.parse(at) + hours * HOUR_MILLISECONDS),
    acknowledge: null,
  } as const;
  await queue(desk, message, null, `withdrawal ${seq} ${withdrawal}`);
}
