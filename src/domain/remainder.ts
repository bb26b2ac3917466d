import type { Clause } from "./rules.js";
import type { Terms } from "./terms.js";
import type { Use } from "./use.js";
import { contains, type Instant } from "./window.js";

/**
 * What terms leave of a use after their end, unless `afterEnd` says `remove`: an excerpt of what was published while they
 * ran, and nothing that begins later. They need not allow excerpts beside. What may stay up may be an excerpt all the more.
 */
export function mayReduce({ afterEnd, actions }: Terms, { action, begunAt }: Use): boolean {
  if (action !== "excerpt" || begunAt === undefined || afterEnd === "remove") return false;
  return actions.includes("republish") || actions.includes("excerpt");
}

/** True where the use goes on although the clause’s window is over: it began inside it, and the clause ended by the clock alone. */
export function isRemainder({ terms, from, until, version }: Clause, use: Use): boolean {
  if (use.begunAt === undefined || !mayReduce(terms, use)) return false;
  return (version.state === "active" || version.state === "expired") && contains({ from, until }, use.begunAt);
}

/** True where a clause has ended at the instant, and the whole that began while it ran is to be reduced to an excerpt. */
export function leavesRemainder(clause: Clause, use: Use, at: Instant): boolean {
  return clause.terms.afterEnd === "reduce" && clause.until !== null && clause.until <= at && isRemainder(clause, use);
}
