import { Decimal128, Double, deserialize, Int32, Long, ObjectId, serialize } from "bson";
import { slice, TYPE, type Value } from "./raw.js";

export { Decimal128, Double, Int32, Long, ObjectId };

/** A document as an object; only commands' replies and the catalogue are, never what is stored. */
export type Doc = Record<string, unknown>;

/** Numbers stay as the wire had them. */
export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
}

export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: false });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The object for one value, for replies that show it. */
export function plainOf(value: Value): unknown {
  const head = Buffer.from([0, 0, 0, 0, value.type, 0x76, 0]);
  const bytes = Buffer.concat([head, slice(value), Buffer.from([0])]);
  bytes.writeInt32LE(bytes.length, 0);
  return decode(bytes).v;
}

/** A plain number for a number that is an int32, a double, or an int64 which a double holds; undefined otherwise. */
export function numberOf({ type, bytes, at }: Value): number | undefined {
  if (type === TYPE.int32) return bytes.readInt32LE(at);
  if (type === TYPE.double) return bytes.readDoubleLE(at);
  if (type !== TYPE.int64) return undefined;
  const long = bytes.readBigInt64LE(at);
  const number = Number(long);
  return BigInt(number) === long ? number : undefined;
}

export function textOf({ type, bytes, at, end }: Value): string | undefined {
  return type === TYPE.string ? bytes.toString("utf8", at + 4, end - 1) : undefined;
}
