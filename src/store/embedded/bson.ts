import {
  Binary,
  type BSONRegExp,
  type BSONType,
  calculateObjectSize,
  Decimal128,
  Double,
  deserialize,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
} from "bson";
import { Fault } from "./fault.js";

export type { BSONRegExp, BSONType };
export { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp };

/** A document with its numbers as the wire had them, so that what is stored again is what was sent. */
export type Doc = Record<string, unknown>;

/** MongoDB's limit for one document. */
export const MAX_DOCUMENT_BYTES = 16 * 2 ** 20;

export function decode(bytes: Uint8Array): Doc {
  return deserialize(bytes, { promoteValues: false, promoteBuffers: false, bsonRegExp: true });
}

export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: false });
}

/** @throws Fault 10334 for a document that is too large. */
export function encodeStored(doc: Doc): Uint8Array {
  const size = calculateObjectSize(doc);
  if (size > MAX_DOCUMENT_BYTES) {
    throw new Fault(
      10334,
      "BSONObjectTooLarge",
      `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  }
  return encode(doc);
}

/** A plain number for a BSON number that fits one; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  return undefined;
}

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date) return false;
  return !("_bsontype" in value);
}
