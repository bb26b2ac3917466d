import type { Context } from "koa";
import { latestVersion, type PermissionMoved } from "../../../domain/permission.js";
import { TRANSITIONS } from "../../../domain/permissionState.js";
import { requireCapability } from "../../../domain/role.js";
import { standingOf } from "../../../services/audit.js";
import { permissionDeliveries } from "../../../services/holdings.js";
import { parseAmendment, parseGrant, parseMove, parseOverride, parseRevocation } from "../../../services/input.js";
import { told } from "../../../services/lists/page.js";
import { citingOlder, listPermissions, outdatedAmong } from "../../../services/lists/permissions.js";
import { endOverride, listOverrides, override } from "../../../services/overrides.js";
import { getPermission } from "../../../services/reads.js";
import { amend, grant, moveState, revoke } from "../../../services/rights.js";
import { listLicenses } from "../../../services/sources.js";
import { withVersions } from "../../../services/versions.js";
import { actorIn, param, queryOf, type Web } from "../../context.js";
import { onceIn } from "../../once.js";
import { bodyOf, listing, type Operation, ofVersion, pageIn } from "../operation.js";
import { presentLicense, presentPermission, presentPermissionRow } from "../present.js";

const MOVES: Readonly<Record<PermissionMoved["move"], string>> = {
  submit: "Hand a draft in, to be decided on",
  activate: "Bring a draft or a pending permission into force",
  decline: "Turn a draft or a pending permission down",
  suspend: "Rely on it no more for the time being, say during a dispute",
  resume: "Rely on a suspended permission again; what left the feeds meanwhile is approved anew",
  supersede: "End it in favour of the permission named as successor",
};

export const rightsOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/permissions",
    summary: "Permissions, of one partner where one is named, latest first, each with its standing at this moment",
    query: ["partner"],
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const page = await listPermissions(desk, actorIn(ctx), queryOf(ctx, "partner"), pageIn(ctx));
      const outdated = await outdatedAmong(
        desk,
        page.rows.map(({ permission }) => permission),
      );
      return listing(
        ctx,
        "permissions",
        told(page, (facts) => presentPermissionRow(facts, outdated, actorIn(ctx))),
      );
    },
  },
  {
    method: "get",
    path: "/permissions/:id",
    summary: "One permission with all its versions",
    status: 200,
    run: presentOne,
  },
  {
    method: "get",
    path: "/permissions/:id/deliveries",
    summary: "Per outlet: how many columns that stand on the permission it was sent, first and last time",
    status: 200,
    run: async ({ desk }, ctx) => ({ outlets: await permissionDeliveries(desk, actorIn(ctx), param(ctx, "id")) }),
  },
  {
    method: "post",
    path: "/permissions",
    summary: "Grant: record a permission, or a prohibition, under a license",
    request: parseGrant,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => grant(desk, actorIn(ctx), parseGrant(bodyOf(ctx), "The permission"), onceIn(ctx)),
  },
  {
    method: "post",
    path: "/permissions/:id/amend",
    summary: "Record a new version, in full, with the reason and the version that it was made from",
    request: parseAmendment,
    status: 200,
    isVersioned: true,
    run: ({ desk }, ctx) =>
      amend(desk, actorIn(ctx), param(ctx, "id"), ofVersion(ctx, parseAmendment(bodyOf(ctx), "The amendment"))),
  },
  {
    method: "post",
    path: "/permissions/:id/revoke",
    summary: "End a permission, after its notice or now; what stands on it leaves with the very next response",
    request: parseRevocation,
    isVersioned: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const request = ofVersion(ctx, parseRevocation(bodyOf(ctx), "The revocation"));
      const { effectiveAt } = await revoke(desk, actorIn(ctx), param(ctx, "id"), request);
      const permission = await getPermission(desk, param(ctx, "id"));
      return { permission: permission.id, standing: standingOf(permission, desk.now()), effectiveAt };
    },
  },
  ...(Object.keys(MOVES) as PermissionMoved["move"][]).map(
    (move): Operation => ({
      method: "post",
      path: `/permissions/:id/${move}`,
      summary: `${MOVES[move]} (from ${statesBefore(move)})`,
      request: parseMove,
      isVersioned: true,
      status: 200,
      run: async ({ desk }, ctx) => {
        const request = ofVersion(ctx, parseMove(bodyOf(ctx), "The request"));
        const { state } = await moveState(desk, actorIn(ctx), param(ctx, "id"), move, request);
        return { permission: param(ctx, "id"), state };
      },
    }),
  ),
  {
    method: "get",
    path: "/overrides",
    summary: "Overrides, latest first",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => listing(ctx, "overrides", await listOverrides(desk, actorIn(ctx), pageIn(ctx))),
  },
  {
    method: "post",
    path: "/overrides",
    summary: "Let one column pass although named constraints refuse it, in the caller's name, until an end",
    request: parseOverride,
    takesKey: true,
    status: 201,
    run: ({ desk }, ctx) => override(desk, actorIn(ctx), parseOverride(bodyOf(ctx), "The override"), onceIn(ctx)),
  },
  {
    method: "post",
    path: "/overrides/:id/end",
    summary: "End an override now",
    status: 200,
    run: async ({ desk }, ctx) => {
      await endOverride(desk, actorIn(ctx), param(ctx, "id"));
      return { override: param(ctx, "id"), ended: true };
    },
  },
  {
    method: "get",
    path: "/licenses",
    summary: "Licenses on record, with their current terms and the first permissions that cite an older version",
    isPaged: true,
    status: 200,
    run: async ({ desk }, ctx) => {
      const page = await listLicenses(desk, actorIn(ctx), pageIn(ctx));
      const citing = await citingOlder(desk, page.rows);
      return listing(
        ctx,
        "licenses",
        told(page, (license) => presentLicense(license, citing.get(license.id) ?? [])),
      );
    },
  },
];

async function presentOne({ desk }: Web, ctx: Context): Promise<unknown> {
  const permission = await withVersions(desk, await getPermission(desk, param(ctx, "id")));
  ctx.set("ETag", `"${latestVersion(permission).version}"`);
  requireCapability(actorIn(ctx), "read");
  const outdated = await outdatedAmong(desk, [permission]);
  return presentPermission({ permission, standing: standingOf(permission, desk.now()) }, outdated, actorIn(ctx));
}

function statesBefore(move: PermissionMoved["move"]): string {
  return Object.entries(TRANSITIONS)
    .filter(([, moves]) => moves[move] !== undefined)
    .map(([state]) => state)
    .join(", ");
}
