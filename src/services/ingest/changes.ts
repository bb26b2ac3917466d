import type { DomainEvent } from "../../domain/event.js";
import { type Actor, systemActor } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import type { Decision } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import type { InstructedSource } from "./instructed.js";

/** What one poll changed. */
export interface Changes {
  readonly received: number;
  readonly revised: number;
  readonly sighted: number;
  readonly withdrawn: number;
  readonly released: number;
}

export const NO_CHANGES: Changes = { received: 0, revised: 0, sighted: 0, withdrawn: 0, released: 0 };

export interface SourceOf extends InstructedSource {
  /** Who sends it in, where that is not the desk's own poll. */
  readonly sender?: Actor;
  /** True where an older program read the source last: what only reads differently is not a new revision. */
  readonly isReread?: boolean;
}

/** An act of the poll, or of whoever sent it in. */
export function act<Result>(
  desk: Desk,
  { sender }: SourceOf,
  decide: (at: Instant) => Promise<Decision<Result>>,
): Promise<Result> {
  const [actor, name] =
    sender === undefined ? ([systemActor("ingest"), "poll"] as const) : ([sender, "receive"] as const);
  return desk.ledger.act(actor, name, decide);
}

export function count(events: readonly DomainEvent[]): Changes {
  const of = (type: DomainEvent["type"]) => events.filter((event) => event.type === type).length;
  return {
    received: of("item.received"),
    revised: of("item.revised"),
    sighted: of("item.sighted"),
    withdrawn: of("item.withdrawn"),
    released: of("release.opened"),
  };
}

export function sum(a: Changes, b: Changes): Changes {
  return {
    received: a.received + b.received,
    revised: a.revised + b.revised,
    sighted: a.sighted + b.sighted,
    withdrawn: a.withdrawn + b.withdrawn,
    released: a.released + b.released,
  };
}
