import { readFile } from "node:fs/promises";
import { DomainError } from "../domain/error.js";
import { type Checkpoint, checkpointKey, signCheckpoint } from "../ledger/checkpoint.js";
import { entryBatches, entryOf } from "../ledger/entries.js";
import { rebuild, type Verification, verify } from "../ledger/verify.js";
import type { Desk } from "./desk.js";

/** Checks chain, projections and bodies, and a checkpoint file where one is named. */
export async function verifyLedger(desk: Desk, checkpointFile: string | null): Promise<Verification> {
  const checkpoint = checkpointFile === null ? null : await readCheckpoint(checkpointFile);
  return verify(desk.models, checkpoint, () => desk.ledger.catchUp());
}

/** Mends projections from the ledger; returns how many documents were written or removed. */
export function rebuildProjections(desk: Desk): Promise<number> {
  return rebuild(desk.models, () => desk.ledger.catchUp());
}

/** Every entry in order, and last a signed checkpoint: one JSON text per line. */
export async function* exportLedger(desk: Desk, keyFile: string): AsyncGenerator<string> {
  for await (const docs of entryBatches(desk.models, 0)) {
    for (const doc of docs) yield JSON.stringify(entryOf(doc));
  }
  yield JSON.stringify({ checkpoint: await checkpoint(desk, keyFile) });
}

export async function checkpoint(desk: Desk, keyFile: string): Promise<Checkpoint> {
  return signCheckpoint(await desk.ledger.catchUp(), desk.ledger.id(), checkpointKey(keyFile));
}

async function readCheckpoint(file: string): Promise<Checkpoint> {
  const wrong = (why: string) => new DomainError("input.invalid", `${file} is no checkpoint: ${why}`);
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw wrong(error.message);
  });
  try {
    const parsed = JSON.parse(text) as Partial<Checkpoint> & { checkpoint?: Checkpoint };
    const found = parsed.checkpoint ?? parsed;
    if (typeof found.seq === "number" && typeof found.hash === "string" && typeof found.signature === "string")
      return found as Checkpoint;
  } catch (error) {
    throw wrong((error as Error).message);
  }
  throw wrong("it lacks seq, hash or signature");
}
