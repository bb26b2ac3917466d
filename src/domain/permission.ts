import type { Digest } from "./digest.js";
import { DomainError } from "./error.js";
import type { Exclusivity, Licensees } from "./exclusivity.js";
import { isAmendable, type Move, moved, type PermissionState } from "./permissionState.js";
import { completeTerms, type Terms, type TermsGiven } from "./terms.js";
import { boundariesAfter, hasEnded, type Instant, plusDays, type Window } from "./window.js";
import { completeWorks, type Works } from "./works.js";

export const KINDS_OF_PERMISSION = [
  "public-license",
  "blanket",
  "single-item",
  "own-work",
  "statutory",
  "other",
] as const;
export type PermissionKind = (typeof KINDS_OF_PERMISSION)[number];

export interface Grantor {
  readonly name: string;
  readonly basis: "owner" | "agent" | "license-text";
}

export const EVIDENCE_KINDS = [
  "contract",
  "letter",
  "e-mail",
  "web-terms",
  "feed-statement",
  "form",
  "call",
  "note",
] as const;

/** What a permission stands on. The file itself is kept elsewhere; its digest says which. */
export interface Evidence {
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly note: string;
  readonly digest: Digest | null;
  readonly url: string | null;
  readonly capturedAt: Instant | null;
  /** An account's id, never a name. */
  readonly capturedBy: string | null;
}

export const REFERENCE_KINDS = ["contract", "letter", "invoice", "order", "end-user", "other"] as const;

/** Joins to the paper. */
export interface Reference {
  readonly kind: (typeof REFERENCE_KINDS)[number];
  readonly number: string;
}

export interface Fee {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Per what: `column`, `month`, … */
  readonly basis: string;
  readonly invoice: string | null;
}

/** One version of a permission; a change makes a new version, a version is never edited. */
export interface PermissionRecord {
  readonly partner: string;
  /** `inbound`: we received it. `outbound`: we gave it, under `parent`. */
  readonly direction: "inbound" | "outbound";
  /** The permission that this one is a sublicense of; it allows no more than that one does. */
  readonly parent: string | null;
  readonly kind: PermissionKind;
  readonly license: { readonly id: string; readonly digest: Digest };
  readonly grantor: Grantor;
  readonly rightsHolder: string;
  readonly licensees: Licensees;
  readonly works: Works;
  /** Effective terms: the license's, narrowed by what was agreed. */
  readonly terms: Terms;
  /** An open end is explicit: `until` null means open-ended by agreement. */
  readonly window: Window;
  readonly exclusivity: Exclusivity | null;
  /** Replaces the partner's credit line, or null. */
  readonly creditLine: string | null;
  /** Replaces the license's notice template, or null. */
  readonly notice: string | null;
  readonly references: readonly Reference[];
  readonly evidence: readonly Evidence[];
  readonly fee: Fee | null;
  /** True where contributors are to be paid for each use. */
  readonly contributorPayment: boolean;
  /** When the rights desk means to look at it again. */
  readonly reviewBy: Instant | null;
}

/** As an entry of the ledger says it; earlier entries say less, and say evidence and reference as one text. */
export type RecordGiven = Pick<
  PermissionRecord,
  "partner" | "license" | "grantor" | "rightsHolder" | "window" | "creditLine" | "notice"
> &
  Partial<Omit<PermissionRecord, "works" | "terms" | "evidence">> & {
    readonly works: Parameters<typeof completeWorks>[0];
    readonly terms: TermsGiven;
    readonly evidence: string | readonly Evidence[];
    readonly reference?: string | null;
  };

export interface PermissionVersion {
  readonly version: number;
  readonly recordedAt: Instant;
  /** From when on it counts: as recorded, or later for a revocation with notice. */
  readonly since: Instant;
  readonly state: PermissionState;
  readonly record: PermissionRecord;
  readonly reason: string | null;
}

export interface Permission {
  readonly id: string;
  readonly partner: string;
  /**
   * In the order recorded; each holds from its `since` until the next one's. A stored permission holds those that count
   * since the entry that last touched it; those before are in its history.
   */
  readonly versions: readonly PermissionVersion[];
}

export interface PermissionGranted {
  readonly type: "permission.granted";
  readonly permission: string;
  readonly record: RecordGiven;
  /** Absent: active. */
  readonly state?: "draft" | "pending" | "active";
}

export interface PermissionAmended {
  readonly type: "permission.amended";
  readonly permission: string;
  readonly record: RecordGiven;
  readonly reason: string;
}

export interface PermissionMoved {
  readonly type: "permission.moved";
  readonly permission: string;
  readonly move: Exclude<Move, "revoke" | "expire">;
  readonly state: PermissionState;
  readonly reason: string;
  /** Of `supersede`: the permission that takes its place. */
  readonly successor: string | null;
}

export interface PermissionRevoked {
  readonly type: "permission.revoked";
  readonly permission: string;
  readonly reason: string;
  /** Absent: with this entry. */
  readonly effectiveAt?: Instant;
}

export type PermissionEvent = PermissionGranted | PermissionAmended | PermissionMoved | PermissionRevoked;

/** Every question weighs all versions of a permission. What ends or suspends one finds room beyond. */
export const MAX_PERMISSION_VERSIONS = 200;

/** @throws DomainError `permission.state` where the state is final: a new permission is granted instead. */
export function amend(
  permission: Permission,
  record: PermissionRecord,
  reason: string,
  at: Instant,
): PermissionAmended {
  const state = stateAt(latestVersion(permission), at);
  if (!isAmendable(state)) {
    throw new DomainError(
      "permission.state",
      `${permission.id} is ${state}; grant a new permission instead of amending it.`,
    );
  }
  requireRoomForVersion(permission);
  if (record.partner !== permission.partner) {
    throw new DomainError(
      "input.invalid",
      "A permission stays with its partner; grant a new one for another partner.",
      [{ pointer: "/partner", detail: `must be ${permission.partner}` }],
    );
  }
  return { type: "permission.amended", permission: permission.id, record, reason };
}

/** @throws DomainError `permission.state` where the transition is not legal. */
export function move(
  permission: Permission,
  { move: by, reason, successor }: Pick<PermissionMoved, "move" | "reason" | "successor">,
  at: Instant,
): PermissionMoved {
  const state = moved(permission.id, stateAt(latestVersion(permission), at), by);
  if (by === "resume") requireRoomForVersion(permission);
  return { type: "permission.moved", permission: permission.id, move: by, state, reason, successor };
}

/**
 * Ends a permission. By `notice` it ends as the terms say: after the days of notice, and not at all where it was given
 * irrevocably. With `now` the desk stops relying on it at once, whatever the terms say.
 *
 * @throws DomainError `permission.state` where it is not in force, or irrevocable.
 */
export function revoke(permission: Permission, reason: string, by: "notice" | "now", at: Instant): PermissionRevoked {
  const latest = latestVersion(permission);
  const isUnderNotice = latest.state === "revoked" && latest.since > at;
  if (!(isUnderNotice && by === "now")) moved(permission.id, stateAt(latest, at), "revoke");
  const event: PermissionRevoked = { type: "permission.revoked", permission: permission.id, reason };
  if (by === "now") return event;
  const { revocable, noticeDays } = latest.record.terms;
  if (!revocable) {
    throw new DomainError(
      "permission.state",
      `${permission.id} was given irrevocably; to stop relying on it all the same, revoke it with "effect": "now".`,
      [{ pointer: "/effect", detail: 'must be "now" for an irrevocable permission' }],
    );
  }
  return noticeDays === 0 ? event : { ...event, effectiveAt: plusDays(at, noticeDays) };
}

function requireRoomForVersion(permission: Permission): void {
  if (latestVersion(permission).version < MAX_PERMISSION_VERSIONS) return;
  throw new DomainError(
    "permission.state",
    `${permission.id} has ${MAX_PERMISSION_VERSIONS} versions, as many as one may have; grant a new permission that supersedes it.`,
  );
}

export function latestVersion(permission: Permission): PermissionVersion {
  const latest = permission.versions.at(-1);
  if (latest === undefined) throw new TypeError(`permission ${permission.id} has no version`);
  return latest;
}

/** The version that counted at an instant; undefined before the permission was granted. */
export function versionAt(permission: Permission, at: Instant): PermissionVersion | undefined {
  return permission.versions.findLast((version) => version.since <= at);
}

/** The permission as it was on record at an instant, with what had been decided by then; null before it was granted. */
export function permissionAsOf(permission: Permission, at: Instant): Permission | null {
  const versions = permission.versions.filter(({ recordedAt }) => recordedAt <= at);
  return versions.length === 0 ? null : { ...permission, versions };
}

/** The state at an instant: an active or suspended permission expires by the clock. */
export function stateAt(version: PermissionVersion, at: Instant): PermissionState {
  const isLive = version.state === "active" || version.state === "suspended";
  return isLive && hasEnded(version.record.window, at) ? "expired" : version.state;
}

/** Every later instant at which the record itself changes: versions and their windows. */
export function boundariesOf(permission: Permission, at: Instant): readonly Instant[] {
  const since = permission.versions.map((version) => version.since).filter((instant) => instant > at);
  return [...since, ...permission.versions.flatMap((version) => boundariesAfter(version.record.window, at))];
}

/** What an entry says, with what it leaves out: the one place where older entries are read. */
export function completeRecord(given: RecordGiven): PermissionRecord {
  const { reference, ...rest } = given;
  const evidence = typeof given.evidence === "string" ? [noteOf(given.evidence)] : given.evidence;
  return {
    direction: "inbound",
    parent: null,
    kind: kindOf(given),
    licensees: given.grantor.basis === "license-text" ? "anyone" : "house",
    exclusivity: null,
    fee: null,
    contributorPayment: false,
    reviewBy: null,
    references: reference === undefined || reference === null ? [] : [{ kind: "other", number: reference }],
    ...rest,
    works: completeWorks(given.works),
    terms: completeTerms(given.terms),
    evidence,
  };
}

export function noteOf(note: string): Evidence {
  return { kind: "note", note, digest: null, url: null, capturedAt: null, capturedBy: null };
}

/** The kind that the rest of a record speaks for, where none is stated. */
export function kindOf({ grantor, works }: Pick<RecordGiven, "grantor" | "works">): PermissionKind {
  if (grantor.basis === "license-text") return "public-license";
  return (works.items?.length ?? 0) > 0 ? "single-item" : "blanket";
}

export function foldPermission(permission: Permission | null, event: PermissionEvent, at: Instant): Permission {
  if (event.type === "permission.granted") {
    const record = completeRecord(event.record);
    const first: PermissionVersion = {
      version: 1,
      recordedAt: at,
      since: at,
      state: event.state ?? "active",
      record,
      reason: null,
    };
    return { id: event.permission, partner: record.partner, versions: [first] };
  }
  if (permission === null) throw new TypeError(`${event.type} before permission.granted: ${event.permission}`);
  return { ...permission, versions: [...permission.versions, nextVersion(latestVersion(permission), event, at)] };
}

function nextVersion(
  latest: PermissionVersion,
  event: Exclude<PermissionEvent, PermissionGranted>,
  at: Instant,
): PermissionVersion {
  const next = { version: latest.version + 1, recordedAt: at, since: at, reason: event.reason };
  switch (event.type) {
    case "permission.amended":
      return { ...next, state: latest.state, record: completeRecord(event.record) };
    case "permission.moved":
      return { ...next, state: event.state, record: latest.record };
    case "permission.revoked":
      return { ...next, since: event.effectiveAt ?? at, state: "revoked", record: latest.record };
  }
}
