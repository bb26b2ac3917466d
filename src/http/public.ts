import Router from "@koa/router";
import { reservesMining } from "../domain/aiTerms.js";
import { publicItem } from "../services/publish/publicItem.js";
import { param, type Web } from "./context.js";
import { miningHeaders } from "./machineTerms.js";
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
    const { title, authors, originalUrl, publishedAt, updatedAt, rights, language, url, source } = found.entry;
    const { notice, creditLine, holder, license, validUntil, usageTerms } = rights;
    const isReserved = reservesMining(found.openAiUses);
    ctx.set(miningHeaders(web.desk.settings.baseUrl, isReserved));
    ctx.body = publicItemPage({
      publisher: web.desk.settings.publisher,
      address: url,
      partnerUrl: source.homeUrl,
      usageTerms,
      releasedAt: updatedAt,
      searchWish: found.searchWish,
      isMiningReserved: isReserved,
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
