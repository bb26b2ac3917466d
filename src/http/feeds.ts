import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import Router from "@koa/router";
import type { Context } from "koa";
import type { ChannelFormat } from "../domain/channel.js";
import { DomainError } from "../domain/error.js";
import { outletToken } from "../services/accounts.js";
import { channelState, type Rendering } from "../services/publish/render.js";
import { getChannel } from "../services/reads.js";
import { param, queryOf, type Web } from "./context.js";
import { presentedToken } from "./middleware/bearer.js";
import { requireWithin } from "./rate.js";

/** `<channel>.<format>` */
const FILE = /^([a-z0-9][a-z0-9.-]*)\.(rss|atom|json)$/u;

type Coding = "identity" | "gzip" | "br";
type Bodies = Readonly<Record<Coding, Buffer>>;

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Outbound feeds, as readers and CMSs fetch them. */
export function feedRoutes(web: Web): Router {
  const router = new Router();
  const bodies = new WeakMap<Rendering, Promise<Bodies>>();
  router.get("/feeds/:channel/withdrawals.json", async (ctx) => {
    const channel = param(ctx, "channel");
    const { isPublic } = await admit(web, ctx, channel);
    const { withdrawn, updatedAt } = await channelState(web.desk, channel, web.desk.clock());
    ctx.set("Cache-Control", `${isPublic ? "public" : "private"}, no-cache`);
    ctx.body = { channel, updatedAt, withdrawn };
  });
  router.get("/feeds/:file", async (ctx, next) => {
    const [, channel, format] = FILE.exec(param(ctx, "file")) ?? [];
    if (channel === undefined || format === undefined) return next();
    const { isPublic, token } = await admit(web, ctx, channel);
    const rendering = await web.current(channel, format as ChannelFormat);
    const made = bodies.get(rendering) ?? compress(rendering);
    bodies.set(rendering, made);
    const status = answer(ctx, rendering, await made, {
      isPublic,
      now: web.desk.clock(),
      baseUrl: web.desk.settings.baseUrl,
    });
    await web.recordDelivery({ rendering: rendering.digest, channel, token, status });
  });
  return router;
}

async function compress({ body }: Rendering): Promise<Bodies> {
  const [zipped, squeezed] = await Promise.all([gzipped(body), brotlied(body)]);
  return { identity: body, gzip: zipped, br: squeezed };
}

/**
 * Public channels are open. Every other name, known or not, answers alike without its token: nothing tells whether
 * such a channel exists.
 */
async function admit(web: Web, ctx: Context, channel: string): Promise<{ isPublic: boolean; token: string | null }> {
  const found = await findChannel(web, channel);
  if (found !== null && found.outlet === null) return { isPublic: true, token: null };
  const secret = presentedToken(ctx) ?? queryOf(ctx, "token") ?? "";
  const token = await outletToken(web.desk, secret, channel);
  if (found !== null && token !== null) {
    requireWithin(web.limits.feeds, token, ctx);
    return { isPublic: false, token };
  }
  ctx.set("WWW-Authenticate", 'Basic realm="imprimatur feeds", charset="UTF-8"');
  throw new DomainError(
    "auth.required",
    "There is no public feed of this name. An outlet's feed needs its token: as bearer token, as Basic password, or as ?token=….",
  );
}

async function findChannel(web: Web, channel: string) {
  try {
    return await getChannel(web.desk, channel);
  } catch (error) {
    if (error instanceof DomainError && error.code === "channel.unknown") return null;
    throw error;
  }
}

interface Circumstances {
  readonly isPublic: boolean;
  readonly now: string;
  readonly baseUrl: string;
}

/**
 * RFC 9110: one strong validator per coding, `If-None-Match` before `If-Modified-Since`. `no-cache` makes every cache
 * ask again, so nothing that has ended is served from one.
 */
function answer(ctx: Context, rendering: Rendering, bodies: Bodies, circumstances: Circumstances): number {
  const { isPublic, now, baseUrl } = circumstances;
  const coding = (ctx.acceptsEncodings("br", "gzip", "identity") || "identity") as Coding;
  const tag = (which: Coding) =>
    `"${rendering.digest.slice("sha256:".length)}${which === "identity" ? "" : `-${which}`}"`;
  ctx.set({
    ETag: tag(coding),
    "Cache-Control": `${isPublic ? "public" : "private"}, no-cache`,
    Vary: "Accept-Encoding, Authorization",
    Link: `<${baseUrl}${ctx.path}>; rel="self"`,
  });
  const modifiedAt = wholeSecond(rendering.lastModified, now);
  if (modifiedAt !== null) ctx.set("Last-Modified", new Date(modifiedAt).toUTCString());
  const tags = (["identity", "gzip", "br"] as const).map(tag);
  if (isUnchanged(ctx, tags, modifiedAt)) {
    ctx.status = 304;
    return 304;
  }
  ctx.status = 200;
  ctx.type = rendering.mediaType;
  if (coding !== "identity") ctx.set("Content-Encoding", coding);
  ctx.body = bodies[coding];
  return 200;
}

/** Either validator; the entity tag decides where both are sent. */
function isUnchanged(ctx: Context, tags: readonly string[], modifiedAt: number | null): boolean {
  const asked = ctx.get("if-none-match");
  if (asked !== "") {
    const named = asked.split(",").map((tag) => tag.trim().replace(/^W\//u, ""));
    return named.some((tag) => tag === "*" || tags.includes(tag));
  }
  const since = Date.parse(ctx.get("if-modified-since"));
  return modifiedAt !== null && since >= modifiedAt;
}

/**
 * The first whole second at or after the last change, in milliseconds; null while that second is not over, when a
 * date with whole seconds could not tell two changes apart.
 */
function wholeSecond(lastModified: string, now: string): number | null {
  const second = Math.ceil(Date.parse(lastModified) / 1_000) * 1_000;
  return second <= Date.parse(now) ? second : null;
}
