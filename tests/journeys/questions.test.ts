import assert from "node:assert/strict";
import { parseAtomFeed } from "feedsmith";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

describe("questions that change nothing", () => {
  let desk: RunningDesk;
  let item: unknown;

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two", author: "Bo Field" }]));
    const found = list((await desk.api("GET", "/items")).body, "items");
    item = found.find((one) => at(one, "title") === "Column one");
  });
  afterEach(() => desk.stop());

  async function head(): Promise<unknown> {
    return (await desk.api("GET", "/ledger/head")).body;
  }

  async function approveAll(): Promise<void> {
    for (const one of list((await desk.api("GET", "/items")).body, "items")) {
      const approval = { revision: at(one, "revision"), channels: ["web"] };
      assert.equal((await desk.api("POST", `/items/${text(one, "id")}/approve`, approval)).status, 200);
    }
  }

  it("answer one use of an item, as the channel has it or changed, with reasons that name the values", async () => {
    await desk.api("POST", "/permissions", grantOf({ territories: { include: ["GB", "IE"] } }));
    const before = await head();
    const plain = await desk.api("POST", "/assess", { item: at(item, "id"), channel: "web" });
    assert.equal(plain.status, 200);
    assert.equal(at(plain.body, "clearance", "verdict"), "cleared");
    const abroad = { item: at(item, "id"), channel: "web", use: { territories: ["DE"], ai: ["train"] } };
    const refused = await desk.api("POST", "/assess", abroad);
    const reasons = list(refused.body, "clearance", "reasons");
    assert.deepEqual(
      reasons.map((reason) => at(reason, "code")),
      ["territory.not-covered", "ai.not-allowed"],
    );
    assert.match(text(reasons[0], "sentence"), /covers GB, IE; asked for DE\./u);
    assert.equal(at(reasons[0], "curedBy"), "rights");
    assert.deepEqual(await head(), before);
  });

  it("answer about a column that is not on record, by its facts, at any instant", async () => {
    const until = "2026-09-01T00:00:00.000Z";
    await desk.api("POST", "/permissions", grantOf({ works: { authors: ["Ada Brook"] }, until, openEnded: false }));
    const question = { work: { partner: "lantern", authors: ["ADA  brook"] }, use: { territories: ["GB"] } };
    const now = await desk.api("POST", "/assess", question);
    assert.equal(at(now.body, "clearance", "verdict"), "cleared");
    assert.equal(at(now.body, "clearance", "changesAt"), until);
    const later = await desk.api("POST", "/assess", { ...question, at: until });
    assert.equal(text(later.body, "clearance", "reasons", 0, "code"), "window.ended");
  });

  it("answer many at once, and one that cannot be asked does not stop the others", async () => {
    await desk.api("POST", "/permissions", grantOf());
    const id = at(item, "id");
    const questions = [{ item: id, channel: "web" }, { item: id, channel: "nowhere" }, { channel: "web" }];
    const { status, body } = await desk.api("POST", "/assess/batch", { questions });
    assert.equal(status, 200);
    assert.equal(text(body, "answers", 0, "clearance", "verdict"), "cleared");
    assert.equal(text(body, "answers", 1, "problem", "code"), "channel.unknown");
    assert.equal(text(body, "answers", 2, "problem", "code"), "input.invalid");
  });

  it("foresee what a revocation would take out, and record nothing", async () => {
    const granted = await desk.api("POST", "/permissions", grantOf({ works: { authors: ["Ada Brook"] } }));
    await desk.api("POST", "/permissions", grantOf({ works: { authors: ["Bo Field"] } }));
    await approveAll();
    const before = await head();
    const { status, body } = await desk.api("POST", "/what-if", { revoke: text(granted.body, "permission") });
    assert.equal(status, 200);
    assert.equal(at(body, "compared"), 6, "two columns in three channels");
    assert.deepEqual(
      ["changed", "cleared", "refused", "leaving", "more", "next"].map((member) => at(body, member)),
      [3, 0, 3, 1, null, null],
    );
    const changes = list(body, "changes").map((change) => [
      at(change, "title"),
      at(change, "channel"),
      at(change, "isReleased"),
      text(change, "before", "verdict"),
      text(change, "after", "verdict"),
    ]);
    assert.deepEqual(changes.sort(), [
      ["Column one", "post", false, "cleared", "refused"],
      ["Column one", "small", false, "cleared", "refused"],
      ["Column one", "web", true, "cleared", "refused"],
    ]);
    assert.deepEqual(await head(), before);
    const feed = parseAtomFeed(await (await desk.get("/feeds/web.atom")).text());
    assert.equal(list(feed, "entries").length, 2);
  });

  it("foresee what a grant and an amendment would open and close", async () => {
    const grant = await desk.api("POST", "/what-if", { grant: grantOf({ territories: { include: ["GB"] } }) });
    assert.equal(list(grant.body, "changes").length, 6, "two columns in three channels");
    const granted = await desk.api("POST", "/permissions", grantOf());
    const record = { ...grantOf({ onward: "none" }), reason: "No longer onward" };
    const amend = { amend: { permission: text(granted.body, "permission"), record } };
    const { body } = await desk.api("POST", "/what-if", amend);
    const channels = list(body, "changes").map((change) => [at(change, "channel"), text(change, "after", "verdict")]);
    assert.deepEqual(
      channels.filter(([, verdict]) => verdict === "refused"),
      [
        ["post", "refused"],
        ["post", "refused"],
      ],
    );
    const two = await desk.api("POST", "/what-if", { revoke: "perm_a", grant: grantOf() });
    assert.equal(two.status, 422);
  });
});

describe("an override", () => {
  let desk: RunningDesk;
  let item: unknown;

  beforeEach(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }]));
    item = list((await desk.api("GET", "/items")).body, "items")[0];
    await desk.api("POST", "/permissions", grantOf({ territories: { include: ["IE"] } }));
  });
  afterEach(() => desk.stop());

  function override(changes: Record<string, unknown> = {}) {
    return desk.api("POST", "/overrides", {
      item: at(item, "id"),
      channel: "web",
      codes: ["territory.not-covered"],
      reason: "Agreed by telephone; the paper follows.",
      until: "2026-06-08T00:00:00Z",
      ...changes,
    });
  }

  async function entries(): Promise<number> {
    return list(parseAtomFeed(await (await desk.get("/feeds/web.atom")).text()), "entries").length;
  }

  function approve() {
    return desk.api("POST", `/items/${text(item, "id")}/approve`, {
      revision: at(item, "revision"),
      channels: ["web"],
    });
  }

  it("lets one column pass in one channel until its end, and says so in every explanation", async () => {
    assert.equal((await approve()).status, 409);
    const given = await override();
    assert.equal(given.status, 201);
    assert.equal((await approve()).status, 200);
    const explained = (await desk.api("GET", `/items/${text(item, "id")}/explain?channel=web`)).body;
    assert.equal(text(explained, "clearance", "verdict"), "cleared");
    assert.equal(text(explained, "clearance", "overrides", 0, "reason"), "Agreed by telephone; the paper follows.");
    assert.deepEqual(at(explained, "clearance", "overrides", 0, "lifts"), ["territory.not-covered"]);
    assert.ok(list(explained, "clearance", "reasons").some((reason) => at(reason, "code") === "override.applies"));
    assert.equal(at(explained, "clearance", "changesAt"), "2026-06-08T00:00:00.000Z");
    desk.clock.set("2026-06-07T23:59:59.999Z");
    assert.equal(await entries(), 1);
    desk.clock.set("2026-06-08T00:00:00.000Z");
    assert.equal(await entries(), 0);
  });

  it("ends when somebody ends it, and once only", async () => {
    const id = text((await override()).body, "override");
    await approve();
    assert.equal((await desk.api("POST", `/overrides/${id}/end`, {})).status, 200);
    assert.equal(await entries(), 0);
    assert.equal((await desk.api("POST", `/overrides/${id}/end`, {})).status, 200);
    const ends = await desk.api("GET", `/ledger/entries?subject=override:${id}`);
    assert.equal(list(ends.body, "entries").length, 2);
    assert.equal(list((await desk.api("GET", "/overrides")).body, "overrides").length, 1);
  });

  it("is refused without an end in sight, for grounds, and from an editor", async () => {
    const endless = await override({ until: "2027-06-01T00:00:00Z" });
    assert.equal(endless.status, 422);
    assert.match(text(endless.body, "detail"), /at most 90 days/u);
    const ground = await override({ codes: ["permission.revoked"] });
    assert.equal(ground.status, 422);
    assert.match(text(ground.body, "detail"), /permission\.revoked cannot be overridden/u);
    const account = await desk.api("POST", "/accounts", { name: "Ines", role: "editor" });
    const response = await fetch(`${desk.origin}/api/v1/overrides`, {
      method: "POST",
      headers: { authorization: `Bearer ${text(account.body, "token")}`, "content-type": "application/json" },
      body: JSON.stringify({
        item: at(item, "id"),
        codes: ["territory.not-covered"],
        reason: "x",
        until: "2026-06-08T00:00:00Z",
      }),
    });
    assert.equal(response.status, 403);
    assert.match(text(await response.json(), "detail"), /ask someone with the role admin, rights/u);
  });
});
