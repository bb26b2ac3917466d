import type { Digest } from "./digest.js";
import { DomainError } from "./error.js";
import type { FindingCode } from "./finding.js";
import { type Absorbed, foldMerge, type Merged, type MergeEvent, type Parted, requireOwn } from "./itemMerge.js";
import { foldItemTakedown, type ItemRestored, type ItemTakenDown } from "./itemTakedown.js";
import type { Withdrawal } from "./release.js";
import { type ItemSighted, MAX_ITEM_KEYS, type Sighting, sighted } from "./sighting.js";
import type { Instant } from "./window.js";

export interface SeenRevision {
  /** 1 for the first text of the column. */
  readonly number: number;
  readonly digest: Digest;
  readonly source: string;
  readonly seenAt: Instant;
  readonly findings: readonly FindingCode[];
}

/** The editor's decision about the current revision. */
export interface Review {
  readonly decision: "waiting" | "approved" | "held" | "rejected" | "withdrawn";
  readonly at: Instant;
  /** Account, or `instruction:<id>`; null while it waits. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** An approval pins one revision for one channel. */
export interface Approval {
  readonly channel: string;
  readonly revision: Digest;
  readonly at: Instant;
  readonly by: string;
}

/** A column. What it says lies in its revisions; the item holds digests, places and decisions only. */
export interface Item {
  readonly id: string;
  /** The partner whose source showed it first: only that partner's sources may revise or withdraw it. */
  readonly partner: string;
  /** Digests of the identities it is known by (source id + guid, canonical URL). */
  readonly keys: readonly string[];
  readonly sightings: readonly Sighting[];
  /** Oldest first; the last one is current. A stored item holds the newest; those before it are in its history. */
  readonly revisions: readonly SeenRevision[];
  readonly review: Review;
  /** Since when the review's decision has been what it is: a revision that arrives while the column waits does not change it. */
  readonly inStateSince: Instant;
  readonly approvals: readonly Approval[];
  readonly receivedAt: Instant;
  /** There while a takedown stands: nothing of the column may be approved. */
  readonly takenDownAt?: Instant;
  /** What took the column out of every channel last, and when; absent where nothing has. */
  readonly takenOut?: { readonly at: Instant; readonly withdrawal: Withdrawal };
  /** Columns that an editor said are this one; absent where none. */
  readonly absorbed?: readonly Absorbed[];
  /** Set while this column counts as another one; absent otherwise. */
  readonly merged?: Merged;
  /** What an editor said is not this column; absent where nothing. */
  readonly apart?: readonly Parted[];
}

export interface ItemReceived {
  readonly type: "item.received";
  readonly item: string;
  readonly partner: string;
  readonly source: string;
  readonly keys: readonly string[];
  readonly revision: Digest;
  readonly findings: readonly FindingCode[];
}

export interface ItemRevised {
  readonly type: "item.revised";
  readonly item: string;
  readonly source: string;
  readonly revision: Digest;
  readonly findings: readonly FindingCode[];
  /** Who put passages back that cleaning had cut; absent where the partner sent another text. */
  readonly by?: string;
}

export interface ItemApproved {
  readonly type: "item.approved";
  readonly item: string;
  readonly revision: Digest;
  readonly channels: readonly string[];
  readonly by: string;
}

export interface ItemHeld {
  readonly type: "item.held";
  readonly item: string;
  readonly reason: string;
  readonly by: string;
}

export interface ItemRejected {
  readonly type: "item.rejected";
  readonly item: string;
  readonly revision: Digest;
  readonly reason: string;
  readonly by: string;
}

/** The partner took the column back, by a tombstone in the feed that owns it. */
export interface ItemWithdrawn {
  readonly type: "item.withdrawn";
  readonly item: string;
  readonly source: string;
}

export interface ItemPurged {
  readonly type: "item.purged";
  readonly item: string;
  readonly revisions: readonly Digest[];
  readonly reason: string;
}

export type ItemEvent =
  | ItemReceived
  | ItemSighted
  | ItemRevised
  | ItemApproved
  | ItemHeld
  | ItemRejected
  | ItemWithdrawn
  | ItemTakenDown
  | ItemRestored
  | ItemPurged
  | MergeEvent;

export function currentRevision(item: Item): SeenRevision {
  const current = item.revisions.at(-1);
  if (current === undefined) throw new TypeError(`item ${item.id} has no revision`);
  return current;
}

export function approvalFor(item: Item, channel: string): Approval | undefined {
  return item.approvals.find((approval) => approval.channel === channel);
}

/** @throws DomainError `item.stale` where the partner has sent another text since: that one is to be read. */
export function requireCurrent(item: Item, revision: Digest): void {
  const current = currentRevision(item).digest;
  if (revision !== current) {
    throw new DomainError(
      "item.stale",
      `The partner has revised this column: ${revision} is superseded by ${current}. Read the current text and decide on that.`,
    );
  }
}

export function approve(item: Item, revision: Digest, channels: readonly string[], by: string): ItemApproved {
  requireCurrent(item, revision);
  if (item.takenDownAt !== undefined) {
    throw new DomainError(
      "item.refused",
      "This column was taken down; the rights desk has to lift the takedown first.",
    );
  }
  requireOwn(item);
  if (item.review.decision === "withdrawn") {
    throw new DomainError("item.refused", "The partner has withdrawn this column; it cannot be approved.");
  }
  return { type: "item.approved", item: item.id, revision, channels, by };
}

export function hold(item: Item, reason: string, by: string): ItemHeld {
  requireOwn(item);
  if (item.review.decision === "held") throw new DomainError("act.conflict", "This column is held already.");
  return { type: "item.held", item: item.id, reason, by };
}

/** True where exactly this was decided of the current text already: to say it twice changes nothing. */
export function isRejected(item: Item, revision: Digest, reason: string, by: string): boolean {
  const { decision, ...review } = item.review;
  const isSame = decision === "rejected" && review.reason === reason && review.by === by;
  return isSame && currentRevision(item).digest === revision;
}

export function reject(item: Item, revision: Digest, reason: string, by: string): ItemRejected {
  requireCurrent(item, revision);
  if (item.review.decision !== "waiting" && item.review.decision !== "held") {
    throw new DomainError(
      "act.conflict",
      `This column is ${item.review.decision}; hold it to take it out of the feeds.`,
    );
  }
  return { type: "item.rejected", item: item.id, revision, reason, by };
}

export function foldItem(item: Item | null, event: ItemEvent, at: Instant): Item {
  if (event.type === "item.received") return received(event, at);
  if (item === null) throw new TypeError(`${event.type} before item.received: ${event.item}`);
  const folded = foldKnown(item, event, at);
  return folded.review.decision === item.review.decision ? folded : { ...folded, inStateSince: at };
}

function foldKnown(item: Item, event: Exclude<ItemEvent, ItemReceived>, at: Instant): Item {
  switch (event.type) {
    case "item.sighted":
      return sighted(item, event, at);
    case "item.revised": {
      const seen: SeenRevision = {
        number: currentRevision(item).number + 1,
        digest: event.revision,
        source: event.source,
        seenAt: at,
        findings: event.findings,
      };
      return {
        ...item,
        revisions: [...item.revisions, seen],
        review: item.takenDownAt === undefined ? waiting(at) : item.review,
      };
    }
    case "item.approved":
      return approved(item, event, at);
    case "item.held":
      return out(item, "held", { decision: "held", at, by: event.by, reason: event.reason });
    case "item.rejected":
      return { ...item, review: { decision: "rejected", at, by: event.by, reason: event.reason } };
    case "item.withdrawn":
      return out(item, "withdrawn-by-partner", { decision: "withdrawn", at, by: event.source, reason: null });
    case "item.taken-down":
    case "item.restored":
      return foldItemTakedown(item, event, at);
    case "item.purged":
      return out(item, "withdrawn-by-partner", { decision: "withdrawn", at, by: null, reason: event.reason });
    default:
      return foldMerge(item, event, at);
  }
}

function out(item: Item, withdrawal: Withdrawal, review: Review): Item {
  return { ...item, review, approvals: [], takenOut: { at: review.at, withdrawal } };
}

function waiting(at: Instant): Review {
  return { decision: "waiting", at, by: null, reason: null };
}

function received(event: ItemReceived, at: Instant): Item {
  return {
    id: event.item,
    partner: event.partner,
    keys: event.keys.slice(0, MAX_ITEM_KEYS),
    sightings: [{ source: event.source, partner: event.partner, firstSeenAt: at }],
    revisions: [{ number: 1, digest: event.revision, source: event.source, seenAt: at, findings: event.findings }],
    review: waiting(at),
    inStateSince: at,
    approvals: [],
    receivedAt: at,
  };
}

function approved(item: Item, event: ItemApproved, at: Instant): Item {
  const fresh = event.channels.map((channel): Approval => ({ channel, revision: event.revision, at, by: event.by }));
  const kept = item.approvals.filter((approval) => !event.channels.includes(approval.channel));
  return {
    ...item,
    review: { decision: "approved", at, by: event.by, reason: null },
    approvals: [...kept, ...fresh],
  };
}
