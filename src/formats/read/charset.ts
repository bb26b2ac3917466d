import iconv from "iconv-lite";
import { meant } from "./charsetNames.js";
import { detectCharset } from "./detectCharset.js";
import type { FeedDocument } from "./document.js";
import { decodeEbcdic } from "./ebcdic.js";
import { asUtf8, isMostlyUtf8, mixedText, SURE_SEQUENCES } from "./utf8.js";

export type Charset = FeedDocument["charset"];

/** Where a declaration of the encoding may stand, in bytes from the start. */
const DECLARATION_BYTES = 1_024;

/** Encodings that would have been told by their zeros; UTF-7, which hides mark-up, is never read. */
const WITH_ZEROS = /^(?:utf-?(?:7|16|32)|ucs-|unicode|csucs|csunicode|iso-10646)/u;
const BEYOND_ASCII = /[^\0-\x7F]/gu;
/** A declared encoding that reads so many characters before the first fault is the right one. */
const SURE_CHARACTERS = 10;
/** Characters that could not be read, of a hundred beyond ASCII, up to which a declared encoding is believed. */
const BELIEVED_FAULTS_PERCENT = 20;

export interface Decoded {
  readonly text: string;
  readonly charset: Charset;
  /** True where the bytes are not what they claim to be, and claim nothing that fits. */
  readonly isGuessed: boolean;
}

/**
 * Bytes to text: byte order mark, pattern of zeros, HTTP header, XML declaration; then UTF-8 where it is that, what its
 * words make likely where it is not, and windows-1252 where nothing is. A single-byte encoding that is declared over
 * valid UTF-8 is taken for a mistake, and so is any that does not fit the bytes. Damage in one place costs that place.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byMark(buffer) ?? byPattern(buffer);
  if (marked?.name === "utf-8") return known(asUtf8(buffer.subarray(3)) ?? mixedText(buffer.subarray(3)), marked);
  if (marked !== null) return known(iconv.decode(buffer, marked.name), marked);
  const mainframe = decodeEbcdic(buffer);
  if (mainframe !== null) return known(mainframe.text, { name: mainframe.name, chosenBy: "pattern" });
  const declared = [byHeader(contentType), byDeclaration(buffer)].filter((charset) => charset !== null);
  const utf8 = asUtf8(buffer);
  for (const charset of declared) {
    const text = charset.name === "utf-8" ? utf8 : declaredText(buffer, charset.name, utf8);
    if (text !== null) return known(text, charset);
  }
  if (utf8 !== null) return known(utf8, { name: "utf-8", chosenBy: "content" });
  return guessed(buffer);
}

function known(text: string, charset: Charset): Decoded {
  return { text, charset, isGuessed: false };
}

/** Null where the bytes are not in it. */
function declaredText(buffer: Buffer, name: string, utf8: string | null): string | null {
  if (WITH_ZEROS.test(name) || (utf8 !== null && (isSingleByte(name) || count(utf8, BEYOND_ASCII) >= SURE_SEQUENCES)))
    return null;
  const text = textIn(buffer, name);
  return text === null || isBelievable(text) ? text : null;
}

/** Damage leaves what was whole before it; a wrong name shows at once. */
function isBelievable(text: string): boolean {
  const firstFault = text.indexOf("\uFFFD");
  if (firstFault < 0 || count(text.slice(0, firstFault), BEYOND_ASCII) >= SURE_CHARACTERS) return true;
  return count(text, /\uFFFD/gu) * 100 <= count(text, BEYOND_ASCII) * BELIEVED_FAULTS_PERCENT;
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

function textIn(buffer: Buffer, name: string): string | null {
  if (iconv.encodingExists(name)) return iconv.decode(buffer, name);
  try {
    return new TextDecoder(name).decode(buffer);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function guessed(buffer: Buffer): Decoded {
  if (isMostlyUtf8(buffer)) {
    return { text: mixedText(buffer), charset: { name: "utf-8", chosenBy: "content" }, isGuessed: true };
  }
  const name = detectCharset(buffer) ?? "windows-1252";
  const text = name === "windows-1252" ? mixedText(buffer) : iconv.decode(buffer, name);
  return { text, charset: { name, chosenBy: "content" }, isGuessed: true };
}

function byMark(buffer: Buffer): Charset | null {
  if (buffer.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return { name: "utf-8", chosenBy: "bom" };
  if (buffer.subarray(0, 4).equals(Buffer.from([0xff, 0xfe, 0, 0]))) return { name: "utf-32le", chosenBy: "bom" };
  if (buffer.subarray(0, 4).equals(Buffer.from([0, 0, 0xfe, 0xff]))) return { name: "utf-32be", chosenBy: "bom" };
  if (buffer.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return { name: "utf-16le", chosenBy: "bom" };
  if (buffer.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return { name: "utf-16be", chosenBy: "bom" };
  return null;
}

/** The first character of a feed is ASCII, so zeros beside it tell the width. */
function byPattern(buffer: Buffer): Charset | null {
  const zeros = [...buffer.subarray(0, 4)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  const name = { x0x0: "utf-16le", "0x0x": "utf-16be", x000: "utf-32le", "000x": "utf-32be" }[zeros];
  return name === undefined ? null : { name, chosenBy: "pattern" };
}

function byHeader(contentType: string | null): Charset | null {
  const label = /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/iu.exec(contentType ?? "")?.[1];
  return label === undefined ? null : { name: meant(label), chosenBy: "header" };
}

function byDeclaration(buffer: Buffer): Charset | null {
  const start = buffer.toString("latin1", 0, DECLARATION_BYTES);
  const label = /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(start)?.[1];
  return label === undefined ? null : { name: meant(label), chosenBy: "declaration" };
}

function isSingleByte(name: string): boolean {
  return /^(?:windows-\d+|iso-8859-\d+|koi8-|mac|cp\d+|ibm)/u.test(name);
}
