import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { type Actor, requireCapability, systemActor } from "../domain/role.js";
import type { SigningKey } from "../domain/signingKey.js";
import type { Desk } from "./desk.js";
import { type Asked, eventsIn, repeated } from "./once.js";
import { allStates } from "./reads.js";

/** RFC 8037: Ed25519, the same signature for the same facts. */
export const RECEIPT_ALGORITHM = "EdDSA";

export interface Signer {
  readonly kid: string;
  readonly key: CryptoKey;
}

const signers = new WeakMap<Desk, Signer>();

/**
 * The key that signs now; made where there is none, or where its private half is gone. The ledger decides which one it
 * is, so every process signs with the same.
 */
export async function receiptSigner(desk: Desk): Promise<Signer> {
  const current = await currentKey(desk);
  const known = signers.get(desk);
  if (current !== undefined && known?.kid === current.id) return known;
  const found = current === undefined ? null : await signerOf(desk, current.id);
  if (found === null) await replaceKey(desk, systemActor("receipts"), current?.id ?? null);
  const signer = found ?? (await signerOf(desk, (await currentKey(desk))?.id ?? ""));
  if (signer === null) throw new TypeError("the key that was just made is not in the store");
  signers.set(desk, signer);
  return signer;
}

/** Signs with a new key from now on. What the old ones signed stays genuine: their public halves stay published. */
export async function rotateReceiptKey(
  desk: Desk,
  actor: Actor,
  asked: Asked | null = null,
): Promise<{ readonly key: string }> {
  requireCapability(actor, "issue-tokens");
  await desk.ledger.catchUp();
  return { key: await replaceKey(desk, actor, (await currentKey(desk))?.id ?? null, asked) };
}

/** Every public key that ever signed a receipt, newest first, as a JWK Set (RFC 7517). */
export async function publicKeys(desk: Desk): Promise<{ readonly keys: readonly JWK[] }> {
  await desk.ledger.catchUp();
  const keys = [...(await allStates<SigningKey>(desk, "key"))].sort((a, b) => (a.madeAt > b.madeAt ? -1 : 1));
  return { keys: keys.map(publicJwk) };
}

export function publicJwk({ id, x }: SigningKey): JWK {
  return { kty: "OKP", crv: "Ed25519", x, kid: id, alg: RECEIPT_ALGORITHM, use: "sig" };
}

async function currentKey(desk: Desk): Promise<SigningKey | undefined> {
  return (await allStates<SigningKey>(desk, "key")).find(({ retiredAt }) => retiredAt === null);
}

async function signerOf(desk: Desk, kid: string): Promise<Signer | null> {
  const doc = await desk.models.secret.findOne({ _id: placeOf(kid) }).lean();
  if (doc === null) return null;
  const key = await importJWK(JSON.parse(doc.secret) as JWK, RECEIPT_ALGORITHM);
  return key instanceof Uint8Array ? null : { kid, key };
}

/**
 * The private half is stored first; where another process was quicker, or the key was replaced by this very request before,
 * it is thrown away again.
 *
 * @returns the key that signs now, or that this request made.
 */
async function replaceKey(
  desk: Desk,
  actor: Actor,
  replaced: string | null,
  asked: Asked | null = null,
): Promise<string> {
  const pair = await generateKeyPair(RECEIPT_ALGORITHM, { crv: "Ed25519", extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const { x } = jwk;
  if (x === undefined) throw new TypeError("an Ed25519 key without its point");
  const secret = { secret: JSON.stringify(jwk), madeAt: desk.now() };
  await desk.models.secret.collection.replaceOne({ _id: placeOf(kid) as never }, secret, { upsert: true });
  const decide = async () => {
    const current = (await currentKey(desk))?.id ?? null;
    if (current !== null && current !== replaced) return { events: [], result: current };
    const retired = current === null ? [] : [{ type: "key.retired", key: current } as const];
    return { events: [...retired, { type: "key.made", key: kid, x } as const], result: kid };
  };
  const repeat = repeated(asked, (entry) => eventsIn(entry, "key.made")[0].key);
  const made = await desk.ledger.act<string>(actor, "rotate-key", decide, repeat);
  const unused = made === kid ? replaced : kid;
  if (unused !== null) await desk.models.secret.collection.deleteOne({ _id: placeOf(unused) as never });
  return made;
}

function placeOf(kid: string): string {
  return `receipt-key:${kid}`;
}
