import type { Middleware } from "koa";
import type { Web } from "../context.js";
import { headersOf, problemOf } from "../problem.js";
import { messagePage } from "../ui/messagePage.js";

/** Turns every failure of a person's request into a page that says what to do. */
export function htmlProblems(web: Web): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const { document, isOurs } = problemOf(error);
      if (isOurs) web.desk.log.error({ err: error, path: ctx.path }, "request failed");
      ctx.status = document.status;
      ctx.set(headersOf(document));
      ctx.type = "html";
      ctx.body = messagePage({
        newsroom: web.desk.settings.publisher.name,
        status: document.status,
        title: document.title,
        detail: document.detail,
        problems: document.errors ?? [],
        back: backTo(ctx.get("referer"), ctx.origin),
      });
    }
  };
}

/** The page one came from, if it is ours. */
function backTo(referer: string, origin: string): string | null {
  if (!URL.canParse(referer)) return null;
  const url = new URL(referer);
  return url.origin === origin ? `${url.pathname}${url.search}` : null;
}
