import type Router from "@koa/router";
import type { Context } from "koa";
import { parseContact, parseRotation } from "../../services/input.js";
import { setContact } from "../../services/notify/contacts.js";
import { answerNotice } from "../../services/notify/outletNotices.js";
import { rotateOutletToken } from "../../services/outletTokens.js";
import { actorIn, param, type Web } from "../context.js";
import { field, versionField } from "../forms.js";
import { onceOfForm } from "../once.js";
import type { NewSecret } from "../ui/feedsPage.js";
import { acting } from "./page.js";

/** @param feeds answers with the page of feeds, and on it a secret that is shown this once. */
export function outletRoutes(
  router: Router,
  { desk }: Web,
  feeds: (ctx: Context, secret: NewSecret | null) => Promise<void>,
): void {
  router.post("/desk/feeds/:channel/tokens/:token/rotate", async (ctx) => {
    const [channel, token] = [param(ctx, "channel"), param(ctx, "token")];
    const hours = field(ctx, "overlapHours");
    const { overlapHours } = parseRotation(hours === "" ? {} : { overlapHours: Number(hours) }, "The rotation");
    const asked = onceOfForm(ctx);
    const { secret } = await rotateOutletToken(desk, actorIn(ctx), channel, token, overlapHours, asked);
    await feeds(ctx, { channel, secret, opens: "the feed" });
  });
  router.post("/desk/outlets/:outlet/contact", async (ctx) => {
    const ways = { webhook: field(ctx, "webhook") || null, email: field(ctx, "email") || null };
    const given = { ...ways, version: versionField(ctx) };
    const contact = parseContact(given, "The contact");
    const { outlet, secret } = await setContact(desk, actorIn(ctx), param(ctx, "outlet"), contact);
    if (secret === null) await acting(ctx, "/desk/feeds", async () => `The contact of ${outlet} is kept.`);
    else await feeds(ctx, { channel: outlet, secret, opens: "the webhook" });
  });
  router.post("/desk/notices/:id/answer", (ctx) =>
    acting(ctx, "/desk/feeds", async () => {
      await answerNotice(desk, actorIn(ctx), param(ctx, "id"));
      return "Recorded, in your name: the outlet says that its copies are gone.";
    }),
  );
}
