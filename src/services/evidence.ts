import { readFile } from "node:fs/promises";
import { DomainError } from "../domain/error.js";
import type { Entry } from "../domain/event.js";
import { type Checkpoint, checkpointKey, signCheckpoint } from "../ledger/checkpoint.js";
import { entriesAfter } from "../ledger/entries.js";
import { rebuild, type Verification, verify } from "../ledger/verify.js";
import type { Desk } from "./desk.js";

const EXPORT_BATCH_ENTRIES = 200;

/** Checks chain, projections and bodies, and a checkpoint file where one is named. */
export async function verifyLedger(desk: Desk, checkpointFile: string | null): Promise<Verification> {
  const checkpoint = checkpointFile === null ? null : await readCheckpoint(checkpointFile);
  return verify(desk.models, checkpoint);
}

/** Mends projections from the ledger; returns how many documents were written or removed. */
export function rebuildProjections(desk: Desk): Promise<number> {
  return rebuild(desk.models);
}

/** Every entry in order, and last a signed checkpoint: one JSON text per line. */
export async function* exportLedger(desk: Desk, keyFile: string): AsyncGenerator<string> {
  for (let seq = 0; ; ) {
    const entries: readonly Entry[] = await entriesAfter(desk.models, seq, EXPORT_BATCH_ENTRIES);
    for (const entry of entries) yield JSON.stringify(entry);
    const last = entries.at(-1);
    if (last === undefined) break;
    seq = last.seq;
  }
  yield JSON.stringify({ checkpoint: await checkpoint(desk, keyFile) });
}

export async function checkpoint(desk: Desk, keyFile: string): Promise<Checkpoint> {
  return signCheckpoint(await desk.ledger.catchUp(), checkpointKey(keyFile));
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
