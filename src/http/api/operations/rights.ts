import { standingOf } from "../../../services/audit.js";
import { parseAmendment, parseGrant, parseReason } from "../../../services/input.js";
import { getPermission } from "../../../services/reads.js";
import { amend, grant, revoke } from "../../../services/rights.js";
import { listLicenses } from "../../../services/sources.js";
import { permissionList } from "../../../services/views.js";
import { actorIn, param } from "../../context.js";
import { bodyOf, type Operation } from "../operation.js";
import { presentLicense, presentPermission } from "../present.js";

export const rightsOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/permissions",
    summary: "Every permission, with its standing at this moment",
    status: 200,
    run: async ({ desk }, ctx) => ({
      permissions: (await permissionList(desk, actorIn(ctx))).map((facts) => presentPermission(facts, actorIn(ctx))),
    }),
  },
  {
    method: "get",
    path: "/permissions/:id",
    summary: "One permission with all its versions",
    status: 200,
    run: async ({ desk }, ctx) => {
      const permission = await getPermission(desk, param(ctx, "id"));
      return presentPermission({ permission, standing: standingOf(permission, desk.clock()) }, actorIn(ctx));
    },
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
    summary: "End a permission now; what stands on it leaves with the very next response",
    request: parseReason,
    status: 200,
    run: async ({ desk }, ctx) => {
      await revoke(desk, actorIn(ctx), param(ctx, "id"), parseReason(bodyOf(ctx), "The revocation").reason);
      return { permission: param(ctx, "id"), standing: "revoked" };
    },
  },
  {
    method: "get",
    path: "/licenses",
    summary: "Licenses on record, with their current terms",
    status: 200,
    run: async ({ desk }, ctx) => ({ licenses: (await listLicenses(desk, actorIn(ctx))).map(presentLicense) }),
  },
];
