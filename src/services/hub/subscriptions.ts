import type { ChannelFormat } from "../../domain/channel.js";
import { digestOf } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { type Instant, instantOf } from "../../domain/window.js";
import type { SubscriptionDoc } from "../../store/models/hub.js";
import type { Desk } from "../desk.js";
import { BY_ID, type Page, type PageQuery, pageOf, told } from "../lists/page.js";
import { newSecret } from "../newId.js";
import { type AskCallback, reasonOf } from "./callback.js";

/** Leases are finite (WebSub §5.1); what a subscriber asks for is kept within these. */
const DEFAULT_LEASE_SECONDS = 10 * 86_400;
const MIN_LEASE_SECONDS = 60;
const MAX_LEASE_SECONDS = 30 * 86_400;
/** WebSub §5.1: a secret is less than 200 bytes. */
const MAX_SECRET_BYTES = 199;
const MAX_CALLBACK_CHARACTERS = 2_000;
/** Callbacks that are asked at a time, and requests that wait for it; whoever comes then is told to come again. */
export const MAX_VERIFYING = 8;
export const MAX_WAITING_TO_VERIFY = 200;

/** A request as it came, whose topic the caller has found to be a feed that the subscriber may have. */
export interface SubscriptionRequest {
  readonly mode: "subscribe" | "unsubscribe";
  /** As the subscriber wrote it, to be repeated to it. */
  readonly asked: string;
  /** The feed's public address. */
  readonly topic: string;
  readonly channel: string;
  readonly format: ChannelFormat;
  readonly token: string | null;
  readonly callback: string;
  readonly secret: string | null;
  readonly leaseSeconds: number | null;
}

/** @throws DomainError `input.invalid` */
export function requireSubscribable({ callback, secret, leaseSeconds }: SubscriptionRequest): void {
  const isAddress = /^https?:\/\//iu.test(callback) && URL.canParse(callback);
  if (!isAddress || callback.length > MAX_CALLBACK_CHARACTERS)
    throw new DomainError("input.invalid", "hub.callback must be an http(s) address.");
  if (Buffer.byteLength(secret ?? "") > MAX_SECRET_BYTES)
    throw new DomainError("input.invalid", `hub.secret must have at most ${MAX_SECRET_BYTES} bytes.`);
  if (leaseSeconds !== null && !(Number.isInteger(leaseSeconds) && leaseSeconds > 0))
    throw new DomainError("input.invalid", "hub.lease_seconds must be a whole number of seconds.");
}

/**
 * Asks the callback whether it meant it (WebSub §5.3), and does it only where it repeats the challenge. A later request
 * for the same topic and callback takes the place of the earlier one.
 *
 * @returns true where it was confirmed
 */
export async function verifyIntent(desk: Desk, ask: AskCallback, request: SubscriptionRequest): Promise<boolean> {
  const { mode, asked, topic, channel, format, token, callback, secret } = request;
  const lease = Math.min(MAX_LEASE_SECONDS, Math.max(MIN_LEASE_SECONDS, request.leaseSeconds ?? DEFAULT_LEASE_SECONDS));
  const challenge = newSecret();
  const url = new URL(callback);
  url.searchParams.append("hub.mode", mode);
  url.searchParams.append("hub.topic", asked);
  url.searchParams.append("hub.challenge", challenge);
  if (mode === "subscribe") url.searchParams.append("hub.lease_seconds", String(lease));
  try {
    const { status, text } = await ask(url.href, { method: "GET", headers: {}, body: null });
    if (status < 200 || status > 299 || text !== challenge) {
      if (mode === "subscribe") await tellDenied(desk, ask, { callback, topic: asked }, NOT_VERIFIED);
      return false;
    }
  } catch (error) {
    desk.log.info({ topic, problem: reasonOf(error) }, "a subscriber could not be asked");
    return false;
  }
  const _id = digestOf([topic, callback]);
  const { collection } = desk.models.subscription;
  if (mode === "unsubscribe") {
    await collection.deleteOne({ _id: _id as never });
    return true;
  }
  const now = desk.clock();
  const before = await desk.models.subscription.findOne({ _id }).lean();
  const doc: Omit<SubscriptionDoc, "_id"> = {
    ...{ topic, channel, format, callback, token, secret },
    leaseUntil: instantOf(Date.parse(now) + lease * 1_000),
    ...{ sent: before?.sent ?? null, dueAt: now, failures: 0, problem: null, dead: null, deadAt: null },
  };
  await collection.replaceOne({ _id: _id as never }, doc, { upsert: true });
  return true;
}

const NOT_VERIFIED = "The callback did not confirm that the subscription was meant.";

/** Tells a subscriber that there is no subscription, or none any more (WebSub §5.2); nothing follows from its answer. */
export async function tellDenied(
  desk: Desk,
  ask: AskCallback,
  { callback, topic }: Pick<SubscriptionDoc, "callback" | "topic">,
  reason: string,
): Promise<void> {
  const url = new URL(callback);
  url.searchParams.append("hub.mode", "denied");
  url.searchParams.append("hub.topic", topic);
  url.searchParams.append("hub.reason", reason);
  try {
    await ask(url.href, { method: "GET", headers: {}, body: null });
  } catch (error) {
    desk.log.info({ topic, problem: reasonOf(error) }, "a subscriber could not be told that it was denied");
  }
}

/** A subscription as the desk shows it: without its secret, and of the callback only whose it is. */
export interface SubscriptionFacts {
  readonly topic: string;
  readonly channel: string;
  readonly token: string | null;
  readonly subscriber: string;
  readonly isSigned: boolean;
  readonly leaseUntil: Instant;
  readonly delivered: string | null;
  readonly failures: number;
  readonly problem: string | null;
  readonly deadLetter: { readonly rendering: string; readonly at: Instant } | null;
}

export async function listSubscriptions(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<SubscriptionFacts>> {
  requireCapability(actor, "read");
  return told(await pageOf(desk.models.subscription, {}, BY_ID, query), shownOf);
}

function shownOf({ topic, channel, token, callback, secret, leaseUntil, ...doc }: SubscriptionDoc): SubscriptionFacts {
  const { sent, failures, problem, dead, deadAt } = doc;
  return {
    ...{ topic, channel, token, subscriber: new URL(callback).host, isSigned: secret !== null, leaseUntil },
    ...{ delivered: sent, failures, problem },
    deadLetter: dead === null || deadAt === null ? null : { rendering: dead, at: deadAt },
  };
}
