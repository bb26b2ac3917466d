import { DomainError, type Problem } from "./error.js";
import { REASONS, type ReasonCode } from "./reasons.js";
import type { Role } from "./role.js";
import { type Instant, plusDays } from "./window.js";

/** An override runs at most this long; then it is decided anew. */
export const MAX_OVERRIDE_DAYS = 90;

/**
 * A person's decision to let one column pass although named constraints refuse it. It never stands in for a permission:
 * a permission in force must be there, and a prohibition marked absolute stays.
 */
export interface Override {
  readonly id: string;
  readonly item: string;
  /** Null: every channel. */
  readonly channel: string | null;
  /** The reasons that it lifts. */
  readonly codes: readonly ReasonCode[];
  readonly by: string;
  readonly role: Role | "system";
  readonly reason: string;
  readonly givenAt: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
}

export interface OverrideGiven {
  readonly type: "override.given";
  readonly override: string;
  readonly item: string;
  readonly channel: string | null;
  readonly codes: readonly ReasonCode[];
  readonly by: string;
  readonly role: Role | "system";
  readonly reason: string;
  readonly until: Instant;
}

export interface OverrideEnded {
  readonly type: "override.ended";
  readonly override: string;
  readonly by: string;
}

export type OverrideEvent = OverrideGiven | OverrideEnded;

/** @throws DomainError `input.invalid` with a pointer for each problem. */
export function giveOverride(given: Omit<OverrideGiven, "type">, at: Instant): OverrideGiven {
  const problems: Problem[] = given.codes
    .filter((code) => !REASONS[code].overridable)
    .map((code) => ({
      pointer: "/codes",
      detail: `${code} cannot be overridden; ${OVERRIDABLE.join(", ")} can.`,
    }));
  const latest = plusDays(at, MAX_OVERRIDE_DAYS);
  if (given.until <= at) problems.push({ pointer: "/until", detail: `The end ${given.until} must lie in the future.` });
  if (given.until > latest) {
    problems.push({
      pointer: "/until",
      detail: `An override runs at most ${MAX_OVERRIDE_DAYS} days; the last possible end is ${latest}.`,
    });
  }
  if (problems.length > 0) {
    const summary = problems.map(({ detail }) => detail).join(" ");
    throw new DomainError("input.invalid", `The override was not recorded. ${summary}`, problems);
  }
  return { type: "override.given", ...given };
}

export const OVERRIDABLE: readonly ReasonCode[] = (Object.keys(REASONS) as ReasonCode[]).filter(
  (code) => REASONS[code].overridable,
);

/** @throws DomainError `act.conflict` where it has ended. */
export function endOverride(override: Override, by: string, at: Instant): OverrideEnded {
  if (!isRunning(override, at)) throw new DomainError("act.conflict", `The override ${override.id} has ended already.`);
  return { type: "override.ended", override: override.id, by };
}

/** True from the instant it was given until its end, or until somebody ended it. */
export function isRunning(override: Override, at: Instant): boolean {
  return override.givenAt <= at && at < override.until && (override.endedAt === null || at < override.endedAt);
}

/** The override as it was on record at an instant; null before it was given. */
export function overrideAsOf(override: Override, at: Instant): Override | null {
  if (override.givenAt > at) return null;
  return override.endedAt === null || override.endedAt <= at ? override : { ...override, endedAt: null };
}

export function concerns(override: Override, item: string, channel: string): boolean {
  return override.item === item && (override.channel === null || override.channel === channel);
}

export function overrideBoundaries({ givenAt, until, endedAt }: Override): readonly Instant[] {
  return endedAt === null ? [givenAt, until] : [givenAt, endedAt];
}

export function foldOverride(override: Override | null, event: OverrideEvent, at: Instant): Override {
  if (event.type === "override.given") {
    const { type: _, override: id, ...facts } = event;
    return { id, ...facts, givenAt: at, endedAt: null };
  }
  if (override === null) throw new TypeError(`override.ended before override.given: ${event.override}`);
  return { ...override, endedAt: at };
}
