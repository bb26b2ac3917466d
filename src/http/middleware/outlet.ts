import type { Context, Middleware } from "koa";
import { DomainError } from "../../domain/error.js";
import { type OutletCaller, outletCaller } from "../../services/outletTokens.js";
import type { Web } from "../context.js";
import { requireWithin } from "../rate.js";
import { presentedToken } from "./bearer.js";

/** Lets an outlet through with the token of one of its channels, and no others. */
export function outletOnly({ desk, limits }: Web): Middleware {
  return async (ctx, next) => {
    const caller = await outletCaller(desk, presentedToken(ctx) ?? "");
    if (caller === null) {
      ctx.set("WWW-Authenticate", 'Bearer realm="imprimatur outlets"');
      throw new DomainError("auth.required", "Send the token of your channel as “Authorization: Bearer …”.");
    }
    requireWithin(limits.feeds, caller.token, ctx);
    ctx.state.outlet = caller;
    await next();
  };
}

/** The outlet that asks, as the guard before this route found out. */
export function callerIn(ctx: Context): OutletCaller {
  const { outlet } = ctx.state as { outlet?: OutletCaller };
  if (outlet === undefined) throw new TypeError("the route has no guard for outlets");
  return outlet;
}
