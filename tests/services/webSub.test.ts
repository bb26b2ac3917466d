import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { InboundSubscriptionDoc } from "../../src/store/models/desk.js";
import { rssOf } from "../program.js";
import { bodyOf, type Loopback, loopback } from "./loopback.js";
import { type PollingDesk, pollingDesk } from "./pollingDesk.js";

const HOUR = 3_600_000;
const BASE = "http://desk.test";

/** A hub as WebSub §5 describes it; it reaches the desk's public address on loopback. */
interface Hub extends Loopback {
  /** What it was asked, as forms; the steps before a redirect not counted. */
  readonly asked: URLSearchParams[];
  /** Waits until it was asked once more. */
  next(): Promise<URLSearchParams>;
}

async function hubServer(): Promise<Hub> {
  const asked: URLSearchParams[] = [];
  const waiting: ((form: URLSearchParams) => void)[] = [];
  const server = await loopback((request, response) => {
    const [, status] = /^\/redirect-(\d+)/u.exec(request.url ?? "") ?? [];
    if (status !== undefined) {
      response.writeHead(Number(status), { location: "/hub" }).end();
      return;
    }
    void bodyOf(request).then((text) => {
      const form = new URLSearchParams(text);
      asked.push(form);
      response.writeHead(202).end();
      waiting.shift()?.(form);
    });
  });
  return Object.assign(server, {
    asked,
    next: () =>
      new Promise<URLSearchParams>((resolve) => {
        waiting.push(resolve);
      }),
  });
}

describe("a subscriber to hubs (WebSub)", () => {
  let desk: PollingDesk;
  let origin: string;
  let hub: Hub;
  let partner: Loopback;

  before(async () => {
    desk = await pollingDesk({ BASE_URL: BASE, WEBSUB: "true", FETCH_MAX_BODY_BYTES: "100000" });
    origin = await desk.listen();
    hub = await hubServer();
  });
  after(async () => {
    await hub.close();
    await desk.stop();
  });
  beforeEach(async () => {
    partner = await loopback();
    await desk.begin(`${partner.origin}/feed`);
  });
  afterEach(() => partner.close());

  const subscription = (): Promise<InboundSubscriptionDoc | null> =>
    desk.program.desk.models.inboundSubscription.findOne({ source: desk.source }).lean();

  /** The callback that the hub was given, where the test can reach it. */
  const callbackIn = (form: URLSearchParams) => form.get("hub.callback")?.replace(BASE, origin) ?? "";

  const verify = (callback: string, query: Record<string, string>) =>
    fetch(`${callback}?${new URLSearchParams({ "hub.challenge": "c-1234", ...query })}`);

  function signed(form: URLSearchParams, body: string, method = "sha256"): Record<string, string> {
    const digest = createHmac(method, form.get("hub.secret") ?? "")
      .update(body)
      .digest("hex");
    return { "content-type": "application/rss+xml", "x-hub-signature": `${method}=${digest}` };
  }

  const rss = (guid: string, links = "") =>
    rssOf([{ guid }])
      .replace(`xmlns:dc=`, `xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc=`)
      .replace("<channel>", `<channel>${links}`);
  const hubLinks = (self: string, at = "/hub") =>
    `<atom:link rel="hub" href="${hub.origin}${at}"/><atom:link rel="self" href="${self}"/>`;
  const serve = (body: string, headers: Record<string, string> = {}) => {
    partner.answer = (_request, response) => response.writeHead(200, headers).end(body);
  };

  /** Polls; the hub is asked for this topic, verifies it, and the subscription is in force. */
  async function subscribed(topic: string): Promise<URLSearchParams> {
    const asking = hub.next();
    await desk.poll();
    const form = await asking;
    assert.equal(form.get("hub.mode"), "subscribe");
    assert.equal(form.get("hub.topic"), topic);
    assert.match(form.get("hub.callback") ?? "", /^http:\/\/desk\.test\/websub\/[\w-]{43}$/u);
    assert.match(form.get("hub.secret") ?? "", /^[\w-]{43}$/u);
    assert.ok(Number(form.get("hub.lease_seconds")) > 0);
    const lease = { "hub.mode": "subscribe", "hub.topic": topic, "hub.lease_seconds": "86400" };
    const answer = await verify(callbackIn(form), lease);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), "c-1234");
    assert.match(answer.headers.get("content-type") ?? "", /^text\/plain/u);
    assert.equal((await subscription())?.state, "active");
    return form;
  }

  /** Delivers, and waits until what follows from it is done. */
  async function deliver(form: URLSearchParams, body: string, headers: Record<string, string>): Promise<number> {
    const response = await fetch(callbackIn(form), { method: "POST", body, headers });
    await new Promise<void>((resolve) => desk.program.desk.afterwards(async () => resolve()));
    return response.status;
  }

  const received = async () =>
    (await desk.program.desk.models.projected.item.find({ partner: "lantern" }).lean()).length;

  it("100: finds hub and topic in the Link headers", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("100"), { link: `<${hub.origin}/hub>; rel="hub", <${topic}>; rel="self"` });
    await subscribed(topic);
  });

  it("101: finds them in HTML", async () => {
    const topic = `${partner.origin}/feed`;
    serve(
      `<!doctype html><html><head><link rel="hub" href="${hub.origin}/hub"><link rel="self" href="${topic}"></head></html>`,
      { "content-type": "text/html" },
    );
    await subscribed(topic);
  });

  it("102: finds them in Atom", async () => {
    const topic = `${partner.origin}/feed`;
    const links = `<link rel="hub" href="${hub.origin}/hub"/><link rel="self" href="${topic}"/>`;
    serve(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Tides</title><id>urn:x:tides</id>${links}</feed>`);
    await subscribed(topic);
  });

  it("103: finds them in RSS", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("103", hubLinks(topic)));
    await subscribed(topic);
  });

  it("104: prefers the Link headers to the body", async () => {
    const topic = `${partner.origin}/feed`;
    const wrong = hubLinks(`${partner.origin}/wrong`).replace(hub.origin, "http://127.0.0.1:9");
    serve(rss("104", wrong), { link: `<${hub.origin}/hub>; rel="hub", <${topic}>; rel="self"` });
    await subscribed(topic);
  });

  it("200: subscribes to rel=self where that is another address", async () => {
    const topic = `${partner.origin}/canonical`;
    serve(rss("200", hubLinks(topic)));
    await subscribed(topic);
  });

  for (const [number, status] of [
    ["201", 302],
    ["202", 301],
  ] as const) {
    it(`${number}: follows a topic's ${status}, and takes rel=self from where it ends`, async () => {
      const topic = `${partner.origin}/final`;
      partner.answer = (request, response) => {
        if (request.url === "/feed") response.writeHead(status, { location: "/final" }).end();
        else response.end(rss(number, hubLinks(topic)));
      };
      await subscribed(topic);
    });
  }

  for (const [number, status] of [
    ["203", 307],
    ["204", 308],
  ] as const) {
    it(`${number}: follows a hub's ${status} with the same request`, async () => {
      const topic = `${partner.origin}/feed`;
      serve(rss(number, hubLinks(topic, `/redirect-${status}`)));
      await subscribed(topic);
    });
  }

  it("205: refuses to verify another topic, another token, or what it did not ask for", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("205", hubLinks(topic)));
    const asking = hub.next();
    await desk.poll();
    const callback = callbackIn(await asking);
    const right = { "hub.mode": "subscribe", "hub.topic": topic };
    assert.equal((await verify(callback, { ...right, "hub.topic": `${topic}/other` })).status, 404);
    assert.equal((await verify(callback, { "hub.mode": "subscribe" })).status, 404);
    assert.equal((await verify(callback, { ...right, "hub.mode": "unsubscribe" })).status, 404);
    assert.equal((await verify(`${origin}/websub/${"x".repeat(43)}`, right)).status, 404);
    assert.equal((await subscription())?.state, "asked");
  });

  it("300: answers a delivery with 2xx, and records it like the answer to a poll", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("300", hubLinks(topic)));
    const form = await subscribed(topic);
    const before = await received();
    for (const [index, method] of ["sha1", "sha256", "sha384", "sha512"].entries()) {
      const body = rss(`300-${method}`, hubLinks(topic));
      assert.equal(await deliver(form, body, signed(form, body, method)), 202);
      assert.equal(await received(), before + index + 1);
    }
    assert.equal((await subscription())?.lastDeliveryAt, desk.clock());
  });

  it("takes nothing from a hub while WEBSUB is off, nor for a source that its file gives another address", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("off", hubLinks(topic)));
    const form = await subscribed(topic);
    const before = await received();
    const body = rss("off-delivered", hubLinks(topic));
    const off = await pollingDesk({ BASE_URL: BASE, WEBSUB: "false" }, desk);
    const callback = callbackIn(form).replace(origin, await off.listen());
    const sent = await fetch(callback, { method: "POST", body, headers: signed(form, body) });
    assert.equal(sent.status, 404);
    assert.equal((await verify(callback, { "hub.mode": "subscribe", "hub.topic": topic })).status, 404);
    await off.stop();
    await desk.sources({ id: desk.name, url: `${partner.origin}/elsewhere` });
    assert.equal(await deliver(form, body, signed(form, body)), 202);
    assert.equal(await received(), before);
  });

  it("301: throws a delivery with a wrong signature away, without telling", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("301", hubLinks(topic)));
    const form = await subscribed(topic);
    const before = await received();
    const body = rss("301-forged");
    const right = signed(form, body)["x-hub-signature"] ?? "";
    const wrong = [
      `sha256=${"0".repeat(64)}`,
      right.slice(0, -2),
      `${right}00`,
      right.replace("sha256", "sha1"),
      right.replace("sha256", "md5"),
      "sha256=",
      "nonsense",
      signed(new URLSearchParams({ "hub.secret": "another" }), body)["x-hub-signature"] ?? "",
      signed(form, `${body} `)["x-hub-signature"] ?? "",
    ];
    for (const signature of wrong) assert.equal(await deliver(form, body, { "x-hub-signature": signature }), 202);
    assert.equal(await received(), before);
    assert.equal((await subscription())?.discarded, wrong.length);
  });

  it("302: throws a delivery without a signature away, without telling", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("302", hubLinks(topic)));
    const form = await subscribed(topic);
    const before = await received();
    assert.equal(await deliver(form, rss("302-unsigned"), { "content-type": "application/rss+xml" }), 202);
    assert.equal(await received(), before);
  });

  it("reads bytes of any content type, JSON among them, and no more of them than a fetch may have", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("json", hubLinks(topic)));
    const form = await subscribed(topic);
    const before = await received();
    const item = { id: "json-1", url: "http://lantern.example/json-1", title: "Slack water", content_text: "Still." };
    const body = JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "T", items: [item] });
    assert.equal(await deliver(form, body, { ...signed(form, body), "content-type": "application/json" }), 202);
    assert.equal(await received(), before + 1);
    const large = " ".repeat(100_001);
    assert.equal(await deliver(form, large, signed(form, large)), 413);
    const unknown = await fetch(`${origin}/websub/${"x".repeat(43)}`, { method: "POST", body: large });
    assert.equal(unknown.status, 404);
  });

  it("leaves a delivery that cannot be read to the next poll, which comes at once", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("unreadable", hubLinks(topic)));
    const form = await subscribed(topic);
    assert.ok(((await desk.health()).dueAt ?? "") > desk.clock());
    assert.equal(await deliver(form, "no feed", signed(form, "no feed")), 202);
    assert.equal((await desk.health()).dueAt, desk.clock());
  });

  it("renews before the lease ends, with the same callback, and polls less often meanwhile", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("renew", hubLinks(topic)));
    const form = await subscribed(topic);
    await desk.poll();
    const wait = Date.parse((await desk.health()).dueAt ?? "") - Date.parse(desk.clock());
    assert.ok(wait >= 6 * HOUR, `${wait / HOUR} hours`);
    assert.equal((await desk.health()).hub?.state, "active");
    desk.clock.advance(20 * HOUR);
    const asking = hub.next();
    await desk.due();
    const again = await asking;
    assert.equal(again.get("hub.callback"), form.get("hub.callback"));
    assert.equal(again.get("hub.secret"), form.get("hub.secret"));
    const until = (await subscription())?.leasedUntil;
    await verify(callbackIn(again), { "hub.mode": "subscribe", "hub.topic": topic, "hub.lease_seconds": "86400" });
    assert.ok(((await subscription())?.leasedUntil ?? "") > (until ?? ""));
  });

  it("goes on polling where the hub denies, fails, or is no longer named", async () => {
    const topic = `${partner.origin}/feed`;
    serve(rss("denied", hubLinks(topic)));
    const form = await subscribed(topic);
    const denial = { "hub.mode": "denied", "hub.topic": topic, "hub.reason": "no room" };
    assert.equal((await verify(callbackIn(form), denial)).status, 200);
    const { state, problem } = (await desk.health()).hub ?? { state: null, problem: null };
    assert.deepEqual([state, problem], ["denied", "The hub denied the subscription: no room."]);
    serve(rss("denied"));
    await desk.poll();
    assert.equal(await subscription(), null);
    assert.equal((await verify(callbackIn(form), { "hub.mode": "subscribe", "hub.topic": topic })).status, 404);
    serve(rss("denied", hubLinks(topic).replace(hub.origin, "http://127.0.0.1:9")));
    assert.equal((await desk.poll()).outcome, "unchanged");
    await new Promise<void>((resolve) => desk.program.desk.afterwards(async () => resolve()));
    assert.equal((await subscription())?.state, "failed");
    assert.match((await subscription())?.problem ?? "", /could not be asked/u);
  });

  it("keeps callbacks out of the log, and asks no hub for a feed behind credentials", async () => {
    assert.ok(desk.logged().includes("/websub/…"));
    assert.ok(!/websub\/[\w-]{43}/u.test(desk.logged()));
    const topic = `${partner.origin}/feed`;
    serve(rss("closed", hubLinks(topic)));
    await desk.begin(topic, { credentials: "lantern" });
    await desk.poll();
    assert.equal(await subscription(), null);
  });
});
