import { readdirSync, readFileSync } from "node:fs";
import { bodyParser } from "@koa/bodyparser";
import Router from "@koa/router";
import Koa from "koa";
import helmet from "koa-helmet";
import { acknowledgeRoutes } from "./acknowledge.js";
import { apiRoutes } from "./api/api.js";
import type { Web } from "./context.js";
import { deskRoutes } from "./desk/desk.js";
import { feedRoutes } from "./feeds.js";
import { hubRoutes } from "./hub.js";
import { machineTermsRoutes } from "./machineTerms.js";
import { exampleNotice } from "./middleware/exampleNotice.js";
import { logging } from "./middleware/logging.js";
import { problems } from "./middleware/problems.js";
import { publicRoutes } from "./public.js";
import type { SystemRoutes } from "./system.js";
import { webSubRoutes } from "./webSub.js";
import { wellKnownRoutes } from "./wellKnown.js";

/** What a request may send, in bytes. */
const MAX_BODY = "1mb";
const ASSETS = new URL("./ui/assets/", import.meta.url);
const ASSET_TYPES: Readonly<Record<string, string>> = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };

/** The web application: API, pages, health; feeds themselves are answered before it. Pages load nothing from anywhere but here. */
export function createApp(web: Web, system: SystemRoutes): Koa {
  const app = new Koa();
  const { beginReal } = web.desk.settings;
  app.use(logging(web.desk.log));
  app.use(system.measure);
  app.use(problems(web.desk.log));
  app.use(security());
  if (beginReal !== null) app.use(exampleNotice(beginReal));
  app.use(webSubRoutes(web).routes());
  app.use(
    bodyParser({
      enableTypes: ["json", "form", "text"],
      extendTypes: { text: ["text/html", "text/x-opml"] },
      textLimit: MAX_BODY,
      jsonLimit: MAX_BODY,
      formLimit: MAX_BODY,
      onError: (error, ctx) => {
        // What is left of the body is not read, so nothing can follow it on this connection.
        ctx.set("Connection", "close");
        if ((error as { status?: number }).status === 413) throw error;
        throw Object.assign(new Error(`The body cannot be read: ${error.message}. Send well-formed JSON.`), {
          status: 400,
        });
      },
    }),
  );
  for (const router of [
    system.router,
    apiRoutes(web),
    feedRoutes(web),
    hubRoutes(web),
    assetRoutes(),
    wellKnownRoutes(web),
    machineTermsRoutes(web),
    publicRoutes(web),
    acknowledgeRoutes(web),
    deskRoutes(web),
  ]) {
    app.use(router.routes());
    app.use(router.allowedMethods());
  }
  app.on("error", (error) => web.desk.log.warn({ err: error }, "connection failed"));
  return app;
}

function security() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: "cross-origin" },
  });
}

/** The pages' few files, read once. */
function assetRoutes(): Router {
  const router = new Router();
  for (const name of readdirSync(ASSETS)) {
    const body = readFileSync(new URL(name, ASSETS));
    router.get(`/assets/${name}`, (ctx) => {
      ctx.type = ASSET_TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      ctx.set("Cache-Control", "public, max-age=3600");
      ctx.body = body;
    });
  }
  return router;
}
