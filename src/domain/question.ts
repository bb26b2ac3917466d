import type { Bound, Constraint } from "./constraints.js";
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
  /** What of the constraints of terms fails for this use of any work; null where the use is asked for the first time. */
  readonly memory: WeakMap<Bound, readonly Constraint[]> | null;
}

/** A channel’s use is asked about for one column after another. */
interface UseAsked {
  readonly decisive: readonly Component[];
  readonly memory: Question["memory"];
}

const comparable = new WeakMap<WorkFacts, ComparableWork>();

const asked = new WeakMap<Use, UseAsked>();

export function questionOf(use: Use, work: WorkFacts): Question {
  const known = comparable.get(work);
  const own = known ?? { ...folded(work), met: null };
  if (known === undefined) comparable.set(work, own);
  const { decisive, memory } = asked.get(use) ?? askedFirst(use);
  return { use, work: own, decisive, language: use.language ?? work.language, memory };
}

/** Nothing is kept for a use that is asked about once. */
function askedFirst(use: Use): UseAsked {
  const decisive = decisiveComponents(use);
  asked.set(use, { decisive, memory: new WeakMap() });
  return { decisive, memory: null };
}
