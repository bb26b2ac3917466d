/**
 * How the names of the months begin, January first, without accents: English, German, French, Spanish, Italian,
 * Portuguese, Dutch, the Scandinavian languages, Polish, Hungarian, Russian and Greek.
 */
const BEGINNINGS: readonly (readonly string[])[] = [
  ["jan", "ene", "gen", "sty", "янв", "ιαν"],
  ["feb", "fev", "lut", "фев", "φεβ"],
  ["mar", "maa", "mrt", "mrz", "мар", "μαρ", "μαω"],
  ["apr", "abr", "avr", "kwi", "апр", "απρ"],
  ["may", "mai", "maj", "mei", "mag", "маи", "мая", "μαι"],
  ["jun", "juin", "giu", "cze", "июн", "ιουν", "ιον"],
  ["jul", "juil", "lug", "lip", "июл", "ιουλ", "ιολ"],
  ["aug", "ago", "aou", "sie", "авг", "αυγ"],
  ["sep", "set", "szept", "wrz", "сен", "σεπ"],
  ["oct", "okt", "out", "ott", "paz", "окт", "οκτ"],
  ["nov", "lis", "ноя", "νοε"],
  ["dec", "dez", "des", "dic", "gru", "дек", "δεκ"],
];

/** The month that a word names, from 1; null where it names none. */
export function monthNamed(word: string): number | null {
  const plain = word
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const index = BEGINNINGS.findIndex((beginnings) => beginnings.some((beginning) => plain.startsWith(beginning)));
  return index < 0 ? null : index + 1;
}
