import { DomainError } from "./error.js";

export const STATES = [
  "draft",
  "pending",
  "active",
  "suspended",
  "revoked",
  "expired",
  "rejected",
  "superseded",
] as const;
export type PermissionState = (typeof STATES)[number];

/** What moves a permission from one state to another; `expire` is the clock's, the others are acts. */
export const MOVES = ["submit", "activate", "decline", "suspend", "resume", "revoke", "supersede", "expire"] as const;
export type Move = (typeof MOVES)[number];

/** Every legal transition; what is not here does not happen. */
export const TRANSITIONS: Readonly<Record<PermissionState, Partial<Readonly<Record<Move, PermissionState>>>>> = {
  draft: { submit: "pending", activate: "active", decline: "rejected" },
  pending: { activate: "active", decline: "rejected" },
  active: { suspend: "suspended", revoke: "revoked", supersede: "superseded", expire: "expired" },
  suspended: { resume: "active", revoke: "revoked", supersede: "superseded", expire: "expired" },
  expired: { supersede: "superseded" },
  revoked: {},
  rejected: {},
  superseded: {},
};

/** The state that a move leads to, from whichever state. */
export function stateAfter(move: Exclude<Move, "revoke" | "expire">): PermissionState {
  const states = { submit: "pending", activate: "active", decline: "rejected", suspend: "suspended" } as const;
  return move === "resume" ? "active" : move === "supersede" ? "superseded" : states[move];
}

/** In these a permission may be amended; an amendment of an expired one renews it. */
const AMENDABLE: readonly PermissionState[] = ["draft", "pending", "active", "suspended", "expired"];

export function isAmendable(state: PermissionState): boolean {
  return AMENDABLE.includes(state);
}

/** @throws DomainError `permission.state` naming what is possible instead. */
export function moved(id: string, state: PermissionState, move: Move): PermissionState {
  const next = TRANSITIONS[state][move];
  if (next !== undefined) return next;
  const possible = Object.keys(TRANSITIONS[state]).filter((name) => name !== "expire");
  const instead = possible.length === 0 ? "nothing more can happen to it" : `possible now: ${possible.join(", ")}`;
  throw new DomainError("permission.state", `${id} is ${state} and cannot ${move}; ${instead}. Nothing was changed.`);
}
