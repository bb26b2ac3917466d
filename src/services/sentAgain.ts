import { digestOf } from "../domain/digest.js";
import type { Act, DomainEvent } from "../domain/event.js";
import type { Actor } from "../domain/role.js";
import type { Desk } from "./desk.js";

/** Entries about a thing that are looked through for an act that may have been sent before. */
export const ENTRIES_LOOKED_AT = 20;

interface Sent<Event extends DomainEvent> {
  readonly actor: Actor;
  readonly act: Act;
  /** What it is about, `item:…`. */
  readonly subject: string;
  /** What the act would record, as far as that is known before. */
  readonly event: Pick<Event, "type"> & Partial<Event>;
  /** Acts after which it would be done anew. */
  readonly undoneBy?: readonly Act[];
}

/**
 * True where the latest act of its kind about a thing was this very one, by this very person: it was sent again, and is to
 * change nothing. Told from the ledger, so it is asked only where the record stands as the act would leave it.
 */
export async function isSentAgain<Event extends DomainEvent>(desk: Desk, sent: Sent<Event>): Promise<boolean> {
  const { actor, act, subject, event, undoneBy = [] } = sent;
  const entries = await desk.ledger.entries({ subject, limit: ENTRIES_LOOKED_AT });
  const last = entries.find((entry) => entry.act === act || undoneBy.includes(entry.act));
  return last?.act === act && last.actor.id === actor.id && last.events.some((recorded) => says(recorded, event));
}

function says(recorded: DomainEvent, wanted: object): boolean {
  const known: Readonly<Record<string, unknown>> = { ...recorded };
  return Object.entries(wanted).every(([member, value]) => digestOf(known[member] ?? null) === digestOf(value ?? null));
}
