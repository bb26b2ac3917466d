import { type Instant, instantOf } from "./window.js";

/** The earliest use: from an instant on, an offset from first publication, or not before somebody says so. */
export type Embargo =
  | { readonly until: Instant }
  | { readonly hoursAfterPublication: number }
  | { readonly open: string };

/** The first instant at which the embargo no longer holds; `open` and `unknown` have none. */
export function embargoEnd(embargo: Embargo, publishedAt: Instant | null): Instant | "open" | "unknown" {
  if ("until" in embargo) return embargo.until;
  if ("open" in embargo) return "open";
  return publishedAt === null ? "unknown" : plusHours(publishedAt, embargo.hoursAfterPublication);
}

/** The first instant at which a first use comes too late; `unknown` where nobody knows when it was published. */
export function useWindowEnd(withinDays: number, publishedAt: Instant | null): Instant | "unknown" {
  return publishedAt === null ? "unknown" : plusHours(publishedAt, withinDays * 24);
}

function plusHours(at: Instant, hours: number): Instant {
  return instantOf(Date.parse(at) + hours * 3_600_000);
}
