import { unsupported } from "./fault.js";
import { numberKey } from "./numbers.js";
import { elementsOf, itemsOf, slice, TYPE, type Value } from "./raw.js";

/**
 * Keys whose byte order is MongoDB's comparison order, so that SQLite's `memcmp` and every comparison in this store are
 * one and the same. Each encoding ends itself, so keys concatenate, and inverted bytes sort descending.
 */

/** First byte of each type, in MongoDB's order of types. */
export const TAG = {
  minKey: 0x01,
  empty: 0x04,
  null: 0x05,
  number: 0x0a,
  string: 0x0f,
  object: 0x14,
  array: 0x19,
  binary: 0x1e,
  objectId: 0x23,
  boolean: 0x28,
  date: 0x2d,
  timestamp: 0x32,
  regex: 0x37,
  other: 0x3c,
  maxKey: 0xfe,
} as const;

/** What an index holds for an empty array: it sorts before null. */
export const EMPTY_ARRAY = Symbol("empty array");

/** What a key is made of; undefined: a document lacks the member. */
export type Keyed = Value | undefined | typeof EMPTY_ARRAY;

const TAG_OF_TYPE: Readonly<Record<number, number>> = {
  [TYPE.minKey]: TAG.minKey,
  [TYPE.undefined]: TAG.null,
  [TYPE.null]: TAG.null,
  [TYPE.int32]: TAG.number,
  [TYPE.int64]: TAG.number,
  [TYPE.double]: TAG.number,
  [TYPE.decimal]: TAG.number,
  [TYPE.string]: TAG.string,
  [TYPE.document]: TAG.object,
  [TYPE.array]: TAG.array,
  [TYPE.binary]: TAG.binary,
  [TYPE.objectId]: TAG.objectId,
  [TYPE.boolean]: TAG.boolean,
  [TYPE.date]: TAG.date,
  [TYPE.timestamp]: TAG.timestamp,
  [TYPE.regex]: TAG.regex,
  [TYPE.maxKey]: TAG.maxKey,
};

/** The type's first byte: range operators compare within one type only. */
export function tagOf(value: Keyed): number {
  if (value === undefined) return TAG.null;
  if (value === EMPTY_ARRAY) return TAG.empty;
  return TAG_OF_TYPE[value.type] ?? TAG.other;
}

/** @throws Fault for a type that no key here can hold exactly. */
export function keyOf(value: Keyed): Buffer {
  const tag = tagOf(value);
  if (value === undefined || value === EMPTY_ARRAY) return Buffer.from([tag]);
  switch (tag) {
    case TAG.number:
      return numberKey(tag, value);
    case TAG.string:
      return stringKey(tag, value);
    case TAG.date:
      return longKey(tag, value, 1n << 63n);
    case TAG.timestamp:
      return longKey(tag, value, 0n);
    case TAG.objectId:
    case TAG.boolean:
      return Buffer.concat([Buffer.from([tag]), slice(value)]);
    case TAG.object:
      return objectKey(value);
    case TAG.array:
      return Buffer.concat([Buffer.from([tag]), ...itemsOf(value).map(keyOf), END]);
    case TAG.binary:
      return binaryKey(tag, value);
    case TAG.regex:
      return Buffer.concat([Buffer.from([tag]), slice(value)]);
    case TAG.other:
      throw unsupported(`comparing or indexing a value of BSON type ${value.type}`);
    default:
      return Buffer.from([tag]);
  }
}

const END = Buffer.from([0]);

export function compare(a: Keyed, b: Keyed): number {
  return Buffer.compare(keyOf(a), keyOf(b));
}

export function inverted(key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(key.length);
  for (let index = 0; index < key.length; index++) bytes[index] = 0xff - (key[index] ?? 0);
  return bytes;
}

/** UTF-8, with 00 written as 00 FF and ended by 00 00: a prefix sorts before what goes on. */
function stringKey(tag: number, { bytes, at, end }: Value): Buffer {
  const text = bytes.subarray(at + 4, end - 1);
  if (text.includes(0)) return Buffer.concat([Buffer.from([tag]), escaped(text), END, END]);
  const key = Buffer.allocUnsafe(text.length + 3);
  key[0] = tag;
  key.set(text, 1);
  key.writeUInt16BE(0, text.length + 1);
  return key;
}

function escaped(text: Buffer): Buffer {
  return Buffer.from([...text].flatMap((byte) => (byte === 0 ? [0, 0xff] : [byte])));
}

function longKey(tag: number, { bytes, at }: Value, flip: bigint): Buffer {
  const key = Buffer.allocUnsafe(9);
  key[0] = tag;
  key.writeBigUInt64BE(bytes.readBigUInt64LE(at) ^ flip, 1);
  return key;
}

/** By length, then subtype, then bytes. */
function binaryKey(tag: number, { bytes, at, end }: Value): Buffer {
  const head = Buffer.allocUnsafe(5);
  head[0] = tag;
  head.writeUInt32BE(end - at - 5, 1);
  return Buffer.concat([head, bytes.subarray(at + 4, end)]);
}

/** Member by member: type, then name, then value, as MongoDB compares documents. */
function objectKey(document: Value): Buffer {
  const parts = elementsOf(document).flatMap((found) => {
    const key = keyOf(found);
    return [key.subarray(0, 1), Buffer.from(found.name), END, key.subarray(1)];
  });
  return Buffer.concat([Buffer.from([TAG.object]), ...parts, END]);
}
