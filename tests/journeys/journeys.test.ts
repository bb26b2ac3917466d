import assert from "node:assert/strict";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { amendNow, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const THREE = [
  { guid: "one", title: "Is 3 < 5 & other sums", body: "<p>Numbers at breakfast, and what came of them.</p>" },
  { guid: "two", author: "Bo Field" },
  { guid: "three" },
];

const DECISIONS = ["waiting", "approved", "held", "rejected", "withdrawn"];

async function itemTitled(desk: RunningDesk, title: string): Promise<unknown> {
  const pages = await Promise.all(
    DECISIONS.map(async (decision) => list((await desk.api("GET", `/items?decision=${decision}`)).body, "items")),
  );
  const found = pages.flat().find((item) => at(item, "title") === title);
  assert.ok(found, `no item titled ${title}`);
  return found;
}

function approve(desk: RunningDesk, item: unknown, channel = "web") {
  return desk.api("POST", `/items/${text(item, "id")}/approve`, {
    revision: at(item, "revision"),
    channels: [channel],
  });
}

async function approveAll(desk: RunningDesk): Promise<void> {
  for (const item of list((await desk.api("GET", "/items")).body, "items"))
    assert.equal((await approve(desk, item)).status, 200);
}

async function atom(desk: RunningDesk): Promise<readonly unknown[]> {
  return list(parseAtomFeed(await (await desk.get("/feeds/web.atom")).text()), "entries");
}

describe("journeys through a running desk", () => {
  let desk: RunningDesk;

  beforeEach(async () => {
    desk = await runningDesk(rssOf(THREE));
  });
  afterEach(() => desk.stop());

  it("takes a column from poll to feed, in three formats that an independent reader understands", async () => {
    assert.equal(list((await desk.api("GET", "/items")).body, "items").length, 3);
    const { status } = await desk.api("POST", "/permissions", grantOf());
    assert.equal(status, 201);
    const item = await itemTitled(desk, "Is 3 < 5 & other sums");
    const approved = await approve(desk, item, "web");
    assert.equal(approved.status, 200);

    const notice =
      "First published by The Lantern. Republished with permission. © 2026 Lantern Press. All rights reserved.";
    const items = list(parseRssFeed(await (await desk.get("/feeds/web.rss")).text()), "items");
    assert.equal(items.length, 1);
    assert.equal(at(items, 0, "title"), "Is 3 < 5 & other sums");
    assert.match(text(items, 0, "content", "encoded"), /Numbers at breakfast/u);
    assert.match(text(items, 0, "content", "encoded"), /Republished with permission\. © 2026 Lantern Press/u);
    assert.equal(at(items, 0, "dc", "rights", 0), notice);

    const entries = await atom(desk);
    assert.equal(entries.length, 1);
    assert.equal(at(entries, 0, "rights", "value"), notice);
    assert.equal(at(entries, 0, "authors", 0, "name"), "Ada Brook");

    const json = parseJsonFeed(await (await desk.get("/feeds/web.json")).text());
    assert.equal(at(json, "items", 0, "title"), "Is 3 < 5 & other sums");
    assert.equal(at(json, "items", 0, "external_url"), "http://lantern.example/one");
  });

  it("takes a column out with the very next response when its permission is revoked, with a tombstone in Atom", async () => {
    const granted = await desk.api("POST", "/permissions", grantOf());
    await approveAll(desk);
    const before = await atom(desk);
    assert.equal(before.length, 3);
    const page = new URL(text(before, 0, "links", 0, "href")).pathname;
    assert.equal((await desk.get(page)).status, 200);

    const revoked = await desk.api("POST", `/permissions/${text(granted.body, "permission")}/revoke`, {
      reason: "The author asked for it",
    });
    assert.equal(revoked.status, 200);
    assert.equal((await atom(desk)).length, 0);
    const after = await (await desk.get("/feeds/web.atom")).text();
    assert.equal([...after.matchAll(/<at:deleted-entry ref="urn:uuid:[^"]+" when="[^"]+">/gu)].length, 3);
    const withdrawals = await (await desk.get("/feeds/web/withdrawals.json")).json();
    assert.equal(list(withdrawals, "withdrawn").length, 3);
    const gone = await desk.get(page);
    assert.equal(gone.status, 410);
    assert.match(await gone.text(), /withdrawn by the rights holder/u);

    await desk.api("POST", "/permissions", grantOf());
    assert.equal((await atom(desk)).length, 0, "a later permission needs a new act");
    const item = await itemTitled(desk, "Column two");
    const again = await approve(desk, item, "web");
    assert.equal(again.status, 200);
    assert.equal((await atom(desk)).length, 1);
  });

  it("ends at the instant of expiry by the clock alone", async () => {
    await desk.api("POST", "/permissions", grantOf({ until: "2026-06-10T00:00:00.000Z" }));
    await approveAll(desk);
    const first = await desk.get("/feeds/web.rss");
    const tag = String(first.headers.get("etag"));
    desk.clock.set("2026-06-09T23:59:59.999Z");
    assert.equal((await desk.get("/feeds/web.rss", { "if-none-match": tag })).status, 304);
    desk.clock.set("2026-06-10T00:00:00.000Z");
    const after = await desk.get("/feeds/web.rss", { "if-none-match": tag });
    assert.equal(after.status, 200);
    assert.doesNotMatch(await after.text(), /<item>/u);
    const tombstones = await (await desk.get("/feeds/web.atom")).text();
    assert.equal([...tombstones.matchAll(/when="2026-06-10T00:00:00\.000Z"/gu)].length, 3);

    desk.clock.advance(1_000);
    const id = text((await desk.api("GET", "/permissions")).body, "permissions", 0, "id");
    const renewed = await amendNow(desk, id, {
      ...grantOf({ until: "2027-06-10T00:00:00.000Z" }),
      from: "2026-06-01T12:00:00.000Z",
      reason: "Renewed, late",
    });
    assert.equal(renewed.status, 200);
    assert.doesNotMatch(
      await (await desk.get("/feeds/web.rss")).text(),
      /<item>/u,
      "what lapsed does not come back by itself",
    );
  });

  it("keeps what is renewed before its end", async () => {
    const granted = await desk.api("POST", "/permissions", grantOf({ until: "2026-06-10T00:00:00.000Z" }));
    await approveAll(desk);
    desk.clock.set("2026-06-09T00:00:00.000Z");
    await amendNow(desk, text(granted.body, "permission"), {
      ...grantOf({ until: "2027-01-01T00:00:00.000Z" }),
      from: "2026-06-01T12:00:00.000Z",
      reason: "Renewed",
    });
    desk.clock.set("2026-12-31T23:59:59.999Z");
    assert.equal((await atom(desk)).length, 3);
    desk.clock.set("2027-01-01T00:00:00.000Z");
    assert.equal((await atom(desk)).length, 0);
  });

  it("returns a revised column to review while the approved text stays, and refuses the old text as stale", async () => {
    await desk.api("POST", "/permissions", grantOf());
    await approveAll(desk);
    const before = await itemTitled(desk, "Column two");
    desk.partner.serve(rssOf([{ guid: "two", author: "Bo Field", body: "<p>A corrected account of the tide.</p>" }]));
    desk.clock.advance(3_600_000);
    await desk.poll();

    const after = await itemTitled(desk, "Column two");
    assert.equal(at(after, "review", "decision"), "waiting");
    assert.notEqual(at(after, "revision"), at(before, "revision"));
    const rss = await (await desk.get("/feeds/web.rss")).text();
    assert.match(rss, /The tide came in twice on the day of column two/u);
    assert.doesNotMatch(rss, /A corrected account/u);
    const explained = (await desk.api("GET", `/items/${text(before, "id")}/explain?channel=web`)).body;
    assert.match(text(explained, "answer"), /an earlier text was approved; the current one is not published/u);
    assert.equal((await atom(desk)).length, 3, "absence from a feed is not withdrawal");

    const stale = await approve(desk, before);
    assert.equal(stale.status, 409);
    assert.equal(at(stale.body, "code"), "item.stale");
    const fresh = await approve(desk, after);
    assert.equal(fresh.status, 200);
    const corrected = await (await desk.get("/feeds/web.rss")).text();
    assert.match(corrected, /A corrected account of the tide/u);
    assert.doesNotMatch(corrected, /twice on the day of column two/u);
  });

  it("refuses what no permission covers, and says why in one sentence", async () => {
    const item = await itemTitled(desk, "Column three");
    const refused = await approve(desk, item, "web");
    assert.equal(refused.status, 409);
    assert.equal(at(refused.body, "code"), "item.refused");
    assert.match(text(refused.body, "errors", 0, "detail"), /No permission on record covers this column/u);
  });

  it("opens an outlet's channel to its token only, and tells others nothing", async () => {
    await desk.api("POST", "/permissions", grantOf());
    const item = await itemTitled(desk, "Column two");
    await approve(desk, item, "post");
    const issued = await desk.api("POST", "/channels/post/tokens", { name: "CMS" });
    assert.equal(issued.status, 201);
    const secret = text(issued.body, "secret");
    const basic = Buffer.from(`anyone:${secret}`).toString("base64");
    for (const [path, headers] of [
      ["/feeds/post.rss", { authorization: `Bearer ${secret}` }],
      ["/feeds/post.rss", { authorization: `Basic ${basic}` }],
      [`/feeds/post.rss?token=${secret}`, {}],
    ] as const) {
      const response = await desk.get(path, headers);
      assert.equal(response.status, 200);
      assert.match(String(response.headers.get("cache-control")), /private/u);
      assert.match(await response.text(), /Column two/u);
    }
    const wrong = await desk.get("/feeds/post.rss", { authorization: "Bearer wrong" });
    const unknown = await desk.get("/feeds/nothing.rss", { authorization: "Bearer wrong" });
    assert.equal(wrong.status, 401);
    assert.equal(unknown.status, 401);
    assert.deepEqual(await wrong.json(), await unknown.json());
    const revoked = await desk.api("DELETE", `/channels/post/tokens/${text(issued.body, "token")}`);
    assert.equal(revoked.status, 200);
    assert.equal((await desk.get(`/feeds/post.rss?token=${secret}`)).status, 401);

    const deliveries = (await desk.api("GET", `/items/${text(item, "id")}/deliveries`)).body;
    assert.equal(at(deliveries, "deliveries", 0, "fetches"), 3);
    assert.equal(at(deliveries, "deliveries", 0, "token"), at(issued.body, "token"));
  });

  it("takes a held column out at once, and explains any of it at any moment", async () => {
    await desk.api("POST", "/permissions", grantOf());
    await approveAll(desk);
    const item = await itemTitled(desk, "Column two");
    desk.clock.advance(60_000);
    const then = desk.clock();
    desk.clock.advance(60_000);
    assert.equal(
      (await desk.api("POST", `/items/${text(item, "id")}/hold`, { reason: "A reader complained" })).status,
      200,
    );
    assert.equal((await atom(desk)).length, 2);
    const now = (await desk.api("GET", `/items/${text(item, "id")}/explain?channel=web`)).body;
    assert.equal(at(now, "published"), false);
    assert.match(text(now, "answer"), /held \(A reader complained\)/u);
    const before = (await desk.api("GET", `/items/${text(item, "id")}/explain?channel=web&at=${then}`)).body;
    assert.equal(at(before, "published"), true);
    const early = (await desk.api("GET", `/items/${text(item, "id")}/explain?channel=web&at=2026-05-01T00:00:00.000Z`))
      .body;
    assert.equal(at(early, "code"), "item.unknown");
  });

  it("lets a partner's tombstone withdraw its own column", async () => {
    await desk.api("POST", "/permissions", grantOf());
    await approveAll(desk);
    const gone = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:x</id><title>The Lantern</title><updated>2026-06-01T12:00:00Z</updated><at:deleted-entry ref="two" when="2026-06-01T12:30:00Z"/></feed>`;
    desk.partner.serve(gone, "application/atom+xml");
    await desk.poll();
    assert.equal(at(await itemTitled(desk, "Column two"), "review", "decision"), "withdrawn");
    assert.equal((await atom(desk)).length, 2);
  });

  it("approves on arrival what a standing instruction covers, and sends doubts to the queue", async () => {
    await desk.api("POST", "/permissions", grantOf());
    const given = await desk.api("POST", "/instructions", {
      source: "lantern/columns",
      channel: "web",
      until: "2026-12-31T00:00:00Z",
    });
    assert.equal(given.status, 201);
    desk.partner.serve(rssOf([{ guid: "four" }, { guid: "five", body: "<p>Hello *|FNAME|*, here is my column.</p>" }]));
    await desk.poll();
    assert.match(await (await desk.get("/feeds/web.rss")).text(), /Column four/u);
    const doubtful = await itemTitled(desk, "Column five");
    assert.equal(at(doubtful, "review", "decision"), "waiting");
    const arrived = text(await itemTitled(desk, "Column four"), "id");
    const { body } = await desk.api("GET", `/ledger/entries?subject=item:${arrived}`);
    assert.ok(JSON.stringify(body).includes(`instruction:${text(given.body, "instruction")}`));
  });

  it("leaves out a column that cannot be written, and goes on with the others", async () => {
    desk.partner.serve(
      rssOf([
        { guid: "six", title: "&#x200b;" },
        { guid: "seven", title: "<![CDATA[\u0001]]>" },
      ]),
    );
    await desk.poll();
    await desk.api("POST", "/permissions", grantOf());
    await approveAll(desk);
    for (const format of ["rss", "atom", "json"]) {
      const response = await desk.get(`/feeds/web.${format}`);
      assert.equal(response.status, 200, format);
      assert.match(await response.text(), /Column two/u);
    }
  });
});
