/** An expression for some words that goes by their letters one after another: linear, however many words there are. */
export function trieOf(words: readonly string[]): string {
  if (words.includes("")) return "";
  const byLetter = new Map<string, string[]>();
  for (const word of words) byLetter.set(word.charAt(0), [...(byLetter.get(word.charAt(0)) ?? []), word.slice(1)]);
  const parts = [...byLetter].map(([letter, rests]) => `${letter.replace(/[^\p{L}\d]/u, "\\$&")}${trieOf(rests)}`);
  return parts.length === 1 ? (parts[0] ?? "") : `(?:${parts.join("|")})`;
}
