import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

/** The text of valid UTF-8; null for anything else. */
export function asUtf8(buffer: Buffer): string | null {
  if (isAscii(buffer)) return buffer.toString("latin1");
  return isUtf8(buffer) ? buffer.toString("utf8") : null;
}

/** So many characters beyond ASCII before the first damage are no accident. */
export const SURE_SEQUENCES = 3;

/**
 * True for UTF-8 that was damaged: it begins with characters that are hardly ever UTF-8 by accident, or has more of them
 * than of bytes that are none.
 */
export function isMostlyUtf8(buffer: Buffer): boolean {
  let [valid, invalid] = [0, 0];
  for (let at = 0; at < buffer.length; ) {
    const length = sequenceLength(buffer, at);
    if (length > 1) valid++;
    if (length === 0) invalid++;
    if (valid >= SURE_SEQUENCES && invalid === 0) return true;
    at += Math.max(length, 1);
  }
  return valid > invalid;
}

/** UTF-8 where it is, windows-1252 for each byte that is not. */
export function mixedText(buffer: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < buffer.length; ) {
    const length = sequenceLength(buffer, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(buffer.toString("utf8", from, at));
    from = at;
    while (at < buffer.length && sequenceLength(buffer, at) === 0) at++;
    parts.push(iconv.decode(buffer.subarray(from, at), "windows-1252"));
    from = at;
  }
  parts.push(buffer.toString("utf8", from));
  return parts.join("");
}

/** Length of the valid UTF-8 sequence at a place, 0 where there is none (RFC 3629; overlong forms are let through as U+FFFD). */
function sequenceLength(buffer: Buffer, at: number): number {
  const length = lengthBy(buffer[at] ?? 0);
  for (let next = 1; next < length; next++) if (((buffer[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function lengthBy(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
