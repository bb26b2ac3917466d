import Router from "@koa/router";
import type { Context } from "koa";
import { DomainError } from "../domain/error.js";
import { latestVersion } from "../domain/permission.js";
import { type Capability, may } from "../domain/role.js";
import { issueOutletToken, outletTokens, people, revokeOutletToken, signIn, signOut } from "../services/accounts.js";
import { deliveriesOf, explain, standingOf, trail } from "../services/audit.js";
import {
  parseAmendment,
  parseApproval,
  parseGrant,
  parseInstruction,
  parseReason,
  parseRejection,
  parseTokenName,
} from "../services/input.js";
import { endInstruction, instruct } from "../services/instructions.js";
import { channelState } from "../services/publish/render.js";
import { getPermission, liveChannels } from "../services/reads.js";
import { approve, hold, reject } from "../services/review.js";
import { amend, grant, revoke } from "../services/rights.js";
import { listInstructions, listLicenses, listPartners, sourceHealth } from "../services/sources.js";
import {
  column,
  type Decision,
  namesOf,
  outdatedCitations,
  permissionList,
  queue,
  waitingCount,
} from "../services/views.js";
import { actorIn, instantIn, param, queryOf, type Web } from "./context.js";
import { field, fields, formValues, grantFrom, typedValues, untilField } from "./forms.js";
import { htmlProblems } from "./middleware/htmlProblems.js";
import { endSession, leaveFlash, signedIn, startSession, takeFlash } from "./session.js";
import { auditPage } from "./ui/auditPage.js";
import type { Chrome } from "./ui/chrome.js";
import { columnPage } from "./ui/columnPage.js";
import { explainPage } from "./ui/explainPage.js";
import { feedsPage } from "./ui/feedsPage.js";
import { grantPage } from "./ui/grantPage.js";
import { permissionPage } from "./ui/permissionPage.js";
import { permissionsPage } from "./ui/permissionsPage.js";
import { queuePage } from "./ui/queuePage.js";
import { signInPage } from "./ui/signInPage.js";

const HISTORY_ENTRIES = 200;
const AUDIT_ENTRIES = 100;
const DECISIONS: readonly string[] = ["waiting", "approved", "held", "rejected", "withdrawn"];

/** The desk's pages: every act is a form that works without scripts, and ends in a redirect with a message. */
export function deskRoutes(web: Web): Router {
  const router = new Router();
  router.get("/", (ctx) => ctx.redirect("/desk"));
  router.use(["/sign-in", "/sign-out", "/desk"], htmlProblems(web));
  signInRoutes(router, web);
  router.use("/desk", signedIn(web.desk));
  reviewRoutes(router, web);
  permissionRoutes(router, web);
  runningRoutes(router, web);
  return router;
}

async function chrome(web: Web, ctx: Context, active: Chrome["active"]): Promise<Chrome> {
  const actor = actorIn(ctx);
  const person = (await people(web.desk)).find(({ id }) => id === actor.id);
  ctx.type = "html";
  ctx.set("Cache-Control", "no-store");
  return {
    newsroom: web.desk.settings.publisher.name,
    person: person?.name ?? actor.id,
    role: person?.role ?? "auditor",
    may: (capability: Capability) => may(actor, capability),
    csrf: String(ctx.state.csrf),
    active,
    flash: takeFlash(ctx),
    now: web.desk.clock(),
    waiting: await waitingCount(web.desk),
  };
}

function done(ctx: Context, to: string, text: string): void {
  leaveFlash(ctx, { kind: "done", text, details: [] });
  ctx.status = 303;
  ctx.redirect(to);
}

/** A refusal goes back to the page it came from, with every reason; nothing typed elsewhere is lost. */
async function acting(ctx: Context, back: string, act: () => Promise<string>): Promise<void> {
  try {
    done(ctx, back, await act());
  } catch (error) {
    if (!(error instanceof DomainError) || error.code.startsWith("auth.")) throw error;
    leaveFlash(ctx, {
      kind: "refused",
      text: error.message,
      details: error.problems.map(({ detail }) => detail).slice(0, 12),
    });
    ctx.status = 303;
    ctx.redirect(back);
  }
}

function signInRoutes(router: Router, web: Web): void {
  const newsroom = web.desk.settings.publisher.name;
  const open = async (ctx: Context, secret: string) => {
    startSession(ctx, await signIn(web.desk, secret), web.desk.settings.sessionHours);
    ctx.status = 303;
    ctx.redirect("/desk");
  };
  router.get("/sign-in", async (ctx) => {
    ctx.type = "html";
    ctx.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
    const secret = queryOf(ctx, "token");
    if (secret === null) ctx.body = signInPage({ newsroom, problem: null });
    else await open(ctx, secret);
  });
  router.post("/sign-in", async (ctx) => {
    ctx.type = "html";
    await open(ctx, field(ctx, "token"));
  });
  router.post("/sign-out", signedIn(web.desk), async (ctx) => {
    await signOut(web.desk, endSession(ctx));
    ctx.status = 303;
    ctx.redirect("/sign-in");
  });
}

function reviewRoutes(router: Router, web: Web): void {
  const { desk } = web;
  router.get("/desk", async (ctx) => {
    const show = queryOf(ctx, "show") ?? "waiting";
    const decision = (DECISIONS.includes(show) ? show : "waiting") as Decision;
    const page = await queue(desk, actorIn(ctx), decision, queryOf(ctx, "after"));
    ctx.body = queuePage(await chrome(web, ctx, "queue"), page);
  });
  router.get("/desk/items/:id", async (ctx) => {
    const id = param(ctx, "id");
    const view = await column(desk, actorIn(ctx), id);
    const history = await trail(desk, actorIn(ctx), { subject: `item:${id}`, limit: HISTORY_ENTRIES });
    const deliveries = await deliveriesOf(desk, actorIn(ctx), id);
    ctx.body = columnPage(await chrome(web, ctx, "queue"), view, await namesOf(desk), history, deliveries);
  });
  router.get("/desk/items/:id/explain", async (ctx) => {
    const at = instantIn(ctx);
    const channel = queryOf(ctx, "channel") ?? (await liveChannels(desk))[0]?.id ?? "";
    const explanation = await explain(desk, actorIn(ctx), param(ctx, "id"), channel, at);
    ctx.body = explainPage(await chrome(web, ctx, "queue"), explanation, await namesOf(desk));
  });
  router.post("/desk/items/:id/approve", async (ctx) => {
    const id = param(ctx, "id");
    const channels = fields(ctx, "channels");
    await acting(ctx, `/desk/items/${id}`, async () => {
      if (channels.length === 0)
        throw new DomainError("input.invalid", "Choose at least one channel; nothing was approved.");
      const request = parseApproval({ revision: field(ctx, "revision"), channels }, "The approval");
      const approved = await approve(desk, actorIn(ctx), id, request);
      return `Approved for ${approved.channels.join(", ")}; it is in the feeds now.`;
    });
  });
  router.post("/desk/items/:id/hold", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}`, async () => {
      const { withdrawn } = await hold(
        desk,
        actorIn(ctx),
        id,
        parseReason({ reason: field(ctx, "reason") }, "The hold").reason,
      );
      return withdrawn === 0 ? "Held." : `Held, and taken out of ${withdrawn} channel${withdrawn === 1 ? "" : "s"}.`;
    });
  });
  router.post("/desk/items/:id/reject", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}`, async () => {
      const request = parseRejection(
        { revision: field(ctx, "revision"), reason: field(ctx, "reason") },
        "The rejection",
      );
      await reject(desk, actorIn(ctx), id, request.revision, request.reason);
      return "Rejected. An earlier text that was approved stays where it is.";
    });
  });
}

function permissionRoutes(router: Router, web: Web): void {
  const { desk } = web;
  const formPage = async (
    ctx: Context,
    values: ReturnType<typeof typedValues>,
    problems: DomainError | null,
    amends: string | null,
  ) => {
    const [partners, licenses] = [await listPartners(desk, actorIn(ctx)), await listLicenses(desk, actorIn(ctx))];
    const wrong =
      problems === null
        ? []
        : problems.problems.length > 0
          ? problems.problems
          : [{ pointer: "", detail: problems.message }];
    const live = partners.filter(({ retiredAt }) => retiredAt === null);
    ctx.status = problems === null ? 200 : 422;
    ctx.body = grantPage(await chrome(web, ctx, "permissions"), {
      partners: live,
      licenses,
      values,
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
  router.get("/desk/permissions", async (ctx) => {
    const list = await permissionList(desk, actorIn(ctx));
    const outdated = outdatedCitations(
      await listLicenses(desk, actorIn(ctx)),
      list.map(({ permission }) => permission),
    );
    ctx.body = permissionsPage(await chrome(web, ctx, "permissions"), list, outdated);
  });
  router.get("/desk/permissions/new", async (ctx) => {
    const partner = queryOf(ctx, "partner");
    await formPage(ctx, partner === null ? {} : { partner }, null, null);
  });
  router.post("/desk/permissions", (ctx) =>
    recording(
      ctx,
      null,
      async () => (await grant(desk, actorIn(ctx), parseGrant(grantFrom(ctx), "The permission"))).permission,
    ),
  );
  router.get("/desk/permissions/:id", async (ctx) => {
    const permission = await getPermission(desk, param(ctx, "id"));
    const history = await trail(desk, actorIn(ctx), { subject: `permission:${permission.id}`, limit: HISTORY_ENTRIES });
    const outdated = outdatedCitations(await listLicenses(desk, actorIn(ctx)), [permission]).has(permission.id);
    const facts = { permission, standing: standingOf(permission, desk.clock()) };
    ctx.body = permissionPage(await chrome(web, ctx, "permissions"), facts, outdated, history, await namesOf(desk));
  });
  router.get("/desk/permissions/:id/amend", async (ctx) => {
    const permission = await getPermission(desk, param(ctx, "id"));
    await formPage(ctx, formValues(latestVersion(permission).record), null, permission.id);
  });
  router.post("/desk/permissions/:id/amend", (ctx) => {
    const id = param(ctx, "id");
    return recording(ctx, id, async () => {
      const request = parseAmendment({ ...grantFrom(ctx), reason: field(ctx, "reason") }, "The amendment");
      await amend(desk, actorIn(ctx), id, request);
      return id;
    });
  });
  router.post("/desk/permissions/:id/revoke", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/permissions/${id}`, async () => {
      await revoke(desk, actorIn(ctx), id, parseReason({ reason: field(ctx, "reason") }, "The revocation").reason);
      return "Revoked. What stood on it alone is out of the feeds.";
    });
  });
}

function runningRoutes(router: Router, web: Web): void {
  const { desk } = web;
  const feeds = async (ctx: Context, newToken: { readonly channel: string; readonly secret: string } | null) => {
    const actor = actorIn(ctx);
    const channels = await Promise.all(
      (await liveChannels(desk)).map(async (channel) => {
        const { entries, withdrawn } = await channelState(desk, channel.id, desk.clock());
        const urls = channel.formats.map((format) => ({
          format,
          url: `${desk.settings.baseUrl}/feeds/${channel.id}.${format}`,
        }));
        const tokens = channel.outlet === null ? [] : await outletTokens(desk, actor, channel.id);
        return { channel, urls, published: entries.length, withdrawn: withdrawn.length, tokens };
      }),
    );
    const names = await namesOf(desk);
    const instructions = (await listInstructions(desk, actor)).map((instruction) => ({
      instruction,
      by: names.get(instruction.by) ?? instruction.by,
      standing: instruction.endedAt === null && desk.clock() < instruction.until,
    }));
    const view = { channels, sources: await sourceHealth(desk, actor), instructions };
    ctx.body = feedsPage(await chrome(web, ctx, "feeds"), view, newToken);
  };
  router.get("/desk/feeds", (ctx) => feeds(ctx, null));
  router.post("/desk/feeds/:channel/tokens", async (ctx) => {
    const channel = param(ctx, "channel");
    const { name } = parseTokenName({ name: field(ctx, "name") }, "The token");
    const { secret } = await issueOutletToken(desk, actorIn(ctx), channel, name);
    await feeds(ctx, { channel, secret });
  });
  router.post("/desk/feeds/:channel/tokens/:token/revoke", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      await revokeOutletToken(desk, actorIn(ctx), param(ctx, "channel"), param(ctx, "token"));
      return "The token is revoked; it opens nothing any more.";
    }),
  );
  router.post("/desk/sources/poll", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      const source = field(ctx, "source");
      const polls = await web.poll(actorIn(ctx), source === "" ? null : [source]);
      const problems = polls.flatMap(({ problem }) => (problem === null ? [] : [problem]));
      if (problems.length > 0) throw new DomainError("feed.unreachable", problems.join(" "));
      const received = polls.reduce((sum, { changes }) => sum + changes.received + changes.revised, 0);
      return `Polled ${polls.length} source${polls.length === 1 ? "" : "s"}; ${received} new or changed.`;
    }),
  );
  router.post("/desk/instructions", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      const request = { source: field(ctx, "source"), channel: field(ctx, "channel"), until: untilField(ctx) };
      await instruct(desk, actorIn(ctx), parseInstruction(request, "The instruction"));
      return "The standing instruction is given, in your name.";
    }),
  );
  router.post("/desk/instructions/:id/end", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      await endInstruction(desk, actorIn(ctx), param(ctx, "id"));
      return "The standing instruction has ended.";
    }),
  );
  router.get("/desk/audit", async (ctx) => {
    const subject = queryOf(ctx, "subject");
    const before = Number(queryOf(ctx, "before"));
    const query = {
      subject: subject ?? undefined,
      before: Number.isInteger(before) && before > 0 ? before : undefined,
      limit: AUDIT_ENTRIES,
    };
    const entries = await trail(desk, actorIn(ctx), query);
    const last = entries.length === AUDIT_ENTRIES ? entries.at(-1) : undefined;
    const next = last === undefined ? null : String(last.seq);
    ctx.body = auditPage(await chrome(web, ctx, "audit"), { entries, names: await namesOf(desk), subject, next });
  });
}
