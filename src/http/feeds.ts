import Router from "@koa/router";
import type { Context } from "koa";
import { DomainError } from "../domain/error.js";
import { channelState } from "../services/publish/channelState.js";
import { param, queryOf, type Web } from "./context.js";
import { NO_FEED } from "./feedListener.js";
import { presentedToken } from "./middleware/bearer.js";
import { requireWithin } from "./rate.js";

/** What stands beside the feeds: the list of what was withdrawn, for formats without tombstones. */
export function feedRoutes(web: Web): Router {
  const router = new Router();
  router.get("/feeds/:channel/withdrawals.json", async (ctx) => {
    const channel = param(ctx, "channel");
    const { isPublic } = await admit(web, ctx, channel);
    const { withdrawn, updatedAt } = await channelState(web.desk, channel, web.desk.clock());
    ctx.set("Cache-Control", `${isPublic ? "public" : "private"}, no-cache`);
    ctx.set("Vary", "Authorization");
    ctx.body = { channel, updatedAt, withdrawn };
  });
  return router;
}

/**
 * Public channels are open. Every other name, known or not, answers alike without its token: nothing tells whether
 * such a channel exists.
 */
async function admit(web: Web, ctx: Context, channel: string): Promise<{ readonly isPublic: boolean }> {
  const secret = presentedToken(ctx) ?? queryOf(ctx, "token") ?? "";
  const admitted = await web.door(channel, secret, await web.head(), web.desk.clock());
  if (admitted !== null) {
    if (admitted.token !== null) requireWithin(web.limits.feeds, admitted.token, ctx);
    return { isPublic: admitted.channel.outlet === null };
  }
  ctx.set("WWW-Authenticate", 'Basic realm="imprimatur feeds", charset="UTF-8"');
  throw new DomainError("auth.required", NO_FEED);
}
