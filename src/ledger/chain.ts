import { type Clocks, clockDoubts } from "../domain/clockDoubt.js";
import { canonicalJson, type Digest, digestOfText, storable } from "../domain/digest.js";
import type { Act, DomainEvent, Entry, Once } from "../domain/event.js";
import type { Actor } from "../domain/role.js";
import type { Instant } from "../domain/window.js";

/** What the first entry has for `prev`. */
export const GENESIS: Digest = `sha256:${"0".repeat(64)}`;

/** The end of the chain that the next entry joins. */
export interface Head {
  readonly seq: number;
  readonly hash: Digest;
  readonly at: Instant;
}

export const EMPTY_HEAD: Head = { seq: 0, hash: GENESIS, at: "1970-01-01T00:00:00.000Z" };

/** The hash covers everything in the entry but itself: canonical JSON (RFC 8785), UTF-8, SHA-256. */
export function hashOf(entry: Omit<Entry, "hash">): Digest {
  const { seq, at, actor, act, events, prev, clocks, once } = entry;
  return digestOfText(canonicalJson({ seq, at, actor, act, events, prev, clocks, once }));
}

/** The entry that follows `head`; marked with what the clocks said where they are in doubt. */
export function nextEntry(
  head: Head,
  actor: Actor,
  act: Act,
  events: readonly DomainEvent[],
  at: Instant,
  clocks: Clocks,
  once: Once | null = null,
): Entry {
  const unsigned = storable({
    seq: head.seq + 1,
    at,
    actor: { id: actor.id, role: actor.role },
    act,
    events,
    ...(clockDoubts(clocks, head.at).length === 0 ? {} : { clocks }),
    ...(once === null ? {} : { once: { key: once.key, sent: once.sent } }),
    prev: head.hash,
  });
  return { ...unsigned, hash: hashOf(unsigned) };
}

export function headOf(entry: Entry): Head {
  return { seq: entry.seq, hash: entry.hash, at: entry.at };
}

/** What is wrong with an entry in its place, in one sentence each; empty where it continues the chain. */
export function faultsOf(entry: Entry, before: Head): readonly string[] {
  const faults: string[] = [];
  if (entry.seq !== before.seq + 1)
    faults.push(`entry ${before.seq + 1} is missing; ${entry.seq} follows ${before.seq}`);
  if (entry.prev !== before.hash) faults.push(`entry ${entry.seq} does not follow the entry before it`);
  if (entry.at < before.at) faults.push(`entry ${entry.seq} is dated before the entry before it`);
  if (hashOf(entry) !== entry.hash) faults.push(`entry ${entry.seq} was changed after it was written`);
  return faults;
}
