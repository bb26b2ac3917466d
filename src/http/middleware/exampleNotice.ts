import type { Middleware } from "koa";
import { renderedExampleNotice } from "../ui/exampleNotice.js";

/** Where `documentOf`’s pages begin to differ; no text of a page can hold it, for a `<` in a text is escaped. */
const CONTENT = '<main id="main"';

/** Says on every page of an example that it is one: put in here, so that no page can be without it. */
export function exampleNotice(beginReal: string): Middleware {
  const notice = renderedExampleNotice(beginReal);
  return async (ctx, next) => {
    await next();
    if (ctx.response.is("html") !== false && typeof ctx.body === "string")
      ctx.body = ctx.body.replace(CONTENT, () => `${notice}${CONTENT}`);
  };
}
