import { randomBytes, randomUUID } from "node:crypto";
import type { Instant } from "../domain/window.js";

/**
 * Makes an id that nobody else has, with the given prefix. With an instant, it lies beside the ids of the same time, so
 * that a store adds where it added last.
 */
export type NewId = (prefix: string, at?: Instant) => string;

/** 96 random bits (`perm_4f0c…`); or the milliseconds since the epoch in 48 bits, and 48 random bits (`item_019ab1…`). */
export const randomId: NewId = (prefix, at) => {
  if (at === undefined) return `${prefix}_${randomBytes(12).toString("hex")}`;
  const milliseconds = Date.parse(at).toString(16).padStart(12, "0");
  // The first 48 bits of a version 4 UUID are random, and Node keeps a store of them: a poll asks for thousands.
  const random = randomUUID();
  return `${prefix}_${milliseconds}${random.slice(0, 8)}${random.slice(9, 13)}`;
};

/** An unguessable secret of 256 bits, in URL-safe base64. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
