import Router from "@koa/router";
import { sourcesAsOpml } from "../../services/ingest/waysIn.js";
import { actorIn, type Web } from "../context.js";
import { bearer } from "../middleware/bearer.js";
import { outletOnly } from "../middleware/outlet.js";
import { openApi } from "./openapi.js";
import type { Operation } from "./operation.js";
import { auditOperations } from "./operations/audit.js";
import { exchangeOperations } from "./operations/exchange.js";
import { hubOperations } from "./operations/hub.js";
import { intakeOperations } from "./operations/intake.js";
import { questionOperations } from "./operations/questions.js";
import { receiptOperations } from "./operations/receipts.js";
import { reviewOperations } from "./operations/review.js";
import { rightsOperations } from "./operations/rights.js";
import { runningOperations } from "./operations/running.js";
import { takedownOperations } from "./operations/takedowns.js";

const OPERATIONS: readonly Operation[] = [
  ...reviewOperations,
  ...rightsOperations,
  ...questionOperations,
  ...exchangeOperations,
  ...runningOperations,
  ...hubOperations,
  ...auditOperations,
  ...receiptOperations,
  ...takedownOperations,
  ...intakeOperations,
];

export function apiRoutes(web: Web): Router {
  const router = new Router();
  const description = openApi(OPERATIONS, web.desk.settings.baseUrl);
  router.get("/api/openapi.json", (ctx) => {
    ctx.body = description;
  });
  router.get("/api/v1/sources.opml", bearer(web.desk), async (ctx) => {
    ctx.body = await sourcesAsOpml(web.desk, actorIn(ctx));
    ctx.type = "text/x-opml; charset=utf-8";
  });
  const guards = { desk: [bearer(web.desk)], anyone: [], outlet: [outletOnly(web)] } as const;
  for (const { method, path, status, run, access = "desk" } of OPERATIONS) {
    router[method](`/api/v1${path}`, ...guards[access], async (ctx) => {
      const result = await run(web, ctx);
      ctx.status = status;
      ctx.body = result;
    });
  }
  return router;
}
