import { trieOf } from "../trie.js";

/**
 * Standing phrases, as data: each is tried on one whole block of bounded length, and only where its first word, or one of
 * its rare words, occurs. So reading is linear, and a paragraph that is none of this costs one look.
 */

/** What a block is where the phrase is all of it. */
export type PhraseKind =
  | "furniture" // of the page, wherever it stands
  | "form-heading" // furniture that opens a reply form
  | "form-label" // furniture below such a heading, else the author's words
  | "list-heading" // furniture, as are the links right below it
  | "teaser" // furniture where all words after it are a link
  | "feed-footer" // furniture as the last block, or where its names are links
  | "mailing"; // a technical line of a mailing

export interface Phrase {
  readonly kind: PhraseKind;
  /** BCP 47 primary language. */
  readonly language: string;
  /** Lower-case first words, `#` for a number; null where the phrase may begin with any word. */
  readonly opens: readonly string[] | null;
  readonly pattern: RegExp;
}

const NUMBER = "#";
const FIRST_WORD = /^[^\p{L}\p{N}]{0,8}([\p{L}\p{N}][\p{L}\p{N}’'-]{0,30})/u;
/** Most blocks begin with a word of these letters, and another character that is none of a word's. */
const PLAIN_FIRST_WORD = /^[A-Za-z]{1,30}(?=[ ,.:;!?])/;

/** Finds the phrase that a block is. */
export type PhraseFinder = (text: string) => Phrase | null;

/**
 * @param rare one of these words, in lower case, is in every phrase that may begin with any word.
 */
export function phraseFinder(phrases: readonly Phrase[], rare: readonly string[]): PhraseFinder {
  const byWord = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    for (const word of phrase.opens ?? []) byWord.set(word, [...(byWord.get(word) ?? []), phrase]);
  }
  const anywhere = phrases.filter(({ opens }) => opens === null);
  const among = (candidates: readonly Phrase[], text: string) => candidates.find(({ pattern }) => pattern.test(text));
  const rareWords = new RegExp(trieOf(rare));
  return (text) => {
    const word = (PLAIN_FIRST_WORD.exec(text)?.[0] ?? FIRST_WORD.exec(text)?.[1])?.toLowerCase();
    if (word === undefined) return null;
    const opened = byWord.get(/^\p{N}/u.test(word) && /^\p{N}+$/u.test(word) ? NUMBER : word);
    const found = opened === undefined ? undefined : among(opened, text);
    return found ?? (rareWords.test(text.toLowerCase()) ? among(anywhere, text) : undefined) ?? null;
  };
}

/** Phrases of one language: `opens` are words parted by spaces, `*` for any; the pattern is the whole block. */
export function phrasesOf(
  language: string,
  rows: readonly (readonly [kind: PhraseKind, opens: string, pattern: string])[],
): readonly Phrase[] {
  return rows.map(([kind, opens, pattern]) => ({
    kind,
    language,
    opens: opens === "*" ? null : opens.split(" "),
    pattern: new RegExp(`^[^\\p{L}\\p{N}]{0,8}(?:${pattern})[^\\p{L}\\p{N}]{0,8}$`, "iu"),
  }));
}
