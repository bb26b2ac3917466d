import type { Context } from "koa";
import { outdatedCitations } from "../../../domain/citation.js";
import type { PermissionMoved } from "../../../domain/permission.js";
import { TRANSITIONS } from "../../../domain/permissionState.js";
import { standingOf } from "../../../services/audit.js";
import { permissionDeliveries } from "../../../services/holdings.js";
import { parseAmendment, parseGrant, parseMove, parseOverride, parseRevocation } from "../../../services/input.js";
import { endOverride, listOverrides, override } from "../../../services/overrides.js";
import { getPermission } from "../../../services/reads.js";
import { amend, grant, moveState, revoke } from "../../../services/rights.js";
import { listLicenses } from "../../../services/sources.js";
import { permissionList } from "../../../services/views.js";
import { actorIn, param, type Web } from "../../context.js";
import { bodyOf, type Operation } from "../operation.js";
import { presentLicense, presentPermission } from "../present.js";

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
    summary: "Every permission, with its standing at this moment",
    status: 200,
    run: async ({ desk }, ctx) => {
      const list = await permissionList(desk, actorIn(ctx));
      const licenses = await listLicenses(desk, actorIn(ctx));
      const outdated = outdatedCitations(
        licenses,
        list.map(({ permission }) => permission),
      );
      return { permissions: list.map((facts) => presentPermission(facts, outdated, actorIn(ctx))) };
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
    status: 201,
    run: ({ desk }, ctx) => grant(desk, actorIn(ctx), parseGrant(bodyOf(ctx), "The permission")),
  },
  {
    method: "post",
    path: "/permissions/:id/amend",
    summary: "Record a new version, in full, with the reason",
    request: parseAmendment,
    status: 200,
    run: ({ desk }, ctx) => amend(desk, actorIn(ctx), param(ctx, "id"), parseAmendment(bodyOf(ctx), "The amendment")),
  },
  {
    method: "post",
    path: "/permissions/:id/revoke",
    summary: "End a permission, after its notice or now; what stands on it leaves with the very next response",
    request: parseRevocation,
    status: 200,
    run: async ({ desk }, ctx) => {
      const request = parseRevocation(bodyOf(ctx), "The revocation");
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
      status: 200,
      run: async ({ desk }, ctx) => {
        const request = parseMove(bodyOf(ctx), "The request");
        const { state } = await moveState(desk, actorIn(ctx), param(ctx, "id"), move, request);
        return { permission: param(ctx, "id"), state };
      },
    }),
  ),
  {
    method: "get",
    path: "/overrides",
    summary: "Overrides, those that end last first",
    status: 200,
    run: async ({ desk }, ctx) => ({ overrides: await listOverrides(desk, actorIn(ctx)) }),
  },
  {
    method: "post",
    path: "/overrides",
    summary: "Let one column pass although named constraints refuse it, in the caller's name, until an end",
    request: parseOverride,
    status: 201,
    run: ({ desk }, ctx) => override(desk, actorIn(ctx), parseOverride(bodyOf(ctx), "The override")),
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
    summary: "Licenses on record, with their current terms and the permissions that cite an older version",
    status: 200,
    run: async ({ desk }, ctx) => {
      const licenses = await listLicenses(desk, actorIn(ctx));
      const permissions = (await permissionList(desk, actorIn(ctx))).map(({ permission }) => permission);
      const outdated = outdatedCitations(licenses, permissions);
      return { licenses: licenses.map((license) => presentLicense(license, permissions, outdated)) };
    },
  },
];

async function presentOne({ desk }: Web, ctx: Context): Promise<unknown> {
  const permission = await getPermission(desk, param(ctx, "id"));
  const outdated = outdatedCitations(await listLicenses(desk, actorIn(ctx)), [permission]);
  return presentPermission({ permission, standing: standingOf(permission, desk.now()) }, outdated, actorIn(ctx));
}

function statesBefore(move: PermissionMoved["move"]): string {
  return Object.entries(TRANSITIONS)
    .filter(([, moves]) => moves[move] !== undefined)
    .map(([state]) => state)
    .join(", ");
}
