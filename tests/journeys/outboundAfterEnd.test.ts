import assert from "node:assert/strict";
import { decodeJwt } from "jose";
import { digestOfText } from "../../src/domain/digest.js";
import { systemActor } from "../../src/domain/role.js";
import { verifyLedger } from "../../src/services/evidence.js";
import { entryId } from "../../src/services/publish/outbound.js";
import { sweep } from "../../src/services/sweep.js";
import {
  amendNow,
  at,
  changeLicense,
  grantOf,
  list,
  type RunningDesk,
  rssOf,
  runningDesk,
  settled,
  text,
} from "../program.js";

const BODY = "<p>The tide came in twice on the day. Nobody saw it leave.</p><p>The last words are not given away.</p>";
const EXCERPT = "<p>The tide came in twice on the day.</p>";
const END = "2026-07-01T12:00:00.000Z";
const REDUCED = "The permission to publish the whole column has ended; no more than an excerpt with a link may stay.";
const TERMS = { afterEnd: "reduce", actions: ["republish"], excerpt: { words: 10 }, until: END };

describe("a permission after whose end an excerpt may stay", () => {
  let desk: RunningDesk;
  let item: string;
  let permission: string;
  let secret: string;

  const begin = async (grant: object) => {
    desk = await runningDesk(rssOf([{ guid: "one", title: "The tide", body: BODY }]));
    await changeLicense(desk, { afterEnd: "may-stay" });
    const granted = await desk.api("POST", "/permissions", grantOf({ ...TERMS, ...grant }));
    assert.equal(granted.status, 201, JSON.stringify(granted.body));
    permission = text(granted.body, "permission");
    item = text((await desk.api("GET", "/items")).body, "items", 0, "id");
    secret = text((await desk.api("POST", "/channels/post/tokens", { name: "CMS" })).body, "secret");
    const channels = ["web", "post"];
    const approved = await desk.api("POST", `/items/${item}/approve`, {
      revision: at(await column(), "revision"),
      channels,
    });
    assert.equal(approved.status, 200, JSON.stringify(approved.body));
  };
  afterEach(() => desk.stop());

  const column = async () => (await desk.api("GET", `/items/${item}`)).body;
  const feed = async (name: string) => (await desk.get(`/feeds/${name}`, { authorization: `Bearer ${secret}` })).text();
  const json = async (name: string) => JSON.parse(await feed(`${name}.json`));
  const releases = async (channel: string) =>
    list(await column(), "releases").filter((release) => at(release, "channel") === channel);

  it("carries the whole until just before its end, says what is to become of it, and then the excerpt at once", async () => {
    await begin({});
    desk.clock.set("2026-07-01T11:59:59.999Z");
    const [before] = list(await json("web"), "items");
    assert.match(text(before, "content_html"), /last words/u);
    assert.match(
      text(before, "_rights", "accessRights"),
      /Permitted until .*; reduce it to an excerpt with a link to the original then\./u,
    );
    assert.equal(at(before, "_rights", "validUntil"), END);

    desk.clock.set(END);
    for (const name of ["web.atom", "post.atom"])
      assert.doesNotMatch(
        await feed(name),
        /The tide|deleted-entry|fh:complete/u,
        "nothing is told before it is recorded",
      );
    await settled(desk.program);
    assert.match(await feed("web.atom"), /fh:complete/u);
    for (const name of ["web.rss", "web.atom", "web.json", "post.atom"]) {
      const written = await feed(name);
      assert.match(written, /The tide came in twice on the day\./u, name);
      assert.match(written, /Read the original/u, name);
      assert.match(written, /This is an excerpt; no more of the column may be published\./u, name);
      assert.doesNotMatch(written, /Nobody saw|last words|deleted-entry/u, name);
    }
    const now = await json("web");
    const [after] = list(now, "items");
    assert.equal(at(after, "id"), at(before, "id"));
    assert.ok(text(after, "date_modified") > text(before, "date_modified"));
    assert.equal(at(after, "_rights", "extent"), "excerpt");
    assert.equal(at(after, "_rights", "validUntil"), null);
    assert.match(text(after, "_rights", "accessRights"), /It may stay after 2026-07-01T12:00:00\.000Z\./u);
    assert.deepEqual(list(now, "_withdrawn", "items"), []);
    assert.match(await (await desk.get(`/items/${item}`)).text(), /The tide/u);
  });

  it("never keeps a reader waiting for the ledger: it is left out until an act that stands in its way is done", async () => {
    await begin({});
    await json("web");
    desk.clock.set(END);
    const { ledger } = desk.program.desk;
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const act = ledger.act(systemActor("test"), "apply", async () => {
      await held;
      return { events: [], result: undefined };
    });
    const { seq } = ledger.head();
    try {
      for (const name of ["web.rss", "web.atom", "web.json", "post.atom"])
        assert.doesNotMatch(await feed(name), /The tide|deleted-entry/u, name);
      assert.deepEqual(list(await (await desk.get("/feeds/web/withdrawals.json")).json(), "withdrawn"), []);
      const page = await desk.get(`/items/${item}`);
      assert.equal(page.status, 503);
      assert.match(String(page.headers.get("retry-after")), /^\d+$/u);
      assert.equal(ledger.head().seq, seq);
    } finally {
      goOn();
    }
    await act;
    await settled(desk.program);
    assert.match(await feed("web.atom"), /The tide/u);
  });

  it("is on record as two releases, with receipts that tell them apart and a verifiable ledger", async () => {
    await begin({});
    const whole = text(await json("web"), "items", 0, "_rights", "receipt");
    desk.clock.set(END);
    const check = async (receipt: string) => (await desk.api("POST", "/receipts/verify", { receipt })).body;
    assert.equal(text(await check(whole), "answer"), `Genuine, but it no longer holds. ${REDUCED}`);
    await json("web");
    await settled(desk.program);
    const kept = text(await json("web"), "items", 0, "_rights", "receipt");
    assert.equal(text(await check(whole), "answer"), `Genuine, but it no longer holds. ${REDUCED}`);
    assert.equal(decodeJwt(kept).excerpt, digestOfText(EXCERPT));
    assert.equal(decodeJwt(kept).clearedUntil, null);
    assert.equal(at(await check(kept), "holds"), true);

    const [first, second] = await releases("web");
    assert.deepEqual([at(first, "withdrawal"), at(first, "withdrawnAt")], ["reduced", END]);
    assert.deepEqual([at(second, "state"), at(second, "begunAt")], ["open", at(first, "openedAt")]);
    const { body } = await desk.api("GET", `/items/${item}/explain?channel=web`);
    assert.match(text(body, "answer"), /^Published as an excerpt of 8 words/u);
    assert.deepEqual((await verifyLedger(desk.program.desk, null)).faults, []);
  });

  it("leaves an outlet with an outdated copy until it fetches the excerpt, and counts both", async () => {
    await begin({});
    await json("post");
    desk.clock.set(END);
    await sweep(desk.program.desk, null);
    const holding = async () => {
      const { body } = await desk.api("GET", `/items/${item}/deliveries`);
      return list(body, "outlets").find((one) => at(one, "channel") === "post");
    };
    assert.equal(at(await holding(), "copy"), "outdated");
    await json("post");
    assert.equal(at(await holding(), "copy"), "current");
    assert.equal(at(await holding(), "fetches"), 2);
  });

  it("comes to the same where nobody asks until long after, and goes when the terms are amended after all", async () => {
    await begin({});
    desk.clock.set("2026-08-15T00:00:00.000Z");
    await sweep(desk.program.desk, null);
    assert.equal(list(await json("web"), "items").length, 1);
    const record = grantOf({ ...TERMS, from: "2026-06-01T12:00:00.000Z", afterEnd: "remove" });
    const amended = await amendNow(desk, permission, {
      ...record,
      reason: "No excerpt either",
    });
    assert.equal(amended.status, 200, JSON.stringify(amended.body));
    const now = await json("web");
    assert.equal(list(now, "items").length, 0);
    assert.match(text(now, "_withdrawn", "items", 0, "reason"), /has ended/u);
    assert.equal((await desk.get(`/items/${item}`)).status, 410);
  });

  const gone: readonly (readonly [
    author: string,
    grant: object,
    act: (permission: string, item: string) => Promise<unknown>,
    reason: RegExp,
  ])[] = [
    ["Removed", { afterEnd: "remove" }, async () => undefined, /has ended/u],
    [
      "Revoked",
      {},
      (revoked) => desk.api("POST", `/permissions/${revoked}/revoke`, { reason: "Over", effect: "now" }),
      /withdrawn by the rights holder/u,
    ],
    ["Wordless", { excerpt: { words: 0 } }, async () => undefined, /has ended/u],
    ["Held", {}, (_, held) => desk.api("POST", `/items/${held}/hold`, { reason: "A doubt" }), /editors have taken/u],
    [
      "Removed, and in excerpts under another permission",
      { afterEnd: "remove" },
      () => desk.api("POST", "/permissions", grantOf({ actions: ["excerpt"], excerpt: { words: 10 } })),
      /has ended/u,
    ],
  ];

  it("leaves nothing of what is to be removed, was revoked or held, or has no words within the limit", async () => {
    desk = await runningDesk(rssOf(gone.map(([author]) => ({ guid: author, title: author, author, body: BODY }))));
    await changeLicense(desk, { afterEnd: "may-stay" });
    const items = list((await desk.api("GET", "/items")).body, "items");
    const left = new Map<string, RegExp>();
    for (const [author, grant, act, reason] of gone) {
      const own = { ...TERMS, ...grant, works: { authors: [author] } };
      const granted = text((await desk.api("POST", "/permissions", grantOf(own))).body, "permission");
      const found = items.find((one) => at(one, "title") === author);
      const approval = { revision: at(found, "revision"), channels: ["web"] };
      const approved = await desk.api("POST", `/items/${text(found, "id")}/approve`, approval);
      assert.equal(approved.status, 200, JSON.stringify(approved.body));
      await act(granted, text(found, "id"));
      left.set(entryId(text(found, "id")), reason);
    }
    desk.clock.set(END);
    const now = JSON.parse(await (await desk.get("/feeds/web.json")).text());
    assert.deepEqual(list(now, "items"), []);
    for (const tombstone of list(now, "_withdrawn", "items"))
      assert.match(text(tombstone, "reason"), left.get(text(tombstone, "id")) ?? /never/u);
    assert.equal(list(now, "_withdrawn", "items").length, gone.length);
  });
});
