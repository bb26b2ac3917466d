import { CompactSign } from "jose";
import type { Channel } from "../domain/channel.js";
import { type Digest, digestOfText } from "../domain/digest.js";
import type { Release } from "../domain/release.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import type { Composed } from "./publish/outbound.js";
import { RECEIPT_ALGORITHM, receiptSigner, type Signer } from "./receiptKeys.js";

/** RFC 7515 §4.1.9: says what the signature is about, so that no other JWS passes for a receipt. */
export const RECEIPT_TYPE = "imprimatur-receipt+jws";

/** Receipts that one desk keeps signed; about 1 KB each. */
const MAX_KEPT_RECEIPTS = 20_000;

/** What a receipt states. Nothing in it depends on the clock, so an entry that has not changed has the same receipt. */
export interface ReceiptFacts {
  /** The desk that signs. */
  readonly iss: string;
  readonly item: string;
  readonly revision: Digest;
  readonly channel: string;
  readonly outlet: string | null;
  readonly release: string;
  readonly permission: string;
  /** The version of the permission that is relied on. */
  readonly version: number;
  /** The instant at which the answer may differ by the clock alone; null where none is known. */
  readonly clearedUntil: Instant | null;
  /** Digest of the notice's text. */
  readonly notice: Digest;
  /** Sequence number of the ledger's entry that released the column. */
  readonly ledger: number;
}

type Unplaced = Omit<ReceiptFacts, "ledger">;
type Entry = Composed & { readonly release: Release };

const kept = new WeakMap<Desk, Map<string, string>>();

/**
 * The entries with their receipts: compact JWS, Ed25519. Only facts that were not signed before are signed; the three
 * formats of a channel, and one rendering after another, share them.
 */
export async function withReceipts<E extends Entry>(
  desk: Desk,
  channel: Channel,
  entries: readonly E[],
): Promise<readonly E[]> {
  if (entries.length === 0) return entries;
  const signer = await receiptSigner(desk);
  const signed = kept.get(desk) ?? new Map<string, string>();
  kept.set(desk, signed);
  const named = entries.map((entry) => {
    const facts = factsOf(desk, channel, entry);
    return { entry, facts, key: `${signer.kid} ${JSON.stringify(facts)}` };
  });
  const fresh = named.filter(({ key }) => !signed.has(key));
  const places = await placesOf(
    desk,
    fresh.map(({ facts }) => facts?.release ?? ""),
  );
  const made = await Promise.all(
    fresh.map(async ({ key, facts }) => [key, await sign(signer, facts, places.get(facts?.release ?? ""))] as const),
  );
  for (const [key, receipt] of made) if (receipt !== null) signed.set(key, receipt);
  const receipts = named.map(({ entry: { entry, ...rest }, key }) => {
    return { ...rest, entry: { ...entry, receipt: signed.get(key) ?? null } } as unknown as E;
  });
  forget(signed);
  return receipts;
}

function factsOf(desk: Desk, channel: Channel, { entry, clearance, release }: Entry): Unplaced | null {
  if (clearance.reliedOn === null) return null;
  const { permission, version } = clearance.reliedOn;
  return {
    iss: desk.settings.baseUrl,
    item: release.item,
    revision: release.revision,
    channel: channel.id,
    outlet: channel.outlet?.id ?? null,
    release: release.id,
    permission,
    version,
    clearedUntil: clearance.changesAt,
    notice: digestOfText(entry.rights.notice),
  };
}

/** An open release was last touched by the entry that opened it. */
async function placesOf(desk: Desk, releases: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (releases.length === 0) return new Map();
  const docs = await desk.models.projected.release.find({ _id: { $in: [...releases] } }, { seq: 1 }).lean();
  return new Map(docs.map(({ _id, seq }) => [_id, seq]));
}

async function sign({ kid, key }: Signer, facts: Unplaced | null, ledger: number | undefined): Promise<string | null> {
  if (facts === null || ledger === undefined) return null;
  const payload: ReceiptFacts = { ...facts, ledger };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: RECEIPT_ALGORITHM, kid, typ: RECEIPT_TYPE })
    .sign(key);
}

/** The oldest go first. */
function forget(signed: Map<string, string>): void {
  for (const key of signed.keys()) {
    if (signed.size <= MAX_KEPT_RECEIPTS) return;
    signed.delete(key);
  }
}
