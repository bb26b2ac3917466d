import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { Pool } from "undici";
import { createApp } from "../src/http/app.js";
import { parseGrant } from "../src/services/input.js";
import { render } from "../src/services/publish/render.js";
import { approve } from "../src/services/review.js";
import { grant } from "../src/services/rights.js";
import { queue } from "../src/services/views.js";
import { grantOf } from "../tests/program.js";
import { ACTOR, type BenchDesk, benchDesk, feedOf } from "./desk.js";
import { type BenchRow, median, timed } from "./row.js";

const COLUMNS = 50;
const CONNECTIONS = 64;
const ROUNDS = 3;
const MILLISECONDS = 1_500;

/** Feed responses, with durable delivery evidence, beside a bare Koa app that returns the same bytes from memory. */
export async function benchOutbound(): Promise<readonly BenchRow[]> {
  const desk = await benchDesk(feedOf(COLUMNS));
  await publishAll(desk);
  const { desk: services } = desk.program;
  const rendered = await render(services, "web", "rss", services.clock(), services.clock());
  const firstRender = await timed(() => render(services, "web", "rss", services.clock(), services.clock()));
  const ours = await listening(createServer(createApp(desk.program.web).callback()));
  const bareApp = new Koa();
  bareApp.use((ctx) => {
    ctx.type = rendered.mediaType;
    ctx.body = rendered.body;
  });
  const bare = await listening(createServer(bareApp.callback()));
  const etag = `"${rendered.digest.slice("sha256:".length)}"`;
  const rates = { full: [] as number[], unchanged: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.bare.push(await perSecond(bare.origin, "/", {}));
    rates.full.push(await perSecond(ours.origin, "/feeds/web.rss", { "accept-encoding": "identity" }));
    rates.unchanged.push(await perSecond(ours.origin, "/feeds/web.rss", { "if-none-match": etag }));
  }
  await ours.close();
  await bare.close();
  await desk.close();
  const [full, unchanged, plain] = [median(rates.full), median(rates.unchanged), median(rates.bare)];
  return [
    { name: "feed of 50 columns, full response with delivery evidence", value: full, unit: "per second" },
    { name: "full response / bare Koa with the same bytes", value: full / plain, unit: "of its rate" },
    { name: "304 / bare Koa with the same bytes", value: unchanged / plain, unit: "of its rate" },
    { name: "rendering 50 columns after a change", value: firstRender, unit: "ms" },
  ];
}

async function publishAll({ program }: BenchDesk): Promise<void> {
  const { desk } = program;
  await grant(desk, ACTOR, parseGrant(grantOf(), "The permission"));
  await program.poll(ACTOR, ["lantern/columns"]);
  for (const { item, revision } of (await queue(desk, ACTOR, "waiting", null)).rows) {
    await approve(desk, ACTOR, item.id, { revision: revision as `sha256:${string}`, channels: ["web"] });
  }
}

async function listening(server: Server): Promise<{ readonly origin: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Requests per second over keep-alive connections; every answer is read to its end. */
async function perSecond(origin: string, path: string, headers: Record<string, string>): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const until = performance.now() + MILLISECONDS;
  let done = 0;
  const client = async () => {
    while (performance.now() < until) {
      const { body } = await pool.request({ path, method: "GET", headers });
      await body.dump();
      done++;
    }
  };
  const took = await timed(() => Promise.all(Array.from({ length: CONNECTIONS }, client)));
  await pool.close();
  return (done / took) * 1_000;
}
