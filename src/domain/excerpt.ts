import type { Digest } from "./digest.js";
import type { ExcerptLimit } from "./terms.js";

/** Words of an excerpt where the terms allow one and do not say how long: few enough to be no substitute. */
export const UNSTATED_EXCERPT_WORDS = 100;

/** Where a text is cut: so many UTF-16 units of its words, counted as `formats/html/excerpt` lays them out. */
export interface ExcerptCut {
  readonly end: number;
  /** True where no sentence ends there: the words are followed by an ellipsis, which counts as a character. */
  readonly isMidSentence: boolean;
}

/** What of a revision was released, exactly: the cut makes it again from the text, and the digest names the result. */
export interface ReleasedExcerpt extends ExcerptCut {
  readonly words: number;
  readonly characters: number;
  readonly paragraphs: number;
  /** Of the excerpt's HTML. */
  readonly digest: Digest;
}

/** What all of these allow together; the words of `UNSTATED_EXCERPT_WORDS` where none of them says anything. */
export function tightest(limits: readonly (ExcerptLimit | null)[]): ExcerptLimit {
  const least = (unit: keyof ExcerptLimit) => {
    const stated = limits.flatMap((limit) => limit?.[unit] ?? []);
    return stated.length === 0 ? null : Math.min(...stated);
  };
  const found: ExcerptLimit = {
    words: least("words"),
    characters: least("characters"),
    paragraphs: least("paragraphs"),
    percent: least("percent"),
  };
  const isStated = Object.values(found).some((most) => most !== null);
  return isStated ? found : { ...found, words: UNSTATED_EXCERPT_WORDS };
}
