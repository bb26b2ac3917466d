import { DomainError } from "../../../domain/error.js";
import type { Source } from "../../../domain/partner.js";
import { type Instant, instantOf } from "../../../domain/window.js";
import { hubOffer } from "../../../formats/read/hubLinks.js";
import type { InboundSubscriptionDoc } from "../../../store/models/desk.js";
import type { Desk } from "../../desk.js";
import { newSecret } from "../../newId.js";
import type { Fetched } from "../fetchFeed.js";
import type { GuardedClient } from "../guardedClient.js";
import { shownUrl } from "../shownUrl.js";

/** What a hub is asked for; it decides. */
export const LEASE_SECONDS_ASKED = 10 * 24 * 3_600;
/** A hub that was asked and does not verify is asked again after this long. */
const VERIFY_MINUTES = 60;
/** A hub that failed or denied is asked again after this long. */
const RETRY_MINUTES = 6 * 60;

/**
 * Subscribes to the hub that an answer names, where the source is not subscribed to just that. Polling goes on, less
 * often, whatever becomes of it. A source behind credentials is not subscribed: its hub might be anybody's.
 */
export async function keepSubscribed(
  desk: Desk,
  client: GuardedClient,
  source: Source,
  fetched: Extract<Fetched, { readonly kind: "body" }>,
): Promise<void> {
  if (!desk.settings.webSub || source.credentials !== undefined) return;
  const offer = hubOffer(fetched.link, fetched.bytes, fetched.url);
  const known = await desk.models.inboundSubscription.findOne({ source: source.id }).lean();
  if (known !== null && known.hub === offer?.hub && known.topic === offer.topic) return;
  await desk.models.inboundSubscription.deleteMany({ source: source.id });
  if (offer === null) return;
  const fresh = freshSubscription(source.id, offer, desk.clock());
  const { _id, ...members } = fresh;
  await desk.models.inboundSubscription.collection.replaceOne({ _id: _id as never }, members, { upsert: true });
  desk.afterwards(() => askHub(desk, client, fresh));
}

function freshSubscription(
  source: string,
  { hub, topic }: { readonly hub: string; readonly topic: string },
  now: Instant,
): InboundSubscriptionDoc {
  return {
    _id: newSecret(),
    source,
    topic,
    hub,
    secret: newSecret(),
    state: "asked",
    problem: null,
    askedAt: now,
    renewAt: later(now, VERIFY_MINUTES),
    leasedUntil: null,
    lastDeliveryAt: null,
    discarded: 0,
  };
}

/**
 * Asks hubs again before their leases end, or after a pause where they failed; one process asks, whoever is first. A
 * source that is there no longer is forgotten, and its hub told so when it next delivers; a paused one is not renewed.
 */
export async function renewSubscriptions(
  desk: Desk,
  client: GuardedClient,
  live: ReadonlySet<string>,
  paused: ReadonlySet<string>,
): Promise<void> {
  if (!desk.settings.webSub) return;
  const now = desk.clock();
  for (const doc of await desk.models.inboundSubscription.find({ renewAt: { $lte: now } }).lean()) {
    if (!live.has(doc.source)) await desk.models.inboundSubscription.deleteMany({ _id: doc._id });
    if (!live.has(doc.source) || paused.has(doc.source)) continue;
    const claimed = await desk.models.inboundSubscription
      .findOneAndUpdate(
        { _id: doc._id, renewAt: doc.renewAt },
        { $set: { askedAt: now, renewAt: later(now, VERIFY_MINUTES) } },
        { returnDocument: "after" },
      )
      .lean();
    if (claimed !== null) desk.afterwards(() => askHub(desk, client, claimed));
  }
}

/** WebSub §5.1. The hub verifies through the callback, before or after it has answered. */
async function askHub(desk: Desk, client: GuardedClient, doc: InboundSubscriptionDoc): Promise<void> {
  const problem = await refusalOf(desk, client, doc);
  if (problem === null) return;
  desk.log.warn({ source: doc.source, problem }, "a hub was not subscribed to");
  const renewAt = later(desk.clock(), RETRY_MINUTES);
  const state = doc.state === "active" ? "active" : "failed";
  await desk.models.inboundSubscription.updateOne({ _id: doc._id }, { $set: { state, problem, renewAt } });
}

async function refusalOf(desk: Desk, client: GuardedClient, doc: InboundSubscriptionDoc): Promise<string | null> {
  const form = new URLSearchParams({
    "hub.callback": `${desk.settings.baseUrl}/websub/${doc._id}`,
    "hub.mode": "subscribe",
    "hub.topic": doc.topic,
    "hub.lease_seconds": String(LEASE_SECONDS_ASKED),
    "hub.secret": doc.secret,
  });
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": desk.settings.fetch.userAgent,
  };
  const at = (url: URL) => ({ href: url.href, headers });
  try {
    const status = await client.send(
      { url: new URL(doc.hub), method: "POST", body: form.toString(), at },
      async (answer) => answer.status,
    );
    return status >= 200 && status < 300 ? null : `The hub ${shownUrl(doc.hub)} answered ${status}.`;
  } catch (error) {
    const why = error instanceof DomainError ? error.message : `${(error as Error).message}.`;
    return `The hub ${shownUrl(doc.hub)} could not be asked: ${why}`;
  }
}

/** Whether a hub has promised, for now, to send what is new. */
export async function isPushed(desk: Desk, source: Source): Promise<boolean> {
  const doc = await desk.models.inboundSubscription.findOne({ source: source.id, state: "active" }).lean();
  return doc !== null && doc.leasedUntil !== null && doc.leasedUntil > desk.clock();
}

function later(at: Instant, minutes: number): Instant {
  return instantOf(Date.parse(at) + minutes * 60_000);
}
