import type { HeldCode } from "./heldFeed.js";
import type { Instant } from "./window.js";

/** One feed of a partner's. Its id is `<partner>/<name>`. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** At most this often. */
  readonly pollIntervalMinutes: number;
  /** At least this often; absent: `DEFAULT_LONGEST_MINUTES`, or the shortest interval where that is longer. */
  readonly maxPollIntervalMinutes?: number;
  /** The name of what opens it, in the data folder's `credentials.json`; never the secret itself. */
  readonly credentials?: string;
}

/** A feed that is silent for long is still asked this often, in minutes. */
const DEFAULT_LONGEST_MINUTES = 360;

export function longestIntervalMinutes({ pollIntervalMinutes, maxPollIntervalMinutes }: Source): number {
  return Math.max(pollIntervalMinutes, maxPollIntervalMinutes ?? DEFAULT_LONGEST_MINUTES);
}

/** Who we take from, as `feeds/inbound/<id>.json` says. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  readonly rightsHolder: string;
  readonly creditLine: string;
  readonly contact: string;
  readonly language: string | null;
  readonly sources: readonly Source[];
  readonly recordedAt: Instant;
  /** Set once the partner's file is gone: nothing more is polled, the evidence stays. */
  readonly retiredAt: Instant | null;
}

export type PartnerFacts = Omit<Partner, "recordedAt" | "retiredAt">;

export interface PartnerRecorded {
  readonly type: "partner.recorded";
  readonly partner: string;
  readonly facts: PartnerFacts;
}

export interface PartnerRetired {
  readonly type: "partner.retired";
  readonly partner: string;
}

/** Staff said that a feed which was held back is right as it is; the partner's record stays as it was. */
export interface FeedAccepted {
  readonly type: "partner.feed-accepted";
  readonly partner: string;
  readonly source: string;
  /** Why it was held back. */
  readonly code: HeldCode;
  readonly reason: string;
  readonly by: string;
}

export type PartnerEvent = PartnerRecorded | PartnerRetired | FeedAccepted;

export function foldPartner(partner: Partner | null, event: PartnerEvent, at: Instant): Partner {
  if (event.type === "partner.recorded") return { ...event.facts, recordedAt: at, retiredAt: null };
  if (partner === null) throw new TypeError(`${event.type} before partner.recorded: ${event.partner}`);
  if (event.type === "partner.feed-accepted") return partner;
  return { ...partner, retiredAt: at };
}
