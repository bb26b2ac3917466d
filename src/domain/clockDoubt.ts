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

/** Why no judgement is sure by these clocks. */
export interface ClockDoubt {
  /** `behind` the ledger's last entry, or `apart` from the store's clock. */
  readonly kind: "behind" | "apart";
  readonly sentence: string;
}

/**
 * Empty where the clocks agree within `MAX_CLOCK_DIFFERENCE_SECONDS`. A clock that is ahead of the last entry is as it
 * should be.
 */
export function clockDoubts({ own, store }: Clocks, head: Instant): readonly ClockDoubt[] {
  const behind = seconds(own, head);
  const apart = store === null ? 0 : Math.abs(seconds(own, store));
  const doubts: ClockDoubt[] = [];
  if (behind > MAX_CLOCK_DIFFERENCE_SECONDS)
    doubts.push({
      kind: "behind",
      sentence: `This desk's clock says ${own}, and the ledger's last entry is dated ${head}, ${behind} seconds later.`,
    });
  if (apart > MAX_CLOCK_DIFFERENCE_SECONDS)
    doubts.push({
      kind: "apart",
      sentence: `This desk's clock says ${own}, and the store's ${store}: they are ${apart} seconds apart.`,
    });
  return doubts;
}

function seconds(from: Instant, to: Instant): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1_000);
}
