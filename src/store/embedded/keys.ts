import { Binary, type Doc, Double, Int32, isDoc, Long, MaxKey, MinKey, ObjectId, Timestamp } from "./bson.js";
import { unsupported } from "./fault.js";

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
  maxKey: 0xfe,
} as const;

/** What an index holds for an empty array: it sorts before null. */
export const EMPTY_ARRAY = Symbol("empty array");

/** Integers beyond this are not doubles any more; the difference is kept beside. */
const EXACT = 2n ** 53n;
const REMAINDER_BIAS = 0x8000;

/** @throws Fault for a type that no key here can hold exactly. */
export function keyOf(value: unknown): Buffer {
  if (value === EMPTY_ARRAY) return Buffer.from([TAG.empty]);
  if (value === undefined || value === null) return Buffer.from([TAG.null]);
  if (typeof value === "string") return tagged(TAG.string, text(value));
  if (typeof value === "number") return number(value, 0);
  if (typeof value === "boolean") return Buffer.from([TAG.boolean, value ? 1 : 0]);
  if (value instanceof Int32 || value instanceof Double) return number(value.value, 0);
  if (value instanceof Long && !(value instanceof Timestamp)) return integer(value.toBigInt());
  if (value instanceof Date) return tagged(TAG.date, signed(BigInt(value.getTime())));
  if (value instanceof ObjectId) return tagged(TAG.objectId, Buffer.from(value.id));
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([TAG.array]), ...value.map(keyOf), Buffer.from([0])]);
  if (isDoc(value)) return object(value);
  return rare(value);
}

export function compare(a: unknown, b: unknown): number {
  return Buffer.compare(keyOf(a), keyOf(b));
}

/** The type's first byte: range operators compare within one type only. */
export function tagOf(value: unknown): number {
  return keyOf(value)[0] ?? TAG.null;
}

export function inverted(key: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(key.length);
  for (let index = 0; index < key.length; index++) bytes[index] = 0xff - (key[index] ?? 0);
  return bytes;
}

function rare(value: unknown): Buffer {
  if (value instanceof MinKey) return Buffer.from([TAG.minKey]);
  if (value instanceof MaxKey) return Buffer.from([TAG.maxKey]);
  if (value instanceof Timestamp) return tagged(TAG.timestamp, unsigned(value.toBigInt()));
  if (value instanceof Binary) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length());
    return Buffer.concat([
      Buffer.from([TAG.binary]),
      length,
      Buffer.from([value.sub_type]),
      Buffer.from(value.value()),
    ]);
  }
  const kind = (value as { _bsontype?: string })._bsontype ?? typeof value;
  throw unsupported(`comparing or indexing a value of type ${kind}`);
}

function tagged(tag: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), bytes]);
}

/** UTF-8, with 00 written as 00 FF and ended by 00 00: a prefix sorts before what goes on. */
function text(value: string): Buffer {
  const escaped = value.includes("\0") ? value.split("\0") : [value];
  const parts = escaped.flatMap((part, index) =>
    index === 0 ? [Buffer.from(part)] : [Buffer.from([0, 0xff]), Buffer.from(part)],
  );
  return Buffer.concat([...parts, Buffer.from([0, 0])]);
}

/** The double, sortable, and how far an integer lies from it. NaN is below every number. */
function number(value: number, remainder: number): Buffer {
  const bytes = Buffer.alloc(11);
  bytes[0] = TAG.number;
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  if ((bytes[1] ?? 0) & 0x80) for (let index = 1; index < 9; index++) bytes[index] = 0xff - (bytes[index] ?? 0);
  else bytes[1] = (bytes[1] ?? 0) | 0x80;
  bytes.writeUInt16BE(REMAINDER_BIAS + remainder, 9);
  return bytes;
}

function integer(value: bigint): Buffer {
  const double = Number(value);
  if (value <= EXACT && value >= -EXACT) return number(double, 0);
  return number(double, Number(value - BigInt(double)));
}

function signed(value: bigint): Buffer {
  return unsigned(BigInt.asUintN(64, value) ^ (1n << 63n));
}

function unsigned(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}

/** Field by field: type, then name, then value, as MongoDB compares documents. */
function object(doc: Doc): Buffer {
  const parts = Object.entries(doc).flatMap(([name, value]) => {
    const key = keyOf(value);
    return [key.subarray(0, 1), Buffer.from(name), Buffer.from([0]), key.subarray(1)];
  });
  return Buffer.concat([Buffer.from([TAG.object]), ...parts, Buffer.from([0])]);
}
