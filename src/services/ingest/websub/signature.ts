import { createHmac, timingSafeEqual } from "node:crypto";

/** WebSub §8: the methods a hub may sign with. */
const METHODS = ["sha1", "sha256", "sha384", "sha512"] as const;

/**
 * Whether `X-Hub-Signature` (`method=hexadecimal digits`) is the HMAC of these very bytes with the secret; compared in
 * constant time. A missing header is no signature.
 */
export function isSignedWith(secret: string, header: string | null, body: Uint8Array): boolean {
  const [, name, digits] = /^\s*([a-z0-9]+)=([0-9a-f]+)\s*$/iu.exec(header ?? "") ?? [];
  const method = METHODS.find((known) => known === name?.toLowerCase());
  if (method === undefined || digits === undefined) return false;
  const expected = createHmac(method, secret).update(body).digest();
  const given = Buffer.from(digits, "hex");
  return digits.length === expected.length * 2 && given.length === expected.length && timingSafeEqual(given, expected);
}
