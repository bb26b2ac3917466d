import type { Field } from "./entries.js";
import type { Condition } from "./filter.js";
import { inverted, keyOf, TAG } from "./keys.js";
import { isNaNKey } from "./numbers.js";
import type { Value } from "./raw.js";

/** One stretch of keys, from inclusive, to exclusive; `to` null: to the end. */
export interface Stretch {
  readonly from: Buffer;
  readonly to: Buffer | null;
}

/** Bounds for one field of a key. */
export interface Bounds {
  readonly from: Buffer;
  readonly to: Buffer;
}

export const WHOLE: Stretch = { from: Buffer.alloc(0), to: null };

/** The first key that does not begin with this one; empty where every later key does. */
export function after(key: Buffer): Buffer {
  const bytes = Buffer.from(key);
  for (let index = bytes.length - 1; index >= 0; index--) {
    const byte = bytes[index] ?? 0;
    if (byte === 0xff) continue;
    bytes[index] = byte + 1;
    return bytes.subarray(0, index + 1);
  }
  return Buffer.alloc(0);
}

const NAN_KEY = Buffer.concat([Buffer.from([TAG.number]), Buffer.alloc(9)]);

/** A range holds values of the operand's type only; NaN is outside of every range but its own. */
export function boundsOf(operator: string, operand: Value | undefined): Bounds {
  const key = keyOf(operand);
  const tag = key[0] ?? 0;
  const isNumber = tag === TAG.number;
  if (isNumber && isNaNKey(key)) return { from: key, to: operator.length === 4 ? after(key) : key };
  const lowest = isNumber ? after(NAN_KEY) : Buffer.from([tag]);
  if (operator === "$gt") return { from: after(key), to: Buffer.from([tag + 1]) };
  if (operator === "$gte") return { from: key, to: Buffer.from([tag + 1]) };
  return { from: lowest, to: operator === "$lt" ? key : after(key) };
}

export function intersection(a: Bounds, b: Bounds): Bounds {
  return {
    from: Buffer.compare(a.from, b.from) >= 0 ? a.from : b.from,
    to: Buffer.compare(a.to, b.to) <= 0 ? a.to : b.to,
  };
}

/** Bounds in the direction of the field that they are for. */
export function turned(bounds: Bounds, { direction }: Field): Bounds {
  return direction === 1 ? bounds : { from: after(inverted(bounds.to)), to: after(inverted(bounds.from)) };
}

export function stretchOf(prefix: Buffer, bounds: Bounds | null): Stretch | null {
  if (bounds === null) {
    const to = after(prefix);
    return { from: prefix, to: to.length === 0 ? null : to };
  }
  const from = Buffer.concat([prefix, bounds.from]);
  const to = Buffer.concat([prefix, bounds.to]);
  return Buffer.compare(from, to) < 0 ? { from, to } : null;
}

export function operandsOf({ test }: Condition): readonly Value[] {
  return "operands" in test ? test.operands : [];
}
