import { createHmac, hash, timingSafeEqual } from "node:crypto";

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** What canonical JSON can hold: no `undefined` as a value of its own, no functions, no non-finite numbers. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value: keys sorted by UTF-16 code unit, no white space, absent for `undefined` members
 * (the rules of RFC 8785 for the values used here).
 *
 * @throws TypeError for a number that JSON cannot hold, or anything that is not JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new TypeError("canonical JSON holds no NaN, no Infinity");
  if (value === null || typeof value === "number" || typeof value === "string" || typeof value === "boolean") {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object") return `{${members(value as Record<string, unknown>).join(",")}}`;
  throw new TypeError(`canonical JSON holds no ${typeof value}`);
}

function members(object: Record<string, unknown>): string[] {
  return Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`);
}

/** The digest of a value's canonical JSON, as UTF-8. */
export function digestOf(value: unknown): Digest {
  return digestOfText(canonicalJson(value));
}

/** The digest of a text as UTF-8, or of bytes as they are. */
export function digestOfText(text: string | Uint8Array): Digest {
  return `sha256:${hash("sha256", text, "hex")}`;
}

/** A short name derived from a text: 32 hexadecimal digits (128 bits) of its SHA-256. */
export function shortDigest(text: string): string {
  return hash("sha256", text, "hex").slice(0, 32);
}

/**
 * A stable RFC 9562 version 8 UUID URN for a text: the same text always gets the same one.
 * Outbound feeds use it as the identity of a column.
 */
export function uuidUrnOf(text: string): string {
  const hex = shortDigest(text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** HMAC-SHA256 of a text (RFC 2104), in hexadecimal digits. */
export function hmacOf(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text, "utf8").digest("hex");
}

/** Compares two texts in a time that depends on their lengths only. */
export function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, "utf8"), Buffer.from(b, "utf8")];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The value as any store will give it back: `undefined` members dropped, lone surrogates replaced by U+FFFD.
 * Evidence is put in this form before it is hashed, so that what is read back hashes alike.
 */
export function storable<T>(value: T): T {
  return stored(value) as T;
}

function stored(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((member) => (member === undefined ? null : stored(member)));
  if ("toJSON" in value) return stored(JSON.parse(JSON.stringify(value)));
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    if (key === "__proto__") Object.defineProperty(kept, key, { value: stored(member), enumerable: true });
    else kept[key] = stored(member);
  }
  return kept;
}
