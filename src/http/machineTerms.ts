import Router from "@koa/router";
import { rslOf } from "../services/publish/machineTerms.js";
import { liveChannels } from "../services/reads.js";
import { param, type Web } from "./context.js";

/** `<channel>.xml` */
const FILE = /^([a-z0-9][a-z0-9.-]*)\.xml$/u;
export const POLICY_PATH = "/tdm-policy.json";

/**
 * What machines may do here: RSL 1.0 per public channel, TDMRep for mining, and `robots.txt` that leads to the former.
 * Texts of others are reserved; the page of a column says otherwise where its permission does.
 */
export function machineTermsRoutes({ desk }: Web): Router {
  const router = new Router();
  const { baseUrl, publisher } = desk.settings;
  router.get("/rsl/:file", async (ctx, next) => {
    const [, channel] = FILE.exec(param(ctx, "file")) ?? [];
    if (channel === undefined) return next();
    ctx.body = await rslOf(desk, channel);
    ctx.type = "application/rsl+xml";
    ctx.set("Cache-Control", "public, no-cache");
  });
  router.get("/robots.txt", async (ctx) => {
    const open = (await liveChannels(desk)).filter(({ outlet }) => outlet === null);
    const licenses = open.map(({ id }) => `License: ${baseUrl}/rsl/${id}.xml`);
    ctx.type = "text/plain";
    ctx.body = [
      ...licenses,
      "",
      "User-agent: *",
      "Disallow: /desk",
      "Disallow: /api",
      "Disallow: /acknowledge",
      "",
    ].join("\n");
  });
  router.get("/.well-known/tdmrep.json", (ctx) => {
    const policy = `${baseUrl}${POLICY_PATH}`;
    ctx.body = ["/feeds/*", "/items/*"].map((location) => ({
      location,
      "tdm-reservation": 1,
      "tdm-policy": policy,
    }));
  });
  router.get(POLICY_PATH, (ctx) => {
    ctx.body = {
      "@context": ["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"],
      "@type": "Offer",
      profile: "http://www.w3.org/ns/tdmrep",
      uid: `${baseUrl}${POLICY_PATH}`,
      assigner: { uid: publisher.url },
      permission: [
        { target: `${baseUrl}/items/`, action: "tdm:mine", duty: [{ action: "obtainConsent" }] },
        { target: `${baseUrl}/feeds/`, action: "tdm:mine", duty: [{ action: "obtainConsent" }] },
      ],
    };
    ctx.type = "application/ld+json";
  });
  return router;
}

/** TDMRep for a page, whose column may be open to mining; feeds are reserved. */
export function miningHeaders(baseUrl: string, isReserved: boolean): Readonly<Record<string, string>> {
  return isReserved ? { "tdm-reservation": "1", "tdm-policy": `${baseUrl}${POLICY_PATH}` } : { "tdm-reservation": "0" };
}
