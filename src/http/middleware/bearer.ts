import type { Context, Middleware } from "koa";
import { DomainError } from "../../domain/error.js";
import { authenticate } from "../../services/accounts.js";
import type { Desk } from "../../services/desk.js";

/** The token of an `Authorization` header: bearer, or the password of Basic with any user name; null where there is none. */
export function presentedToken(ctx: Context): string | null {
  return tokenIn(ctx.get("authorization"));
}

export function tokenIn(authorization: string | undefined): string | null {
  const [scheme, value] = (authorization ?? "").split(/\s+/u);
  if (value === undefined) return null;
  if (scheme?.toLowerCase() === "bearer") return value;
  if (scheme?.toLowerCase() !== "basic") return null;
  const decoded = Buffer.from(value, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0 ? null : decoded.slice(colon + 1);
}

/** Lets API requests through with a valid bearer token, and no others. */
export function bearer(desk: Desk): Middleware {
  return async (ctx, next) => {
    const secret = presentedToken(ctx);
    const actor = secret === null ? null : await authenticate(desk, secret, "api");
    if (actor === null) {
      ctx.set("WWW-Authenticate", 'Bearer realm="imprimatur"');
      const said = secret === null ? "No API token was sent" : "This API token is unknown or revoked";
      throw new DomainError("auth.required", `${said}; send one as “Authorization: Bearer …”.`);
    }
    ctx.state.actor = actor;
    await next();
  };
}
