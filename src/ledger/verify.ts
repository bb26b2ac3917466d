import type { Models } from "../store/models/models.js";
import type { Head } from "./chain.js";
import { type Checkpoint, checkpointFaults } from "./checkpoint.js";
import { bodyFaults, differences, type ProjectionDifference, type Replay, replay, subjectFaults } from "./replay.js";

export interface Verification {
  readonly head: Head;
  readonly entries: number;
  readonly bodies: number;
  readonly erased: number;
  /** One sentence each; empty where the ledger, the projections and the bodies agree. */
  readonly faults: readonly string[];
}

/**
 * Proves, or disproves, that nothing was changed behind the ledger's back: the chain, every projection against a fresh
 * fold, every body against its digest, and a checkpoint kept elsewhere, where one is given.
 */
export async function verify(models: Models, checkpoint: Checkpoint | null): Promise<Verification> {
  const hashes = new Map<number, string>();
  const replayed = await replay(models, (entry) => {
    if (entry.seq === checkpoint?.seq) hashes.set(entry.seq, entry.hash);
  });
  const wrong = await lastingDifferences(models, replayed);
  const faults = [
    ...replayed.faults,
    ...(await subjectFaults(models)),
    ...wrong.map(
      ({ kind, id }) => `${kind} ${id} differs from what the ledger says; run \`imprimatur ledger rebuild\``,
    ),
    ...(await bodyFaults(models, replayed.bodies, replayed.erased)),
    ...(checkpoint === null ? [] : checkpointFaults(checkpoint, hashes.get(checkpoint.seq) ?? null)),
  ];
  const { head, bodies, erased } = replayed;
  return { head, entries: head.seq, bodies: bodies.size, erased: erased.size, faults };
}

/** A difference that a second look does not find was another process between its append and its fold. */
async function lastingDifferences(models: Models, replayed: Replay): Promise<readonly ProjectionDifference[]> {
  const first = await differences(models, replayed);
  return first.length === 0 ? first : differences(models, await replay(models));
}

/** Mends every projection that differs from the ledger. Returns how many documents were written or removed. */
export async function rebuild(models: Models): Promise<number> {
  const wrong = await differences(models, await replay(models));
  for (const { kind, id, expected } of wrong) {
    const { collection } = models.projected[kind];
    await collection.deleteOne({ _id: id as never });
    if (expected === null) continue;
    const { id: _id, ...members } = expected.state;
    await collection.insertOne({ _id: _id as never, seq: expected.seq, ...members });
  }
  return wrong.length;
}
