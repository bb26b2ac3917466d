import assert from "node:assert/strict";
import type { Model } from "mongoose";
import { instantOf } from "../../../src/domain/window.js";
import type { Desk } from "../../../src/services/desk.js";
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS, pageOf } from "../../../src/services/lists/page.js";
import { type Foreseen, MAX_COMPARED_COLUMNS, whatIf } from "../../../src/services/whatIf.js";
import { Person } from "../../person.js";
import { ADMIN_TOKEN, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../../program.js";
import { EDITOR } from "./pagedLists.js";

const SIZES = [300, 3_000] as const;
/** What may differ between the sizes: digits of numbers, and the link to the next page. */
const SLACK_BYTES = 4_000;
const SLACK_DOCUMENTS = 60;

const API = [
  ...["/items", "/items?decision=approved&limit=10", "/permissions", "/permissions?partner=lantern", "/licenses"],
  ...["/overrides", "/takedowns", "/notifications?state=dead", "/notices", "/subscriptions", "/accounts", "/sources"],
  ...["/partners", "/channels", "/channels/post/tokens", "/instructions", "/ledger/entries", "/ledger/entries?limit=5"],
];
const PAGES = ["/desk", "/desk/permissions", "/desk/feeds", "/desk/audit"];

interface Work {
  readonly bytes: number;
  readonly documents: number;
}

/** Counts the documents that the program reads of its store. */
function countingReads(desk: Desk): { documents: number } {
  const read = { documents: 0 };
  const { projected, ...rest } = desk.models;
  for (const model of [...Object.values(rest), ...Object.values(projected)] as Model<unknown>[]) {
    const { collection } = model;
    const find = collection.find.bind(collection);
    collection.find = ((...asked: Parameters<typeof find>) =>
      find(...asked).map((doc) => {
        read.documents++;
        return doc;
      })) as typeof collection.find;
  }
  return read;
}

/** Copies what is in a collection until there are so many; nothing else about the copies differs but their ids, and what is said. */
async function grow<Doc>(
  model: Model<Doc>,
  filter: Record<string, unknown>,
  wanted: number,
  changesOf: (n: number) => Record<string, unknown> = () => ({}),
): Promise<void> {
  const [first] = await model.collection
    .find(filter as never)
    .limit(1)
    .toArray();
  assert.ok(first !== undefined, `there is something in ${model.collection.name}`);
  const there = await model.countDocuments(filter as never);
  const copies = Array.from({ length: wanted - there }, (_, n) => {
    const own = `${String(first._id)}_${there + n}`;
    return {
      ...first,
      ...changesOf(there + n),
      _id: own as never,
      ...("id" in first ? { id: `${String(first.id)}_${there + n}` } : {}),
    };
  });
  await model.collection.insertMany(copies as never);
}

async function growAll({ models }: Desk, size: number): Promise<void> {
  const { projected } = models;
  await grow(projected.item, { "review.decision": "waiting" }, size);
  await grow(projected.item, { "review.decision": "approved" }, size);
  await grow(projected.permission, {}, size);
  await grow(projected.override, {}, size, (n) => ({ item: `item_${n}` }));
  await grow(projected.takedown, {}, size, () => ({ state: "open" }));
  await grow(projected.account, {}, size);
  await grow(projected.instruction, {}, size);
  await grow(models.token, { kind: "outlet" }, size);
  await grow(models.subscription, {}, size);
  const begun = Date.parse("2026-06-01T12:00:00.000Z");
  await grow(models.notification, { state: "dead" }, size, (n) => ({ createdAt: instantOf(begun + n) }));
  await grow(models.unwritten, {}, size);
}

/** One of everything that a list shows. */
async function begin(running: RunningDesk): Promise<void> {
  const { desk } = running.program;
  await running.poll();
  await running.api("POST", "/permissions", grantOf());
  const [first, second, third] = list((await running.api("GET", "/items")).body, "items");
  const revision = text(first, "revision");
  await running.api("POST", `/items/${text(first, "id")}/approve`, { revision, channels: ["web"] });
  await running.api("POST", `/items/${text(second, "id")}/takedown`, { reason: "a test" });
  const until = instantOf(Date.parse(desk.now()) + 86_400_000);
  const lifted = { item: text(third, "id"), channel: null, codes: ["territory.not-covered"], reason: "a test", until };
  assert.equal((await running.api("POST", "/overrides", lifted)).status, 201);
  const given = { source: "lantern/columns", channel: "web", until };
  assert.equal((await running.api("POST", "/instructions", given)).status, 201);
  await running.api("POST", "/channels/post/tokens", { name: "Their CMS" });
  const now = desk.now();
  const lease = { leaseUntil: until, sent: null, dueAt: until, failures: 0, problem: null, dead: null, deadAt: null };
  const topic = { topic: "t", channel: "web", format: "rss", callback: "http://a.example/", token: null, secret: null };
  await desk.models.subscription.collection.insertOne({ _id: "sub" as never, ...topic, ...lease });
  const body = JSON.stringify({ reason: "a test", items: [], dueAt: now });
  const told = { kind: "withdrawal", takedown: null, outlet: "post", way: "email", body, createdAt: now } as const;
  const dead = { state: "dead", nextAt: now, leasedUntil: now, attempts: [] } as const;
  await desk.models.notification.collection.insertOne({ _id: "ntf_0" as never, ...told, ...dead } as never);
  const unwritten = { item: text(third, "id"), channel: "web", problem: "a test", at: now };
  await desk.models.unwritten.collection.insertOne({ _id: "rel_0" as never, ...unwritten });
}

describe("an answer at two sizes of the desk", () => {
  let running: RunningDesk;
  const works = new Map<string, Work[]>();

  before(async () => {
    running = await runningDesk(rssOf(Array.from({ length: 5 }, (_, n) => ({ guid: `c${n}` }))));
    await begin(running);
    const { desk } = running.program;
    const person = new Person(running.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const read = countingReads(desk);
    const measured = async (what: string, ask: () => Promise<string>) => {
      await ask();
      read.documents = 0;
      const bytes = Buffer.byteLength(await ask());
      works.set(what, [...(works.get(what) ?? []), { bytes, documents: read.documents }]);
    };
    for (const size of SIZES) {
      await growAll(desk, size);
      for (const path of API) {
        await measured(path, async () => {
          const { status, body } = await running.api("GET", path);
          assert.equal(status, 200, path);
          return JSON.stringify(body);
        });
      }
      for (const page of PAGES) {
        await measured(page, async () => {
          const { status, html } = await person.open(page);
          assert.equal(status, 200, page);
          return html;
        });
      }
    }
  });
  after(() => running.stop());

  for (const path of [...API, ...PAGES]) {
    it(`reads and says as much of ${path} when there is ten times as much`, () => {
      const [small, large] = works.get(path) ?? [];
      assert.ok(small !== undefined && large !== undefined);
      assert.ok(large.bytes <= small.bytes + SLACK_BYTES, `${small.bytes} and then ${large.bytes} bytes`);
      assert.ok(
        large.documents <= small.documents + SLACK_DOCUMENTS,
        `${small.documents} and then ${large.documents} documents`,
      );
    });
  }

  it("of what would follow from an act counts all, lists a page, and goes on from there to every column", async () => {
    const { desk } = running.program;
    const [permission] = list((await running.api("GET", "/permissions?limit=1")).body, "permissions");
    const revoke = { revoke: text(permission, "id"), amend: null, grant: null, at: null };
    const [counted, listed] = [{ compared: 0, changed: 0 }, new Map<string, unknown>()];
    let from: string | null = null;
    do {
      const part: Foreseen = await whatIf(desk, EDITOR, revoke, { after: from, limit: 1 });
      counted.compared += part.compared;
      counted.changed += part.changed;
      from = part.next;
    } while (from !== null);
    do {
      const part: Foreseen = await whatIf(desk, EDITOR, revoke, { after: from, limit: 200 });
      for (const change of part.changes) listed.set(`${change.item} ${change.channel}`, change);
      assert.ok(part.changes.length <= 200);
      from = part.more ?? part.next;
    } while (from !== null && listed.size < 1_000);
    const columns = await desk.models.projected.item.countDocuments();
    assert.ok(columns > MAX_COMPARED_COLUMNS);
    assert.equal(counted.compared, columns * 3, "each in three channels");
    assert.ok(listed.size >= Math.min(counted.changed, 1_000));
  });
});

describe("a page of large rows", () => {
  let running: RunningDesk;

  before(async () => {
    running = await runningDesk(rssOf([]));
  });
  after(() => running.stop());

  it("ends by its bytes, and the next one goes on after it", async () => {
    const { entry } = running.program.desk.models;
    const large = {
      at: "2026-01-01T00:00:00.000Z",
      subjects: ["item:large"],
      act: "poll",
      actor: {},
      prev: "",
      hash: "",
    };
    const events = [{ type: "text", text: "x".repeat(100_000) }];
    const rows = Array.from({ length: 60 }, (_, n) => ({ ...large, _id: -1 - n, events }));
    await entry.collection.insertMany(rows as never);
    const seen: number[] = [];
    for (let after: string | null = null; ; ) {
      const query = { after, limit: MAX_PAGE_ROWS };
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(
        entry,
        { subjects: "item:large" },
        [["_id", -1]],
        query,
      );
      assert.ok(Buffer.byteLength(JSON.stringify(page.rows)) <= MAX_PAGE_BYTES);
      seen.push(...page.rows.map((row) => (row as { _id: number })._id));
      if (page.next === null) break;
      after = page.next;
    }
    assert.deepEqual(
      seen,
      rows.map(({ _id }) => _id),
    );
  });
});
