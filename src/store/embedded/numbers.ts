import { Decimal128 } from "./bson.js";
import { unsupported } from "./fault.js";
import { slice, TYPE, type Value } from "./raw.js";

/**
 * Sortable bytes of numbers of all types, exact: the greatest double that is not above the number, then 00 where it is
 * the number, else 01 and what is missing as a decimal fraction. NaN is below every number (MongoDB's order).
 */
export function numberKey(tag: number, value: Value): Buffer {
  const { type, bytes, at } = value;
  if (type === TYPE.int32) return doubleKey(tag, bytes.readInt32LE(at));
  if (type === TYPE.double) return doubleKey(tag, bytes.readDoubleLE(at));
  if (type === TYPE.int64) return integerKey(tag, bytes.readBigInt64LE(at));
  return decimalKey(tag, new Decimal128(slice(value)).toString());
}

/** True for NaN of either type. */
export function isNaNKey(key: Buffer): boolean {
  return key.length === KEY_BYTES && key.every((byte, index) => index === 0 || byte === 0);
}

const KEY_BYTES = 10;

function doubleKey(tag: number, value: number): Buffer {
  const key = Buffer.alloc(KEY_BYTES);
  key[0] = tag;
  if (Number.isNaN(value)) return key;
  key.writeDoubleBE(value === 0 ? 0 : value, 1);
  const first = key[1] ?? 0;
  if (first < 0x80) key[1] = first | 0x80;
  else for (let index = 1; index < 9; index++) key[index] = 0xff - (key[index] ?? 0);
  return key;
}

function integerKey(tag: number, value: bigint): Buffer {
  return beside(tag, Number(value), value, 0);
}

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/u;

function decimalKey(tag: number, text: string): Buffer {
  if (text === "NaN") return doubleKey(tag, Number.NaN);
  if (/^-?Infinity$/u.test(text)) return doubleKey(tag, Number(text));
  const [, sign = "", whole = "", fraction = "", power = "0"] = PARTS.exec(text) ?? [];
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return beside(tag, Number(text), digits, Number(power) - fraction.length);
}

/** @param nearest the double next to `digits` × 10^`power`, on either side of it. */
function beside(tag: number, nearest: number, digits: bigint, power: number): Buffer {
  if (nearest === Number.NEGATIVE_INFINITY) throw unsupported("a decimal below the range of doubles as a key");
  const near = nearest === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : nearest;
  const missing = difference(digits, power, near);
  if (missing.digits === 0n) return doubleKey(tag, near);
  if (missing.digits < 0n) return beside(tag, below(near), digits, power);
  const key = doubleKey(tag, near);
  key[KEY_BYTES - 1] = 1;
  return Buffer.concat([key, fractionKey(missing.digits.toString(), missing.power)]);
}

/** digits × 10^power − double, exactly. */
function difference(digits: bigint, power: number, double: number) {
  const { significand, exponent } = partsOf(double);
  const exact = exponent >= 0 ? significand << BigInt(exponent) : significand * 5n ** BigInt(-exponent);
  const common = Math.min(power, exponent >= 0 ? 0 : exponent);
  const left = digits * 10n ** BigInt(power - common);
  const right = exact * 10n ** BigInt((exponent >= 0 ? 0 : exponent) - common);
  return { digits: left - right, power: common };
}

const VIEW = new DataView(new ArrayBuffer(8));

/** significand × 2^exponent */
function partsOf(double: number): { readonly significand: bigint; readonly exponent: number } {
  VIEW.setFloat64(0, double);
  const bits = VIEW.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = biased === 0 ? fraction : fraction | (1n << 52n);
  return { significand: bits >> 63n === 1n ? -size : size, exponent: Math.max(biased, 1) - 1075 };
}

function below(double: number): number {
  VIEW.setFloat64(0, double);
  const bits = VIEW.getBigInt64(0);
  if (double === 0) return -Number.MIN_VALUE;
  VIEW.setBigInt64(0, double > 0 ? bits - 1n : bits + 1n);
  return VIEW.getFloat64(0);
}

/** 0.digits × 10^(power + length): the exponent, then the digits, each one up, and an end. */
function fractionKey(digits: string, power: number): Buffer {
  const significant = digits.replace(/0+$/u, "");
  const key = Buffer.alloc(2 + significant.length + 1);
  key.writeUInt16BE(0x8000 + power + digits.length, 0);
  for (let index = 0; index < significant.length; index++) key[2 + index] = significant.charCodeAt(index);
  return key;
}
