import type { Permission, PermissionRecord, PermissionVersion } from "../../src/domain/permission.js";
import { completeTerms, type Terms } from "../../src/domain/terms.js";
import { WORLDWIDE } from "../../src/domain/territory.js";
import { COMMON_USE, type Use } from "../../src/domain/use.js";
import { completeWorks, type WorkFacts } from "../../src/domain/works.js";

/** Values for tests: each builder gives one that is allowed everywhere, and takes what a test is about. */

export const TERMS: Terms = completeTerms({
  effect: "allow",
  actions: ["republish"],
  media: "any",
  territories: WORLDWIDE,
  components: { text: "allow", headline: "allow" },
  onward: "none",
  edits: "verbatim",
  duties: [{ class: "notice", strength: "must", placement: "bottom" }],
});

export type Changes = Omit<Partial<PermissionRecord>, "terms" | "works"> & {
  readonly terms?: Partial<Terms>;
  readonly works?: Parameters<typeof completeWorks>[0];
};

export function recordWith(changes: Changes = {}): PermissionRecord {
  return {
    partner: "lantern",
    direction: "inbound",
    parent: null,
    kind: "blanket",
    license: { id: "house", digest: "sha256:00" },
    grantor: { name: "Lantern Press", basis: "owner" },
    rightsHolder: "Lantern Press",
    licensees: "house",
    window: { from: null, until: null },
    exclusivity: null,
    creditLine: null,
    notice: null,
    references: [],
    evidence: [{ kind: "letter", note: "a letter", digest: null, url: null, capturedAt: null, capturedBy: null }],
    fee: null,
    contributorPayment: false,
    reviewBy: null,
    ...changes,
    works: completeWorks(changes.works ?? {}),
    terms: { ...TERMS, ...changes.terms },
  };
}

export function permissionWith(
  id: string,
  changes: Changes = {},
  version: Partial<PermissionVersion> = {},
): Permission {
  const recordedAt = version.recordedAt ?? "2026-01-01T00:00:00.000Z";
  const first: PermissionVersion = {
    version: 1,
    recordedAt,
    since: recordedAt,
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
  url: "https://lantern.example/columns/1",
  publishedAt: "2026-05-20T08:00:00.000Z",
  language: "en-GB",
  words: 800,
  imageCredits: [],
  reserved: null,
};

/** A channel of our own on the web, read in Great Britain. */
export const USE: Use = { ...COMMON_USE, channel: "web", territories: ["GB"] };

export const AT = "2026-06-01T12:00:00.000Z";
