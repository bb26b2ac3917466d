import { DOMParser, type Document } from "@xmldom/xmldom";
import { clean, refused } from "./text.js";

const CDATA = /<!\[CDATA\[.*?\]\]>/gs;
/** An ampersand that begins neither a predefined entity nor a character reference (XML 1.0 §4.1, §4.6). */
const LOOSE_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)/;
const REFERENCE = /&#(?:x([0-9A-Fa-f]+)|([0-9]+));/g;

/**
 * The document that a conforming reader would build. The parser alone is not enough: it lets pass control characters,
 * references to them, loose ampersands and a loose `]]>`, all of which stop other readers; and it takes U+0085, U+2028
 * and U+2029 for line ends, as only XML 1.1 does.
 *
 * @throws DomainError `feed.refused` where the text is not well formed
 */
export function parseStrictly(xml: string): Document {
  const fault = lexicalFault(xml);
  if (fault !== null) throw refused(`it is not well-formed XML: ${fault}`);
  try {
    const parser = new DOMParser({ onError: stop, normalizeLineEndings: (source) => source });
    return parser.parseFromString(xml, "text/xml");
  } catch (error) {
    throw refused(`it is not well-formed XML: ${(error as Error).message}`);
  }
}

/** U+FFFD is a character like others: a partner's broken text must not stop a channel. Every other doubt does. */
function stop(_level: string, message: string): void {
  if (!message.includes("Unicode replacement character")) throw new Error(message);
}

function lexicalFault(xml: string): string | null {
  if (clean(xml) !== xml) return "it holds a character that XML cannot";
  const outside = xml.replace(CDATA, "");
  if (outside.includes("]]>")) return "]]> stands outside CDATA";
  if (LOOSE_AMPERSAND.test(outside)) return "an ampersand begins no reference";
  for (const [reference, hexadecimal, decimal] of outside.matchAll(REFERENCE)) {
    const point = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (!isCharacter(point)) return `${reference} refers to a character that XML cannot hold`;
  }
  return null;
}

/** XML 1.0 §4.1, constraint "Legal Character"; a carriage return may be referred to. */
function isCharacter(point: number): boolean {
  if (point > 0x10ffff) return false;
  const character = String.fromCodePoint(point);
  return character === "\r" || clean(character) === character;
}
