import { isUtf8 } from "node:buffer";
import { Fault } from "./fault.js";

/** BSON as it lies in a buffer: what is stored and compared is never turned into objects and back (bsonspec.org 1.1). */

export const TYPE = {
  double: 1,
  string: 2,
  document: 3,
  array: 4,
  binary: 5,
  undefined: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  code: 13,
  symbol: 14,
  codeWithScope: 15,
  int32: 16,
  timestamp: 17,
  int64: 18,
  decimal: 19,
  maxKey: 127,
  minKey: 255,
} as const;

/** A value and where it lies. */
export interface Value {
  readonly type: number;
  readonly bytes: Buffer;
  readonly at: number;
  readonly end: number;
}

/** A member of a document; `start` is where its type byte lies. */
export interface Element extends Value {
  readonly name: string;
  readonly start: number;
}

/** MongoDB's limit for one document, and for how deep it may be nested. */
export const MAX_DOCUMENT_BYTES = 16 * 2 ** 20;
const MAX_DEPTH = 200;

export function rawDocument(bytes: Buffer): Value {
  return { type: TYPE.document, bytes, at: 0, end: bytes.length };
}

function nameEndOf(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] !== 0) {
    if (at >= bytes.length) throw malformed("a name has no end");
    at++;
  }
  return at;
}

/** How many bytes a value of a type takes. @throws Fault for a type that BSON does not have. */
function sizeOf(type: number, bytes: Buffer, at: number): number {
  switch (type) {
    case TYPE.document:
    case TYPE.array:
    case TYPE.codeWithScope:
      return bytes.readInt32LE(at);
    case TYPE.string:
    case TYPE.code:
    case TYPE.symbol:
      return 4 + bytes.readInt32LE(at);
    case TYPE.binary:
      return 5 + bytes.readInt32LE(at);
    case TYPE.objectId:
      return 12;
    case TYPE.boolean:
      return 1;
    case TYPE.int32:
      return 4;
    case TYPE.decimal:
      return 16;
    case TYPE.double:
    case TYPE.date:
    case TYPE.timestamp:
    case TYPE.int64:
      return 8;
    case TYPE.null:
    case TYPE.undefined:
    case TYPE.minKey:
    case TYPE.maxKey:
      return 0;
    case TYPE.regex:
      return nameEndOf(bytes, nameEndOf(bytes, at) + 1) + 1 - at;
    case TYPE.dbPointer:
      return 16 + bytes.readInt32LE(at);
    default:
      throw malformed(`type ${type} does not exist`);
  }
}

/** The members of a document, or of an array under their positions. */
export function elementsOf(document: Value): Element[] {
  const { bytes } = document;
  const elements: Element[] = [];
  const last = document.end - 1;
  for (let start = document.at + 4; start < last; ) {
    const type = bytes[start] ?? 0;
    const nameEnd = nameEndOf(bytes, start + 1);
    const at = nameEnd + 1;
    const end = at + sizeOf(type, bytes, at);
    elements.push({ type, bytes, at, end, start, name: bytes.toString("utf8", start + 1, nameEnd) });
    start = end;
  }
  return elements;
}

/** The member of a name, which is given as UTF-8. */
export function member(document: Value, name: Buffer): Value | undefined {
  const { bytes } = document;
  const last = document.end - 1;
  for (let start = document.at + 4; start < last; ) {
    const type = bytes[start] ?? 0;
    let at = start + 1;
    let same = 0;
    while (same < name.length && bytes[at] === name[same]) {
      at++;
      same++;
    }
    const found = same === name.length && bytes[at] === 0;
    if (!found) at = nameEndOf(bytes, at);
    const end = at + 1 + sizeOf(type, bytes, at + 1);
    if (found) return { type, bytes, at: at + 1, end };
    start = end;
  }
  return undefined;
}

/** The elements of an array, without their positions' names. */
export function itemsOf(array: Value): Value[] {
  const { bytes } = array;
  const items: Value[] = [];
  for (let start = array.at + 4; start < array.end - 1; ) {
    const type = bytes[start] ?? 0;
    const at = nameEndOf(bytes, start + 1) + 1;
    const end = at + sizeOf(type, bytes, at);
    items.push({ type, bytes, at, end });
    start = end;
  }
  return items;
}

/** A document of elements that are whole already. */
export function assemble(parts: readonly Uint8Array[]): Buffer {
  let size = 5;
  for (const part of parts) size += part.length;
  const document = Buffer.allocUnsafe(size);
  document.writeInt32LE(size, 0);
  let at = 4;
  for (const part of parts) {
    document.set(part, at);
    at += part.length;
  }
  document[at] = 0;
  return document;
}

/** An element out of its type, its name and the bytes of its value. */
export function element(type: number, name: string, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(name), ZERO, value]);
}

const ZERO = Buffer.from([0]);

/** The bytes of a value alone. */
export function slice({ bytes, at, end }: Value): Buffer {
  return bytes.subarray(at, end);
}

/** A whole element as it lies. */
export function sliceElement({ bytes, start, end }: Element): Buffer {
  return bytes.subarray(start, end);
}

/**
 * Checks that a document is BSON in every part, so that nothing that is stored can trip a reader later.
 *
 * @throws Fault 22, or 15 for one that is nested too deep.
 */
export function requireSound(document: Value): void {
  walk(document, 1);
}

/** @throws Fault 10334 */
export function requireSize(size: number): void {
  if (size <= MAX_DOCUMENT_BYTES) return;
  const words = `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`;
  throw new Fault(10334, "BSONObjectTooLarge", words);
}

function walk({ bytes, at, end }: Value, depth: number): void {
  if (depth > MAX_DEPTH) throw new Fault(15, "Overflow", `the document is nested deeper than ${MAX_DEPTH}`);
  if (end - at < 5 || end > bytes.length || bytes.readInt32LE(at) !== end - at || bytes[end - 1] !== 0)
    throw malformed("a document's length is wrong");
  let start = at + 4;
  while (start < end - 1) {
    const type = bytes[start] ?? 0;
    const from = nameEndOf(bytes, start + 1) + 1;
    if (from >= end) throw malformed("an element passes the end of its document");
    if (!isUtf8(bytes.subarray(start + 1, from - 1))) throw malformed("a name is not UTF-8");
    const to = from + sizeOf(type, bytes, from);
    if (to < from || to >= end) throw malformed("an element passes the end of its document");
    requireValue({ type, bytes, at: from, end: to }, depth);
    start = to;
  }
  if (start !== end - 1) throw malformed("an element passes the end of its document");
}

function requireValue(value: Value, depth: number): void {
  const { type, bytes, at, end } = value;
  if (type === TYPE.document || type === TYPE.array) walk(value, depth + 1);
  const isText = type === TYPE.string || type === TYPE.code || type === TYPE.symbol;
  if (isText && (end - at < 5 || bytes[end - 1] !== 0)) throw malformed("a string's length is wrong");
  if (isText && !isUtf8(bytes.subarray(at + 4, end - 1))) throw malformed("a string is not UTF-8");
  if (type === TYPE.regex && !isUtf8(bytes.subarray(at, end))) throw malformed("a pattern is not UTF-8");
  if (type === TYPE.boolean && (bytes[at] ?? 0) > 1) throw malformed("a boolean is neither true nor false");
}

function malformed(why: string): Fault {
  return new Fault(22, "InvalidBSON", `this is not BSON: ${why}`);
}
