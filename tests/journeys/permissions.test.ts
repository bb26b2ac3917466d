import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAtomFeed } from "feedsmith";
import { systemActor } from "../../src/domain/role.js";
import { amendNow, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

const TWO = [{ guid: "one" }, { guid: "two" }];

describe("permissions as contracts have them", () => {
  let desk: RunningDesk;

  beforeEach(async () => {
    desk = await runningDesk(rssOf(TWO));
  });
  afterEach(() => desk.stop());

  async function items(): Promise<readonly unknown[]> {
    return list((await desk.api("GET", "/items")).body, "items");
  }

  function approve(item: unknown, ...channels: readonly string[]) {
    const revision = at(item, "revision");
    return desk.api("POST", `/items/${text(item, "id")}/approve`, { revision, channels });
  }

  async function granted(changes: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await desk.api("POST", "/permissions", grantOf(changes));
    assert.equal(status, 201, JSON.stringify(body));
    return text(body, "permission");
  }

  async function inFeed(channel = "web"): Promise<number> {
    const feed = parseAtomFeed(await (await desk.get(`/feeds/${channel}.atom`)).text());
    return list(feed, "entries").length;
  }

  it("go from draft to pending to active, and permit nothing before", async () => {
    const id = await granted({ state: "draft" });
    const [item] = await items();
    const early = await approve(item, "web");
    assert.equal(early.status, 409);
    assert.match(JSON.stringify(at(early.body, "errors")), /is a draft since .* and permits nothing yet/u);
    for (const [move, state] of [
      ["submit", "pending"],
      ["activate", "active"],
    ] as const) {
      const moved = await desk.api("POST", `/permissions/${id}/${move}`, { reason: "As agreed" });
      assert.deepEqual(moved, { status: 200, body: { permission: id, state } });
    }
    const again = await desk.api("POST", `/permissions/${id}/activate`, { reason: "Again" });
    assert.equal(again.status, 409);
    assert.match(
      text(again.body, "detail"),
      /is active and cannot activate; possible now: suspend, revoke, supersede/u,
    );
    assert.equal((await approve(item, "web")).status, 200);
    const listed = await desk.api("GET", `/permissions/${id}`);
    assert.deepEqual(
      list(listed.body, "versions").map((version) => at(version, "state")),
      ["draft", "pending", "active"],
    );
  });

  it("leave the feeds while they are suspended, and need a new act afterwards", async () => {
    const id = await granted();
    const [item] = await items();
    await approve(item, "web");
    assert.equal(await inFeed(), 1);
    await desk.api("POST", `/permissions/${id}/suspend`, { reason: "A dispute" });
    assert.equal(await inFeed(), 0);
    await desk.api("POST", `/permissions/${id}/resume`, { reason: "Settled" });
    assert.equal(await inFeed(), 0);
    assert.equal((await approve(item, "web")).status, 200);
    assert.equal(await inFeed(), 1);
  });

  it("give way to a successor of the same partner, which is named", async () => {
    const old = await granted();
    const next = await granted();
    const lost = await desk.api("POST", `/permissions/${old}/supersede`, { reason: "Renewed" });
    assert.equal(lost.status, 422);
    assert.equal(text(lost.body, "errors", 0, "pointer"), "/successor");
    const done = await desk.api("POST", `/permissions/${old}/supersede`, { reason: "Renewed", successor: next });
    assert.deepEqual(done.body, { permission: old, state: "superseded" });
  });

  it("end after their notice, unless the desk stops at once; irrevocable ones only so", async () => {
    const id = await granted({ noticeDays: 30 });
    const [item] = await items();
    await approve(item, "web");
    const revoked = await desk.api("POST", `/permissions/${id}/revoke`, { reason: "They asked" });
    assert.equal(at(revoked.body, "effectiveAt"), "2026-07-01T12:00:00.000Z");
    assert.equal(at(revoked.body, "standing"), "in force");
    desk.clock.set("2026-07-01T11:59:59.999Z");
    assert.equal(await inFeed(), 1);
    desk.clock.set("2026-07-01T12:00:00.000Z");
    assert.equal(await inFeed(), 0);
    const fast = await granted({ revocable: false });
    const refused = await desk.api("POST", `/permissions/${fast}/revoke`, { reason: "They asked" });
    assert.equal(refused.status, 409);
    assert.match(text(refused.body, "detail"), /given irrevocably.*"effect": "now"/u);
    const now = await desk.api("POST", `/permissions/${fast}/revoke`, { reason: "Doubts", effect: "now" });
    assert.equal(at(now.body, "standing"), "revoked");
  });

  it("are counted: a quota refuses the column that is one too many, and the next period takes it", async () => {
    await granted({ maxUses: { count: 1, unit: "items", period: "month" } });
    const [first, second] = await items();
    assert.equal((await approve(first, "web", "post")).status, 200);
    const refused = await approve(second, "web");
    assert.equal(refused.status, 409);
    const detail = JSON.stringify(at(refused.body, "errors"));
    assert.match(detail, /allows 1 items a month; 1 is used since 2026-06-01T00:00:00\.000Z/u);
    desk.clock.set("2026-07-01T00:00:00.000Z");
    assert.equal((await approve(second, "web")).status, 200);
    assert.equal(await inFeed(), 2);
  });

  it("count releases that are made together, one after another", async () => {
    await granted({ maxUses: { count: 1, unit: "downloads", period: "total" } });
    const [item] = await items();
    const both = await approve(item, "web", "post");
    assert.equal(both.status, 409);
    assert.match(JSON.stringify(at(both.body, "errors")), /allows 1 downloads in total; 1 is used/u);
    assert.equal((await approve(item, "web")).status, 200);
  });

  it("that break an exclusivity are refused with both sides named, unless recorded knowingly", async () => {
    const inbound = await granted();
    const exclusive = await granted({
      direction: "outbound",
      parent: inbound,
      licensees: { outlets: ["post"] },
      exclusivity: { kind: "exclusive", territories: { include: ["GB"] } },
      acceptsConflictsWith: [inbound],
    });
    const rival = {
      direction: "outbound",
      parent: inbound,
      licensees: { outlets: ["mail"] },
      territories: { include: ["GB", "IE"] },
    };
    const refused = await desk.api("POST", "/permissions", grantOf(rival));
    assert.equal(refused.status, 409);
    assert.equal(at(refused.body, "code"), "permission.conflict");
    assert.match(
      text(refused.body, "detail"),
      new RegExp(`${exclusive} gives post exclusivity in GB.* is for mail in`, "u"),
    );
    const known = await desk.api("POST", "/permissions", grantOf({ ...rival, acceptsConflictsWith: [exclusive] }));
    assert.equal(known.status, 201);
    assert.equal(text(known.body, "conflicts", 0, "permission"), exclusive);
    const [item] = await items();
    const planned = await approve(item, "web");
    assert.equal(planned.status, 409);
    assert.match(
      JSON.stringify(at(planned.body, "errors")),
      new RegExp(`${exclusive} gives post exclusivity in GB; asked for a channel of our own`, "u"),
    );
    assert.equal((await approve(item, "post")).status, 200);
  });

  it("that we give stay within those we have, and end with them", async () => {
    const inbound = await granted({ territories: { include: ["GB"] }, until: "2026-06-30T00:00:00.000Z" });
    const wide = { direction: "outbound", parent: inbound, licensees: { outlets: ["post"] } };
    const refused = await desk.api("POST", "/permissions", grantOf(wide));
    assert.equal(refused.status, 422);
    assert.deepEqual(
      list(refused.body, "errors").map((error) => at(error, "pointer")),
      ["/territories", "/until"],
    );
    const fitting = { ...wide, territories: { include: ["GB"] }, until: "2026-06-30T00:00:00.000Z" };
    const outbound = await granted(fitting);
    const circle = { ...grantOf(fitting), parent: outbound, reason: "Round and round" };
    const circular = await amendNow(desk, outbound, circle);
    assert.equal(circular.status, 422);
    assert.match(text(circular.body, "detail"), /leads back to this permission/u);
    const answer = await desk.api("POST", "/assess", { work: { partner: "lantern" }, channel: "post" });
    assert.deepEqual(at(answer.body, "clearance", "reliedOn", "permission"), [inbound, outbound].sort()[0]);
    await desk.api("POST", `/permissions/${inbound}/revoke`, { reason: "Over" });
    const after = await desk.api("POST", "/assess", { work: { partner: "lantern" }, channel: "post" });
    assert.equal(at(after.body, "clearance", "verdict"), "refused");
  });

  it("keep citing the license they were made under, and the desk is told", async () => {
    const id = await granted();
    const { licensesDir } = desk.program.config;
    const file = join(licensesDir, "house", "terms.json");
    const terms = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...terms, edits: "style" }));
    const applied = await desk.program.apply(systemActor("test"));
    assert.deepEqual(applied.recorded, ["license house"]);
    assert.deepEqual(applied.outdated, [{ permission: id, license: "house" }]);
    const [permission] = list((await desk.api("GET", "/permissions")).body, "permissions");
    assert.equal(at(permission, "citesOlderLicense"), true);
    assert.equal(at(permission, "terms"), undefined, "a row of a list is short");
    assert.equal(at((await desk.api("GET", `/permissions/${id}`)).body, "terms", "edits"), "verbatim");
    const license = list((await desk.api("GET", "/licenses")).body, "licenses").find(
      (one) => at(one, "id") === "house",
    );
    assert.deepEqual(at(license, "citedInOlderVersionBy"), [id]);
    await amendNow(desk, id, { ...grantOf(), reason: "To the new words" });
    const [amended] = list((await desk.api("GET", "/permissions")).body, "permissions");
    assert.equal(at(amended, "citesOlderLicense"), false);
    assert.equal(at((await desk.api("GET", `/permissions/${id}`)).body, "terms", "edits"), "style");
  });
});
