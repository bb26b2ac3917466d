import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { type Instant, instantOf } from "../../domain/window.js";
import type { NotificationDoc } from "../../store/models/proof.js";
import type { Desk } from "../desk.js";
import { type Order, type Page, type PageQuery, pageOf, told } from "../lists/page.js";
import { contactOf } from "./contacts.js";
import type { Senders } from "./send.js";

/** Minutes until the next attempt, after each that failed; then it is dead, and waits for a person. */
const BACKOFF_MINUTES = [1, 5, 30, 120, 360, 720, 1_440] as const;
const MINUTE_MILLISECONDS = 60_000;
const LEASE_MINUTES = 5;
const BATCH_NOTIFICATIONS = 50;

/** Sends what is due; a lease keeps two processes from sending the same. Returns how many arrived. */
export async function sendDue(desk: Desk, senders: Senders): Promise<number> {
  const docs = await desk.models.notification
    .find({ state: "waiting", nextAt: { $lte: desk.clock() } })
    .sort({ nextAt: 1 })
    .limit(BATCH_NOTIFICATIONS)
    .lean();
  let arrived = 0;
  for (const doc of docs) if ((await lease(desk, doc)) && (await attempt(desk, senders, doc))) arrived++;
  return arrived;
}

async function lease(desk: Desk, { _id, leasedUntil }: NotificationDoc): Promise<boolean> {
  const now = desk.clock();
  if (leasedUntil > now) return false;
  const { modifiedCount } = await desk.models.notification.updateOne(
    { _id, leasedUntil, state: "waiting" },
    { $set: { leasedUntil: later(now, LEASE_MINUTES) } },
  );
  return modifiedCount === 1;
}

async function attempt(desk: Desk, senders: Senders, doc: NotificationDoc): Promise<boolean> {
  const problem = await sent(desk, senders, doc).then(
    () => null,
    (error: Error) => reasonIn(error),
  );
  const at = desk.clock();
  const wait = BACKOFF_MINUTES[doc.attempts.length];
  const state = problem === null ? "delivered" : wait === undefined ? "dead" : "waiting";
  if (problem !== null)
    desk.log.warn(
      { notification: doc._id, outlet: doc.outlet, way: doc.way, state, problem },
      "an outlet was not reached",
    );
  await desk.models.notification.updateOne(
    { _id: doc._id },
    {
      $set: {
        state,
        attempts: [...doc.attempts, { at, problem }],
        nextAt: later(at, wait ?? 0),
        leasedUntil: instantOf(0),
      },
    },
  );
  return problem === null;
}

async function sent(desk: Desk, senders: Senders, doc: NotificationDoc): Promise<void> {
  const contact = await contactOf(desk, doc.outlet);
  const { webhook = null, secret = null, email = null } = contact ?? {};
  if (doc.way === "email") {
    if (email === null) throw new Error("The outlet has no e-mail address any more.");
    return senders.email(email, doc);
  }
  if (webhook === null || secret === null) throw new Error("The outlet has no webhook any more.");
  return senders.webhook(webhook, secret, doc, Math.floor(Date.parse(desk.clock()) / 1_000));
}

/** The cause of a failed connection is said within the error. */
function reasonIn({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** What was to be told to outlets, latest first, dead letters and all. The text itself holds the link of the outlet, and is left out. */
export type NotificationFacts = Omit<NotificationDoc, "body" | "leasedUntil" | "_id"> & { readonly id: string };

const LATEST_FIRST: Order = [
  ["createdAt", -1],
  ["_id", -1],
];

export async function listNotifications(
  desk: Desk,
  actor: Actor,
  state: NotificationDoc["state"],
  query: PageQuery,
): Promise<Page<NotificationFacts>> {
  requireCapability(actor, "read");
  return told(await pageOf(desk.models.notification, { state }, LATEST_FIRST, query), factsOf);
}

export async function notificationsOf(desk: Desk, takedown: string): Promise<readonly NotificationFacts[]> {
  return (await desk.models.notification.find({ takedown }).lean()).map(factsOf);
}

/** Tries a dead letter anew, from the first attempt on. @throws DomainError `notification.unknown` */
export async function retryNotification(desk: Desk, actor: Actor, id: string): Promise<NotificationFacts> {
  requireCapability(actor, "take-down");
  const { modifiedCount } = await desk.models.notification.updateOne(
    { _id: id, state: "dead" },
    { $set: { state: "waiting", nextAt: desk.clock(), attempts: [] } },
  );
  const doc = await desk.models.notification.findOne({ _id: id }).lean();
  const isTriedAnew = modifiedCount === 1 || (doc?.state === "waiting" && doc.attempts.length === 0);
  if (doc === null || !isTriedAnew) throw new DomainError("notification.unknown", `There is no dead letter ${id}.`);
  return factsOf(doc);
}

function factsOf({ _id, body: _, leasedUntil: __, ...facts }: NotificationDoc): NotificationFacts {
  return { id: _id, ...facts };
}

function later(at: Instant, minutes: number): Instant {
  return instantOf(Date.parse(at) + minutes * MINUTE_MILLISECONDS);
}
