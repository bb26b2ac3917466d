import { constants, gunzipSync, inflateSync } from "node:zlib";
import { DomainError } from "../../domain/error.js";

/** A compressed file that grows beyond this is refused, in bytes. */
export const MAX_INFLATED_BYTES = 64 * 1_048_576;

/**
 * The feed in a file that was compressed and served as it is (RFC 1952, RFC 1950), as far as it goes; other bytes as they
 * are.
 *
 * @throws DomainError `feed.unreadable` where nothing can be unpacked, or too much.
 */
export function inflated(bytes: Uint8Array): Uint8Array {
  const [first = 0, second = 0] = bytes;
  const unpack = first === 0x1f && second === 0x8b ? gunzipSync : isZlib(first, second) ? inflateSync : null;
  if (unpack === null) return bytes;
  try {
    return unpack(bytes, { maxOutputLength: MAX_INFLATED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const reason = (error as Error).message;
    throw new DomainError(
      "feed.unreadable",
      `The file is compressed and cannot be unpacked (${reason}); ask the partner.`,
    );
  }
}

/** Deflate with a window of 32 KB, and a check on the two bytes (RFC 1950 §2.2). */
function isZlib(first: number, second: number): boolean {
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}
