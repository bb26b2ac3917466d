import type Router from "@koa/router";
import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import type { License } from "../../domain/license.js";
import type { Partner } from "../../domain/partner.js";
import { latestVersion, type PermissionRecord } from "../../domain/permission.js";
import { requestOf } from "../../services/agreement.js";
import { standingOf, trail } from "../../services/audit.js";
import { parseAmendment, parseGrant, parseRevocation } from "../../services/input.js";
import { FIRST_PAGE } from "../../services/lists/page.js";
import { listPermissions, outdatedAmong, permissionOverview } from "../../services/lists/permissions.js";
import { allStates, getPermission } from "../../services/reads.js";
import { amend, grant, revoke } from "../../services/rights.js";
import { withVersions } from "../../services/versions.js";
import { namesOf } from "../../services/views.js";
import { actorIn, param, queryOf, type Web } from "../context.js";
import {
  evidenceText,
  field,
  fields,
  formValues,
  grantFrom,
  referenceText,
  typedValues,
  versionField,
} from "../forms.js";
import { onceOfForm } from "../once.js";
import { STATUSES } from "../problem.js";
import { grantPage } from "../ui/grantPage.js";
import { permissionPage, type RefusedRevocation } from "../ui/permissionPage.js";
import { permissionsPage } from "../ui/permissionsPage.js";
import { acting, chrome, done, pageOn } from "./page.js";

/** The form shows the commonest members; what it does not show stays as it is on record, under the same license. */
function amendmentFrom(ctx: Context, record: PermissionRecord): Readonly<Record<string, unknown>> {
  const form = grantFrom(ctx);
  if (form.license !== record.license.id) return form;
  const known: Readonly<Record<string, unknown>> = { ...requestOf(record) };
  const shown = formValues(record);
  const isSame = (name: string) => fields(ctx, name).join() === [shown[name] ?? ""].flat().join();
  const isSameEvidence = field(ctx, "evidence").replace(/\r/gu, "") === evidenceText(record);
  const isSameReference = field(ctx, "reference") === referenceText(record);
  return {
    ...known,
    ...form,
    works: { ...record.works, ...(form.works as object) },
    ...(isSame("components") ? { components: known.components } : {}),
    ...(isSame("onward") && isSame("outlets") ? { onward: known.onward } : {}),
    ...(isSameEvidence ? { evidence: known.evidence } : {}),
    ...(isSameReference ? { references: known.references, reference: null } : { references: [] }),
  };
}

export function permissionRoutes(router: Router, web: Web): void {
  const { desk } = web;
  const formPage = async (
    ctx: Context,
    values: ReturnType<typeof typedValues>,
    problems: DomainError | null,
    amends: string | null,
  ) => {
    const [partners, licenses] = [await allStates<Partner>(desk, "partner"), await allStates<License>(desk, "license")];
    const wrong =
      problems === null
        ? []
        : problems.problems.length > 0 && problems.code !== "permission.stale"
          ? problems.problems
          : [{ pointer: "", detail: problems.message }, ...problems.problems];
    const live = partners.filter(({ retiredAt }) => retiredAt === null);
    ctx.status = problems === null ? 200 : STATUSES[problems.code];
    const { version } = amends === null ? { version: 0 } : latestVersion(await getPermission(desk, amends));
    ctx.body = grantPage(await chrome(web, ctx, "permissions"), {
      partners: live,
      licenses,
      values: { ...values, version: String(version) },
      problems: wrong,
      amends,
    });
  };
  const recording = async (ctx: Context, amends: string | null, act: () => Promise<string>) => {
    try {
      const id = await act();
      done(ctx, `/desk/permissions/${id}`, amends === null ? "Recorded." : "Amended: a new version is on record.");
    } catch (error) {
      if (!(error instanceof DomainError) || error.code.startsWith("auth.")) throw error;
      await formPage(ctx, typedValues(ctx), error, amends);
    }
  };
  const permissionShown = async (ctx: Context, refused: RefusedRevocation | null) => {
    const permission = await withVersions(desk, await getPermission(desk, param(ctx, "id")));
    const { rows: history } = await trail(desk, actorIn(ctx), `permission:${permission.id}`, FIRST_PAGE);
    const outdated = (await outdatedAmong(desk, [permission])).has(permission.id);
    const facts = { permission, standing: standingOf(permission, desk.now()) };
    const names = await namesOf(desk, [permission, history]);
    const around = await chrome(web, ctx, "permissions");
    ctx.body = permissionPage(around, facts, outdated, history, names, refused);
  };
  router.get("/desk/permissions", async (ctx) => {
    const partner = queryOf(ctx, "partner");
    const page = await listPermissions(desk, actorIn(ctx), partner, pageOn(ctx));
    const overview = await permissionOverview(desk, actorIn(ctx));
    const outdated = await outdatedAmong(
      desk,
      [...page.rows, ...overview.next].map(({ permission }) => permission),
    );
    const [partners, names] = [await allStates<Partner>(desk, "partner"), await namesOf(desk, [])];
    const view = { page, overview, outdated, names, partner, partners };
    ctx.body = permissionsPage(await chrome(web, ctx, "permissions"), view);
  });
  router.get("/desk/permissions/new", async (ctx) => {
    const partner = queryOf(ctx, "partner");
    await formPage(ctx, partner === null ? {} : { partner }, null, null);
  });
  router.post("/desk/permissions", (ctx) =>
    recording(ctx, null, async () => {
      const request = parseGrant(grantFrom(ctx), "The permission");
      return (await grant(desk, actorIn(ctx), request, onceOfForm(ctx))).permission;
    }),
  );
  router.get("/desk/permissions/:id", (ctx) => permissionShown(ctx, null));
  router.get("/desk/permissions/:id/amend", async (ctx) => {
    const permission = await getPermission(desk, param(ctx, "id"));
    await formPage(ctx, formValues(latestVersion(permission).record), null, permission.id);
  });
  router.post("/desk/permissions/:id/amend", (ctx) => {
    const id = param(ctx, "id");
    return recording(ctx, id, async () => {
      const { record } = latestVersion(await getPermission(desk, id));
      const sent = { ...amendmentFrom(ctx, record), reason: field(ctx, "reason"), version: versionField(ctx) };
      const request = parseAmendment(sent, "The amendment");
      await amend(desk, actorIn(ctx), id, request);
      return id;
    });
  });
  router.post("/desk/permissions/:id/revoke", async (ctx) => {
    const id = param(ctx, "id");
    const typed = { reason: field(ctx, "reason"), effect: field(ctx, "effect") || "notice" };
    const act = async () => {
      const request = parseRevocation({ ...typed, version: versionField(ctx) }, "The revocation");
      const { effectiveAt } = await revoke(desk, actorIn(ctx), id, request);
      return effectiveAt > desk.now()
        ? `Revoked with effect from ${effectiveAt}.`
        : "Revoked. What stood on it alone is out of the feeds.";
    };
    await acting(ctx, `/desk/permissions/${id}`, act, (flash) => permissionShown(ctx, { ...typed, flash }));
  });
}
