import type Router from "@koa/router";
import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import { issueOutletToken, outletTokens, revokeOutletToken } from "../../services/accounts.js";
import { trail } from "../../services/audit.js";
import { acceptFeed } from "../../services/ingest/intake.js";
import { parseInstruction, parseReason, parseTokenName } from "../../services/input.js";
import { endInstruction, instruct } from "../../services/instructions.js";
import { pageAmong, told } from "../../services/lists/page.js";
import { getContact } from "../../services/notify/contacts.js";
import { unansweredNotices } from "../../services/notify/outletNotices.js";
import { channelState } from "../../services/publish/channelState.js";
import { unwritten } from "../../services/publish/unwritten.js";
import { liveChannels } from "../../services/reads.js";
import { listInstructions, listSources, pauseSource, resumeSource, sourceNames } from "../../services/sources.js";
import { listTakedowns } from "../../services/takedowns.js";
import { namesOf } from "../../services/views.js";
import { actorIn, param, queryOf, type Web } from "../context.js";
import { field, untilField } from "../forms.js";
import { onceOfForm } from "../once.js";
import { auditPage } from "../ui/auditPage.js";
import { type FeedsView, feedsPage, type NewSecret, tokensOf } from "../ui/feedsPage.js";
import { outletRoutes } from "./outlets.js";
import { acting, chrome, pageOn } from "./page.js";

export function runningRoutes(router: Router, web: Web): void {
  const { desk } = web;
  const feeds = async (ctx: Context, secret: NewSecret | null) => {
    const actor = actorIn(ctx);
    const live = await liveChannels(desk);
    const outbound = pageAmong(live, pageOn(ctx, "channels"));
    const channels = await Promise.all(
      outbound.rows.map(async (channel) => {
        const { entries, withdrawn } = await channelState(desk, channel.id, desk.now());
        const urls = channel.formats.map((format) => ({
          format,
          url: `${desk.settings.baseUrl}/feeds/${channel.id}.${format}`,
        }));
        const tokens = await outletTokens(desk, actor, channel.id, pageOn(ctx, tokensOf(channel.id)));
        const contact = channel.outlet === null ? null : await getContact(desk, actor, channel.outlet.id);
        const left = await unwritten(desk, { channel: channel.id });
        return {
          channel,
          urls,
          published: entries.length,
          withdrawn: withdrawn.length,
          unwritten: left,
          tokens,
          contact,
        };
      }),
    );
    const given = await listInstructions(desk, actor, pageOn(ctx, "instructions"));
    const names = await namesOf(desk, given.rows);
    const view: FeedsView = {
      channels: { rows: channels, next: outbound.next },
      notices: await unansweredNotices(desk, actor, pageOn(ctx, "notices")),
      takedowns: await listTakedowns(desk, actor, "open", pageOn(ctx, "takedowns")),
      sources: await listSources(desk, actor, pageOn(ctx, "sources")),
      instructions: told(given, (instruction) => ({
        instruction,
        by: names.get(instruction.by) ?? instruction.by,
        standing: instruction.endedAt === null && desk.now() < instruction.until,
      })),
      mayInstruct: { sources: await sourceNames(desk), channels: live },
    };
    ctx.body = feedsPage(await chrome(web, ctx, "feeds"), view, secret);
  };
  router.get("/desk/feeds", (ctx) => feeds(ctx, null));
  outletRoutes(router, web, feeds);
  router.post("/desk/feeds/:channel/tokens", async (ctx) => {
    const channel = param(ctx, "channel");
    const { name } = parseTokenName({ name: field(ctx, "name") }, "The token");
    const { secret } = await issueOutletToken(desk, actorIn(ctx), channel, name, onceOfForm(ctx));
    await feeds(ctx, { channel, secret, opens: "the feed" });
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
      if (polls.length === 0) return "No source is due; poll one by itself where it cannot wait.";
      const received = polls.reduce((sum, { changes }) => sum + changes.received + changes.revised, 0);
      return `Polled ${polls.length} source${polls.length === 1 ? "" : "s"}; ${received} new or changed.`;
    }),
  );
  router.post("/desk/sources/pause", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      const { reason } = parseReason({ reason: field(ctx, "reason") }, "The pause");
      await pauseSource(desk, actorIn(ctx), field(ctx, "source"), reason);
      return "The source is paused; it is not polled until somebody resumes it.";
    }),
  );
  router.post("/desk/sources/accept", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      const { reason } = parseReason({ reason: field(ctx, "reason") }, "The acceptance");
      await acceptFeed(desk, actorIn(ctx), field(ctx, "source"), reason);
      return "The feed is accepted as it is; the next poll takes it.";
    }),
  );
  router.post("/desk/sources/resume", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      await resumeSource(desk, actorIn(ctx), field(ctx, "source"));
      return "The source is polled again.";
    }),
  );
  router.post("/desk/instructions", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      const request = { source: field(ctx, "source"), channel: field(ctx, "channel"), until: untilField(ctx) };
      await instruct(desk, actorIn(ctx), parseInstruction(request, "The instruction"), onceOfForm(ctx));
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
    const { rows: entries, next } = await trail(desk, actorIn(ctx), subject, pageOn(ctx));
    const names = await namesOf(desk, entries);
    ctx.body = auditPage(await chrome(web, ctx, "audit"), { entries, names, subject, next });
  });
}
