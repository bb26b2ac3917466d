import { DomainError } from "../domain/error.js";
import type { Clock } from "../domain/window.js";

const MINUTE_MILLISECONDS = 60_000;
/** Those who asked last are remembered; whoever is forgotten starts anew. */
const MAX_REMEMBERED = 10_000;

interface Bucket {
  /** Requests that are still free. */
  left: number;
  filledAt: number;
}

/** Counts one request of somebody; null where it is free, else the whole seconds after which the next one is. */
export type Limit = (who: string) => number | null;

/**
 * A bucket for each that holds as many requests as a minute allows, and fills evenly. Each process counts for itself.
 *
 * @param perMinute 0 does not limit.
 */
export function rateLimit(perMinute: number, clock: Clock): Limit {
  const buckets = new Map<string, Bucket>();
  if (perMinute === 0) return () => null;
  return (who) => {
    const now = Date.parse(clock());
    const bucket = buckets.get(who) ?? { left: perMinute, filledAt: now };
    buckets.delete(who);
    buckets.set(who, bucket);
    if (buckets.size > MAX_REMEMBERED) for (const [oldest] of [...buckets].slice(0, 1)) buckets.delete(oldest);
    const earned = (Math.max(0, now - bucket.filledAt) / MINUTE_MILLISECONDS) * perMinute;
    bucket.left = Math.min(perMinute, bucket.left + earned);
    bucket.filledAt = now;
    if (bucket.left < 1) return Math.max(1, Math.ceil(((1 - bucket.left) / perMinute) * 60));
    bucket.left -= 1;
    return null;
  };
}

/** What headers can be set on. */
interface Answer {
  set(name: string, value: string): unknown;
}

/** @throws DomainError `rate.exceeded`, with `Retry-After` on the answer (RFC 9110 §10.2.3). */
export function requireWithin(limit: Limit, who: string, answer: Answer): void {
  const seconds = limit(who);
  if (seconds === null) return;
  answer.set("Retry-After", String(seconds));
  throw new DomainError("rate.exceeded", `Too many requests; ask again in ${seconds} seconds.`);
}
