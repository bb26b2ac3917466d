import { digestOf, digestOfText } from "../domain/digest.js";
import { bytesOf } from "../store/models/evidence.js";
import type { Models } from "../store/models/models.js";
import type { Head } from "./chain.js";
import { type Checkpoint, checkpointFaults } from "./checkpoint.js";
import { type Difference, differences, mend } from "./differences.js";
import { ledgerId } from "./knownHead.js";
import { type Replay, replayed } from "./replay.js";

/** How many digests a store sends at a time. */
const SENT_AT_A_TIME = 1_000;
const BATCH_BODIES = 25;
const BATCH_MENDED = 50;

export interface Verification {
  readonly head: Head;
  readonly entries: number;
  readonly bodies: number;
  readonly erased: number;
  /** One sentence each; empty where the ledger, the projections, their history and the bodies agree. */
  readonly faults: readonly string[];
}

/** Folds what other processes have appended and may not have folded yet; a difference that is left is one. */
export type Settle = () => Promise<unknown>;

const nothingIsOpen: Settle = async () => undefined;

/**
 * Proves, or disproves, that nothing was changed behind the ledger's back: the chain, every projection and its history
 * against a fresh fold, every body against its digest, and a checkpoint kept elsewhere, where one is given. Other
 * processes may append meanwhile.
 */
export async function verify(
  models: Models,
  checkpoint: Checkpoint | null,
  settle: Settle = nothingIsOpen,
): Promise<Verification> {
  let [signed, first]: [string | null, string | null] = [null, null];
  const noteSigned = ({ seq, hash }: Head) => {
    if (seq === 1) first = hash;
    if (seq === checkpoint?.seq) signed = hash;
  };
  return replayed(models, noteSigned, async (replay) => {
    const { head, faults } = replay;
    await settle();
    for await (const { kind, id } of differences(models, replay))
      faults.add([`${kind} ${id} differs from what the ledger says; run \`imprimatur ledger rebuild\``]);
    const { bodies, erased } = await checkBodies(models, replay);
    if (checkpoint !== null) faults.add(checkpointFaults(checkpoint, signed, first === null ? null : ledgerId(first)));
    return { head, entries: head.seq, bodies, erased, faults: faults.told() };
  });
}

/** Mends every projection, and its history, that differs from the ledger. Returns how many documents were written or removed. */
export async function rebuild(models: Models, settle: Settle = nothingIsOpen): Promise<number> {
  return replayed(
    models,
    () => undefined,
    async (replay) => {
      await settle();
      let mended = 0;
      let batch: Difference[] = [];
      for await (const difference of differences(models, replay)) {
        mended++;
        if (batch.push(difference) < BATCH_MENDED) continue;
        await mend(models, batch);
        batch = [];
      }
      await mend(models, batch);
      return mended;
    },
  );
}

/** Finds bodies that are missing or were changed; an absence is right only where an act erased the body. */
async function checkBodies(
  models: Models,
  { expected, faults }: Replay,
): Promise<Pick<Verification, "bodies" | "erased">> {
  let [bodies, erased] = [0, 0];
  let batch: string[] = [];
  for await (const { _id, content } of expected.revision.collection.find({}).batchSize(SENT_AT_A_TIME)) {
    bodies++;
    if (content === false) erased++;
    else batch.push(String(_id));
    if (batch.length < BATCH_BODIES) continue;
    faults.add(await bodyFaults(models, batch));
    batch = [];
  }
  faults.add(await bodyFaults(models, batch));
  return { bodies, erased };
}

async function bodyFaults(models: Models, digests: readonly string[]): Promise<readonly string[]> {
  const missing = new Set(digests);
  const faults: string[] = [];
  const found = models.revision.collection.find({ _id: { $in: digests as never[] } }, { projection: { content: 1 } });
  for await (const { _id, content } of found) {
    missing.delete(String(_id));
    if (digestOfBody(content) !== String(_id)) faults.push(`body ${_id} was changed after it was stored`);
  }
  return [...faults, ...[...missing].map((digest) => `body ${digest} is missing`)];
}

function digestOfBody(content: unknown): string {
  const bytes = bytesOf(content);
  return bytes === null ? digestOf(content) : digestOfText(bytes);
}
