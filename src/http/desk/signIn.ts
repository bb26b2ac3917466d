import type Router from "@koa/router";
import type { Context } from "koa";
import { DomainError } from "../../domain/error.js";
import { signIn, signOut } from "../../services/accounts.js";
import { queryOf, type Web } from "../context.js";
import { field } from "../forms.js";
import { endSession, signedIn, startSession } from "../session.js";
import { signInPage } from "../ui/signInPage.js";

export function signInRoutes(router: Router, web: Web): void {
  const newsroom = web.desk.settings.publisher.name;
  const open = async (ctx: Context, secret: string) => {
    const { sessionHours, baseUrl } = web.desk.settings;
    startSession(ctx, await signIn(web.desk, secret), sessionHours, baseUrl);
    ctx.status = 303;
    ctx.redirect("/desk");
  };
  router.get("/sign-in", async (ctx) => {
    ctx.type = "html";
    ctx.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
    const secret = queryOf(ctx, "token");
    // HEAD is how programs look at links; it does not use one up.
    if (secret === null || ctx.method === "HEAD") ctx.body = signInPage({ newsroom, problem: null });
    else await open(ctx, secret);
  });
  router.post("/sign-in", async (ctx) => {
    ctx.type = "html";
    if (ctx.get("sec-fetch-site") === "cross-site")
      throw new DomainError("auth.forbidden", "This form did not come from the desk's own page; sign in there.");
    await open(ctx, field(ctx, "token"));
  });
  router.post("/sign-out", signedIn(web.desk), async (ctx) => {
    await signOut(web.desk, endSession(ctx));
    ctx.status = 303;
    ctx.redirect("/sign-in");
  });
}
