import Router from "@koa/router";
import type { Context } from "koa";
import { requireCode } from "../services/notify/acknowledgement.js";
import { namedItems } from "../services/notify/queue.js";
import { acknowledgeTakedown, getTakedown, onlyFor, viewOf } from "../services/takedowns.js";
import { param, queryOf, type Web } from "./context.js";
import { field } from "./forms.js";
import { htmlProblems } from "./middleware/htmlProblems.js";
import { acknowledgePage } from "./ui/acknowledgePage.js";

/**
 * The link that an outlet was sent: it says what is asked of it, and takes the answer. To open it answers nothing: mail
 * programs open links by themselves.
 */
export function acknowledgeRoutes(web: Web): Router {
  const { desk } = web;
  const router = new Router();
  router.use("/acknowledge", htmlProblems(web));
  const admitted = async (ctx: Context): Promise<{ readonly id: string; readonly outlet: string }> => {
    const id = param(ctx, "id");
    const outlet = queryOf(ctx, "outlet") ?? "";
    await requireCode(desk, id, outlet, queryOf(ctx, "code") ?? "");
    return { id, outlet };
  };
  const show = async (ctx: Context, id: string, outlet: string): Promise<void> => {
    const takedown = viewOf(onlyFor(await getTakedown(desk, id), outlet), desk.now());
    const [recipient] = takedown.recipients;
    const held = [{ item: takedown.item, revision: recipient?.revisions.at(-1) ?? "" }];
    const [item] = await namedItems(desk, held);
    ctx.type = "html";
    ctx.set("Cache-Control", "no-store");
    ctx.body = acknowledgePage({
      newsroom: desk.settings.publisher.name,
      action: `${ctx.path}?${ctx.querystring}`,
      title: item?.title ?? null,
      address: item?.url ?? "",
      reason: takedown.reason,
      isLifted: takedown.state === "lifted",
      firstAt: recipient?.firstAt ?? takedown.requestedAt,
      lastAt: recipient?.lastAt ?? takedown.requestedAt,
      dueAt: recipient?.dueAt ?? takedown.requestedAt,
      standing: recipient?.standing ?? "requested",
    });
  };
  router.get("/acknowledge/:id", async (ctx) => {
    const { id, outlet } = await admitted(ctx);
    await show(ctx, id, outlet);
  });
  router.post("/acknowledge/:id", async (ctx) => {
    const { id, outlet } = await admitted(ctx);
    await acknowledgeTakedown(desk, id, outlet, field(ctx, "answer") === "removed", "link");
    await show(ctx, id, outlet);
  });
  return router;
}
