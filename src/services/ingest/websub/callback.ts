import { systemActor } from "../../../domain/role.js";
import { instantOf } from "../../../domain/window.js";
import type { InboundSubscriptionDoc } from "../../../store/models/desk.js";
import type { Desk } from "../../desk.js";
import { readExpanded } from "../contentCoding.js";
import { intoSource, type Place, receive as takeSent } from "../intake.js";
import { livePlaces, pausedSources } from "../poll.js";
import { isSignedWith } from "./signature.js";
import { LEASE_SECONDS_ASKED } from "./subscribe.js";

/** A lease is renewed after this share of it. */
const RENEW_SHARE = 0.8;
/** Shorter leases are taken for this many seconds, longer ones for a year. */
const MIN_LEASE_SECONDS = 60;
const MAX_LEASE_SECONDS = 365 * 24 * 3_600;
/** After a denial the hub is asked again in this many seconds. */
const DENIED_SECONDS = 24 * 3_600;
const MAX_REASON_CHARACTERS = 200;
const MAX_CHALLENGE_CHARACTERS = 4_096;
/** Deliveries of one process that wait to be read; beyond them, the source is polled instead. */
const MAX_WAITING = 8;

/** What a hub asks through the callback (WebSub §5.2 and §5.3). */
export interface Verification {
  readonly mode: string | null;
  readonly topic: string | null;
  readonly challenge: string | null;
  readonly leaseSeconds: string | null;
  readonly reason: string | null;
}

/** What to answer a hub's verification with; null where nobody here asked for it. */
export async function confirm(desk: Desk, token: string, asked: Verification): Promise<string | null> {
  const doc = await subscription(desk, token);
  if (doc === null || asked.topic !== doc.topic) return null;
  const at = (seconds: number) => instantOf(Date.parse(desk.clock()) + seconds * 1_000);
  if (asked.mode === "denied") {
    const reason = asked.reason?.slice(0, MAX_REASON_CHARACTERS) ?? "it gave no reason";
    const problem = `The hub denied the subscription: ${reason}.`;
    await update(desk, doc, { state: "denied", problem, leasedUntil: null, renewAt: at(DENIED_SECONDS) });
    return "";
  }
  const { challenge } = asked;
  const isTakeable = challenge !== null && challenge.length <= MAX_CHALLENGE_CHARACTERS;
  if (asked.mode !== "subscribe" || !isTakeable) return null;
  const said = /^\d{1,12}$/u.test(asked.leaseSeconds ?? "") ? Number(asked.leaseSeconds) : LEASE_SECONDS_ASKED;
  const seconds = Math.min(Math.max(said, MIN_LEASE_SECONDS), MAX_LEASE_SECONDS);
  await update(desk, doc, {
    state: "active",
    problem: null,
    leasedUntil: at(seconds),
    renewAt: at(seconds * RENEW_SHARE),
  });
  return challenge;
}

/** What a hub sent, as it came. */
export interface Delivery {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly signature: string | null;
}

/** Whether a hub was ever given this token; anybody else's body is not worth reading. */
export async function isCallback(desk: Desk, token: string): Promise<boolean> {
  return (await subscription(desk, token)) !== null;
}

/** What is on record of a hub; null while `WEBSUB` is off, for then nobody here wants what it sends. */
async function subscription(desk: Desk, token: string): Promise<InboundSubscriptionDoc | null> {
  return desk.settings.webSub ? desk.models.inboundSubscription.findOne({ _id: token }).lean() : null;
}

let waiting = 0;

/**
 * Takes a delivery, to be read and recorded like the answer to a poll once the hub has been answered. One without the
 * right signature is thrown away; the hub is not told (WebSub §8).
 */
export async function receive(desk: Desk, token: string, delivery: Delivery): Promise<void> {
  const doc = await subscription(desk, token);
  if (doc === null) return;
  if (!isSignedWith(doc.secret, delivery.signature, delivery.body)) {
    desk.log.warn({ source: doc.source }, "a delivery without the right signature was thrown away");
    await desk.models.inboundSubscription.updateOne({ _id: doc._id }, { $inc: { discarded: 1 } });
    return;
  }
  const place = await placeOf(desk, doc.source);
  if (place === null) return;
  if (waiting >= MAX_WAITING) return pollSoon(desk, doc.source);
  waiting++;
  desk.afterwards(() =>
    takeIn(desk, place, doc, delivery).finally(() => {
      waiting--;
    }),
  );
}

/**
 * Where a source is live, not paused, and still at the address whose hub was subscribed to, without credentials: what a
 * hub may bring is what the partner's file says now.
 */
async function placeOf(desk: Desk, source: string): Promise<Place | null> {
  const place = (await livePlaces(desk)).find((found) => found.source.id === source);
  if (place === undefined || place.source.credentials !== undefined) return null;
  const polled = await desk.models.poll.findOne({ _id: source }).lean();
  return polled?.address !== place.source.url || (await pausedSources(desk)).has(source) ? null : place;
}

/**
 * A hub may send what is new and nothing else, so that it is not compared with the feed as it was. Whatever cannot be
 * read is left to the next poll, which comes at once and says what is wrong.
 */
async function takeIn(desk: Desk, place: Place, doc: InboundSubscriptionDoc, delivery: Delivery): Promise<void> {
  const { body, contentType, contentEncoding } = delivery;
  try {
    const bytes = await readExpanded(one(body), contentEncoding, desk.settings.fetch.maxBodyBytes);
    const arrival = await desk.reader.read(bytes, { contentType, url: doc.topic }, intoSource(place));
    await takeSent(desk, systemActor("websub"), place, arrival);
    await update(desk, doc, { lastDeliveryAt: desk.clock() });
  } catch (error) {
    await pollSoon(desk, doc.source);
    throw error;
  }
}

async function* one(body: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield body;
}

async function pollSoon(desk: Desk, source: string): Promise<void> {
  await desk.models.poll.updateOne({ _id: source }, { $set: { dueAt: desk.clock() } });
}

async function update(
  desk: Desk,
  { _id }: InboundSubscriptionDoc,
  facts: Partial<InboundSubscriptionDoc>,
): Promise<void> {
  await desk.models.inboundSubscription.updateOne({ _id }, { $set: facts });
}
