import { numberOf } from "./bson.js";
import { badValue, Fault, unsupported } from "./fault.js";
import { type Element, slice, TYPE, type Value } from "./raw.js";

const NUMBERS: readonly number[] = [TYPE.int32, TYPE.int64, TYPE.double];

/** The sum, in the type that MongoDB gives it: a double where either is, else the smallest integer that holds it. */
export function increased(before: Value | undefined, step: Element): { readonly type: number; readonly bytes: Buffer } {
  requireNumber(step, `Cannot increment with non-numeric argument: {${step.name}: …}`);
  if (before === undefined) return { type: step.type, bytes: slice(step) };
  requireNumber(before, `Cannot apply $inc to a value of non-numeric type at ${step.name}`);
  if (before.type === TYPE.double || step.type === TYPE.double) return double(plain(before) + plain(step));
  const sum = integer(before) + integer(step);
  if (before.type === TYPE.int32 && step.type === TYPE.int32 && BigInt.asIntN(32, sum) === sum) return int32(sum);
  if (BigInt.asIntN(64, sum) !== sum)
    throw badValue(`Failed to apply $inc operations to current value at ${step.name}: out of range`);
  return int64(sum);
}

function requireNumber({ type }: Value, words: string): void {
  if (type === TYPE.decimal) throw unsupported("$inc with a decimal");
  if (!NUMBERS.includes(type)) throw new Fault(14, "TypeMismatch", words);
}

function plain(value: Value): number {
  return numberOf(value) ?? Number(integer(value));
}

function integer({ type, bytes, at }: Value): bigint {
  return type === TYPE.int32 ? BigInt(bytes.readInt32LE(at)) : bytes.readBigInt64LE(at);
}

function double(sum: number) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(sum);
  return { type: TYPE.double, bytes };
}

function int32(sum: bigint) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(Number(sum));
  return { type: TYPE.int32, bytes };
}

function int64(sum: bigint) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(sum);
  return { type: TYPE.int64, bytes };
}
