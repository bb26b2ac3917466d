import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { canonicalJson, type Digest } from "../domain/digest.js";
import type { Instant } from "../domain/window.js";
import type { Head } from "./chain.js";

/** A signed head. Kept elsewhere, it shows later whether the ledger up to `seq` is still what it was. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: Digest;
  readonly at: Instant;
  /** Which ledger it is of; older checkpoints do not say it. */
  readonly ledger?: string;
  /** Ed25519 public key, SPKI DER, base64. */
  readonly publicKey: string;
  /** Ed25519 over the canonical JSON of seq, hash, at and, where it is said, ledger; base64. */
  readonly signature: string;
}

export function signCheckpoint({ seq, hash, at }: Head, ledger: string | null, key: KeyObject): Checkpoint {
  const said = { seq, hash, at, ...(ledger === null ? {} : { ledger }) };
  const signature = sign(null, signedBytes(said), key).toString("base64");
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  return { ...said, publicKey, signature };
}

/**
 * @param hash the hash that the ledger has at the checkpoint's place, or null where it has no such entry.
 * @param ledger the ledger's id, or null where it is empty.
 */
export function checkpointFaults(
  checkpoint: Checkpoint,
  hash: string | null,
  ledger: string | null,
): readonly string[] {
  if (!isGenuine(checkpoint)) return ["the checkpoint's signature does not fit its content"];
  if (checkpoint.ledger !== undefined && checkpoint.ledger !== ledger)
    return [`the checkpoint is of the ledger ${checkpoint.ledger}, and this is ${ledger ?? "empty"}`];
  if (checkpoint.seq === 0) return [];
  if (hash === null)
    return [`the checkpoint covers entry ${checkpoint.seq}, which the ledger no longer has: its tail was cut`];
  return hash === checkpoint.hash
    ? []
    : [`entry ${checkpoint.seq} is not the one that the checkpoint signed: the ledger was rewritten`];
}

function isGenuine(checkpoint: Checkpoint): boolean {
  const key = createPublicKey({ key: Buffer.from(checkpoint.publicKey, "base64"), type: "spki", format: "der" });
  return verify(null, signedBytes(checkpoint), key, Buffer.from(checkpoint.signature, "base64"));
}

function signedBytes({ seq, hash, at, ledger }: Head & { readonly ledger?: string }): Buffer {
  return Buffer.from(canonicalJson({ seq, hash, at, ...(ledger === undefined ? {} : { ledger }) }), "utf8");
}

/** The desk's signing key, made on first use; readable by its owner only. */
export function checkpointKey(file: string): KeyObject {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
    writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return createPrivateKey(readFileSync(file));
}
