import type { Reach } from "./territory.js";
import { type Ads, type Audience, COMMON_USE, type ExcerptSize, type Medium, type Purpose, type Use } from "./use.js";
import type { Instant } from "./window.js";

export interface Outlet {
  readonly id: string;
  readonly name: string;
  /** Groups that permissions may name instead of the outlet. */
  readonly groups: readonly string[];
}

export type ChannelFormat = "rss" | "atom" | "json";

/** One outbound feed, as `feeds/outbound/<id>.json` says. `outlet` null is a public channel of our own. */
export interface ChannelFacts {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly homepage: string;
  readonly outlet: Outlet | null;
  readonly medium: Medium;
  readonly territories: Reach;
  /** Who publishes there, for whom, and how it is paid for. */
  readonly purpose: Purpose;
  readonly paywall: boolean;
  readonly ads: Ads;
  readonly audience: Audience;
  readonly language: string | null;
  readonly formats: readonly ChannelFormat[];
  readonly maxItems: number;
}

export interface Channel extends ChannelFacts {
  readonly recordedAt: Instant;
  /** Since when the use it stands for (outlet, medium, territories) has been as it is. */
  readonly usedSince: Instant;
  readonly retiredAt: Instant | null;
}

export interface ChannelRecorded {
  readonly type: "channel.recorded";
  readonly channel: string;
  /** Earlier entries do not say how a channel is paid for, and give the outlet no groups. */
  readonly facts: Omit<ChannelFacts, Manner | "outlet"> &
    Partial<Pick<ChannelFacts, Manner>> & { readonly outlet: (Omit<Outlet, "groups"> & Partial<Outlet>) | null };
}

type Manner = "purpose" | "paywall" | "ads" | "audience";

export interface ChannelRetired {
  readonly type: "channel.retired";
  readonly channel: string;
}

/** The secret is shown once and never stored; `token` is its id. */
export interface ChannelTokenIssued {
  readonly type: "channel.token-issued";
  readonly channel: string;
  readonly token: string;
}

export interface ChannelTokenRevoked {
  readonly type: "channel.token-revoked";
  readonly channel: string;
  readonly token: string;
}

/** A successor was issued; the old secret opens the channel until `until`. */
export interface ChannelTokenRotated {
  readonly type: "channel.token-rotated";
  readonly channel: string;
  readonly token: string;
  readonly successor: string;
  readonly until: Instant;
}

export type ChannelEvent =
  | ChannelRecorded
  | ChannelRetired
  | ChannelTokenIssued
  | ChannelTokenRevoked
  | ChannelTokenRotated;

/**
 * The use that every release in this channel is: the column, verbatim, to the channel's readers.
 *
 * @param excerpt how much of it, where only an excerpt is released.
 * @param begunAt since when the use has gone on, of an excerpt that may stay after a permission's end.
 */
export function useOf(channel: ChannelFacts, excerpt: ExcerptSize | null = null, begunAt: Instant | null = null): Use {
  if (excerpt !== null) {
    const begun = begunAt === null ? {} : { begunAt };
    return { ...wholeUseOf(channel), action: "excerpt", excerpt: sizeOf(excerpt), ...begun };
  }
  const use = uses.get(channel) ?? wholeUseOf(channel);
  uses.set(channel, use);
  return use;
}

/** A channel is asked about for one column after another. */
const uses = new WeakMap<ChannelFacts, Use>();

function wholeUseOf(channel: ChannelFacts): Use {
  const { id, outlet, medium, territories, purpose, paywall, ads, audience } = channel;
  return {
    ...COMMON_USE,
    channel: id,
    outlet: outlet?.id ?? null,
    outletGroups: outlet?.groups ?? [],
    medium,
    territories,
    purpose,
    paywall,
    ads,
    audience,
  };
}

function sizeOf({ words, characters, paragraphs }: ExcerptSize): ExcerptSize {
  return { words, characters, paragraphs };
}

export function isPublic(channel: ChannelFacts): boolean {
  return channel.outlet === null;
}

function isSameUse(a: ChannelFacts, b: ChannelFacts): boolean {
  return JSON.stringify(useOf(a)) === JSON.stringify(useOf(b));
}

function completeFacts(facts: ChannelRecorded["facts"]): ChannelFacts {
  const { purpose, paywall, ads, audience } = COMMON_USE;
  const outlet = facts.outlet === null ? null : { groups: [], ...facts.outlet };
  return { purpose, paywall, ads, audience, ...facts, outlet };
}

export function foldChannel(channel: Channel | null, event: ChannelEvent, at: Instant): Channel {
  if (event.type === "channel.recorded") {
    const facts = completeFacts(event.facts);
    const usedSince = channel !== null && isSameUse(channel, facts) ? channel.usedSince : at;
    return { ...facts, recordedAt: at, usedSince, retiredAt: null };
  }
  if (channel === null) throw new TypeError(`${event.type} before channel.recorded: ${event.channel}`);
  return event.type === "channel.retired" ? { ...channel, retiredAt: at } : channel;
}
