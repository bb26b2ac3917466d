import { digestOf } from "./digest.js";
import { latestVersion, type Permission, type PermissionEvent, type PermissionRecord } from "./permission.js";
import { plusDays } from "./window.js";

/**
 * True where an act that was decided from version `named` has made the latest version already: it was sent twice, and
 * changes nothing the second time.
 *
 * @param event the act as it would have been recorded when that version was.
 */
export function isRecorded(
  permission: Permission,
  named: number | null,
  event: Exclude<PermissionEvent, { readonly type: "permission.granted" }>,
): boolean {
  const latest = latestVersion(permission);
  if (latest.version !== (named ?? 0) + 1 || latest.reason !== event.reason) return false;
  switch (event.type) {
    case "permission.amended":
      return digestOf(latest.record) === digestOf(event.record);
    case "permission.moved":
      return latest.state === event.state;
    case "permission.revoked":
      return latest.state === "revoked" && latest.since === (event.effectiveAt ?? latest.recordedAt);
  }
}

/** From when on a revocation counts that was recorded at an instant. */
export function revocationSince(permission: Permission, by: "notice" | "now"): string {
  const { recordedAt, record } = latestVersion(permission);
  return by === "now" || record.terms.noticeDays === 0 ? recordedAt : plusDays(recordedAt, record.terms.noticeDays);
}

/** The members of the record that differ between a version and the latest one; all of them where that version is none. */
export function changedSince(permission: Permission, named: number): readonly (keyof PermissionRecord)[] {
  const before: Partial<PermissionRecord> = permission.versions.find(({ version }) => version === named)?.record ?? {};
  const { record } = latestVersion(permission);
  const members = Object.keys(record) as (keyof PermissionRecord)[];
  return members.filter((member) => digestOf(record[member] ?? null) !== digestOf(before[member] ?? null));
}
