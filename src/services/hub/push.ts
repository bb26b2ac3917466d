import { createHmac } from "node:crypto";
import type { ChannelFormat } from "../../domain/channel.js";
import { instantOf } from "../../domain/window.js";
import type { SubscriptionDoc } from "../../store/models/hub.js";
import { isTokenOf } from "../accounts.js";
import type { Desk } from "../desk.js";
import { isSure } from "../doubt.js";
import type { CurrentRendering } from "../publish/cache.js";
import type { RecordDelivery } from "../publish/deliveries.js";
import type { Prepared } from "../publish/prepared.js";
import { liveChannels } from "../reads.js";
import { type AskCallback, reasonOf } from "./callback.js";
import type { Limited } from "./limited.js";
import { tellDenied } from "./subscriptions.js";

/** The wait before the second attempt; each further one waits twice as long. */
const FIRST_WAIT_SECONDS = 10;
const MAX_WAIT_SECONDS = 3_600;
/** Then the rendering is a dead letter, until there is a newer one. */
export const MAX_ATTEMPTS = 8;
/** While one process sends, others leave the subscription alone. */
const CLAIM_SECONDS = 60;

/** What pushing needs besides the desk. */
export interface PushTools {
  readonly ask: AskCallback;
  readonly current: CurrentRendering;
  readonly recordDelivery: RecordDelivery;
  /** How many deliveries are under way at a time. */
  readonly sending: Limited;
}

/** More subscribers than these that answer slowly would make the others wait. */
export const MAX_SENDING = 100;

/**
 * Begins to send each subscriber the feed as it stands, where that is not what it acknowledged last. A subscription ends
 * with its lease, its channel or its outlet's token. Each promise says whether one delivery was acknowledged; a round has
 * begun when this returns, so a subscriber that answers slowly delays neither the others nor the next round. A desk that
 * is not sure of its own state pushes nothing.
 */
export async function beginRound(desk: Desk, tools: PushTools): Promise<readonly Promise<boolean>[]> {
  await desk.ledger.catchUp();
  if (!(await isSure(desk))) return [];
  const docs = await desk.models.subscription
    .find({ dueAt: { $lte: desk.clock() } })
    .sort({ dueAt: 1 })
    .lean();
  return docs.map((doc) => tools.sending.run(() => pushOne(desk, tools, doc)));
}

async function pushOne(desk: Desk, tools: PushTools, doc: SubscriptionDoc): Promise<boolean> {
  const ended = await endOf(desk, doc);
  if (ended !== null) {
    await desk.models.subscription.collection.deleteOne({ _id: doc._id as never });
    if (ended !== LEASE_OVER) await tellDenied(desk, tools.ask, doc, ended);
    return false;
  }
  const head = await desk.ledger.catchUp();
  if (!(await isSure(desk))) return false;
  const { channel, format, sent, dead, token } = doc;
  const at = desk.now();
  const made = await tools.current({ channel, format: format as ChannelFormat, page: null }, head, at);
  const { digest } = made.rendering;
  if (digest === sent || digest === dead || !(await claim(desk, doc))) return false;
  await tools.recordDelivery({ rendering: digest, channel, token, status: 200, at });
  return settle(desk, doc, digest, await post(tools.ask, doc, made, desk));
}

const LEASE_OVER = "The lease is over.";
const FEED_CLOSED = "This feed has been closed.";
const TOKEN_OVER = "The token that the subscription was made with opens this feed no more.";

/** Why a subscription is none any more; null while it is one. */
async function endOf(desk: Desk, { channel, format, token, leaseUntil }: SubscriptionDoc): Promise<string | null> {
  if (leaseUntil <= desk.clock()) return LEASE_OVER;
  const found = (await liveChannels(desk)).find(({ id }) => id === channel);
  if (found === undefined || !found.formats.includes(format as ChannelFormat)) return FEED_CLOSED;
  if (found.outlet === null) return null;
  const known = token === null ? null : await desk.models.token.findOne({ id: token }).lean();
  if (known === null || known.revokedAt !== null || known.holder !== channel || !isTokenOf(known, found.outlet.id))
    return TOKEN_OVER;
  return known.expiresAt !== null && known.expiresAt <= desk.now() ? TOKEN_OVER : null;
}

/** @returns false where another process was first. */
async function claim(desk: Desk, { _id, dueAt }: SubscriptionDoc): Promise<boolean> {
  const until = instantOf(Date.parse(desk.clock()) + CLAIM_SECONDS * 1_000);
  const { modifiedCount } = await desk.models.subscription.updateOne({ _id, dueAt }, { $set: { dueAt: until } });
  return modifiedCount === 1;
}

type Outcome =
  | { readonly kind: "acknowledged" }
  | { readonly kind: "gone" }
  | { readonly kind: "failed"; readonly problem: string };

/** WebSub §7: the whole content, its type, both links, and a signature only where there is a secret. */
async function post(ask: AskCallback, doc: SubscriptionDoc, made: Prepared, desk: Desk): Promise<Outcome> {
  const { body, mediaType } = made.rendering;
  const signature = doc.secret === null ? null : createHmac("sha256", doc.secret).update(body).digest("hex");
  const headers = {
    "content-type": mediaType,
    link: `<${desk.settings.baseUrl}/hub>; rel="hub", <${doc.topic}>; rel="self"`,
    ...(signature === null ? {} : { "x-hub-signature": `sha256=${signature}` }),
  };
  try {
    const { status } = await ask(doc.callback, { method: "POST", headers, body });
    if (status >= 200 && status < 300) return { kind: "acknowledged" };
    return status === 410 ? { kind: "gone" } : { kind: "failed", problem: `It answered ${status}.` };
  } catch (error) {
    return { kind: "failed", problem: reasonOf(error) };
  }
}

async function settle(desk: Desk, doc: SubscriptionDoc, digest: string, outcome: Outcome): Promise<boolean> {
  const { _id } = doc;
  const { collection } = desk.models.subscription;
  if (outcome.kind === "gone") {
    await collection.deleteOne({ _id: _id as never });
    return false;
  }
  const now = desk.clock();
  if (outcome.kind === "acknowledged") {
    const done = { sent: digest, dueAt: now, failures: 0, problem: null, dead: null, deadAt: null };
    await desk.models.subscription.updateOne({ _id }, { $set: done });
    return true;
  }
  const failures = doc.failures + 1;
  const isDead = failures >= MAX_ATTEMPTS;
  if (isDead)
    desk.log.warn({ topic: doc.topic, problem: outcome.problem }, "a subscriber was given up for this change");
  const waitSeconds = isDead ? 0 : Math.min(MAX_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - 1));
  const failed = {
    dueAt: instantOf(Date.parse(now) + waitSeconds * 1_000),
    failures: isDead ? 0 : failures,
    problem: outcome.problem,
    dead: isDead ? digest : null,
    deadAt: isDead ? now : null,
  };
  await desk.models.subscription.updateOne({ _id }, { $set: failed });
  return false;
}
