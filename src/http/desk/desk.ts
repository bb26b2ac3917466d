import Router from "@koa/router";
import type { Web } from "../context.js";
import { htmlProblems } from "../middleware/htmlProblems.js";
import { signedIn } from "../session.js";
import { permissionRoutes } from "./permissions.js";
import { reviewRoutes } from "./review.js";
import { runningRoutes } from "./running.js";
import { signInRoutes } from "./signIn.js";
import { takedownRoutes } from "./takedowns.js";

/** The desk's pages: every act is a form that works without scripts, and ends in a redirect with a message. */
export function deskRoutes(web: Web): Router {
  const router = new Router();
  router.get("/", (ctx) => ctx.redirect("/desk"));
  router.use(["/sign-in", "/sign-out", "/desk"], htmlProblems(web));
  signInRoutes(router, web);
  router.use("/desk", signedIn(web.desk));
  reviewRoutes(router, web);
  permissionRoutes(router, web);
  runningRoutes(router, web);
  takedownRoutes(router, web);
  return router;
}
