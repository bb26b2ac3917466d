import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { type Instant, instantOf } from "../../domain/window.js";
import type { NotificationDoc } from "../../store/models/proof.js";
import type { Desk } from "../desk.js";
import { type Order, type Page, type PageQuery, pageOf } from "../lists/page.js";
import type { Message } from "./queue.js";

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

const OLDEST_FIRST: Order = [
  ["createdAt", 1],
  ["_id", 1],
];

/**
 * Notices of withdrawals that are not answered, those that were told first at the top. One that was told by several ways is
 * shown once, with the first of its notifications. Takedowns are tracked by themselves.
 */
export async function unansweredNotices(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<OutletNotice>> {
  requireCapability(actor, "read");
  const now = desk.now();
  const open = { kind: "withdrawal", answeredAt: null } as const;
  const since = instantOf(Date.parse(now) - SHOWN_DAYS * DAY_MILLISECONDS);
  const page = await pageOf(desk.models.notification, { ...open, createdAt: { $gt: since } }, OLDEST_FIRST, query);
  const told = [...new Set(page.rows.map(({ createdAt }) => createdAt))];
  const together = await desk.models.notification.find({ ...open, createdAt: { $in: told } }).lean();
  const rows = page.rows.flatMap((doc) => {
    const ways = together.filter(({ body, createdAt }) => body === doc.body && createdAt === doc.createdAt);
    if (ways.some(({ _id }) => _id < doc._id)) return [];
    return [{ ...noticeOf(doc, now), isDelivered: ways.some(({ state }) => state === "delivered") }];
  });
  return { rows, next: page.next };
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
      await desk.models.notification.updateOne({ _id: one._id, answeredAt: null }, { $set: answer });
}
