import type { Use } from "./clearance.js";
import type { Medium } from "./license.js";
import type { Reach } from "./territory.js";
import type { Instant } from "./window.js";

export interface Outlet {
  readonly id: string;
  readonly name: string;
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
  readonly facts: ChannelFacts;
}

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

export type ChannelEvent = ChannelRecorded | ChannelRetired | ChannelTokenIssued | ChannelTokenRevoked;

/** The use that every release in this channel is: the column, verbatim, to the channel's readers. */
export function useOf(channel: ChannelFacts): Use {
  return {
    action: "republish",
    channel: channel.id,
    outlet: channel.outlet?.id ?? null,
    medium: channel.medium,
    territories: channel.territories,
    edits: "verbatim",
  };
}

export function isPublic(channel: ChannelFacts): boolean {
  return channel.outlet === null;
}

function isSameUse(a: ChannelFacts, b: ChannelFacts): boolean {
  return JSON.stringify(useOf(a)) === JSON.stringify(useOf(b));
}

export function foldChannel(channel: Channel | null, event: ChannelEvent, at: Instant): Channel {
  if (event.type === "channel.recorded") {
    const usedSince = channel !== null && isSameUse(channel, event.facts) ? channel.usedSince : at;
    return { ...event.facts, recordedAt: at, usedSince, retiredAt: null };
  }
  if (channel === null) throw new TypeError(`${event.type} before channel.recorded: ${event.channel}`);
  return event.type === "channel.retired" ? { ...channel, retiredAt: at } : channel;
}
