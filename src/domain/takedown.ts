import type { Digest } from "./digest.js";
import { DomainError } from "./error.js";
import { type Instant, instantOf } from "./window.js";

/** Of the texts that one outlet was sent, the latest are named; the entry names all. */
const MAX_REVISIONS_NAMED = 100;
const HOUR_MILLISECONDS = 3_600_000;

/** An outlet that was sent the column, and what it has answered. */
export interface Recipient {
  readonly outlet: string;
  readonly channels: readonly string[];
  /** The latest revisions that it was sent, in the order of the first time. */
  readonly revisions: readonly Digest[];
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Hours that the terms of the permission give it, and when they are over. */
  readonly hours: number;
  readonly dueAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly removedAt: Instant | null;
  /** Who said so last: a token's id, `link`, or an account. */
  readonly by: string | null;
}

/** A column had to go: what every outlet that was sent it was asked, and what became of it. */
export interface Takedown {
  readonly id: string;
  readonly item: string;
  readonly reason: string;
  readonly by: string;
  readonly requestedAt: Instant;
  readonly recipients: readonly Recipient[];
  /** `done` once every outlet has removed it. */
  readonly state: "open" | "done" | "lifted";
}

export type Addressed = Pick<Recipient, "outlet" | "channels" | "revisions" | "firstAt" | "lastAt" | "hours">;

export interface TakedownRequested {
  readonly type: "takedown.requested";
  readonly takedown: string;
  readonly item: string;
  readonly reason: string;
  readonly by: string;
  readonly recipients: readonly Addressed[];
}

/** Outlets whose fetch was under way when the column left. */
export interface TakedownExtended {
  readonly type: "takedown.extended";
  readonly takedown: string;
  readonly recipients: readonly Addressed[];
}

export interface TakedownAcknowledged {
  readonly type: "takedown.acknowledged";
  readonly takedown: string;
  readonly outlet: string;
  /** True where the outlet says that its copies are gone, false where it has only taken note. */
  readonly removed: boolean;
  readonly by: string;
}

export interface TakedownLifted {
  readonly type: "takedown.lifted";
  readonly takedown: string;
  readonly reason: string;
  readonly by: string;
}

export type TakedownEvent = TakedownRequested | TakedownExtended | TakedownAcknowledged | TakedownLifted;

/**
 * An outlet says that it has taken note, or that its copies are gone. Null where it has said so before: to say it twice
 * changes nothing.
 *
 * @throws DomainError `takedown.unknown` for an outlet that was never asked; `act.conflict` where it was lifted.
 */
export function acknowledge(
  takedown: Takedown,
  outlet: string,
  removed: boolean,
  by: string,
): TakedownAcknowledged | null {
  const recipient = takedown.recipients.find((one) => one.outlet === outlet);
  if (recipient === undefined)
    throw new DomainError(
      "takedown.unknown",
      `The outlet ${outlet} is not asked to remove anything by ${takedown.id}.`,
    );
  if (takedown.state === "lifted")
    throw new DomainError("act.conflict", "This takedown was lifted; there is nothing to remove any more.");
  if (recipient.removedAt !== null || (!removed && recipient.acknowledgedAt !== null)) return null;
  return { type: "takedown.acknowledged", takedown: takedown.id, outlet, removed, by };
}

/** @throws DomainError `act.conflict` where it was lifted already. */
export function lift(takedown: Takedown, reason: string, by: string): TakedownLifted {
  if (takedown.state === "lifted") throw new DomainError("act.conflict", "This takedown was lifted already.");
  return { type: "takedown.lifted", takedown: takedown.id, reason, by };
}

export type RecipientStanding = "requested" | "acknowledged" | "overdue" | "removed";

/** An outlet that has only taken note is overdue as well when its hours are over. */
export function standingOfRecipient({ removedAt, acknowledgedAt, dueAt }: Recipient, at: Instant): RecipientStanding {
  if (removedAt !== null) return "removed";
  if (at >= dueAt) return "overdue";
  return acknowledgedAt === null ? "requested" : "acknowledged";
}

export function foldTakedown(takedown: Takedown | null, event: TakedownEvent, at: Instant): Takedown {
  if (event.type === "takedown.requested") {
    const { type: _, takedown: id, recipients, ...facts } = event;
    const asked = recipients.map((recipient) => addressed(recipient, at));
    return { id, ...facts, requestedAt: at, recipients: asked, state: asked.length === 0 ? "done" : "open" };
  }
  if (takedown === null) throw new TypeError(`${event.type} before takedown.requested: ${event.takedown}`);
  if (event.type === "takedown.extended") {
    const added = event.recipients.map((recipient) => addressed(recipient, at));
    return { ...takedown, recipients: [...takedown.recipients, ...added], state: "open" };
  }
  if (event.type === "takedown.lifted") return { ...takedown, state: "lifted" };
  const recipients = takedown.recipients.map((one) => (one.outlet === event.outlet ? answered(one, event, at) : one));
  return { ...takedown, recipients, state: recipients.every(({ removedAt }) => removedAt !== null) ? "done" : "open" };
}

function addressed(recipient: Addressed, at: Instant): Recipient {
  const dueAt = instantOf(Date.parse(at) + recipient.hours * HOUR_MILLISECONDS);
  const revisions = recipient.revisions.slice(-MAX_REVISIONS_NAMED);
  return { ...recipient, revisions, dueAt, acknowledgedAt: null, removedAt: null, by: null };
}

function answered(recipient: Recipient, { removed, by }: TakedownAcknowledged, at: Instant): Recipient {
  const acknowledgedAt = recipient.acknowledgedAt ?? at;
  return { ...recipient, acknowledgedAt, removedAt: removed ? at : recipient.removedAt, by };
}
