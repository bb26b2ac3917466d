import type { Item, Review } from "./item.js";
import type { Instant } from "./window.js";

/** It had to go, by an act of the rights desk. */
export interface ItemTakenDown {
  readonly type: "item.taken-down";
  readonly item: string;
  readonly takedown: string;
  readonly reason: string;
  readonly by: string;
}

/** A takedown was lifted: the column waits for an editor anew. */
export interface ItemRestored {
  readonly type: "item.restored";
  readonly item: string;
  readonly takedown: string;
  readonly by: string;
}

/**
 * What a takedown does to the column itself. What the partner withdrew, or somebody held, stays so after it was lifted;
 * everything else waits for an editor anew.
 */
export function foldItemTakedown(item: Item, event: ItemTakenDown | ItemRestored, at: Instant): Item {
  if (event.type === "item.restored") {
    const { takenDownAt, ...rest } = item;
    const waiting: Review = { decision: "waiting", at, by: null, reason: null };
    return rest.review.at === takenDownAt ? { ...rest, review: waiting } : rest;
  }
  const isGone = item.review.decision === "withdrawn";
  const review: Review = isGone ? item.review : { decision: "withdrawn", at, by: event.by, reason: event.reason };
  return { ...item, review, approvals: [], takenDownAt: at, takenOut: { at, withdrawal: "taken-down" } };
}
