import type { Rule } from "./rules.js";
import { type Component, decisiveComponents, type Use } from "./use.js";
import { folded, type WorkFacts } from "./works.js";

/**
 * A work with its names in their comparable form, and the rules that it met last: a column is asked about for one
 * channel after another.
 */
export interface ComparableWork extends WorkFacts {
  met: { readonly index: object; readonly rules: readonly Rule[] } | null;
}

/** A use of a work, with what every constraint would otherwise work out anew. */
export interface Question {
  readonly use: Use;
  readonly work: ComparableWork;
  /** The parts that the verdict is about. */
  readonly decisive: readonly Component[];
  /** The language that readers get; null where nobody knows. */
  readonly language: string | null;
}

const comparable = new WeakMap<WorkFacts, ComparableWork>();

export function questionOf(use: Use, work: WorkFacts): Question {
  const known = comparable.get(work);
  const own = known ?? { ...folded(work), met: null };
  if (known === undefined) comparable.set(work, own);
  return { use, work: own, decisive: decisiveComponents(use), language: use.language ?? work.language };
}
