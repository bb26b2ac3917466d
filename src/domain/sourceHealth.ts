import type { Instant } from "./window.js";

export type HealthState = "ok" | "slow" | "failing" | "gone" | "paused";

/** How a source stands, why, in words, and since when; `since` is null where it was never polled. */
export interface Health {
  readonly state: HealthState;
  readonly reason: string;
  readonly since: Instant | null;
}

export const NEVER_POLLED: Health = { state: "ok", reason: "It was not polled yet.", since: null };

/** What one poll found. */
export type PollOutcome =
  | { readonly kind: "good"; readonly milliseconds: number; readonly limitSeconds: number }
  | { readonly kind: "failed"; readonly problem: string; readonly failures: number }
  | { readonly kind: "gone" };

/** An answer that takes a larger share of the time allowed is slow. */
const SLOW_SHARE = 1 / 3;

/** How a source stands after a poll. A state that goes on keeps its beginning. */
export function healthAfter(before: Health, outcome: PollOutcome, at: Instant): Health {
  const now = judged(outcome);
  return { ...now, since: before.state === now.state && before.since !== null ? before.since : at };
}

function judged(outcome: PollOutcome): Omit<Health, "since"> {
  switch (outcome.kind) {
    case "gone":
      return {
        state: "gone",
        reason:
          "The server says that this feed is gone for good (410); it is polled no more until somebody resumes it.",
      };
    case "failed": {
      const times = outcome.failures === 1 ? "The last poll" : `The last ${outcome.failures} polls`;
      return { state: "failing", reason: `${times} failed: ${outcome.problem}` };
    }
    case "good": {
      const { milliseconds, limitSeconds } = outcome;
      const allowed = `${limitSeconds} seconds are allowed`;
      return milliseconds > limitSeconds * 1_000 * SLOW_SHARE
        ? { state: "slow", reason: `The last answer took ${(milliseconds / 1_000).toFixed(1)} seconds; ${allowed}.` }
        : { state: "ok", reason: "The last poll went well." };
    }
  }
}

/** A source as staff have set it: what they paused is not polled. */
export interface SourceState {
  readonly id: string;
  readonly pausedAt: Instant | null;
  readonly reason: string | null;
}

export interface SourcePaused {
  readonly type: "source.paused";
  readonly source: string;
  readonly by: string;
  readonly reason: string;
}

export interface SourceResumed {
  readonly type: "source.resumed";
  readonly source: string;
  readonly by: string;
}

export type SourceEvent = SourcePaused | SourceResumed;

export function foldSource(_source: SourceState | null, event: SourceEvent, at: Instant): SourceState {
  const paused = event.type === "source.paused";
  return { id: event.source, pausedAt: paused ? at : null, reason: paused ? event.reason : null };
}

export function isPaused(source: SourceState | undefined): source is SourceState & { readonly pausedAt: Instant } {
  return source !== undefined && source.pausedAt !== null;
}

/** What people are told: a pause comes before what the last poll found. */
export function healthOf(source: SourceState | undefined, standing: Health): Health {
  if (!isPaused(source)) return standing;
  return { state: "paused", reason: `Paused by staff: ${source.reason ?? "no reason given"}`, since: source.pausedAt };
}
