import type { Instant } from "../domain/window.js";
import type { Models } from "../store/models/models.js";
import {
  type HistoryDoc,
  type HistoryKind,
  historyId,
  isHistoryKind,
  type ProjectionKind,
} from "../store/models/projections.js";
import { isDuplicateOnly } from "./duplicate.js";
import type { Replaced, Stamped } from "./fold.js";

/** History documents for the states that an entry replaces; none for kinds whose newest state already holds all their history. */
export function historyOf(kind: ProjectionKind, replaced: readonly Replaced[]): readonly HistoryDoc[] {
  if (!isHistoryKind(kind)) return [];
  return replaced.map(({ before: { seq, state }, until, leavesOut }) => ({
    _id: historyId(kind, state.id, seq),
    kind,
    seq,
    until,
    leavesOut,
    state,
  }));
}

/** Stores states that are about to be replaced. The same state is the same document, so repeats are harmless. */
export async function keepHistory(models: Models, docs: readonly HistoryDoc[]): Promise<void> {
  if (docs.length === 0) return;
  try {
    await models.history.collection.insertMany([...docs] as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
}

/** The state of one thing after the last entry of an instant, by three look-ups; null where it did not exist then. */
export async function asOf(
  models: Models,
  kind: HistoryKind,
  id: string,
  at: Instant,
): Promise<Stamped["state"] | null> {
  const seq = await seqAt(models, at);
  const current = await models.projected[kind].collection.findOne({ _id: id as never });
  if (current === null) return null;
  const { _id, seq: touched, ...members } = current;
  if (Number(touched) <= seq) return { id, ...members };
  const [before] = await models.history.collection
    .find({ _id: { $gte: historyId(kind, id, 0), $lte: historyId(kind, id, seq) } as never })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  return before === undefined ? null : (before.state as Stamped["state"]);
}

/** The last entry that is not later than an instant; 0 where there is none. */
async function seqAt(models: Models, at: Instant): Promise<number> {
  const { collection } = models.entry;
  const [latest] = await collection
    .find({ at: { $lte: at } }, { projection: { at: 1 } })
    .sort({ at: -1 })
    .limit(1)
    .toArray();
  if (latest === undefined) return 0;
  const [last] = await collection
    .find({ at: latest.at }, { projection: { _id: 1 } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  return Number(last?._id ?? 0);
}
