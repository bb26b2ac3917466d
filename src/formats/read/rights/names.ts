/** Small words that stand inside the names of people and of papers. */
const PARTICLES: ReadonlySet<string> = new Set(
  (
    "the a an of and & for in on at to der die das des dem den und von für im am le la les l’ du de des et à en el los las y del il lo i gli e di della dello dei " +
    "delle da o os as dos das do het van en ter te blog magazine newspaper website site journal inc ltd gmbh newsletter"
  ).split(" "),
);

/** Words that name a holder by his part instead of by name. */
const ROLE =
  /^(?:(?:the|der|die|des|den|le|la|les|l[’']|el|il|dell[’']|de|het|o|a)\s?)?(?:authors?|publishers?|autor(?:in|a|en|e|s|es)?|auteure?s?|autrice|autore|editor|éditeur|editore|uitgever|verlags?|schrijver|schrijfster|éditions?\b.{0,60})$/iu;

const DATE =
  /,? (?:on |am |vom |le |el |il |em |op |in |del )?(?:(?:\d{1,2}\.?(?: de)? \p{L}{3,10}\.?(?: de)?(?: \d{4})?)|(?:\p{Lu}\p{L}{2,9} \d{1,2}(?:, \d{4})?)|(?:\p{L}{3,10} \d{4})|(?:\d{4}(?:-\d\d-\d\d)?))$/u;

const MAX_NAME = 90;
const MAX_WORDS = 10;

/** The name at the beginning of some words, without a date, marks and brackets after it; null where they are no name. */
export function nameIn(words: string): string | null {
  const plain = words
    .replace(/[\s.,;:]+$/u, "")
    .replace(DATE, "")
    .replace(/^[“"«‘']|[”"»’']$/gu, "")
    .replace(/[\s.,;:]+$/u, "")
    .trim();
  if (plain === "" || plain.length > MAX_NAME) return null;
  return ROLE.test(plain) || isName(plain) ? plain : null;
}

/** Capitalized words and the small ones between them; or one address of a site. */
function isName(text: string): boolean {
  if (/^[\p{L}\d-]{1,60}(?:\.[\p{L}\d-]{2,30}){1,3}$/u.test(text)) return true;
  const words = text.split(/\s+/u);
  if (words.length > MAX_WORDS || /[,;:]\s\p{Ll}/u.test(text)) return false;
  const bare = words.map((word) => word.replace(/^[“"«‘'([]+|[”"»’'),\].]+$/gu, ""));
  const isCapital = (word: string) => /^(?:\p{Ll}[’'])?[\p{Lu}\d]/u.test(word);
  return bare.some(isCapital) && bare.every((word) => isCapital(word) || PARTICLES.has(word.toLowerCase()));
}
