import assert from "node:assert/strict";
import { ADMIN_TOKEN, grantOf, list, partnerServer, rssOf, testClock, text } from "../program.js";
import { type PollingDesk, pollingDesk } from "../services/pollingDesk.js";

const SECOND = 1_000;
const HOUR = 3_600_000;
const NOON = "2026-06-01T12:00:00.000Z";

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Asks a desk's API as its administrator. */
function caller(origin: string): Call {
  return async (method, path, body) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  };
}

/** Polls the columns, permits them and releases them in the channel `web`; the permission's id. */
async function published(desk: PollingDesk, url: string, call: Call): Promise<string> {
  await desk.begin(url);
  await desk.poll();
  const granted = await call("POST", "/permissions", grantOf());
  for (const item of list(await call("GET", "/items"), "items")) {
    const revision = text(item, "revision");
    await call("POST", `/items/${text(item, "id")}/approve`, { revision, channels: ["web"] });
  }
  return text(granted, "permission");
}

const columnsIn = async (origin: string) => {
  const answer = await fetch(`${origin}/feeds/web.rss`);
  return { status: answer.status, columns: (await answer.text()).match(/<item>/gu)?.length ?? 0 };
};

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
      assert.equal((await columnsIn(origin)).columns, 0);
    } finally {
      await again.stop();
      await first.stop();
      await partner.close();
    }
  });
});
