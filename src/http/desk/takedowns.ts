import type Router from "@koa/router";
import { currentRevision } from "../../domain/item.js";
import { requireCapability } from "../../domain/role.js";
import { holdingsOf, inShort } from "../../services/holdings.js";
import { parseReason } from "../../services/input.js";
import { queueNow } from "../../services/notify/notifyOutlets.js";
import { getItem, revisionsByDigest } from "../../services/reads.js";
import { acknowledgeTakedown, getTakedown, liftTakedown, takeDown, takedownsOfItem } from "../../services/takedowns.js";
import { namesOf } from "../../services/views.js";
import { actorIn, param, type Web } from "../context.js";
import { field } from "../forms.js";
import { copiesPage } from "../ui/copiesPage.js";
import { acting, chrome, pageOn } from "./page.js";

export function takedownRoutes(router: Router, web: Web): void {
  const { desk } = web;
  router.get("/desk/items/:id/copies", async (ctx) => {
    const [id, actor] = [param(ctx, "id"), actorIn(ctx)];
    await desk.ledger.catchUp();
    const { digest } = currentRevision(await getItem(desk, id));
    const text = (await revisionsByDigest(desk, [digest])).get(digest);
    ctx.body = copiesPage(await chrome(web, ctx, "queue"), {
      item: id,
      title: text?.content?.title || "Without a title",
      holdings: inShort(await holdingsOf(desk, actor, id)),
      takedowns: await takedownsOfItem(desk, actor, id, pageOn(ctx)),
      names: await namesOf(desk, []),
    });
  });
  router.post("/desk/items/:id/takedown", async (ctx) => {
    const id = param(ctx, "id");
    await acting(ctx, `/desk/items/${id}/copies`, async () => {
      const { reason } = parseReason({ reason: field(ctx, "reason") }, "The takedown");
      const { takedown } = await takeDown(desk, actorIn(ctx), id, reason);
      desk.afterwards(() => queueNow(desk, takedown));
      const asked = (await getTakedown(desk, takedown)).recipients.length;
      return `Taken down. ${asked} ${asked === 1 ? "outlet is" : "outlets are"} asked to remove it.`;
    });
  });
  router.post("/desk/takedowns/:id/acknowledge", async (ctx) => {
    const { item } = await getTakedown(desk, param(ctx, "id"));
    await acting(ctx, `/desk/items/${item}/copies`, async () => {
      requireCapability(actorIn(ctx), "take-down");
      await acknowledgeTakedown(desk, param(ctx, "id"), field(ctx, "outlet"), true, actorIn(ctx).id);
      return "Recorded, in your name: the outlet has removed its copies.";
    });
  });
  router.post("/desk/takedowns/:id/lift", async (ctx) => {
    const { item } = await getTakedown(desk, param(ctx, "id"));
    await acting(ctx, `/desk/items/${item}/copies`, async () => {
      const { reason } = parseReason({ reason: field(ctx, "reason") }, "The lifting");
      await liftTakedown(desk, actorIn(ctx), param(ctx, "id"), reason);
      return "Lifted. The column waits for an editor.";
    });
  });
}
