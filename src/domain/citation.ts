import type { License } from "./license.js";
import { latestVersion, type Permission } from "./permission.js";

/**
 * The permissions, not yet at their end, that cite an older version of their license than the present one. They keep
 * its terms; the rights desk decides whether to amend them.
 */
export function outdatedCitations(
  licenses: readonly License[],
  permissions: readonly Permission[],
): ReadonlySet<string> {
  const current = new Map(licenses.map((license) => [license.id, license.versions.at(-1)?.digest]));
  const outdated = permissions.filter((permission) => {
    const { record, state } = latestVersion(permission);
    const isLive = !["revoked", "rejected", "superseded"].includes(state);
    return isLive && current.get(record.license.id) !== record.license.digest;
  });
  return new Set(outdated.map(({ id }) => id));
}
