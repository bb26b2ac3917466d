import assert from "node:assert/strict";
import { systemActor } from "../../src/domain/role.js";
import { BOOTSTRAP_ACCOUNT, signInLink } from "../../src/services/accounts.js";
import { acceptLedger } from "../../src/services/doubt.js";
import { sweep } from "../../src/services/sweep.js";
import { grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const HOUR = 3_600_000;
const OPERATOR = systemActor("operator");

describe("a desk that is not sure of its own state", () => {
  let desk: RunningDesk;
  let paths: readonly string[];
  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
    const until = new Date(Date.parse(desk.clock()) + HOUR).toISOString();
    await desk.api("POST", "/permissions", grantOf({ until }));
    const [item] = list((await desk.api("GET", "/items")).body, "items");
    const approval = { revision: text(item, "revision"), channels: ["web"] };
    await desk.api("POST", `/items/${text(item, "id")}/approve`, approval);
    const feeds = ["web.rss", "web.atom", "web.json", "web/withdrawals.json"].map((name) => `/feeds/${name}`);
    paths = [...feeds, `/items/${text(item, "id")}`, "/rsl/web.xml"];
  });
  afterEach(() => desk.stop());

  const statuses = async () => Promise.all(paths.map(async (path) => (await desk.get(path)).status));
  const all = (status: number) => paths.map(() => status);

  /** What the desk's first page says to whoever has signed in. */
  const page = async () => {
    const [, token] = (await signInLink(desk.program.desk, BOOTSTRAP_ACCOUNT)).split("token=");
    const form = { method: "POST", body: new URLSearchParams({ token: token ?? "" }), redirect: "manual" } as const;
    const signed = await fetch(`${desk.origin}/sign-in`, form);
    const cookie = signed.headers.getSetCookie().map((one) => one.split(";")[0]);
    return (await desk.get("/desk", { cookie: cookie.join("; ") })).text();
  };

  it("publishes and pushes nothing while its clock is behind the ledger, says so, and goes on once the clock is right", async () => {
    assert.deepEqual(await statuses(), all(200));
    const now = desk.clock();
    desk.clock.advance(-2 * HOUR);
    assert.deepEqual(await statuses(), all(503));
    const answer = await desk.get("/feeds/web.rss");
    assert.match(String(answer.headers.get("retry-after")), /^\d+$/u);
    assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
    assert.equal(text(await answer.json(), "code"), "desk.unsure");
    const ready = await desk.get("/readyz");
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /7200 seconds later\. Wait until the clock gets there/u);
    assert.equal(await desk.program.push(), 0);
    assert.match(await page(), /role="alert".*Feeds are held back.*7200 seconds later/su);
    assert.equal((await desk.api("GET", "/items")).status, 200);

    desk.clock.set(now);
    assert.deepEqual(await statuses(), all(200));
    assert.equal((await desk.get("/readyz")).status, 200);
    assert.doesNotMatch(await page(), /Feeds are held back/u);
  });

  it("goes on at the ledger's instant once a person says so, which is on record, until the ledger is further ahead", async () => {
    await assert.rejects(acceptLedger(desk.program.desk, OPERATOR, "Why not"), { code: "act.conflict" });
    desk.clock.advance(-2 * HOUR);
    await assert.rejects(acceptLedger(desk.program.desk, OPERATOR, " "), { code: "input.invalid" });
    await acceptLedger(desk.program.desk, OPERATOR, "The clock was ahead once");
    assert.deepEqual(await statuses(), all(200));
    const [entry] = await desk.program.desk.ledger.entries({ limit: 1 });
    assert.equal(entry?.act, "accept-ledger");
    assert.equal(entry?.clocks?.own, desk.clock());

    const own = desk.clock();
    desk.clock.advance(5 * HOUR);
    await desk.api("POST", "/permissions", grantOf({ evidence: "Another letter" }));
    desk.clock.set(own);
    assert.deepEqual(await statuses(), all(503));
  });

  it("records nothing that the clock has ended while the clock is in doubt", async () => {
    const { desk: core } = desk.program;
    desk.clock.advance(3 * HOUR);
    await desk.api("POST", "/channels/post/tokens", { name: "CMS" });
    desk.clock.advance(-2 * HOUR);
    const { seq } = core.ledger.head();
    await sweep(core, null);
    assert.equal(core.ledger.head().seq, seq);
    desk.clock.advance(2 * HOUR);
    await sweep(core, null);
    assert.equal(core.ledger.head().seq, seq + 1);
  });
});
