import Router from "@koa/router";
import type { Context } from "koa";
import { digestOfText } from "../domain/digest.js";
import { DomainError } from "../domain/error.js";
import { sureHead } from "../services/doubt.js";
import { channelState } from "../services/publish/channelState.js";
import { channelListing, opmlOf, publicListing } from "../services/publish/listing.js";
import { actorIn, param, queryOf, type Web } from "./context.js";
import { tagsIn } from "./feedAnswer.js";
import { NO_FEED } from "./feedListener.js";
import { bearer, presentedToken } from "./middleware/bearer.js";
import { requireWithin } from "./rate.js";
import { channelsPage } from "./ui/channelsPage.js";

const OPML_TYPE = "text/x-opml; charset=utf-8";

/** What stands beside the feeds: lists of them, and of what was withdrawn, for formats without tombstones. */
export function feedRoutes(web: Web): Router {
  const router = new Router();
  router.get("/feeds/:channel/withdrawals.json", async (ctx) => {
    const channel = param(ctx, "channel");
    const { isPublic } = await admit(web, ctx, channel);
    const { withdrawn, updatedAt } = await channelState(web.desk, channel, web.desk.now());
    ctx.set("Cache-Control", `${isPublic ? "public" : "private"}, no-cache`);
    ctx.set("Vary", "Authorization");
    const body = JSON.stringify({ channel, updatedAt, withdrawn });
    const tag = `"${digestOfText(body)}"`;
    ctx.set("ETag", tag);
    if (tagsIn(ctx.get("If-None-Match")).some((named) => named === tag || named === "*")) {
      ctx.status = 304;
      return;
    }
    ctx.type = "json";
    ctx.body = body;
  });
  router.get("/feeds", async (ctx) => {
    ctx.type = "html";
    ctx.set("Cache-Control", "no-cache");
    ctx.body = channelsPage(web.desk.settings.publisher.name, await publicListing(web.desk));
  });
  router.get("/feeds.opml", async (ctx) => {
    ctx.set("Cache-Control", "no-cache");
    ctx.body = opmlOf(web.desk, await publicListing(web.desk));
    ctx.type = OPML_TYPE;
  });
  router.get("/api/v1/channels.opml", bearer(web.desk), async (ctx) => {
    ctx.body = opmlOf(web.desk, await channelListing(web.desk, actorIn(ctx)));
    ctx.type = OPML_TYPE;
  });
  return router;
}

/**
 * Public channels are open. Every other name, known or not, answers alike without its token: nothing tells whether
 * such a channel exists.
 */
async function admit(web: Web, ctx: Context, channel: string): Promise<{ readonly isPublic: boolean }> {
  const secret = presentedToken(ctx) ?? queryOf(ctx, "token") ?? "";
  const head = await sureHead(web.desk, web.head);
  const admitted = await web.door(channel, secret, head, web.desk.now());
  if (admitted !== null) {
    if (admitted.token !== null) requireWithin(web.limits.feeds, admitted.token, ctx);
    return { isPublic: admitted.channel.outlet === null };
  }
  ctx.set("WWW-Authenticate", 'Basic realm="imprimatur feeds", charset="UTF-8"');
  throw new DomainError("auth.required", NO_FEED);
}
