import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemActor } from "../../../src/domain/role.js";
import { parseGrant } from "../../../src/formats/shapes/grants.js";
import { MAX_EVENTS_PER_ENTRY } from "../../../src/ledger/ledger.js";
import { instruct } from "../../../src/services/instructions.js";
import { grant } from "../../../src/services/rights.js";
import { grantOf, rssOf } from "../../program.js";
import { loopback } from "../loopback.js";
import { pollingDesk } from "../pollingDesk.js";

const STAFF = systemActor("staff");
const CHANNELS = Array.from({ length: 6 }, (_, index) => `edition-${index + 1}`);
const COLUMNS = 100;

describe("a feed under more standing instructions than one entry of the ledger holds", () => {
  it("is recorded in several entries, every column released to every channel", async () => {
    const columns = Array.from({ length: COLUMNS }, (_, index) => ({ guid: `c${index}` }));
    const partner = await loopback((_request, response) => response.end(rssOf(columns)));
    const desk = await pollingDesk();
    try {
      for (const id of CHANNELS) write(join(desk.folder, "feeds/outbound"), id);
      await desk.begin(`${partner.origin}/feed`);
      await grant(desk.program.desk, STAFF, parseGrant(grantOf(), "The permission"));
      const until = "2026-12-31T00:00:00.000Z";
      for (const channel of CHANNELS) await instruct(desk.program.desk, STAFF, { source: desk.source, channel, until });
      const { changes } = await desk.poll();
      assert.equal(changes.received, COLUMNS);
      assert.equal(changes.released, COLUMNS * CHANNELS.length);
      const polls = (await desk.program.desk.ledger.entries({ limit: 10 })).filter(({ act }) => act === "poll");
      assert.ok(polls.length > 1);
      assert.ok(polls.every(({ events }) => events.length <= MAX_EVENTS_PER_ENTRY));
      const received = polls.flatMap(({ events }) => events).filter(({ type }) => type === "item.received");
      assert.equal(received.length, COLUMNS);
    } finally {
      await desk.stop();
      await partner.close();
    }
  });
});

function write(folder: string, id: string): void {
  mkdirSync(folder, { recursive: true });
  const channel = {
    title: id,
    description: "Our own pages",
    homepage: "http://gazette.example/",
    medium: "web",
    territories: ["GB"],
    language: "en",
  };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(channel));
}
