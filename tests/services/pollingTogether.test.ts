import assert from "node:assert/strict";
import { DomainError } from "../../src/domain/error.js";
import { systemActor } from "../../src/domain/role.js";
import type { FeedFetcher, Fetched } from "../../src/services/ingest/fetchFeed.js";
import { poll } from "../../src/services/ingest/poll.js";
import { type PollingDesk, pollingDesk } from "./pollingDesk.js";

const STAFF = systemActor("staff");
const POLLERS_EACH = 6;
const SOURCES = ["a", "b", "c", "d", "e"];
const DAY = 24 * 3_600_000;

/** How a poll may end: whatever comes of it, it was the one for this time. */
const ENDS: Readonly<Record<string, () => Fetched>> = {
  "cannot be reached": () => {
    throw new DomainError("feed.unreachable", "The server is silent.");
  },
  "is gone": () => ({ kind: "gone" }) as Fetched,
};

describe("processes that poll the same sources", () => {
  let first: PollingDesk;
  let second: PollingDesk;

  before(async () => {
    first = await pollingDesk();
    second = await pollingDesk({}, first);
  });
  after(async () => {
    await second.stop();
    await first.stop();
  });

  for (const [what, end] of Object.entries(ENDS)) {
    it(`ask each source once for each time it is due, where it ${what}`, async () => {
      await first.sources(
        ...SOURCES.map((id) => ({ id: `${what.length}-${id}`, url: `http://lantern.example/${what.length}/${id}` })),
      );
      const asked: string[] = [];
      const fetchFeed = (async (url: string) => {
        asked.push(url.slice(-1));
        await new Promise((resolve) => setImmediate(resolve));
        return end();
      }) as unknown as FeedFetcher;
      const round = () =>
        Promise.all(
          Array.from({ length: POLLERS_EACH }, () =>
            [first, second].map(({ program }) => poll(program.desk, STAFF, fetchFeed, { sources: null })),
          ).flat(),
        );
      await round();
      assert.deepEqual(asked.sort(), SOURCES);
      await round();
      assert.deepEqual(asked.sort(), SOURCES, "nothing is due again");
    });
  }

  it("ask again at once where a person says so, one at a time", async () => {
    await first.sources({ id: "asked", url: "http://lantern.example/asked" });
    let [underway, asked] = [0, 0];
    const fetchFeed = (async () => {
      asked++;
      assert.equal(++underway, 1);
      await new Promise((resolve) => setImmediate(resolve));
      underway--;
      throw new DomainError("feed.unreachable", "The server is silent.");
    }) as unknown as FeedFetcher;
    const now = () => poll(first.program.desk, STAFF, fetchFeed, { sources: ["lantern/asked"] });
    await now();
    await Promise.all([now(), now(), now()]);
    assert.ok(asked >= 2);
    first.clock.advance(DAY);
    const before = asked;
    await poll(second.program.desk, STAFF, fetchFeed, { sources: null });
    assert.equal(asked, before + 1);
  });
});
