import iconv from "iconv-lite";
import type { FeedDocument } from "./document.js";

export type Charset = FeedDocument["charset"];

/** Where a declaration of the encoding may stand, in bytes from the start. */
const DECLARATION_BYTES = 1_024;

/** Labels that mean another encoding in practice (WHATWG Encoding). */
const MEANT: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  ascii: "windows-1252",
  "us-ascii": "windows-1252",
  gb2312: "gb18030",
  gbk: "gb18030",
  "iso-8859-9": "windows-1254",
  utf8: "utf-8",
  "utf-16": "utf-16le",
  unicode: "utf-16le",
};

/**
 * Bytes to text: byte order mark, pattern of zeros, HTTP header, declaration, then UTF-8 with windows-1252 for what is
 * not UTF-8. A single-byte encoding that is declared over valid UTF-8 is taken for a mistake.
 */
export function decodeFeed(
  bytes: Uint8Array,
  contentType: string | null,
): { readonly text: string; readonly charset: Charset } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = byMark(buffer) ?? byPattern(buffer);
  if (marked !== null) return { text: iconv.decode(buffer, marked.name), charset: marked };
  const declared = byHeader(contentType) ?? byDeclaration(buffer);
  const utf8 = asUtf8(buffer);
  if (
    declared !== null &&
    declared.name !== "utf-8" &&
    iconv.encodingExists(declared.name) &&
    (utf8 === null || !isSingleByte(declared.name))
  ) {
    return { text: iconv.decode(buffer, declared.name), charset: declared };
  }
  if (utf8 !== null)
    return {
      text: utf8,
      charset: { name: "utf-8", chosenBy: declared?.name === "utf-8" ? declared.chosenBy : "content" },
    };
  return { text: mixed(buffer), charset: { name: "windows-1252", chosenBy: "content" } };
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

function meant(label: string): string {
  const name = label.toLowerCase();
  return MEANT[name] ?? name;
}

function isSingleByte(name: string): boolean {
  return /^(?:windows-\d+|iso-8859-\d+|koi8-|mac|cp\d+|ibm)/u.test(name);
}

function asUtf8(buffer: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(buffer);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-8 where it is, windows-1252 for each byte that is not. */
function mixed(buffer: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < buffer.length; ) {
    const length = sequenceLength(buffer, at);
    if (length === 0) {
      parts.push(buffer.toString("utf8", from, at), iconv.decode(buffer.subarray(at, at + 1), "windows-1252"));
      from = at + 1;
    }
    at += Math.max(length, 1);
  }
  parts.push(buffer.toString("utf8", from));
  return parts.join("");
}

/** Length of the valid UTF-8 sequence at a place, 0 where there is none (RFC 3629; overlong forms are let through as U+FFFD). */
function sequenceLength(buffer: Buffer, at: number): number {
  const first = buffer[at] ?? 0;
  const length =
    first < 0x80
      ? 1
      : first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0;
  for (let next = 1; next < length; next++) if (((buffer[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
