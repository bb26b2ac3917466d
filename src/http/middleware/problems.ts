import type { Middleware } from "koa";
import type { Log } from "../../services/desk.js";
import { headersOf, notFound, problemOf } from "../problem.js";
import { shownPath } from "./logging.js";

/** Turns every failure of a machine's request into a problem document. */
export function problems(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined)
        throw Object.assign(new Error(notFound("There is nothing at this address.").detail), { status: 404 });
    } catch (error) {
      const { document, isOurs } = problemOf(error);
      if (isOurs) log.error({ err: error, path: shownPath(ctx.path) }, "request failed");
      ctx.status = document.status;
      ctx.set(headersOf(document));
      ctx.body = document;
      ctx.type = "application/problem+json";
    }
  };
}
