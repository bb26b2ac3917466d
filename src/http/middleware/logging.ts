import type { Middleware } from "koa";
import type { Log } from "../../services/desk.js";

/** One line per request. The query is left out: it may hold a token. */
export function logging(log: Log): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - began);
    log.info({ method: ctx.method, path: ctx.path, status: ctx.status, milliseconds }, "request");
  };
}
