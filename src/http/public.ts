import Router from "@koa/router";
import { publicItem } from "../services/publish/publicItem.js";
import { param, type Web } from "./context.js";
import { htmlProblems } from "./middleware/htmlProblems.js";
import { publicItemPage } from "./ui/publicItemPage.js";
import { withdrawnPage } from "./ui/withdrawnPage.js";

/** What an entry's link in a feed opens: the rights of the column, never its text; 410 once it has left. */
export function publicRoutes(web: Web): Router {
  const router = new Router();
  const newsroom = web.desk.settings.publisher.name;
  router.use("/items", htmlProblems(web));
  router.get("/items/:id", async (ctx) => {
    const found = await publicItem(web.desk, param(ctx, "id"));
    ctx.type = "html";
    ctx.set("Cache-Control", "no-cache");
    if (found.kind === "withdrawn") {
      ctx.status = 410;
      ctx.body = withdrawnPage({ newsroom, reason: found.reason, when: found.when });
      return;
    }
    const { title, authors, originalUrl, publishedAt, rights, language } = found.entry;
    const { notice, creditLine, holder, license, validUntil } = rights;
    ctx.body = publicItemPage({
      newsroom,
      title,
      authors,
      originalUrl,
      publishedAt,
      notice,
      creditLine,
      holder,
      license,
      validUntil,
      channels: found.channels,
      language,
    });
  });
  return router;
}
