import Router from "@koa/router";
import type { Context } from "koa";
import type { ChannelFormat } from "../domain/channel.js";
import { DomainError } from "../domain/error.js";
import { requireSubscribable, type SubscriptionRequest } from "../services/hub/subscriptions.js";
import type { Web } from "./context.js";
import { NO_FEED } from "./feedListener.js";
import { presentedToken } from "./middleware/bearer.js";
import { formOf } from "./session.js";

const TOPIC = /^\/feeds\/([a-z0-9][a-z0-9.-]*)\.(rss|atom|json)$/u;

/** When whoever was not taken on is to come again. */
const RETRY_SECONDS = 60;

/** WebSub: the hub for this desk's own channels. An outlet's channel is subscribed to with the outlet's token. */
export function hubRoutes(web: Web): Router {
  const router = new Router();
  router.post("/hub", async (ctx) => {
    // The parser of forms takes the dot for a step into an object.
    const { hub: form } = formOf(ctx) as { readonly hub?: Readonly<Record<string, unknown>> };
    const field = (name: string) => (typeof form?.[name] === "string" ? form[name] : null);
    const mode = field("mode");
    if (mode === "publish") {
      web.hub.push();
    } else if (mode === "subscribe" || mode === "unsubscribe") {
      const request = await requestOf(web, ctx, mode, field);
      requireSubscribable(request);
      if (!web.hub.verify(request)) {
        ctx.set("Retry-After", String(RETRY_SECONDS));
        throw new DomainError("rate.exceeded", "This hub is asked by too many at once; ask again in a minute.");
      }
    } else {
      throw new DomainError("input.invalid", "hub.mode must be subscribe, unsubscribe or publish.");
    }
    ctx.status = 202;
    ctx.type = "text/plain";
    ctx.body = "Accepted.\n";
  });
  return router;
}

async function requestOf(
  web: Web,
  ctx: Context,
  mode: SubscriptionRequest["mode"],
  field: (name: string) => string | null,
): Promise<SubscriptionRequest> {
  const asked = field("topic") ?? "";
  const { baseUrl } = web.desk.settings;
  const url = URL.canParse(asked) ? new URL(asked) : null;
  const path = url === null || !asked.startsWith(`${baseUrl}/`) ? "" : url.href.split("?")[0]?.slice(baseUrl.length);
  const [, channel = "", format = ""] = TOPIC.exec(path ?? "") ?? [];
  const secret = presentedToken(ctx) ?? url?.searchParams.get("token") ?? "";
  const admitted = await web.door(channel, secret, await web.head(), web.desk.now());
  if (admitted === null || !admitted.channel.formats.includes(format as ChannelFormat)) {
    ctx.set("WWW-Authenticate", 'Basic realm="imprimatur feeds", charset="UTF-8"');
    throw new DomainError("auth.required", NO_FEED);
  }
  const lease = field("lease_seconds");
  return {
    mode,
    asked,
    topic: `${baseUrl}/feeds/${channel}.${format}`,
    channel,
    format: format as ChannelFormat,
    token: admitted.token,
    callback: field("callback") ?? "",
    secret: field("secret"),
    leaseSeconds: lease === null || lease === "" ? null : Number(lease),
  };
}
