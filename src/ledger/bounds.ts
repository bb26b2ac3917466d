import { calculateObjectSize } from "bson";
import { DomainError } from "../domain/error.js";
import type { Act } from "../domain/event.js";
import type { EntryDoc } from "../store/models/evidence.js";
import type { ProjectionKind } from "../store/models/projections.js";
import { docOf, type Prepared } from "./projections.js";

/** How large an entry, and what is folded from it, may be, and how long an act may try. */
export interface Bounds {
  readonly documentBytes: number;
  /** For acts that end, withdraw or refuse something. */
  readonly endingBytes: number;
  /** Where other processes append first again and again; absent: the ledger's own. */
  readonly appendMilliseconds?: number;
}

/**
 * A store takes documents of up to 16 MiB and needs some of that for its messages. What ends something finds room even
 * where what it ends has taken all that an ordinary act may: a revocation with notice keeps two versions side by side.
 */
export const STORE_BOUNDS: Bounds = { documentBytes: 4 * 2 ** 20, endingBytes: 12 * 2 ** 20 };

const ENDING_ACTS: ReadonlySet<Act> = new Set([
  "hold",
  "reject",
  "decline",
  "suspend",
  "supersede",
  "revoke",
  "end-override",
  "end-instruction",
  "record-lapses",
  "revoke-token",
  "take-down",
  "acknowledge-takedown",
  "lift-takedown",
  "close-account",
  "pause",
  "purge",
]);

/** What a person can do about a record that is too large. */
const ADVICE: Readonly<Record<ProjectionKind, string>> = {
  acceptance: "Shorten the reason.",
  account: "Use a shorter id.",
  channel: "Shorten its file in feeds/outbound/.",
  instruction: "Name less in it.",
  item: "Split off columns that were merged into it, or approve it for fewer channels.",
  key: "Make another key.",
  license: "Shorten its text in licenses/, or split it into several licenses.",
  override: "Shorten its reason, or name fewer codes.",
  partner: "Shorten its file in feeds/inbound/, or split it into several partners.",
  permission: "Name fewer authors and works in it, or split it into several permissions.",
  release: "Release a shorter excerpt.",
  source: "Shorten the reason.",
  takedown: "Shorten the reason.",
};

/**
 * Refuses an act that is larger than what a store keeps, before it is committed: what is committed can be folded.
 *
 * @throws DomainError `act.too-large`, which names the record and says what to do.
 */
export function requireRoom(bounds: Bounds, entry: EntryDoc, prepared: readonly Prepared[]): void {
  const isEnding = ENDING_ACTS.has(entry.act as Act);
  const most = isEnding ? bounds.endingBytes : bounds.documentBytes;
  for (const { kind, fresh, changed } of prepared) {
    for (const stamped of [...fresh, ...changed]) {
      const bytes = calculateObjectSize(docOf(stamped));
      if (bytes > most) throw tooLarge(`The ${kind} ${stamped.state.id}`, bytes, most, ADVICE[kind]);
    }
  }
  const bytes = calculateObjectSize(entry);
  if (bytes > most) throw tooLarge("The record of this act", bytes, most, "Do it in several acts, with less in each.");
}

function tooLarge(what: string, bytes: number, most: number, advice: string): DomainError {
  const sentence = `${what} would take ${inMegabytes(bytes)}, and may take ${inMegabytes(most)}; nothing was done.`;
  return new DomainError("act.too-large", `${sentence} ${advice}`);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`;
}
