import type Router from "@koa/router";
import { DomainError } from "../../domain/error.js";
import { explain, trail } from "../../services/audit.js";
import { deliveriesOf } from "../../services/holdings.js";
import {
  parseApproval,
  parseMerge,
  parsePutBack,
  parseReason,
  parseRejection,
  parseSplit,
} from "../../services/input.js";
import { FIRST_PAGE } from "../../services/lists/page.js";
import { isDecision, queue } from "../../services/lists/queue.js";
import { merge, split } from "../../services/merging.js";
import { putBack } from "../../services/putBack.js";
import { liveChannels } from "../../services/reads.js";
import { approve, hold, reject } from "../../services/review.js";
import { column, namesOf } from "../../services/views.js";
import { actorIn, instantIn, param, queryOf, type Web } from "../context.js";
import { field, fields } from "../forms.js";
import { columnPage } from "../ui/columnPage.js";
import { explainPage } from "../ui/explainPage.js";
import { queuePage } from "../ui/queuePage.js";
import { acting, chrome, pageOn } from "./page.js";

export function reviewRoutes(router: Router, web: Web): void {
  const { desk, picture } = web;
  router.get("/desk", async (ctx) => {
    const show = queryOf(ctx, "show") ?? "waiting";
    const page = await queue(desk, actorIn(ctx), isDecision(show) ? show : "waiting", pageOn(ctx));
    ctx.body = queuePage(await chrome(web, ctx, "queue"), page);
  });
  router.get("/desk/items/:id", async (ctx) => {
    const id = param(ctx, "id");
    const view = await column(desk, actorIn(ctx), id);
    const { rows: history } = await trail(desk, actorIn(ctx), `item:${id}`, FIRST_PAGE);
    const { rows: deliveries } = await deliveriesOf(desk, actorIn(ctx), id, FIRST_PAGE);
    const names = await namesOf(desk, [view.item, history]);
    ctx.body = columnPage(await chrome(web, ctx, "queue"), view, names, history, deliveries);
  });
  router.get("/desk/items/:id/pictures/:name", async (ctx) => {
    const { type, bytes } = await picture(actorIn(ctx), param(ctx, "id"), param(ctx, "name"));
    ctx.set("Cache-Control", "private, max-age=600");
    ctx.set("Content-Security-Policy", "default-src 'none'; sandbox");
    ctx.set("Cross-Origin-Resource-Policy", "same-origin");
    ctx.body = Buffer.from(bytes);
    ctx.type = type;
  });
  router.get("/desk/items/:id/explain", async (ctx) => {
    const at = instantIn(ctx);
    const channel = queryOf(ctx, "channel") ?? (await liveChannels(desk))[0]?.id ?? "";
    const explanation = await explain(desk, actorIn(ctx), param(ctx, "id"), channel, at);
    ctx.body = explainPage(await chrome(web, ctx, "queue"), explanation, await namesOf(desk, explanation));
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
  router.post("/desk/items/:id/merge", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}`, async () => {
      const sent = { item: idIn(field(ctx, "item")), reason: field(ctx, "reason") };
      const { item, reason } = parseMerge(sent, "The merge");
      await merge(desk, actorIn(ctx), id, item, reason);
      return "Merged; what the other feed carries counts as this column.";
    });
  });
  router.post("/desk/items/:id/split", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}`, async () => {
      const sent = {
        item: field(ctx, "item") || null,
        source: field(ctx, "source") || null,
        reason: field(ctx, "reason"),
      };
      const { reason, ...request } = parseSplit(sent, "The split");
      await split(desk, actorIn(ctx), id, request, reason);
      return "Split off; it is a column of its own, at the latest after the next poll.";
    });
  });
  router.post("/desk/items/:id/put-back", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}`, async () => {
      const cuts = fields(ctx, "cuts").map(Number);
      if (cuts.length === 0)
        throw new DomainError("input.invalid", "Tick what is to be put back; nothing was changed.");
      await putBack(desk, actorIn(ctx), id, parsePutBack({ revision: field(ctx, "revision"), cuts }, "The cuts"));
      return "Put back; this text waits for an editor.";
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

/** The address of a column's page is as good as its id. */
function idIn(text: string): string {
  return /item_[0-9a-f]+/u.exec(text)?.[0] ?? text.trim();
}
