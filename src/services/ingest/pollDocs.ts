import type { Source } from "../../domain/partner.js";
import { NO_PACE } from "../../domain/schedule.js";
import { NEVER_POLLED } from "../../domain/sourceHealth.js";
import { instantOf } from "../../domain/window.js";
import type { PollDoc } from "../../store/models/desk.js";
import type { Desk } from "../desk.js";
import { isBeyondClocks } from "./lease.js";

const NEVER = instantOf(0);

/** A source that was never polled. */
function freshPoll(id: string): PollDoc {
  return {
    _id: id,
    address: null,
    movedTo: null,
    movedAt: null,
    moving: null,
    standing: NEVER_POLLED,
    pace: NO_PACE,
    dueAt: NEVER,
    leasedBy: null,
    leasedUntil: NEVER,
    etag: null,
    lastModified: null,
    failures: 0,
    lastPolledAt: null,
    lastGoodAt: null,
    problem: null,
    goneAt: null,
    faults: [],
    feedRights: null,
  };
}

/** A document with every member, also where an older program wrote it. */
export function completePoll(doc: PollDoc): PollDoc {
  return { ...freshPoll(doc._id), ...doc };
}

/** What is known is about the address that was polled: nothing of it holds for another one in the partner's file. */
export function aboutAddress(doc: PollDoc, { url }: Source): PollDoc {
  const known = completePoll(doc);
  if (known.address === null || known.address === url) return { ...known, address: url };
  const { leasedBy, leasedUntil, feedRights, lastPolledAt, lastGoodAt } = known;
  return { ...freshPoll(doc._id), leasedBy, leasedUntil, feedRights, lastPolledAt, lastGoodAt, address: url };
}

/** Every source has its document, and one that was polled in the future, before the clock went back, is due. */
export async function ensurePollDocs(desk: Desk, sources: readonly Source[]): Promise<void> {
  const members = { _id: 1, lastPolledAt: 1 };
  const docs = await desk.models.poll.find({ _id: { $in: sources.map(({ id }) => id) } }, members).lean();
  const known = new Set(docs.map(({ _id }) => _id));
  const now = desk.clock();
  for (const { _id, lastPolledAt = null } of docs) {
    if (lastPolledAt === null || !isBeyondClocks(lastPolledAt, now)) continue;
    await desk.models.poll.updateOne({ _id, lastPolledAt }, { $set: { lastPolledAt: now, dueAt: now } });
  }
  for (const { id } of sources) {
    if (known.has(id)) continue;
    const { _id, ...fresh } = freshPoll(id);
    await desk.models.poll.collection.updateOne({ _id: _id as never }, { $setOnInsert: fresh }, { upsert: true });
  }
}

/** One that is gone is due only where the partner's file names another address since. */
export function isDue(desk: Desk, doc: PollDoc, source: Source): boolean {
  return doc.dueAt <= desk.clock() && aboutAddress(doc, source).goneAt === null;
}

/** Which of these are due. */
export async function dueSources(desk: Desk, sources: readonly Source[]): Promise<ReadonlySet<string>> {
  const docs = await desk.models.poll.find({ dueAt: { $lte: desk.clock() } }).lean();
  const due = new Map(docs.map((doc) => [doc._id, doc]));
  const chosen = sources.filter((source) => {
    const doc = due.get(source.id);
    return doc !== undefined && isDue(desk, doc, source);
  });
  return new Set(chosen.map(({ id }) => id));
}
