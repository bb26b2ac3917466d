import type { PermissionRecord, PermissionVersion } from "./permission.js";
import { nameOutlets, type OutletSet } from "./terms.js";
import { nameTerritories, overlap, type Territories } from "./territory.js";
import type { Medium, RecordedUse, Use } from "./use.js";
import { earliest, type Instant } from "./window.js";
import { mayOverlap, windowsMeet } from "./works.js";

/**
 * `exclusive`: nobody but the licensees, in the region, until the term ends. `first`: nobody before a licensee has
 * published the column.
 */
export interface Exclusivity {
  readonly kind: "exclusive" | "first";
  readonly territories: Territories;
  readonly media: "any" | readonly Medium[];
  /** The end of the term; null: the end of the permission. */
  readonly until: Instant | null;
}

/** Who a permission is for: named outlets and groups, anyone at all, or this house (and whom it may pass the work on to). */
export type Licensees = "anyone" | "house" | OutletSet;

export function nameLicensees(licensees: Licensees): string {
  if (licensees === "house") return "this house";
  return licensees === "anyone" ? "anyone" : nameOutlets(licensees);
}

export function isLicensee(
  licensees: Licensees,
  { outlet, outletGroups }: Pick<Use, "outlet" | "outletGroups">,
): boolean {
  if (licensees === "anyone") return true;
  if (licensees === "house") return outlet === null;
  if (outlet === null) return false;
  return (
    licensees.outlets.includes(outlet) || (licensees.groups?.some((group) => outletGroups.includes(group)) ?? false)
  );
}

/** True where the term of exclusivity runs; the permission's own window is for the caller. */
export function termRuns({ until }: Exclusivity, at: Instant): boolean {
  return until === null || at < until;
}

/** True where `first` has been used up: a licensee has published the column. */
export function isFirstDone(licensees: Licensees, usesOfItem: readonly RecordedUse[], at: Instant): boolean {
  return usesOfItem.some((use) => use.at <= at && isLicensee(licensees, use));
}

/** Two permissions that cannot both be kept. */
export interface Conflict {
  readonly permission: string;
  readonly sentence: string;
}

/**
 * What one permission would break of another's exclusivity, or the other of its own: the same works, region, media and
 * time, for others than the licensees. Lists of works that share no name count as different works.
 */
export function conflictsOf(
  id: string,
  record: PermissionRecord,
  others: readonly { readonly id: string; readonly version: PermissionVersion }[],
): readonly Conflict[] {
  if (record.terms.effect === "deny") return [];
  return others.flatMap(({ id: other, version }) => {
    const isLive = ["draft", "pending", "active", "suspended"].includes(version.state);
    if (other === id || !isLive || version.record.terms.effect === "deny") return [];
    if (isRelated(id, record, other, version.record)) return [];
    const breaks = breakOf(other, version.record, id, record) ?? breakOf(id, record, other, version.record);
    return breaks === null ? [] : [{ permission: other, sentence: breaks }];
  });
}

/** A sublicense under a permission is no rival of it. */
function isRelated(a: string, recordA: PermissionRecord, b: string, recordB: PermissionRecord): boolean {
  return recordA.parent === b || recordB.parent === a;
}

function breakOf(holder: string, held: PermissionRecord, rival: string, record: PermissionRecord): string | null {
  const { exclusivity } = held;
  if (exclusivity === null || isWithinLicensees(record.licensees, held.licensees)) return null;
  const term = { from: held.window.from, until: earliest([exclusivity.until, held.window.until]) };
  const meets =
    held.partner === record.partner &&
    windowsMeet(term, record.window) &&
    mayOverlap(held.works, record.works) &&
    overlap(exclusivity.territories, record.terms.territories) &&
    mediaMeet(exclusivity.media, record.terms.media);
  if (!meets) return null;
  const until = term.until === null ? "without end" : `until ${term.until}`;
  return (
    `${holder} gives ${nameLicensees(held.licensees)} ${exclusivity.kind === "first" ? "first use" : "exclusivity"} in ` +
    `${nameTerritories(exclusivity.territories)} ${until}; ${rival} is for ${nameLicensees(record.licensees)} in ` +
    `${nameTerritories(record.terms.territories)}.`
  );
}

function isWithinLicensees(inner: Licensees, outer: Licensees): boolean {
  if (outer === "anyone") return true;
  if (inner === "anyone" || inner === "house" || outer === "house") return inner === outer;
  const groups = inner.groups ?? [];
  return (
    inner.outlets.every((o) => outer.outlets.includes(o)) && groups.every((g) => outer.groups?.includes(g) ?? false)
  );
}

export function mediaMeet(a: "any" | readonly Medium[], b: "any" | readonly Medium[]): boolean {
  return a === "any" || b === "any" || a.some((medium) => b.includes(medium));
}
