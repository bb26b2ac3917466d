import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { eventually } from "../eventually.js";
import { listening } from "../opened.js";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const TOPIC = "http://desk.example/feeds/web.atom";
const LICENSED = "http://desk.example/feeds/post.atom";
const SECRET = "between the two of us";

interface Pushed {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A subscriber on loopback: confirms what it is asked, unless it is told not to, and keeps what it is sent. */
interface Subscriber {
  readonly callback: string;
  readonly asked: URLSearchParams[];
  readonly pushed: Pushed[];
  confirms: boolean;
  status: number;
  /** Whether it answers at all. */
  answers: boolean;
  close(): Promise<void>;
}

async function subscriber(): Promise<Subscriber> {
  const { origin, close } = await listening((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    if (request.method === "GET") {
      made.asked.push(searchParams);
      if (!made.answers) return;
      response.writeHead(made.confirms ? 200 : 404).end(made.confirms ? searchParams.get("hub.challenge") : "");
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      made.pushed.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      if (made.answers) response.writeHead(made.status).end();
    });
  });
  const made: Subscriber = {
    callback: `${origin}/callback?own=1`,
    asked: [],
    pushed: [],
    confirms: true,
    status: 204,
    answers: true,
    close,
  };
  return made;
}

describe("the hub", () => {
  let desk: RunningDesk;
  let reader: Subscriber;
  let items: readonly unknown[];

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two" }, { guid: "three" }]));
    reader = await subscriber();
    await desk.api("POST", "/permissions", grantOf());
    items = list((await desk.api("GET", "/items")).body, "items");
    await approve(0);
  });
  afterEach(async () => {
    await reader.close();
    await desk.stop();
  });

  function approve(index: number) {
    const item = items[index];
    const request = { revision: at(item, "revision"), channels: ["web", "post"] };
    return desk.api("POST", `/items/${text(item, "id")}/approve`, request);
  }

  async function ask(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<number> {
    const form = new URLSearchParams({ "hub.mode": "subscribe", "hub.topic": TOPIC, "hub.callback": reader.callback });
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const response = await fetch(`${desk.origin}/hub`, { method: "POST", body: form, headers });
    await response.text();
    return response.status;
  }

  const pushedTimes = (times: number) => eventually(`${times} deliveries came`, () => reader.pushed.length >= times);

  async function subscriptions(): Promise<readonly unknown[]> {
    return list((await desk.api("GET", "/subscriptions")).body, "subscriptions");
  }

  it("is named in the header and in the body of every feed", async () => {
    for (const format of ["rss", "atom", "json"]) {
      const response = await desk.get(`/feeds/web.${format}`);
      const self = `http://desk.example/feeds/web.${format}`;
      const links = String(response.headers.get("link"));
      assert.ok(links.startsWith(`<http://desk.example/hub>; rel="hub", <${self}>; rel="self"`), links);
      assert.match(await response.text(), /http:\/\/desk\.example\/hub"/u);
    }
  });

  it("100: verifies the intent of a plain subscription, then delivers the topic as it is, unsigned", async () => {
    assert.equal(await ask({ "hub.lease_seconds": "864000" }), 202);
    await pushedTimes(1);
    const [asked] = reader.asked;
    assert.equal(asked?.get("hub.mode"), "subscribe");
    assert.equal(asked?.get("hub.topic"), TOPIC);
    assert.equal(asked?.get("hub.lease_seconds"), "864000");
    assert.equal(asked?.get("own"), "1", "the callback's own query is kept");
    await approve(1);
    await desk.program.push();
    await pushedTimes(2);
    const [, { headers, body } = { headers: {}, body: "" }] = reader.pushed;
    const topic = await desk.get("/feeds/web.atom");
    assert.equal(body, await topic.text());
    assert.equal(headers["content-type"], topic.headers.get("content-type"));
    assert.equal(headers.link, `<http://desk.example/hub>; rel="hub", <${TOPIC}>; rel="self"`);
    assert.equal(headers["x-hub-signature"], undefined);
    await desk.program.push();
    assert.equal(reader.pushed.length, 2, "what was acknowledged is not sent again");
  });

  it("101: signs every delivery where there is a secret", async () => {
    assert.equal(await ask({ "hub.secret": SECRET }), 202);
    await pushedTimes(1);
    const [{ headers, body } = { headers: {}, body: "" }] = reader.pushed;
    const expected = createHmac("sha256", SECRET).update(body).digest("hex");
    assert.equal(headers["x-hub-signature"], `sha256=${expected}`);
    assert.doesNotMatch(JSON.stringify(await subscriptions()), new RegExp(SECRET, "u"));
  });

  it("102: passes over parameters that it does not know", async () => {
    assert.equal(await ask({ "hub.foo": "bar", other: "1" }), 202);
    await pushedTimes(1);
  });

  it("103: lets a later subscription of the same callback take the place of the earlier one", async () => {
    await ask({ "hub.secret": "the first" });
    await pushedTimes(1);
    await ask({ "hub.secret": SECRET });
    await eventually("it was asked twice", () => reader.asked.length === 2);
    await eventually("there is one", async () => (await subscriptions()).length === 1);
    await approve(1);
    await eventually("the newer secret signs", async () => {
      await desk.program.push();
      const last = reader.pushed.at(-1);
      const expected = createHmac("sha256", SECRET)
        .update(last?.body ?? "")
        .digest("hex");
      return reader.pushed.length === 2 && last?.headers["x-hub-signature"] === `sha256=${expected}`;
    });
  });

  it("104: unsubscribes after asking, and delivers no more", async () => {
    await ask({});
    await pushedTimes(1);
    assert.equal(await ask({ "hub.mode": "unsubscribe" }), 202);
    await eventually("there is none", async () => (await subscriptions()).length === 0);
    assert.equal(reader.asked.at(-1)?.get("hub.mode"), "unsubscribe");
    await approve(1);
    assert.equal(await desk.program.push(), 0);
    assert.equal(reader.pushed.length, 1);
  });

  it("105 and 106: delivers text and JSON with their own types", async () => {
    for (const format of ["rss", "json"]) {
      const before = reader.pushed.length;
      await ask({ "hub.topic": `http://desk.example/feeds/web.${format}` });
      await pushedTimes(before + 1);
      const topic = await desk.get(`/feeds/web.${format}`);
      assert.equal(reader.pushed.at(-1)?.body, await topic.text(), format);
      assert.equal(reader.pushed.at(-1)?.headers["content-type"], topic.headers.get("content-type"), format);
    }
  });

  it("subscribes nobody who does not repeat the challenge, and refuses what cannot be a subscription", async () => {
    reader.confirms = false;
    await ask({});
    await eventually("it was asked", () => reader.asked.length >= 1);
    assert.deepEqual(await subscriptions(), []);
    for (const fields of [
      { "hub.callback": "ftp://a.example/" },
      { "hub.mode": "x" },
      { "hub.secret": "s".repeat(200) },
    ])
      assert.equal(await ask(fields), 422, JSON.stringify(fields));
  });

  it("tells a subscriber that was denied, and why: nothing is left to wonder at", async () => {
    reader.confirms = false;
    await ask({});
    await eventually("it was told", () => reader.asked.length === 2);
    const denied = reader.asked[1];
    assert.equal(denied?.get("hub.mode"), "denied");
    assert.equal(denied?.get("hub.topic"), TOPIC);
    assert.match(String(denied?.get("hub.reason")), /did not confirm/u);
    assert.equal(denied?.get("own"), "1");
    assert.equal(denied?.get("hub.challenge"), null);
  });

  it("is not held up by a subscriber that answers slowly: the others get what is new", async () => {
    await ask({});
    await pushedTimes(1);
    const slow = await subscriber();
    await ask({ "hub.callback": slow.callback });
    await eventually("it was sent the feed", () => slow.pushed.length === 1);
    slow.answers = false;
    await approve(1);
    const held = desk.program.push();
    await pushedTimes(2);
    await approve(2);
    await Promise.race([desk.program.push(), held]);
    await pushedTimes(3);
    assert.equal(slow.pushed.length, 2, "one delivery at a time");
    await slow.close();
    await held;
  });

  it("asks a few callbacks at a time, and tells whoever is too many to come again", async () => {
    reader.answers = false;
    const statuses = await Promise.all(
      Array.from({ length: 300 }, (_, index) => ask({ "hub.callback": `${reader.callback}&n=${index}` })),
    );
    // Eight are being asked, and two hundred wait for their turn.
    assert.equal(statuses.filter((status) => status === 202).length, 208);
    assert.equal(statuses.filter((status) => status === 429).length, 92);
    await eventually("eight are asked", () => reader.asked.length === 8);
    await reader.close();
  });

  it("gives an outlet its own view for its token only, as evidence, until the token is revoked", async () => {
    assert.equal(await ask({ "hub.topic": LICENSED }), 401);
    assert.equal(await ask({ "hub.topic": "http://desk.example/feeds/nothing.atom" }), 401);
    const issued = (await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body;
    const authorization = `Bearer ${text(issued, "secret")}`;
    assert.equal(await ask({ "hub.topic": LICENSED }, { authorization }), 202);
    await pushedTimes(1);
    assert.match(reader.pushed[0]?.body ?? "", /Column (?:one|two|three)/u);
    const { body } = await desk.api("GET", `/items/${text(items[0], "id")}/deliveries`);
    assert.equal(at(body, "deliveries", 0, "token"), text(issued, "token"));

    await desk.api("DELETE", `/channels/post/tokens/${text(issued, "token")}`);
    await approve(1);
    await desk.program.push();
    assert.equal(reader.pushed.length, 1);
    assert.deepEqual(await subscriptions(), []);
    assert.equal(reader.asked.at(-1)?.get("hub.mode"), "denied");
    assert.match(String(reader.asked.at(-1)?.get("hub.reason")), /token .* opens this feed no more/u);
  });

  it("pushes a withdrawal, tries again later and longer, and shows what it gave up", async () => {
    await ask({});
    await pushedTimes(1);
    reader.status = 503;
    await desk.api("POST", `/items/${text(items[0], "id")}/hold`, { reason: "A test" });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await desk.program.push();
      const sent = reader.pushed.length;
      assert.equal(sent, attempt + 1, "one attempt at a time");
      await desk.program.push();
      assert.equal(reader.pushed.length, attempt === 8 ? sent : sent, "and none before its time");
      waits.push(10 * 2 ** (attempt - 1));
      desk.clock.advance((waits.at(-1) ?? 0) * 1_000);
    }
    const [dead] = await subscriptions();
    assert.equal(at(dead, "problem"), "It answered 503.");
    assert.match(text(dead, "deadLetter", "rendering"), /^sha256:/u);
    assert.match(reader.pushed.at(-1)?.body ?? "", /at:deleted-entry/u);
    await desk.program.push();
    assert.equal(reader.pushed.length, 9, "it is left alone until there is something newer");

    reader.status = 200;
    await approve(1);
    assert.equal(await desk.program.push(), 1);
    assert.equal(at((await subscriptions())[0], "deadLetter"), null);
  });

  it("ends with its lease", async () => {
    await ask({ "hub.lease_seconds": "3600" });
    await pushedTimes(1);
    desk.clock.advance(3_600_000);
    await approve(1);
    assert.equal(await desk.program.push(), 0);
    assert.deepEqual(await subscriptions(), []);
  });
});
