import assert from "node:assert/strict";
import { at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

describe("the program's queries", () => {
  let desk: RunningDesk;

  before(async () => {
    desk = await runningDesk(rssOf(Array.from({ length: 30 }, (_, index) => ({ guid: `c${index}` }))));
  });
  after(() => desk.stop());

  it("never read a whole collection to find something in it", async () => {
    const { body } = await desk.api("POST", "/permissions", grantOf());
    for (const item of list((await desk.api("GET", "/items")).body, "items")) {
      await desk.api("POST", `/items/${text(item, "id")}/approve`, {
        revision: at(item, "revision"),
        channels: ["web"],
      });
    }
    const [item] = list((await desk.api("GET", "/items?decision=approved")).body, "items");
    const id = text(item, "id");
    for (const path of [
      `/items/${id}`,
      `/items/${id}/deliveries`,
      `/items/${id}/explain?channel=web`,
      "/permissions",
      "/sources",
      "/channels",
      "/channels/post/tokens",
      `/ledger/entries?subject=item:${id}`,
      "/ledger/entries",
      "/accounts",
    ]) {
      assert.equal((await desk.api("GET", path)).status, 200, path);
    }
    for (const path of [
      "/feeds",
      "/feeds/web.rss",
      "/feeds/web.atom",
      "/feeds/web/withdrawals.json",
      `/items/${id}`,
      "/readyz",
    ]) {
      assert.equal((await desk.get(path)).status, 200, path);
    }
    const other = text((await desk.api("GET", "/items?decision=approved")).body, "items", 1, "id");
    const takedown = text((await desk.api("POST", `/items/${other}/takedown`, { reason: "a test" })).body, "id");
    await desk.program.notify();
    for (const path of [
      `/permissions/${text(body, "permission")}/deliveries`,
      "/takedowns",
      `/takedowns/${takedown}`,
      "/notifications?state=dead",
      "/outlets/post/contact",
      "/notices",
    ]) {
      assert.equal((await desk.api("GET", path)).status, 200, path);
    }
    await desk.poll();
    await desk.api("POST", `/items/${id}/hold`, { reason: "a test" });
    await desk.api("POST", `/permissions/${text(body, "permission")}/revoke`, { reason: "a test" });
    await desk.get("/feeds/web.rss");

    if (process.env.MONGODB_URI !== undefined) return;
    const client = desk.program.desk.models.entry.db.getClient();
    const { scans } = await client.db("admin").command({ imprimaturScans: 1 });
    const found = list(scans).filter((scan) => at(scan, "why") !== "listing");
    assert.deepEqual(found, []);
  });
});
