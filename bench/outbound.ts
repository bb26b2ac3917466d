import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { createListener } from "../src/http/listener.js";
import { issueOutletToken } from "../src/services/accounts.js";
import { parseGrant } from "../src/services/input.js";
import { render } from "../src/services/publish/render.js";
import { approve } from "../src/services/review.js";
import { grant } from "../src/services/rights.js";
import { queue } from "../src/services/views.js";
import { grantOf } from "../tests/program.js";
import { ACTOR, type BenchDesk, benchDesk, feedOf } from "./desk.js";
import { load } from "./load.js";
import { type BenchRow, median, timed } from "./row.js";

const COLUMNS = 50;
const ROUNDS = 5;
const SECONDS = 2;
const RENDERINGS = 15;
const WANTED = { channel: "post", format: "rss", page: null } as const;

/** Feed responses, with token and durable delivery evidence, beside a bare Koa app that returns the same bytes from memory. */
export async function benchOutbound(): Promise<readonly BenchRow[]> {
  const desk = await benchDesk(feedOf(COLUMNS));
  await publishAll(desk);
  const { desk: services } = desk.program;
  const { secret } = await issueOutletToken(services, ACTOR, "post", "bench");
  const renderings: number[] = [];
  for (let round = 0; round < RENDERINGS; round++)
    renderings.push(await timed(() => render(services, WANTED, services.clock(), services.clock())));
  const rendered = await render(services, WANTED, services.clock(), services.clock());
  const ours = await listening(createListener(desk.program.web));
  const bare = await listening(bareKoa(rendered.mediaType, rendered.body));
  const rates = await inTurns(ours.origin, bare.origin, secret, `"${rendered.digest.slice("sha256:".length)}"`);
  await ours.close();
  await bare.close();
  await desk.close();
  const ratio = (of: readonly number[], to: readonly number[]) =>
    median(of.map((value, round) => value / (to[round] ?? Number.NaN)));
  const [full, unchanged] = [ratio(rates.full, rates.bare), ratio(rates.unchanged, rates.bareUnchanged)];
  return [
    {
      name: `outbound: feed of ${COLUMNS} columns, bare Koa from memory`,
      value: median(rates.bare),
      unit: "per second",
    },
    { name: "outbound: the same with token and delivery evidence", value: median(rates.full), unit: "per second" },
    { name: "outbound: full response / bare Koa", value: full, unit: "of its rate", target: "≥ 0.7", met: full >= 0.7 },
    {
      name: "outbound: 304 / bare Koa that answers 304",
      value: unchanged,
      unit: "of its rate",
      target: "≥ 0.8",
      met: unchanged >= 0.8,
    },
    {
      name: "outbound: 304 / bare Koa that sends the bytes",
      value: ratio(rates.unchanged, rates.bare),
      unit: "of its rate",
    },
    {
      name: `outbound: rendering ${COLUMNS} columns after a change`,
      value: median(renderings),
      unit: "ms",
      target: "< 50",
      met: median(renderings) < 50,
    },
    { name: "outbound: the first rendering of a process", value: renderings[0] ?? Number.NaN, unit: "ms" },
  ];
}

function bareKoa(mediaType: string, body: Buffer): RequestListener {
  const app = new Koa();
  app.use((ctx) => {
    if (ctx.get("if-none-match") !== "") {
      ctx.status = 304;
      return;
    }
    ctx.type = mediaType;
    ctx.body = body;
  });
  return app.callback();
}

/** Interleaved rounds, there and back: other work on the machine meets all of a round alike. */
async function inTurns(ours: string, bare: string, secret: string, etag: string) {
  const rates = {
    bare: [] as number[],
    full: [] as number[],
    bareUnchanged: [] as number[],
    unchanged: [] as number[],
  };
  const feed = `${ours}/feeds/post.rss`;
  const token = { authorization: `Bearer ${secret}` };
  const unchanged = { "if-none-match": etag };
  const acts: readonly (readonly [keyof typeof rates, string, Record<string, string>])[] = [
    ["bare", bare, {}],
    ["full", feed, token],
    ["bareUnchanged", bare, unchanged],
    ["unchanged", feed, { ...token, ...unchanged }],
  ];
  for (const [, url, headers] of acts) await load(url, headers, 1);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, url, headers] of round % 2 === 0 ? acts : acts.toReversed())
      rates[name].push((await load(url, headers, SECONDS)).perSecond);
  }
  return rates;
}

async function publishAll({ program }: BenchDesk): Promise<void> {
  const { desk } = program;
  await grant(desk, ACTOR, parseGrant(grantOf(), "The permission"));
  await program.poll(ACTOR, ["lantern/columns"]);
  for (const { item, revision } of (await queue(desk, ACTOR, "waiting", null)).rows) {
    await approve(desk, ACTOR, item.id, { revision: revision as `sha256:${string}`, channels: ["post"] });
  }
}

async function listening(listener: RequestListener): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(listener);
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
