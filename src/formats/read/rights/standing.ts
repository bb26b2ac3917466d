import type { StatedRight } from "../../../domain/statedRight.js";

/** One standing phrase: a whole sentence that is about nothing but rights. */
export interface StandingPhrase {
  /** BCP 47 primary language; null for what is written alike in all of them. */
  readonly language: string | null;
  readonly kind: StatedRight["kind"];
  /**
   * Anchored at both ends, for a sentence in lower case. The group `holder`, where there is one, names a holder or a publication; the group `origin`
   * a publication beside something else.
   */
  readonly pattern: RegExp;
}

/** What a phrase may name; whether it is a name is asked afterwards. */
export const NAMED = "(?<holder>.{2,160}?)";

/** A Creative Commons license in a sentence, with what may follow its name; a comma begins another thought. */
export const CC =
  "(?:[\\p{L}]{3,12}[ -])?(?:creative[ -]commons|cc[ -]by|cc[ -]?0\\b|cc[ -]zero|cc-)(?:[^,;:!?]|:\\/\\/){0,120}(?:[,;:] (?:so|unless|except|additional|provided|which|as long|https?|by)\\b.{0,100})?";

/**
 * Writes phrases of one language: each source is anchored, may end in a full stop, and is matched against a sentence in
 * lower case, which costs far less to compile and to run than an expression that ignores case.
 */
export function phrasesOf(
  language: string | null,
  given: Readonly<Partial<Record<StatedRight["kind"], readonly string[]>>>,
): readonly StandingPhrase[] {
  return Object.entries(given).flatMap(([kind, sources]) =>
    sources.map((source) => ({
      language,
      kind: kind as StatedRight["kind"],
      pattern: new RegExp(`^(?:${inLowerCase(source)})[.!:]?$`, "du"),
    })),
  );
}

/** Escapes such as `\S` stand for themselves. */
function inLowerCase(source: string): string {
  return source.replace(/\\.(?:\{[^}]{1,20}\})?|[^\\]/gsu, (part) =>
    part.startsWith("\\") ? part : part.toLowerCase(),
  );
}

/** A sentence in lower case, letter by letter: every letter keeps its place. */
export function foldedCase(sentence: string): string {
  const folded = sentence.toLowerCase();
  if (folded.length === sentence.length) return folded;
  return Array.from(sentence, (letter) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
  ).join("");
}
