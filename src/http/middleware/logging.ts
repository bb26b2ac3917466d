import type { Middleware } from "koa";
import type { Log } from "../../services/desk.js";

/** One line per request. The query is left out, and the path of a callback: they may hold a token. */
export function logging(log: Log): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - began);
    const path = ctx.path.replace(/^\/websub\/.*/su, "/websub/…");
    log.info({ method: ctx.method, path, status: ctx.status, milliseconds }, "request");
  };
}
