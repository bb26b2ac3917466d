import assert from "node:assert/strict";
import { systemActor } from "../../src/domain/role.js";
import { acceptLedger } from "../../src/services/doubt.js";
import { partnerServer, rssOf, testClock } from "../program.js";
import { pollingDesk } from "../services/pollingDesk.js";
import { caller, columnsIn, published } from "./republishing.js";

const SECOND = 1_000;
const HOUR = 3_600_000;
const NOON = "2026-06-01T12:00:00.000Z";

describe("desks whose clocks differ", () => {
  for (const seconds of [5, -5]) {
    it(`have what the other revoked out of the very next response, its clock ${seconds} seconds off`, async () => {
      const partner = await partnerServer();
      partner.serve(rssOf([{ guid: "one" }, { guid: "two" }]));
      const one = await pollingDesk();
      const clock = testClock(one.clock());
      clock.advance(seconds * SECOND);
      const other = await pollingDesk({}, one, clock);
      try {
        const [origin, others] = [await one.listen(), await other.listen()];
        const permission = await published(one, partner.url, caller(origin));
        assert.deepEqual(await columnsIn(origin), { status: 200, columns: 2 });
        await caller(others)("POST", `/permissions/${permission}/revoke`, { reason: "They asked" });
        assert.deepEqual(await columnsIn(origin), { status: 200, columns: 0 });
        assert.deepEqual(await columnsIn(others), { status: 200, columns: 0 });
      } finally {
        await other.stop();
        await one.stop();
        await partner.close();
      }
    });
  }

  it("serve nothing of what is revoked after a start whose clock was an hour ahead", async () => {
    const partner = await partnerServer();
    partner.serve(rssOf([{ guid: "one" }, { guid: "two" }]));
    const ahead = testClock(NOON);
    ahead.advance(HOUR);
    const first = await pollingDesk({}, null, ahead);
    const again = await pollingDesk({}, first, testClock(NOON));
    try {
      const call = caller(await first.listen());
      const permission = await published(first, partner.url, call);
      const origin = await again.listen();
      await caller(origin)("POST", `/permissions/${permission}/revoke`, { reason: "They asked" });
      assert.deepEqual(await columnsIn(origin), { status: 503, columns: 0 });
      await acceptLedger(again.program.desk, systemActor("operator"), "The clock was an hour ahead");
      assert.deepEqual(await columnsIn(origin), { status: 200, columns: 0 });
      assert.equal((await (await fetch(`${origin}/feeds/web.atom`)).text()).match(/<at:deleted-entry/gu)?.length, 2);
    } finally {
      await again.stop();
      await first.stop();
      await partner.close();
    }
  });
});
