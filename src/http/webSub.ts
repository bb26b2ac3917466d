import Router from "@koa/router";
import type { Context } from "koa";
import { confirm, isCallback, receive } from "../services/ingest/websub/callback.js";
import { param, queryOf, type Web } from "./context.js";

/** Where hubs verify subscriptions and deliver; each address is known to one hub only. Read before any body parser. */
export function webSubRoutes({ desk }: Web): Router {
  const router = new Router();
  router.get("/websub/:token", async (ctx) => {
    const answer = await confirm(desk, param(ctx, "token"), {
      mode: queryOf(ctx, "hub.mode"),
      topic: queryOf(ctx, "hub.topic"),
      challenge: queryOf(ctx, "hub.challenge"),
      leaseSeconds: queryOf(ctx, "hub.lease_seconds"),
      reason: queryOf(ctx, "hub.reason"),
    });
    if (answer === null) return;
    ctx.status = 200;
    ctx.type = "text/plain";
    ctx.body = answer;
  });
  router.post("/websub/:token", async (ctx) => {
    if (!(await isCallback(desk, param(ctx, "token")))) return;
    await receive(desk, param(ctx, "token"), {
      body: await bodyOf(ctx, desk.settings.fetch.maxBodyBytes),
      contentType: ctx.get("content-type") || null,
      contentEncoding: ctx.get("content-encoding") || null,
      signature: ctx.get("x-hub-signature") || null,
    });
    ctx.status = 202;
    ctx.body = "";
  });
  return router;
}

/** The bytes as they came, for they are what is signed. @throws with status 413 */
async function bodyOf(ctx: Context, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req) {
    size += (chunk as Buffer).byteLength;
    if (size > maxBytes) throw Object.assign(new Error("The delivery is too large."), { status: 413 });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
