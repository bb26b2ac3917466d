import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Channel } from "../../src/domain/channel.js";
import type { DomainEvent } from "../../src/domain/event.js";
import { identityKeys } from "../../src/domain/identity.js";
import type { Release } from "../../src/domain/release.js";
import { systemActor } from "../../src/domain/role.js";
import { parseGrant } from "../../src/formats/shapes/grants.js";
import { MAX_EVENTS_PER_ENTRY } from "../../src/ledger/ledger.js";
import { verify } from "../../src/ledger/verify.js";
import { openProgram } from "../../src/program.js";
import { apply } from "../../src/services/catalog/apply.js";
import type { Desk } from "../../src/services/desk.js";
import { recordTombstones } from "../../src/services/ingest/tombstones.js";
import { channelState } from "../../src/services/publish/channelState.js";
import { allStates, stateOf } from "../../src/services/reads.js";
import { standings } from "../../src/services/releases.js";
import { approve, hold } from "../../src/services/review.js";
import { grant, revoke } from "../../src/services/rights.js";
import { sweep } from "../../src/services/sweep.js";
import { takeDown } from "../../src/services/takedowns.js";
import { grantOf, rssOf } from "../program.js";
import { loopback } from "./loopback.js";
import { type PollingDesk, pollingDesk } from "./pollingDesk.js";

const STAFF = systemActor("staff");
/** More than three entries hold. */
const MANY = 3_050;
const EDITIONS = Array.from({ length: MANY }, (_, index) => `edition-${index}`);

describe("an act with more effects than one entry of the ledger holds", () => {
  let desk: PollingDesk;
  let close: () => Promise<void>;
  let permission: string;
  let column: { readonly id: string; readonly revision: string };

  before(async () => {
    const partner = await loopback((_request, response) => response.end(rssOf([{ guid: "one" }])));
    close = () => partner.close();
    desk = await pollingDesk();
    mkdirSync(join(desk.folder, "feeds/outbound"), { recursive: true });
    for (const id of EDITIONS) writeFileSync(fileOf(desk, id), CHANNEL);
    await desk.begin(`${partner.origin}/feed`);
    ({ permission } = await grant(desk.program.desk, STAFF, parseGrant(grantOf(), "The permission")));
    await desk.poll();
    const [item] = await desk.program.desk.models.projected.item.find({}).lean();
    column = { id: item?._id ?? "", revision: item?.revisions.at(-1)?.digest ?? "" };
  });
  let stop = () => desk.stop();
  after(async () => {
    await stop();
    await close();
  });

  const releases = () => desk.program.desk.models.projected.release;

  /** Records events in entries as full as they may be. */
  async function record(events: readonly DomainEvent[]): Promise<void> {
    for (let from = 0; from < events.length; from += MAX_EVENTS_PER_ENTRY) {
      const part = events.slice(from, from + MAX_EVENTS_PER_ENTRY);
      await desk.program.desk.ledger.act(STAFF, "approve", async () => ({ events: part, result: null }));
    }
  }

  function received(item: string, guid: string): readonly DomainEvent[] {
    const keys = identityKeys({ source: desk.source, guid, url: null, title: "", publishedAt: null });
    const revision = column.revision as `sha256:${string}`;
    return [{ type: "item.received", item, partner: "lantern", source: desk.source, keys, revision, findings: [] }];
  }

  function released(item: string, channels: readonly string[], under: string): readonly DomainEvent[] {
    const revision = column.revision as `sha256:${string}`;
    return [
      { type: "item.approved", item, revision, channels, by: STAFF.id },
      ...channels.map((channel): DomainEvent => {
        const ids = { release: `rel_${item}_${channel}`, item, partner: "lantern", channel, revision };
        return { type: "release.opened", ...ids, permission: under, permissionVersion: 1 };
      }),
    ];
  }

  const everywhere = async (item: string) => {
    await record([...received(item, item), ...released(item, EDITIONS, permission)]);
    return { item };
  };
  const alike = async (channel: string, under: string) => {
    const items = Array.from({ length: MANY }, (_, index) => `item_${channel}_${index}`);
    await record(items.flatMap((item) => [...received(item, item), ...released(item, [channel], under)]));
    return { channel };
  };

  interface Row {
    readonly act: string;
    readonly open: () => Promise<object>;
    readonly perform: (own: Desk) => Promise<unknown>;
    readonly withdrawal: Release["withdrawal"];
  }
  let other = "";
  const ROWS: readonly Row[] = [
    {
      act: "holding a column that is out in thousands of channels",
      open: async () => ({ item: column.id }),
      perform: (own) => hold(own, STAFF, column.id, "Not today"),
      withdrawal: "held",
    },
    {
      act: "taking one down",
      open: () => everywhere("item_down"),
      perform: (own) => takeDown(own, STAFF, "item_down", "Wrong"),
      withdrawal: "taken-down",
    },
    {
      act: "a partner's withdrawal of one",
      open: () => everywhere("item_gone"),
      perform: (own) =>
        recordTombstones(own, { partner: "lantern", source: desk.source, statedByFeed: null }, ["item_gone"]),
      withdrawal: "withdrawn-by-partner",
    },
    {
      act: "revoking a permission that thousands of columns stand on",
      open: async () => {
        other = (await grant(desk.program.desk, STAFF, parseGrant(grantOf(), "The other"))).permission;
        return { ...(await alike("small", other)), permission: other };
      },
      perform: async (own) => {
        await revoke(own, STAFF, permission, { reason: "Over", effect: "now", version: null });
        await revoke(own, STAFF, other, { reason: "Over", effect: "now", version: null });
      },
      withdrawal: "revoked",
    },
    {
      act: "removing a channel that holds thousands of columns",
      open: async () => {
        permission = (await grant(desk.program.desk, STAFF, parseGrant(grantOf(), "The next"))).permission;
        return alike("web", permission);
      },
      perform: async (own) => {
        rmSync(fileOf(desk, "web"));
        const { feedsDir, licensesDir } = desk.program.config;
        await apply(own, STAFF, { feedsDir, licensesDir, store: "real" });
      },
      withdrawal: "channel-retired",
    },
  ];

  it("is applying thousands of files", async () => {
    const channels = await allStates<Channel>(desk.program.desk, "channel");
    assert.equal(channels.length, MANY + 3);
  });

  it("is approving for thousands of channels, which goes on where it was cut off", async () => {
    const request = { revision: column.revision as `sha256:${string}`, channels: null };
    await assert.rejects(approve(killedAfter(desk.program.desk, 1), STAFF, column.id, request), /killed/u);
    const cutOff = await releases().countDocuments({ item: column.id, state: "open" });
    assert.ok(cutOff > 0 && cutOff < MANY, String(cutOff));
    const { channels } = await approve(desk.program.desk, STAFF, column.id, request);
    assert.equal(channels.length, MANY + 3);
    assert.equal(await releases().countDocuments({ item: column.id, state: "open" }), MANY + 3);
    assert.equal(await releases().countDocuments({ item: column.id }), MANY + 3);
  });

  for (const { act, open, perform, withdrawal } of ROWS) {
    it(`is ${act}: it counts at once, and a killed process's effects are found again`, async () => {
      const scope = await open();
      const { desk: own } = desk.program;
      const swept = { at: desk.clock(), seq: (await own.ledger.catchUp()).seq };
      const before = await releases()
        .find({ ...scope, state: "open" })
        .lean();
      assert.ok(before.length >= MANY);
      await perform(killedAfter(own, act.startsWith("revoking") ? 2 : 1)).catch(isKilled);
      const left = (
        await releases()
          .find({ ...scope, state: "open" })
          .lean()
      ).map((doc) => stateOf<Release>(doc));
      assert.ok(left.length > MAX_EVENTS_PER_ENTRY, `${left.length} are still open on record`);
      const channels = new Map((await allStates<Channel>(own, "channel")).map((channel) => [channel.id, channel]));
      for (const { lapse } of await standings(own, left, channels, desk.clock()))
        assert.equal(lapse?.withdrawal, withdrawal);
      const [some] = left;
      if (some !== undefined && channels.get(some.channel)?.retiredAt === null) {
        const { entries } = await channelState(own, some.channel, desk.clock());
        assert.ok(entries.every(({ release }) => release.id !== some.id));
      }
      await sweep(own, swept);
      const closed = { ...scope, state: "withdrawn", withdrawal, withdrawnAt: desk.clock() } as const;
      assert.equal(await releases().countDocuments({ ...scope, state: "open" }), 0);
      assert.equal(await releases().countDocuments(closed), before.length);
    });
  }

  it("opens a channel again with nothing of what was in it when it was removed", async () => {
    await record(released("item_web_0", ["web"], permission));
    writeFileSync(fileOf(desk, "web"), CHANNEL);
    await desk.program.apply(STAFF);
    assert.equal(await releases().countDocuments({ channel: "web", state: "open" }), 0);
    const { entries } = await channelState(desk.program.desk, "web", desk.clock());
    assert.equal(entries.length, 0);
  });

  it("leaves a ledger that holds no entry of more than a thousand events, and that verifies after a start", async () => {
    for (const id of EDITIONS) rmSync(fileOf(desk, id));
    const { retired } = await desk.program.apply(STAFF);
    assert.equal(retired.length, MANY);
    const { models } = desk.program.desk;
    for await (const doc of models.entry.collection.find({}, { projection: { events: 1 } }))
      assert.ok((doc.events as unknown[]).length <= MAX_EVENTS_PER_ENTRY);
    const { config } = desk.program;
    stop = async () => rmSync(desk.folder, { recursive: true, force: true });
    await desk.program.close();
    const again = await openProgram({ config, withExample: false, clock: desk.clock });
    try {
      assert.deepEqual((await verify(again.desk.models, null)).faults, []);
    } finally {
      await again.close();
    }
  });
});

const CHANNEL = JSON.stringify({
  title: "An edition",
  description: "Our own pages",
  homepage: "http://gazette.example/",
  medium: "web",
  territories: ["GB"],
  language: "en",
  formats: ["json"],
});

function fileOf(desk: PollingDesk, channel: string): string {
  return join(desk.folder, "feeds/outbound", `${channel}.json`);
}

/** The desk of a process that is killed after so many entries. */
function killedAfter(desk: Desk, entries: number): Desk {
  let left = entries;
  const act: Desk["ledger"]["act"] = (actor, name, decide) => {
    if (left-- === 0) throw new Error("killed");
    return desk.ledger.act(actor, name, decide);
  };
  return { ...desk, ledger: { ...desk.ledger, act }, afterwards: () => undefined };
}

function isKilled(error: Error): void {
  assert.equal(error.message, "killed");
}
