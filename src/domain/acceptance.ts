import type { Instant } from "./window.js";

/** A person's word that a desk goes on with a ledger that is not the one that it knew, or that stands in the future. */
export interface Acceptance {
  readonly id: string;
  readonly reason: string;
  /** What was in doubt, in the sentences that the person was shown. */
  readonly doubts: readonly string[];
  /** The ledger's last instant that was accepted, although the clock was behind it. */
  readonly until: Instant;
  readonly acceptedAt: Instant;
}

export interface AcceptanceGiven {
  readonly type: "acceptance.given";
  readonly acceptance: string;
  readonly reason: string;
  readonly doubts: readonly string[];
  readonly until: Instant;
}

export function foldAcceptance(_before: Acceptance | null, event: AcceptanceGiven, at: Instant): Acceptance {
  const { acceptance, reason, doubts, until } = event;
  return { id: acceptance, reason, doubts, until, acceptedAt: at };
}
