import type { Instant } from "./window.js";

/** The public half of a key that signs receipts (Ed25519). The private half is no evidence and lies elsewhere. */
export interface SigningKey {
  /** RFC 7638 thumbprint. */
  readonly id: string;
  /** The point, base64url: member `x` of the JWK (RFC 8037). */
  readonly x: string;
  readonly madeAt: Instant;
  /** From when on nothing new is signed with it; what was signed before stays genuine. */
  readonly retiredAt: Instant | null;
}

export interface KeyMade {
  readonly type: "key.made";
  readonly key: string;
  readonly x: string;
}

export interface KeyRetired {
  readonly type: "key.retired";
  readonly key: string;
}

export type KeyEvent = KeyMade | KeyRetired;

export function foldKey(key: SigningKey | null, event: KeyEvent, at: Instant): SigningKey {
  if (event.type === "key.made") return { id: event.key, x: event.x, madeAt: at, retiredAt: null };
  if (key === null) throw new TypeError(`key.retired before key.made: ${event.key}`);
  return { ...key, retiredAt: at };
}
