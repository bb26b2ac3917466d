import { compactVerify, decodeProtectedHeader, errors, importJWK } from "jose";
import type { Channel } from "../domain/channel.js";
import { assess } from "../domain/clearance.js";
import { DomainError } from "../domain/error.js";
import { releasedUse, WITHDRAWAL_WORDS } from "../domain/release.js";
import type { SigningKey } from "../domain/signingKey.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { liveChannels, releasesOfItem, stateOf } from "./reads.js";
import { publicJwk, RECEIPT_ALGORITHM } from "./receiptKeys.js";
import { RECEIPT_TYPE, type ReceiptFacts } from "./receipts.js";
import { type Standing, standings } from "./releases.js";
import { rulesFor } from "./rulebook.js";

/** What is to be said of a receipt: whether this desk signed it, and whether what it states holds at this moment. */
export interface ReceiptAnswer {
  readonly genuine: boolean;
  readonly holds: boolean;
  /** One sentence. */
  readonly answer: string;
  readonly at: Instant;
  /** Until when it is cleared as things stand, which may be later than the receipt says. */
  readonly clearedUntil: Instant | null;
  /** Null where it is not genuine. */
  readonly receipt: ReceiptFacts | null;
  readonly signedWith: { readonly kid: string; readonly retiredAt: Instant | null } | null;
}

/** @throws DomainError `receipt.unreadable` for a text that is no compact JWS at all. */
export async function checkReceipt(desk: Desk, text: string): Promise<ReceiptAnswer> {
  await desk.ledger.catchUp();
  const at = desk.now();
  const kid = kidOf(text.trim());
  const doc = kid === null ? null : await desk.models.projected.key.findOne({ _id: kid }).lean();
  const key = doc === null ? null : stateOf<SigningKey>(doc);
  const receipt = key === null ? null : await read(text.trim(), key);
  if (receipt === null || key === null) {
    const answer = "This is not a receipt of this desk: no key of ours signed it, or it was changed afterwards.";
    return { genuine: false, holds: false, answer, at, clearedUntil: null, receipt: null, signedWith: null };
  }
  const said = await standingOf(desk, receipt, at);
  return { genuine: true, at, receipt, signedWith: { kid: key.id, retiredAt: key.retiredAt }, ...said };
}

function kidOf(text: string): string | null {
  try {
    const { kid, typ } = decodeProtectedHeader(text);
    return typ === RECEIPT_TYPE && typeof kid === "string" ? kid : null;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DomainError(
      "receipt.unreadable",
      "This is no receipt: send the text as it stands in the feed, three parts of letters and digits with points between.",
    );
  }
}

async function read(text: string, key: SigningKey): Promise<ReceiptFacts | null> {
  try {
    const imported = await importJWK(publicJwk(key), RECEIPT_ALGORITHM);
    const { payload } = await compactVerify(text, imported, { algorithms: [RECEIPT_ALGORITHM] });
    return JSON.parse(new TextDecoder().decode(payload)) as ReceiptFacts;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

type Said = Pick<ReceiptAnswer, "holds" | "answer" | "clearedUntil">;

async function standingOf(desk: Desk, receipt: ReceiptFacts, at: Instant): Promise<Said> {
  const releases = await releasesOfItem(desk, receipt.item);
  const release = releases.find(({ id }) => id === receipt.release);
  const channel = (await liveChannels(desk)).find(({ id }) => id === receipt.channel);
  if (channel === undefined) return no(WITHDRAWAL_WORDS["channel-retired"]);
  if (release === undefined) return no("The desk has no such release on record any more.");
  if (release.state === "withdrawn") return no(WITHDRAWAL_WORDS[release.withdrawal ?? "expired"]);
  const [standing] = await standings(desk, [release], new Map([[channel.id, channel]]), at);
  if (standing === undefined || standing.lapse !== null)
    return no(WITHDRAWAL_WORDS[standing?.lapse?.withdrawal ?? "withdrawn-by-partner"]);
  return yes(desk, receipt, channel, standing, at);
}

function no(why: string): Said {
  return { holds: false, answer: `Genuine, but it no longer holds. ${why}`, clearedUntil: null };
}

async function yes(desk: Desk, receipt: ReceiptFacts, channel: Channel, standing: Standing, at: Instant) {
  const { facts, item, release } = standing;
  if (facts === null) return no(WITHDRAWAL_WORDS["withdrawn-by-partner"]);
  const rules = await rulesFor(desk, item.partner, [item.id]);
  const { reliedOn, changesAt, verdict } = assess(releasedUse(channel, release), facts, rules, at);
  if (verdict === "refused") return no(WITHDRAWAL_WORDS.expired);
  const until = changesAt === null ? "with no end on record" : `until ${changesAt} as things stand`;
  const renewed =
    reliedOn?.permission === receipt.permission && reliedOn.version === receipt.version
      ? ""
      : " The permission was renewed or amended since; the next copy of the feed carries a new receipt.";
  return { holds: true, answer: `Genuine, and it holds: cleared ${until}.${renewed}`, clearedUntil: changesAt };
}
