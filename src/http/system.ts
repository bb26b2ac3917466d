import Router from "@koa/router";
import type { Middleware } from "koa";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { doubtsOf } from "../services/doubt.js";
import type { Web } from "./context.js";
import type { Observe } from "./feedListener.js";

export interface SystemRoutes {
  readonly router: Router;
  readonly measure: Middleware;
  readonly observe: Observe;
}

/** Health for monitoring: alive, ready (the store answers, the ledger is caught up, nothing is in doubt), and metrics. */
export function systemRoutes(web: Web): SystemRoutes {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "imprimatur_http_request_seconds",
    help: "Time to answer, by method and status",
    labelNames: ["method", "status"],
    registers: [registry],
  });
  const head = new Gauge({ name: "imprimatur_ledger_entries", help: "Entries in the ledger", registers: [registry] });
  const router = new Router();
  router.get("/healthz", (ctx) => {
    ctx.body = { status: "alive" };
  });
  router.get("/readyz", async (ctx) => {
    await web.ping();
    const { seq } = await web.desk.ledger.catchUp();
    const doubts = await doubtsOf(web.desk);
    const ledger = { id: web.desk.ledger.id(), entries: seq };
    if (doubts.length > 0) ctx.status = 503;
    ctx.body = doubts.length === 0 ? { status: "ready", ledger } : { status: "in doubt", doubts, ledger };
  });
  router.get("/metrics", async (ctx) => {
    head.set((await web.desk.ledger.catchUp()).seq);
    ctx.type = registry.contentType;
    ctx.body = await registry.metrics();
  });
  const measure: Middleware = async (ctx, next) => {
    const stop = requests.startTimer({ method: ctx.method });
    await next();
    stop({ status: String(ctx.status) });
  };
  const children = new Map<string, ReturnType<typeof requests.labels>>();
  const observe: Observe = (method, status, seconds) => {
    const key = `${method} ${status}`;
    const child = children.get(key) ?? requests.labels(method, String(status));
    children.set(key, child);
    child.observe(seconds);
  };
  return { router, measure, observe };
}
