import type { Use } from "../../src/domain/clearance.js";
import type { Terms } from "../../src/domain/license.js";
import type { Permission, PermissionRecord, PermissionVersion, WorkFacts } from "../../src/domain/permission.js";
import { WORLDWIDE } from "../../src/domain/territory.js";

/** Values for tests: each builder gives one that is allowed everywhere, and takes what a test is about. */

export const TERMS: Terms = {
  effect: "allow",
  actions: ["republish"],
  media: "any",
  territories: WORLDWIDE,
  components: { text: "allow", headline: "allow", images: "deny", embeds: "deny" },
  onward: "none",
  edits: "verbatim",
  duties: [{ class: "notice", strength: "must", placement: "bottom" }],
};

export function recordWith(
  changes: Omit<Partial<PermissionRecord>, "terms"> & { readonly terms?: Partial<Terms> } = {},
): PermissionRecord {
  return {
    partner: "lantern",
    license: { id: "house", digest: "sha256:00" },
    grantor: { name: "Lantern Press", basis: "owner" },
    rightsHolder: "Lantern Press",
    works: { sources: [], authors: [], tags: [], items: [] },
    window: { from: null, until: null },
    creditLine: null,
    notice: null,
    reference: null,
    evidence: "a letter",
    ...changes,
    terms: { ...TERMS, ...changes.terms },
  };
}

export function permissionWith(
  id: string,
  changes: Parameters<typeof recordWith>[0] = {},
  version: Partial<PermissionVersion> = {},
): Permission {
  const first: PermissionVersion = {
    version: 1,
    recordedAt: "2026-01-01T00:00:00.000Z",
    state: "active",
    record: recordWith(changes),
    reason: null,
    ...version,
  };
  return { id, partner: first.record.partner, versions: [first] };
}

export const WORK: WorkFacts = {
  id: "item_1",
  partner: "lantern",
  sources: ["lantern/columns"],
  authors: ["Ada Brook"],
  tags: ["Tides"],
  reserved: null,
};

export const USE: Use = {
  action: "republish",
  channel: "web",
  outlet: null,
  medium: "web",
  territories: ["GB"],
  edits: "verbatim",
};

export const AT = "2026-06-01T12:00:00.000Z";
