import { DomainError } from "./error.js";
import type { Instant } from "./window.js";

export const ROLES = ["admin", "rights", "editor", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** What a role may do. `read` is everything on the desk that is not secret. */
export type Capability =
  | "read"
  | "review"
  | "grant"
  | "override"
  | "instruct"
  | "poll"
  | "pause"
  | "apply"
  | "take-down"
  | "issue-tokens"
  | "manage-accounts";

const CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
  admin: [
    "read",
    "review",
    "grant",
    "override",
    "take-down",
    "instruct",
    "poll",
    "pause",
    "apply",
    "issue-tokens",
    "manage-accounts",
  ],
  rights: ["read", "grant", "override", "take-down", "poll", "pause"],
  editor: ["read", "review", "instruct", "poll"],
  auditor: ["read"],
};

/**
 * Who acts. `id` is opaque (`acct_…`, `system:…`, `instruction:…`); the name belongs to the account, never to the ledger.
 */
export interface Actor {
  readonly id: string;
  readonly role: Role | "system";
}

/** The desk itself: polling, sweeping, applying files at start. */
export function systemActor(part: string): Actor {
  return { id: `system:${part}`, role: "system" };
}

export function may(actor: Actor, capability: Capability): boolean {
  return actor.role === "system" || CAPABILITIES[actor.role].includes(capability);
}

/** @throws DomainError `auth.forbidden` naming the roles that may. */
export function requireCapability(actor: Actor, capability: Capability): void {
  if (may(actor, capability)) return;
  const roles = ROLES.filter((role) => CAPABILITIES[role].includes(capability)).join(", ");
  throw new DomainError(
    "auth.forbidden",
    `The role ${actor.role} may not do this; ask someone with the role ${roles}.`,
  );
}

/** Whose roles are evidence; names and secrets are not part of it. */
export interface Account {
  readonly id: string;
  readonly role: Role;
  readonly since: Instant;
  readonly closedAt: Instant | null;
}

export interface RoleGiven {
  readonly type: "account.role-given";
  readonly account: string;
  readonly role: Role;
}

export interface AccountClosed {
  readonly type: "account.closed";
  readonly account: string;
}

export type AccountEvent = RoleGiven | AccountClosed;

export function foldAccount(account: Account | null, event: AccountEvent, at: Instant): Account {
  if (event.type === "account.role-given") return { id: event.account, role: event.role, since: at, closedAt: null };
  if (account === null) throw new TypeError(`account.closed before account.role-given: ${event.account}`);
  return { ...account, closedAt: at };
}
