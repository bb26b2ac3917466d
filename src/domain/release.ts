import type { Digest } from "./digest.js";
import type { Instant } from "./window.js";

/** Why a release was closed; public words per reason in `WITHDRAWAL_WORDS`. */
export const WITHDRAWALS = [
  "superseded",
  "expired",
  "revoked",
  "held",
  "withdrawn-by-partner",
  "channel-retired",
  "taken-down",
] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** What an outlet and its readers are told. */
export const WITHDRAWAL_WORDS: Readonly<Record<Withdrawal, string>> = {
  superseded: "A corrected text has replaced this one.",
  expired: "The permission to publish this column has ended.",
  revoked: "The permission to publish this column was withdrawn by the rights holder.",
  held: "The editors have taken this column out; please remove it.",
  "withdrawn-by-partner": "The publisher of the original has withdrawn this column.",
  "channel-retired": "This feed has been closed.",
  "taken-down": "This column had to be taken down; please remove every copy of it.",
};

/** One revision in one channel. It records what happened; it does not permit. */
export interface Release {
  readonly id: string;
  readonly item: string;
  readonly partner: string;
  readonly channel: string;
  readonly revision: Digest;
  /** The permission and version relied on when it was opened. */
  readonly permission: string;
  readonly permissionVersion: number;
  /** The permissions that the one relied on stands under. */
  readonly under: readonly string[];
  readonly outlet: string | null;
  /** Words of the text as it was released; 0 where an earlier entry does not say. */
  readonly words: number;
  readonly openedAt: Instant;
  readonly state: "open" | "withdrawn";
  /** When the column left: the instant of the lapse, which may precede the entry that records it. */
  readonly withdrawnAt: Instant | null;
  readonly withdrawal: Withdrawal | null;
}

export interface ReleaseOpened {
  readonly type: "release.opened";
  readonly release: string;
  readonly item: string;
  readonly partner: string;
  readonly channel: string;
  readonly revision: Digest;
  readonly permission: string;
  readonly permissionVersion: number;
  readonly under?: readonly string[];
  readonly outlet?: string | null;
  readonly words?: number;
}

export interface ReleaseWithdrawn {
  readonly type: "release.withdrawn";
  readonly release: string;
  readonly item: string;
  readonly channel: string;
  readonly withdrawal: Withdrawal;
  /** Null where it left with this entry. */
  readonly lapsedAt: Instant | null;
}

export type ReleaseEvent = ReleaseOpened | ReleaseWithdrawn;

export function withdraw(release: Release, withdrawal: Withdrawal, lapsedAt: Instant | null = null): ReleaseWithdrawn {
  const { id, item, channel } = release;
  return { type: "release.withdrawn", release: id, item, channel, withdrawal, lapsedAt };
}

export function foldRelease(release: Release | null, event: ReleaseEvent, at: Instant): Release {
  if (event.type === "release.opened") {
    const { type: _, release: id, ...facts } = event;
    const counted = { under: [], outlet: null, words: 0 };
    return { id, ...counted, ...facts, openedAt: at, state: "open", withdrawnAt: null, withdrawal: null };
  }
  if (release === null) throw new TypeError(`release.withdrawn before release.opened: ${event.release}`);
  return { ...release, state: "withdrawn", withdrawnAt: event.lapsedAt ?? at, withdrawal: event.withdrawal };
}
