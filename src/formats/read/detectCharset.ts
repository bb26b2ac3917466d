import { analyse, type Match } from "chardet";
import iconv from "iconv-lite";
import { meant } from "./charsetNames.js";

/** More than this is not looked at, in bytes. */
const SAMPLE_BYTES = 65_536;
/** How sure the detector has to be, of 100: by the shape of characters, or by how often letters follow one another. */
const SURE_OF_SHAPE = 50;
const SURE_OF_LETTERS = 10;
/** By how much another Latin encoding has to be likelier than the common one. */
const LEAD = 10;
/** Fewer bytes of text tell nothing about which Latin encoding they are in. */
const MIN_LATIN_BYTES = 40;
/** In a script of its own, at least this part of the letters is beyond ASCII. */
const LETTERS_BEYOND_ASCII = 0.4;
const WIDE: ReadonlySet<string> = new Set(["Shift_JIS", "Big5", "EUC-JP", "EUC-KR", "GB18030"]);
const COMMON: ReadonlySet<string> = new Set(["ISO-8859-1", "windows-1252"]);
const LATIN: ReadonlySet<string> = new Set([
  ...["ISO-8859-2", "ISO-8859-9"],
  ...["windows-1250", "windows-1254", "windows-1257", "windows-1258"],
]);
const OTHER_SCRIPTS: ReadonlySet<string> = new Set([
  ...["KOI8-R", "windows-1251", "windows-1253", "windows-1255", "windows-1256", "windows-874"],
  ...["ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8"],
]);

const BEYOND_ASCII = /[\u0080-\u00FF]/u;

/** The encoding of bytes that are no UTF-8 and name none, by their words alone; null where that cannot be told. */
export function detectCharset(buffer: Buffer): string | null {
  const sample = wordsBeyondAscii(buffer);
  const part = partBeyondAscii(sample);
  const found = analyse(sample).filter(({ name }) => isPossible(sample, LATIN.has(name) ? meant(name) : name));
  const common = found.find(({ name }) => COMMON.has(name))?.confidence ?? 0;
  const isSure = ({ name, confidence }: Match) => {
    if (WIDE.has(name)) return confidence >= SURE_OF_SHAPE;
    if (OTHER_SCRIPTS.has(name)) return part >= LETTERS_BEYOND_ASCII && confidence >= SURE_OF_LETTERS;
    return LATIN.has(name) && sample.length >= MIN_LATIN_BYTES && confidence >= common + LEAD;
  };
  const name = found.find(isSure)?.name;
  return name === undefined ? null : meant(name);
}

/** No character that the encoding lacks, no control character, and no line to draw boxes with. */
function isPossible(sample: Buffer, name: string): boolean {
  return iconv.encodingExists(name) && !/[\u0080-\u009F\u2500-\u259F\uFFFD]/u.test(iconv.decode(sample, name));
}

/** Mark-up is ASCII and says nothing about the language: only text with other bytes in it is looked at. */
function wordsBeyondAscii(buffer: Buffer): Buffer {
  const text = buffer.toString("latin1");
  const parts: string[] = [];
  let length = 0;
  for (const { 0: found } of text.matchAll(/[^<>&]{1,4096}/g)) {
    if (!BEYOND_ASCII.test(found)) continue;
    parts.push(found);
    length += found.length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.from(parts.join("\n").slice(0, SAMPLE_BYTES), "latin1");
}

function partBeyondAscii(sample: Buffer): number {
  let [ascii, beyond] = [0, 0];
  for (const byte of sample) {
    if (byte >= 0x80) beyond++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ascii++;
  }
  return beyond / Math.max(1, ascii + beyond);
}
