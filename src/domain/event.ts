import type { AcceptanceGiven } from "./acceptance.js";
import type { ChannelEvent } from "./channel.js";
import type { Clocks } from "./clockDoubt.js";
import type { Digest } from "./digest.js";
import type { InstructionEvent } from "./instruction.js";
import type { ItemEvent } from "./item.js";
import type { LicenseEvent } from "./license.js";
import type { OverrideEvent } from "./override.js";
import type { PartnerEvent } from "./partner.js";
import type { PermissionEvent } from "./permission.js";
import type { ReleaseEvent } from "./release.js";
import type { AccountEvent, Actor } from "./role.js";
import type { KeyEvent } from "./signingKey.js";
import type { SourceEvent } from "./sourceHealth.js";
import type { TakedownEvent } from "./takedown.js";
import type { Instant } from "./window.js";

export type DomainEvent =
  | AcceptanceGiven
  | AccountEvent
  | ChannelEvent
  | InstructionEvent
  | ItemEvent
  | KeyEvent
  | LicenseEvent
  | OverrideEvent
  | PartnerEvent
  | PermissionEvent
  | ReleaseEvent
  | SourceEvent
  | TakedownEvent;

/** Verbs: what somebody did. One entry of the ledger is one act and its effects. */
export const ACTS = [
  "apply",
  "poll",
  "pause",
  "approve",
  "hold",
  "reject",
  "merge",
  "split",
  "receive",
  "put-back",
  "accept",
  "grant",
  "amend",
  "submit",
  "activate",
  "decline",
  "suspend",
  "resume",
  "supersede",
  "revoke",
  "override",
  "end-override",
  "instruct",
  "end-instruction",
  "record-lapses",
  "issue-token",
  "revoke-token",
  "rotate-token",
  "rotate-key",
  "take-down",
  "acknowledge-takedown",
  "lift-takedown",
  "give-role",
  "close-account",
  "purge",
  "accept-ledger",
] as const;
export type Act = (typeof ACTS)[number];

/** `item:item_…`, `channel:gazette-web`: what an event is about, most specific first. */
export function subjectsOf(event: DomainEvent): readonly string[] {
  const kind = event.type.slice(0, event.type.indexOf("."));
  switch (event.type) {
    case "release.opened":
      return [
        `release:${event.release}`,
        `item:${event.item}`,
        `channel:${event.channel}`,
        `permission:${event.permission}`,
      ];
    case "release.withdrawn":
      return [`release:${event.release}`, `item:${event.item}`, `channel:${event.channel}`];
    case "permission.granted":
    case "permission.amended":
      return [`permission:${event.permission}`, `partner:${event.record.partner}`];
    case "permission.moved":
      return [`permission:${event.permission}`, ...(event.successor === null ? [] : [`permission:${event.successor}`])];
    case "takedown.requested":
      return [`takedown:${event.takedown}`, `item:${event.item}`];
    case "override.given":
      return [`override:${event.override}`, `item:${event.item}`];
    case "instruction.given":
      return [`instruction:${event.instruction}`, `source:${event.source}`, `channel:${event.channel}`];
    case "item.absorbed":
    case "item.detached":
      return [`item:${event.item}`, `item:${event.other}`];
    case "partner.feed-accepted":
      return [`partner:${event.partner}`, `source:${event.source}`];
    case "item.received":
    case "item.sighted":
      return [`item:${event.item}`, `source:${event.source}`, `partner:${event.partner}`];
    case "item.parted":
    case "item.revised":
    case "item.withdrawn":
      return [`item:${event.item}`, `source:${event.source}`];
    default:
      return [`${kind}:${idOf(event)}`];
  }
}

/** The id of the thing whose state the event changes. */
export function idOf(event: DomainEvent): string {
  const kind = event.type.slice(0, event.type.indexOf("."));
  const id = (event as unknown as Record<string, unknown>)[kind];
  if (typeof id !== "string") throw new TypeError(`event ${event.type} names no ${kind}`);
  return id;
}

/** A request that is acted on once, however often it is sent: whose key it carries, and what it asks, as digests. */
export interface Once {
  readonly key: Digest;
  readonly sent: Digest;
}

/** One act and its effects: the only thing the ledger holds. */
export interface Entry {
  /** 1 for the first; no gaps. */
  readonly seq: number;
  /** Never precedes the entry before. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly act: Act;
  readonly events: readonly DomainEvent[];
  /** Only where the clocks were in doubt when it was written: what they said. */
  readonly clocks?: Clocks;
  /** Only where the request carried a key by which it is known when it is sent again. */
  readonly once?: Once;
  /** Hash of the entry before; `GENESIS` for the first. */
  readonly prev: Digest;
  readonly hash: Digest;
}
