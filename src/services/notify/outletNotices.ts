import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { type Instant, instantOf } from "../../domain/window.js";
import type { NotificationDoc } from "../../store/models/proof.js";
import type { Desk } from "../desk.js";
import type { Message } from "./queue.js";

const MAX_NOTICES = 200;
/** Days for which a notice is shown after its copies were to be gone. */
const SHOWN_DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;

/** A notice of a withdrawal, told by one way or several, and whether the outlet has said that its copies are gone. */
export interface OutletNotice {
  /** Of one of its notifications; answering it answers all. */
  readonly id: string;
  readonly outlet: string;
  readonly reason: string;
  /** Titles where the texts are still known, else ids. */
  readonly items: readonly string[];
  readonly toldAt: Instant;
  readonly dueAt: Instant;
  /** Whether it arrived by any way. */
  readonly isDelivered: boolean;
  readonly answeredAt: Instant | null;
  /** The hours of the duty are over, and nobody has said that the copies are gone. */
  readonly isLate: boolean;
}

/** Notices of withdrawals that are not answered, those that were due first at the top. Takedowns are tracked by themselves. */
export async function unansweredNotices(desk: Desk, actor: Actor): Promise<readonly OutletNotice[]> {
  requireCapability(actor, "read");
  const now = desk.now();
  const since = instantOf(Date.parse(now) - SHOWN_DAYS * DAY_MILLISECONDS);
  const docs = await desk.models.notification.find({ kind: "withdrawal", createdAt: { $gt: since } }).lean();
  const notices = new Map<string, OutletNotice>();
  for (const doc of docs) {
    const known = notices.get(doc.body);
    const isDelivered = doc.state === "delivered" || known?.isDelivered === true;
    notices.set(doc.body, { ...noticeOf(doc, now), isDelivered });
  }
  const open = [...notices.values()].filter(({ answeredAt }) => answeredAt === null);
  return open.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).slice(0, MAX_NOTICES);
}

function noticeOf({ _id, outlet, body, createdAt, state, ...doc }: NotificationDoc, now: Instant): OutletNotice {
  const answeredAt = doc.answeredAt ?? null;
  const { reason, items, dueAt } = JSON.parse(body) as Message;
  return {
    ...{ id: _id, outlet, reason, toldAt: createdAt, dueAt, answeredAt },
    items: items.map(({ title, id }) => title ?? id),
    isDelivered: state === "delivered",
    isLate: answeredAt === null && dueAt <= now,
  };
}

/** Records, in the actor's name, that the outlet has said that its copies are gone. @throws DomainError `notification.unknown` */
export async function answerNotice(desk: Desk, actor: Actor, id: string): Promise<void> {
  requireCapability(actor, "take-down");
  const doc = await desk.models.notification.findOne({ _id: id, kind: "withdrawal" }).lean();
  if (doc === null) throw new DomainError("notification.unknown", `There is no notice of a withdrawal ${id}.`);
  const answer = { answeredAt: desk.now(), answeredBy: actor.id };
  const { createdAt, outlet, body } = doc;
  const told = await desk.models.notification.find({ kind: "withdrawal", createdAt }).lean();
  for (const one of told)
    if (one.outlet === outlet && one.body === body)
      await desk.models.notification.updateOne({ _id: one._id }, { $set: answer });
}
