import type { Instant } from "./window.js";

/** Clocks of machines that work on one ledger agree better than this, in seconds. */
export const MAX_CLOCK_DIFFERENCE_SECONDS = 60;

/** What clocks said at one moment. */
export interface Clocks {
  /** This process's. */
  readonly own: Instant;
  /** That of the store's server; null where it has none of its own, or was not asked. */
  readonly store: Instant | null;
}

/** How far the ledger's last entry lies in this clock's future, in whole seconds; 0 where it does not. */
export function secondsBehind(own: Instant, head: Instant): number {
  return Math.max(0, Math.round((Date.parse(head) - Date.parse(own)) / 1_000));
}

/**
 * Why no judgement is sure by these clocks, in one sentence each; empty where they agree within
 * `MAX_CLOCK_DIFFERENCE_SECONDS`. A clock that is ahead of the last entry is as it should be.
 */
export function clockDoubts({ own, store }: Clocks, head: Instant): readonly string[] {
  const behind = secondsBehind(own, head);
  const apart = store === null ? 0 : Math.round((Date.parse(store) - Date.parse(own)) / 1_000);
  return [
    ...(behind > MAX_CLOCK_DIFFERENCE_SECONDS
      ? [`This desk's clock says ${own}, and the ledger's last entry is dated ${head}, ${behind} seconds later.`]
      : []),
    ...(Math.abs(apart) > MAX_CLOCK_DIFFERENCE_SECONDS
      ? [`This desk's clock says ${own}, and the store's ${store}: they are ${Math.abs(apart)} seconds apart.`]
      : []),
  ];
}
