import Router from "@koa/router";
import { publicKeys } from "../services/receiptKeys.js";
import type { Web } from "./context.js";

/** What anyone may fetch without asking: the keys that receipts are checked with. */
export function wellKnownRoutes({ desk }: Web): Router {
  const router = new Router();
  router.get("/.well-known/jwks.json", async (ctx) => {
    ctx.set("Cache-Control", "public, max-age=300");
    ctx.body = await publicKeys(desk);
    ctx.type = "application/jwk-set+json";
  });
  return router;
}
