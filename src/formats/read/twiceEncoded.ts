import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

/** What the first byte of a character of two or three bytes looks like in windows-1252, for the languages that use it. */
const FIRST_BYTES = ["Ã", "Â", "â", "Ä", "Å", "Ð", "Ñ"];
const PAIR =
  /[\u00C2-\u00F4][\u00A0-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/u;

/** One cheap look at a whole document: most need no second one. */
export function mayBeTwiceEncoded(text: string): boolean {
  return FIRST_BYTES.some((first) => text.includes(first));
}

/**
 * A text whose UTF-8 was taken for windows-1252 and encoded again, as it was meant. Only where all of it reads as UTF-8:
 * one character that does not, and nothing is changed.
 */
export function onceEncoded(text: string): string {
  if (!PAIR.test(text)) return text;
  const bytes = iconv.encode(text, "windows-1252");
  return isUtf8(bytes) && iconv.decode(bytes, "windows-1252") === text ? bytes.toString("utf8") : text;
}
