import { type Instant, plusDays } from "./window.js";

/** A permanent redirect that is watched. */
export interface Moving {
  readonly to: string;
  readonly since: Instant;
  readonly polls: number;
}

/** A permanent redirect is believed once it was met on this many polls, over this many days. */
export const POLLS_TO_HOLD = 5;
export const DAYS_TO_HOLD = 7;

/** The same target again counts on; another begins anew; none ends it. */
export function watchMove(moving: Moving | null, movedTo: string | null, at: Instant): Moving | null {
  if (movedTo === null) return null;
  if (moving === null || moving.to !== movedTo) return { to: movedTo, since: at, polls: 1 };
  return { ...moving, polls: moving.polls + 1 };
}

/** Whether a move has held for long enough to be believed. */
export function hasHeld(moving: Moving, at: Instant): boolean {
  return moving.polls >= POLLS_TO_HOLD && plusDays(moving.since, DAYS_TO_HOLD) <= at;
}
