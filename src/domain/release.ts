import { type Channel, useOf } from "./channel.js";
import type { Digest } from "./digest.js";
import type { ReleasedExcerpt } from "./excerpt.js";
import type { Use } from "./use.js";
import type { Instant } from "./window.js";

/** Why a release was closed; public words per reason in `WITHDRAWAL_WORDS`. */
export const WITHDRAWALS = [
  "superseded",
  "reduced",
  "expired",
  "revoked",
  "held",
  "withdrawn-by-partner",
  "channel-retired",
  "taken-down",
  "unwritable",
] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];

/** What an outlet and its readers are told. */
export const WITHDRAWAL_WORDS: Readonly<Record<Withdrawal, string>> = {
  superseded: "A corrected text has replaced this one.",
  reduced: "The permission to publish the whole column has ended; no more than an excerpt with a link may stay.",
  expired: "The permission to publish this column has ended.",
  revoked: "The permission to publish this column was withdrawn by the rights holder.",
  held: "The editors have taken this column out; please remove it.",
  "withdrawn-by-partner": "The publisher of the original has withdrawn this column.",
  "channel-retired": "This feed has been closed.",
  "taken-down": "This column had to be taken down; please remove every copy of it.",
  unwritable: "This column cannot be published as its rights ask, and has been taken out; please remove it.",
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
  /** What of the text was released, where the whole was not cleared; else null. */
  readonly excerpt: ReleasedExcerpt | null;
  readonly openedAt: Instant;
  /** When the use began that it goes on with: that of the whole, where it is what stays of that; else as `openedAt`. */
  readonly begunAt: Instant;
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
  /** Not stated where the whole column was released. */
  readonly excerpt?: ReleasedExcerpt;
  /** Stated where the release is what stays of one that ended: when that one began. */
  readonly begunAt?: Instant;
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

/** Since when the channel has been used in this way: it may have become another outlet's after the release. */
export function usedSince({ begunAt }: Pick<Release, "begunAt">, channel: Pick<Channel, "usedSince">): Instant {
  return begunAt > channel.usedSince ? begunAt : channel.usedSince;
}

/** The use that a release is: what of the column, in its channel, and since when. */
export function releasedUse(channel: Channel, release: Pick<Release, "begunAt" | "excerpt">): Use {
  return useOf(channel, release.excerpt, usedSince(release, channel));
}

/** The release as it was while it was open; null where it was not open at that instant. */
export function releaseAsOf(release: Release, at: Instant): Release | null {
  if (release.openedAt > at || (release.withdrawnAt !== null && release.withdrawnAt <= at)) return null;
  return { ...release, state: "open", withdrawnAt: null, withdrawal: null };
}

export function withdraw(release: Release, withdrawal: Withdrawal, lapsedAt: Instant | null = null): ReleaseWithdrawn {
  const { id, item, channel } = release;
  return { type: "release.withdrawn", release: id, item, channel, withdrawal, lapsedAt };
}

export function foldRelease(release: Release | null, event: ReleaseEvent, at: Instant): Release {
  if (event.type === "release.opened") {
    const { type: _, release: id, ...facts } = event;
    const counted = { under: [], outlet: null, words: 0, excerpt: null };
    const begun = { openedAt: at, begunAt: facts.begunAt ?? at };
    return { id, ...counted, ...facts, ...begun, state: "open", withdrawnAt: null, withdrawal: null };
  }
  if (release === null) throw new TypeError(`release.withdrawn before release.opened: ${event.release}`);
  return { ...release, state: "withdrawn", withdrawnAt: event.lapsedAt ?? at, withdrawal: event.withdrawal };
}
