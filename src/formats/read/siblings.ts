/** Of one name, directly in a feed or an entry: more say nothing more about it, and would only fill the memory. */
export const MAX_OF_ONE_NAME = 2_000;
/** Names that are told apart there. */
const MAX_NAMES = 1_000;

const BOUNDED: ReadonlySet<string> = new Set(["item", "entry", "channel", "feed"]);
/** What a feed consists of has bounds of its own, where it is read; withdrawals are never left out. */
const UNBOUNDED: ReadonlySet<string> = new Set(["item", "entry", "deleted-entry"]);

/** Counts what stands directly in one element. */
export interface SiblingCounts {
  /** Counts one more, and says whether it is to be left out. */
  isBeyond(written: string, local: string): boolean;
}

/** Null for elements, such as those of a body, whose parts are not counted. */
export function siblingCounts(parent: string): SiblingCounts | null {
  if (!BOUNDED.has(parent)) return null;
  const counts = new Map<string, number>();
  return {
    isBeyond: (written, local) => {
      if (UNBOUNDED.has(local)) return false;
      const count = counts.get(written) ?? 0;
      if (count >= MAX_OF_ONE_NAME || (count === 0 && counts.size >= MAX_NAMES)) return true;
      counts.set(written, count + 1);
      return false;
    },
  };
}
