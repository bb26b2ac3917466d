import Router from "@koa/router";
import { sourcesAsOpml } from "../../services/ingest/waysIn.js";
import { actorIn, type Web } from "../context.js";
import { bearer } from "../middleware/bearer.js";
import { openApi } from "./openapi.js";
import type { Operation } from "./operation.js";
import { auditOperations } from "./operations/audit.js";
import { exchangeOperations } from "./operations/exchange.js";
import { intakeOperations } from "./operations/intake.js";
import { questionOperations } from "./operations/questions.js";
import { reviewOperations } from "./operations/review.js";
import { rightsOperations } from "./operations/rights.js";
import { runningOperations } from "./operations/running.js";

const OPERATIONS: readonly Operation[] = [
  ...reviewOperations,
  ...rightsOperations,
  ...questionOperations,
  ...exchangeOperations,
  ...runningOperations,
  ...auditOperations,
  ...intakeOperations,
];

export function apiRoutes(web: Web): Router {
  const router = new Router();
  const description = openApi(OPERATIONS, web.desk.settings.baseUrl);
  router.get("/api/openapi.json", (ctx) => {
    ctx.body = description;
  });
  router.use("/api/v1", bearer(web.desk));
  router.get("/api/v1/sources.opml", async (ctx) => {
    ctx.body = await sourcesAsOpml(web.desk, actorIn(ctx));
    ctx.type = "text/x-opml; charset=utf-8";
  });
  for (const { method, path, status, run } of OPERATIONS) {
    router[method](`/api/v1${path}`, async (ctx) => {
      const result = await run(web, ctx);
      ctx.status = status;
      ctx.body = result;
    });
  }
  return router;
}
