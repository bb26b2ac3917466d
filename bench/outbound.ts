import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import { createListener } from "../src/http/listener.js";
import { issueOutletToken } from "../src/services/accounts.js";
import { parseGrant } from "../src/services/input.js";
import { FIRST_PAGE } from "../src/services/lists/page.js";
import { queue } from "../src/services/lists/queue.js";
import { render } from "../src/services/publish/render.js";
import { approve, hold } from "../src/services/review.js";
import { grant } from "../src/services/rights.js";
import { grantOf } from "../tests/program.js";
import { ACTOR, type BenchDesk, benchDesk, feedOf } from "./desk.js";
import { load } from "./load.js";
import { type BenchRow, median, timed } from "./row.js";

const COLUMNS = 50;
const ROUNDS = 5;
const SECONDS = 2;
const RENDERINGS = 15;
const MANY = 1_000;
const MANY_RENDERINGS = 3;
const WANTED = { channel: "post", format: "rss", page: null } as const;

/** Feed responses, with token and durable delivery evidence, beside a bare Koa app that returns the same bytes from memory. */
export async function benchOutbound(): Promise<readonly BenchRow[]> {
  const desk = await benchDesk(feedOf(COLUMNS));
  await publishAll(desk);
  const { desk: services } = desk.program;
  const { secret } = await issueOutletToken(services, ACTOR, "post", "bench");
  const renderings: number[] = [];
  for (let round = 0; round < RENDERINGS; round++) {
    if (round > 0) await changeOne(desk);
    renderings.push(await timed(() => render(services, WANTED, services.clock(), services.clock())));
  }
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
      name: "outbound: 304 / bare Koa that returns the bytes",
      value: ratio(rates.unchanged, rates.bare),
      unit: "of its rate",
      target: "≥ 0.8",
      met: ratio(rates.unchanged, rates.bare) >= 0.8,
    },
    { name: "outbound: 304, proved / bare Koa that answers 304", value: unchanged, unit: "of its rate" },
    {
      name: `outbound: rendering ${COLUMNS} columns after a change`,
      value: median(renderings),
      unit: "ms",
      target: "< 50",
      met: median(renderings) < 50,
    },
    { name: "outbound: the first rendering of a process", value: renderings[0] ?? Number.NaN, unit: "ms" },
    ...(await benchMany()),
  ];
}

/** A channel that lists a thousand columns: none of them written before, then one of them changed. */
async function benchMany(): Promise<readonly BenchRow[]> {
  const desk = await benchDesk(feedOf(MANY), { maxItems: MANY });
  await publishAll(desk);
  const { desk: services } = desk.program;
  const once = () => timed(() => render(services, WANTED, services.clock(), services.clock()));
  const first = await once();
  const changed: number[] = [];
  for (let round = 0; round < MANY_RENDERINGS; round++) {
    await changeOne(desk);
    changed.push(await once());
  }
  await desk.close();
  return [
    { name: `outbound: the first rendering of ${MANY} columns`, value: first, unit: "ms" },
    { name: `outbound: rendering ${MANY} columns after a change`, value: median(changed), unit: "ms" },
  ];
}

/** Takes one column out and approves it anew: it stands in the feed as a release of its own. */
async function changeOne({ program: { desk } }: BenchDesk): Promise<void> {
  const [row] = (await queue(desk, ACTOR, "approved", FIRST_PAGE)).rows;
  if (row === undefined) throw new TypeError("there is no approved column");
  await hold(desk, ACTOR, row.item.id, "bench");
  await approve(desk, ACTOR, row.item.id, { revision: row.revision as `sha256:${string}`, channels: ["post"] });
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
  for (;;) {
    const { rows } = await queue(desk, ACTOR, "waiting", FIRST_PAGE);
    if (rows.length === 0) return;
    for (const { item, revision } of rows)
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
