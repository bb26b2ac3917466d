import type { StatedRight } from "../../../domain/statedRight.js";

/** One standing phrase: a whole sentence that is about nothing but rights. */
export interface StandingPhrase {
  /** BCP 47 primary language. */
  readonly language: string;
  readonly kind: StatedRight["kind"];
  /** Anchored at both ends; the group `holder`, where there is one, names a holder or a publication. */
  readonly pattern: RegExp;
}

/** What a phrase may name; whether it is a name is asked afterwards. */
export const NAMED = "(?<holder>.{2,160}?)";

/** Writes phrases of one language: each source is anchored, may end in a full stop, and ignores case. */
export function phrasesOf(
  language: string,
  given: Readonly<Partial<Record<StatedRight["kind"], readonly string[]>>>,
): readonly StandingPhrase[] {
  return Object.entries(given).flatMap(([kind, sources]) =>
    sources.map((source) => ({
      language,
      kind: kind as StatedRight["kind"],
      pattern: new RegExp(`^${source}[.!]?$`, "iu"),
    })),
  );
}
