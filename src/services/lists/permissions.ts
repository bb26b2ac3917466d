import { outdatedCitations } from "../../domain/citation.js";
import type { License } from "../../domain/license.js";
import { latestVersion, type Permission } from "../../domain/permission.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { plusDays } from "../../domain/window.js";
import { type PermissionFacts, standingOf } from "../audit.js";
import type { Desk } from "../desk.js";
import { stateOf } from "../reads.js";
import { everyPermission } from "../rulebook.js";
import { BY_ID_LATEST_FIRST, type Page, type PageQuery, pageOf, told } from "./page.js";

/** A permission that ends within so many days asks for attention. */
export const SOON_DAYS = 30;
/** Of those that end soon, the first so many are named. */
const MAX_NAMED = 20;
/** Permissions that cite an older version of one license are named up to so many. */
const MAX_CITING = 100;

/** The permissions on record, or those of one partner, latest first, each with its standing at this moment. */
export async function listPermissions(
  desk: Desk,
  actor: Actor,
  partner: string | null,
  query: PageQuery,
): Promise<Page<PermissionFacts>> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const at = desk.now();
  const filter = partner === null ? {} : { partner };
  const page = await pageOf(desk.models.projected.permission, filter, BY_ID_LATEST_FIRST, query);
  return told(page, (doc) => {
    const permission = stateOf<Permission>(doc);
    return { permission, standing: standingOf(permission, at) };
  });
}

export interface PermissionOverview {
  readonly inForce: number;
  readonly endingSoon: number;
  /** The first of those that end soon. */
  readonly next: readonly PermissionFacts[];
}

/** How all permissions stand, and what runs out first: told from those that the rulebook has in memory. */
export async function permissionOverview(desk: Desk, actor: Actor): Promise<PermissionOverview> {
  requireCapability(actor, "read");
  const at = desk.now();
  const soon = plusDays(at, SOON_DAYS);
  const inForce = (await everyPermission(desk)).filter((permission) => standingOf(permission, at) === "in force");
  const ending = inForce
    .flatMap((permission) => {
      const { until } = latestVersion(permission).record.window;
      return until === null || until > soon ? [] : [{ permission, until }];
    })
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const next = ending.slice(0, MAX_NAMED).map(({ permission }) => ({ permission, standing: "in force" }) as const);
  return { inForce: inForce.length, endingSoon: ending.length, next };
}

/** Those of the permissions that cite an older version of their license than the present one. */
export async function outdatedAmong(desk: Desk, permissions: readonly Permission[]): Promise<ReadonlySet<string>> {
  const cited = [...new Set(permissions.map((permission) => latestVersion(permission).record.license.id))];
  const docs = await desk.models.projected.license.find({ _id: { $in: cited } }).lean();
  return outdatedCitations(
    docs.map((doc) => stateOf<License>(doc)),
    permissions,
  );
}

/** The first permissions that cite an older version of each of the licenses. */
export async function citingOlder(
  desk: Desk,
  licenses: readonly License[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const listed = new Set(licenses.map(({ id }) => id));
  const known = (await everyPermission(desk)).filter((one) => listed.has(latestVersion(one).record.license.id));
  const outdated = outdatedCitations(licenses, known);
  const citing = new Map<string, string[]>(licenses.map(({ id }) => [id, []]));
  for (const permission of known) {
    const found = citing.get(latestVersion(permission).record.license.id);
    if (found !== undefined && found.length < MAX_CITING && outdated.has(permission.id)) found.push(permission.id);
  }
  return citing;
}
