import type { Middleware } from "koa";
import type { Log } from "../../services/desk.js";

/** A path as it may be logged: that of a callback is a secret. */
export function shownPath(path: string): string {
  return path.replace(/^\/websub\/.*/su, "/websub/…");
}

/** One line per request. The query is left out, and the path of a callback: they may hold a token. */
export function logging(log: Log): Middleware {
  return async (ctx, next) => {
    const began = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - began);
    log.info({ method: ctx.method, path: shownPath(ctx.path), status: ctx.status, milliseconds }, "request");
  };
}
