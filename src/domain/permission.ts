import type { Digest } from "./digest.js";
import { DomainError } from "./error.js";
import type { Terms } from "./license.js";
import { boundariesAfter, type Instant, type Window } from "./window.js";

/**
 * Which works of a partner a permission covers. Each list that is not empty must match (and);
 * within a list one match is enough (or). All empty: every work of the partner.
 */
export interface Works {
  readonly sources: readonly string[];
  /** Compared without regard to case. */
  readonly authors: readonly string[];
  /** Compared without regard to case. */
  readonly tags: readonly string[];
  readonly items: readonly string[];
}

/** What a permission is matched against: facts of the column, none of its text. */
export interface WorkFacts {
  readonly id: string;
  readonly partner: string;
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** Verbatim words that reserve all rights, if the column or its feed carries such; evidence only. */
  readonly reserved: string | null;
}

export interface Grantor {
  readonly name: string;
  readonly basis: "owner" | "agent" | "license-text";
}

/** One version of a permission; a change makes a new version, a version is never edited. */
export interface PermissionRecord {
  readonly partner: string;
  readonly license: { readonly id: string; readonly digest: Digest };
  readonly grantor: Grantor;
  readonly rightsHolder: string;
  readonly works: Works;
  /** Effective terms: the license's, narrowed by what was agreed. */
  readonly terms: Terms;
  /** An open end is explicit: `until` null means open-ended by agreement. */
  readonly window: Window;
  /** Replaces the partner's credit line, or null. */
  readonly creditLine: string | null;
  /** Replaces the license's notice template, or null. */
  readonly notice: string | null;
  /** Joins to the paper: contract number, letter. */
  readonly reference: string | null;
  readonly evidence: string;
}

export interface PermissionVersion {
  readonly version: number;
  readonly recordedAt: Instant;
  readonly state: "active" | "revoked";
  readonly record: PermissionRecord;
  readonly reason: string | null;
}

export interface Permission {
  readonly id: string;
  readonly partner: string;
  /** In the order recorded; each holds from its `recordedAt` until the next one's. */
  readonly versions: readonly PermissionVersion[];
}

export interface PermissionGranted {
  readonly type: "permission.granted";
  readonly permission: string;
  readonly record: PermissionRecord;
}

export interface PermissionAmended {
  readonly type: "permission.amended";
  readonly permission: string;
  readonly record: PermissionRecord;
  readonly reason: string;
}

export interface PermissionRevoked {
  readonly type: "permission.revoked";
  readonly permission: string;
  readonly reason: string;
}

export type PermissionEvent = PermissionGranted | PermissionAmended | PermissionRevoked;

/** @throws DomainError `permission.state` where it is revoked: a revoked permission is granted anew, not amended. */
export function amend(permission: Permission, record: PermissionRecord, reason: string): PermissionAmended {
  const latest = latestVersion(permission);
  if (latest.state === "revoked") {
    throw new DomainError(
      "permission.state",
      `${permission.id} is revoked; grant a new permission instead of amending it.`,
    );
  }
  if (record.partner !== permission.partner) {
    throw new DomainError(
      "input.invalid",
      "A permission stays with its partner; grant a new one for another partner.",
      [{ pointer: "/partner", detail: `must be ${permission.partner}` }],
    );
  }
  return { type: "permission.amended", permission: permission.id, record, reason };
}

/** @throws DomainError `permission.state` where it is revoked already. */
export function revoke(permission: Permission, reason: string): PermissionRevoked {
  if (latestVersion(permission).state === "revoked") {
    throw new DomainError("permission.state", `${permission.id} is revoked already; nothing was changed.`);
  }
  return { type: "permission.revoked", permission: permission.id, reason };
}

export function latestVersion(permission: Permission): PermissionVersion {
  const latest = permission.versions.at(-1);
  if (latest === undefined) throw new TypeError(`permission ${permission.id} has no version`);
  return latest;
}

/** The version that was on record at an instant; undefined before the permission was granted. */
export function versionAt(permission: Permission, at: Instant): PermissionVersion | undefined {
  return permission.versions.findLast((version) => version.recordedAt <= at);
}

/** Every later instant at which this permission may answer differently, as far as is on record. */
export function boundariesOf(permission: Permission, at: Instant): readonly Instant[] {
  const recorded = permission.versions.map((version) => version.recordedAt).filter((instant) => instant > at);
  return [...recorded, ...permission.versions.flatMap((version) => boundariesAfter(version.record.window, at))];
}

export function coversWork(record: PermissionRecord, work: WorkFacts): boolean {
  const { sources, authors, tags, items } = record.works;
  return (
    record.partner === work.partner &&
    matches(sources, work.sources) &&
    matches(authors.map(folded), work.authors.map(folded)) &&
    matches(tags.map(folded), work.tags.map(folded)) &&
    matches(items, [work.id])
  );
}

/** More is more specific: an item list beats an author or tag, those beat a source, a source beats everything. */
export function specificity(works: Works): number {
  return (
    (works.items.length > 0 ? 8 : 0) +
    (works.authors.length > 0 ? 4 : 0) +
    (works.tags.length > 0 ? 2 : 0) +
    (works.sources.length > 0 ? 1 : 0)
  );
}

function matches(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => present.includes(value));
}

function folded(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

export function foldPermission(permission: Permission | null, event: PermissionEvent, at: Instant): Permission {
  if (event.type === "permission.granted") {
    const first: PermissionVersion = {
      version: 1,
      recordedAt: at,
      state: "active",
      record: event.record,
      reason: null,
    };
    return { id: event.permission, partner: event.record.partner, versions: [first] };
  }
  if (permission === null) throw new TypeError(`${event.type} before permission.granted: ${event.permission}`);
  const latest = latestVersion(permission);
  const next: PermissionVersion = {
    version: latest.version + 1,
    recordedAt: at,
    state: event.type === "permission.revoked" ? "revoked" : "active",
    record: event.type === "permission.revoked" ? latest.record : event.record,
    reason: event.reason,
  };
  return { ...permission, versions: [...permission.versions, next] };
}
