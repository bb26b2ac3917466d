import assert from "node:assert/strict";
import { currentRevision, type Item } from "../../../src/domain/item.js";
import { systemActor } from "../../../src/domain/role.js";
import { verify } from "../../../src/ledger/verify.js";
import { allStates, getRevision } from "../../../src/services/reads.js";
import { rssOf } from "../../program.js";
import { type Loopback, loopback } from "../loopback.js";
import { type PollingDesk, pollingDesk } from "../pollingDesk.js";

const TESTER = systemActor("test");
/** More than two batches. */
const COUNT = 900;

const feedOf = (prefix: string, edition = "first") =>
  rssOf(
    Array.from({ length: COUNT }, (_, index) => ({
      guid: `${prefix}-${index}`,
      link: `http://lantern.example/columns/${index}`,
      title: `Column ${index}`,
      body: `<p>The ${edition} words of column ${index}.</p>`,
    })),
  );

describe("batches that are looked up while others are recorded", () => {
  let desk: PollingDesk;
  let partners: readonly Loopback[];

  beforeEach(async () => {
    partners = await Promise.all(["a", "b"].map((name) => loopback((_, response) => response.end(feedOf(name)))));
    desk = await pollingDesk();
    await desk.sources(...partners.map(({ origin }, index) => ({ id: `feed-${index}`, url: `${origin}/feed` })));
  });
  afterEach(async () => {
    await desk.stop();
    await Promise.all(partners.map((partner) => partner.close()));
  });

  const pollAll = () => desk.program.poll(TESTER, ["lantern/feed-0", "lantern/feed-1"]);
  const items = () => allStates<Item>(desk.program.desk, "item");

  it("make one item of a column that two sources bring at once", async () => {
    const changes = (await pollAll()).map((result) => result.changes);
    const all = await items();
    assert.equal(all.length, COUNT);
    assert.ok(all.every(({ sightings }) => new Set(sightings.map(({ source }) => source)).size === 2));
    assert.equal(
      changes.reduce((sum, { received }) => sum + received, 0),
      COUNT,
    );
    assert.equal(
      changes.reduce((sum, { sighted }) => sum + sighted, 0),
      COUNT,
    );
    assert.deepEqual((await verify(desk.program.desk.models, null)).faults, []);
  });

  it("revise each column once, and keep every text, while both sources change", async () => {
    await pollAll();
    for (const [index, partner] of partners.entries())
      partner.answer = (_, response) => response.end(feedOf(index === 0 ? "a" : "b", "second"));
    const changes = (await pollAll()).map((result) => result.changes);
    assert.equal(
      changes.reduce((sum, { revised }) => sum + revised, 0),
      COUNT,
    );
    for (const item of (await items()).slice(0, 20)) {
      const { content } = await getRevision(desk.program.desk, currentRevision(item).digest);
      assert.match(content.html, /^<p>The second words of column \d+\.<\/p>$/u);
    }
    assert.deepEqual((await verify(desk.program.desk.models, null)).faults, []);
  });
});
