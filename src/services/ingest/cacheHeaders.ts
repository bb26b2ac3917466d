import type { Clock } from "../../domain/window.js";

/** A header by its lower-case name, or null. */
export type HeaderOf = (name: string) => string | null;

/**
 * Seconds for which the server says that its answer stays fresh (RFC 9111 §4.2: `max-age` before `Expires`, less the time
 * that it lay in caches on the way); 0 where it says that it does not, null where it says nothing that can be read.
 */
export function freshSeconds(header: HeaderOf, clock: Clock): number | null {
  const control = header("cache-control")?.toLowerCase() ?? "";
  if (/\bno-(?:cache|store)\b/u.test(control)) return 0;
  const age = /\bmax-age\s*=\s*"?(\d{1,10})/u.exec(control)?.[1];
  if (age !== undefined) return Math.max(0, Number(age) - secondsOld(header));
  const expires = header("expires");
  return expires === null ? null : secondsUntil(expires, header, clock);
}

function secondsOld(header: HeaderOf): number {
  return Number(/^\s*(\d{1,10})\s*$/u.exec(header("age") ?? "")?.[1] ?? 0);
}

/** Seconds that a 429 or 503 asks to wait (RFC 9110 §10.2.3), or null. */
export function retryAfterSeconds(header: HeaderOf, clock: Clock): number | null {
  const asked = header("retry-after")?.trim() ?? "";
  if (/^\d+$/u.test(asked)) return Number(asked);
  return /[a-z]/iu.test(asked) ? secondsUntil(asked, header, clock) : null;
}

/** By the server's own clock, where it says what that is. */
function secondsUntil(date: string, header: HeaderOf, clock: Clock): number | null {
  const at = Date.parse(date);
  const serverNow = Date.parse(header("date") ?? "");
  const now = Number.isNaN(serverNow) ? Date.parse(clock()) : serverNow;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
}
