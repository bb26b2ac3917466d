import type { Bound, Constraint } from "./constraints.js";
import type { Rule } from "./rules.js";
import { type Component, decisiveComponents, type Use } from "./use.js";
import { foldedNames, type WorkFacts } from "./works.js";

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
  const own = known ?? comparableOf(work);
  if (known === undefined) comparable.set(work, own);
  const { decisive, memory } = asked.get(use) ?? askedFirst(use);
  return { use, work: own, decisive, language: use.language ?? work.language, memory };
}

/** Member by member: a spread would cost as much as the answer. */
function comparableOf(work: WorkFacts): ComparableWork {
  const [authors, tags] = [foldedNames(work.authors), foldedNames(work.tags)];
  const { id, partner, sources, url, publishedAt, language, words, imageCredits, reserved } = work;
  return { id, partner, sources, authors, tags, url, publishedAt, language, words, imageCredits, reserved, met: null };
}

/** Nothing is kept for a use that is asked about once. */
function askedFirst(use: Use): UseAsked {
  const decisive = decisiveComponents(use);
  asked.set(use, { decisive, memory: new WeakMap() });
  return { decisive, memory: null };
}
