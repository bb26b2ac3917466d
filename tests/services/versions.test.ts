import assert from "node:assert/strict";
import fc from "fast-check";
import type { Digest } from "../../src/domain/digest.js";
import type { DomainEvent } from "../../src/domain/event.js";
import type { Item } from "../../src/domain/item.js";
import { type Permission, versionAt } from "../../src/domain/permission.js";
import { systemActor } from "../../src/domain/role.js";
import { eventsById, foldEntry, type Stamped } from "../../src/ledger/fold.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { verify } from "../../src/ledger/verify.js";
import type { Desk } from "../../src/services/desk.js";
import { getItem, getPermission } from "../../src/services/reads.js";
import { knownPermissions } from "../../src/services/rulebook.js";
import {
  earlierRevisions,
  earlierVersions,
  hasRevision,
  withRevisions,
  withVersions,
} from "../../src/services/versions.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import type { HistoryKind } from "../../src/store/models/projections.js";
import { openStore, type Store } from "../../src/store/store.js";
import { recordWith, TERMS } from "../domain/build.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");
const digest = (number: number): Digest => `sha256:${String(number).padStart(64, "0")}`;

describe("what a record has been", () => {
  const folder = temporaryFolder();
  const clock = testClock();
  let store: Store;
  let models: Models;
  let ledger: Ledger;
  let desk: Desk;
  let things = 0;

  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_versions_${process.pid}`,
    });
    models = defineModels(store.connection);
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    ledger = await openLedger(models, clock);
    desk = { models, ledger } as unknown as Desk;
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  const record = async (...events: readonly DomainEvent[]) => {
    clock.advance(1_000);
    await ledger.act(ACTOR, "grant", async () => ({ events, result: null }));
    return clock();
  };
  const range = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => from + index);

  it("is read in pages by key: versions of a permission, each once", async () => {
    const permission = `perm_${++things}`;
    await record({ type: "permission.granted", permission, record: recordWith({ partner: permission }) });
    for (const n of range(2, 131)) {
      const creditLine = `line ${n}`;
      const amended = recordWith({ partner: permission, creditLine });
      await record({ type: "permission.amended", permission, record: amended, reason: "x" });
    }
    const newest = await getPermission(desk, permission);
    assert.deepEqual(
      newest.versions.map(({ version }) => version),
      [130],
    );
    const latest = await withVersions(desk, newest);
    assert.deepEqual(
      latest.versions.map(({ version }) => version),
      range(30, 131),
    );
    const first = await earlierVersions(desk, permission, null);
    const second = await earlierVersions(desk, permission, first.before);
    const pages = [second, first].flatMap(({ versions }) => versions.map(({ version }) => version));
    assert.deepEqual(pages, range(1, 130));
    assert.equal(second.before, null);
    const [known] = await knownPermissions(desk, permission);
    assert.deepEqual(
      known?.versions.map(({ version }) => version),
      range(1, 131),
    );
  });

  it("is read in pages by key: revisions of an item, whatever else was done to it between", async () => {
    const item = `item_${++things}`;
    const source = "lantern/a";
    await record({
      type: "item.received",
      item,
      partner: "lantern",
      source,
      keys: [item],
      revision: digest(1),
      findings: [],
    });
    for (const n of range(2, 121)) {
      const revised: DomainEvent = { type: "item.revised", item, source, revision: digest(n), findings: [] };
      await record(...(n % 7 === 0 ? [revised, { ...revised, revision: digest(n + 1_000) }] : [revised]));
      if (n % 3 === 0) await record({ type: "item.held", item, reason: "wait", by: "acct_a" });
    }
    const all = range(1, 121).flatMap((n) => (n > 1 && n % 7 === 0 ? [digest(n), digest(n + 1_000)] : [digest(n)]));
    const now = await getItem(desk, item);
    const latest = await withRevisions(desk, now);
    const earlier = await earlierRevisions(desk, item, (await earlierRevisions(desk, item, null)).before);
    assert.deepEqual(
      [...earlier.versions, ...latest.revisions].map((one) => one.digest),
      all,
    );
    assert.deepEqual(
      [...earlier.versions, ...latest.revisions].map(({ number }) => number),
      range(1, all.length + 1),
    );
    assert.equal(await hasRevision(desk, now, digest(1)), true);
    assert.equal(await hasRevision(desk, now, digest(9_999)), false);
  });

  /** What the ledger says a thing was, folded from every entry up to an instant. */
  const foldedAt = async (kind: HistoryKind, id: string, at: string): Promise<Stamped["state"] | null> => {
    const entries = (await ledger.entries({ subject: `${kind}:${id}`, limit: 1_000 })).toReversed();
    const until = entries.filter((entry) => entry.at <= at);
    return (
      until.reduce<Stamped | null>((before, entry) => {
        const events = eventsById(entry, kind).get(id);
        return events === undefined ? before : foldEntry(kind, before, events, entry).stamped;
      }, null)?.state ?? null
    );
  };

  it("is what it was at any instant, and the version that counted then is the one that counts in it", async () => {
    const act = fc.record({ which: fc.nat(5), wait: fc.nat(2), days: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 10 }), async (acts) => {
        const [item, permission, web] = [`item_${++things}`, `perm_${things}`, `web-${things}`];
        const work = recordWith({ partner: permission });
        const instants = [
          clock(),
          await record(
            {
              type: "item.received",
              item,
              partner: "lantern",
              source: "lantern/a",
              keys: [],
              revision: digest(1),
              findings: [],
            },
            { type: "permission.granted", permission, record: work },
            channelRecorded(web, "0"),
            licenseRecorded(web, 0),
          ),
        ];
        for (const [index, { which, wait, days }] of acts.entries()) {
          clock.advance(wait * 1_000);
          const effectiveAt = new Date(Date.parse(clock()) + days * 1_000).toISOString();
          const events: readonly DomainEvent[] = [
            { type: "item.revised", item, source: "lantern/a", revision: digest(index + 2), findings: [] },
            { type: "item.held", item, reason: "wait", by: "acct_a" },
            { type: "permission.amended", permission, record: { ...work, creditLine: String(index) }, reason: "x" },
            { type: "permission.revoked", permission, reason: "y", effectiveAt },
            channelRecorded(web, String(index)),
            licenseRecorded(web, index + 1),
          ];
          instants.push(await record(...events.slice(which, which + 1)), clock());
        }
        for (const at of instants) {
          for (const [kind, id] of [
            ["item", item],
            ["permission", permission],
            ["channel", web],
            ["license", web],
          ] as const)
            assert.deepEqual(await ledger.asOf(kind, id, at), await foldedAt(kind, id, at));
          const [whole] = await knownPermissions(desk, permission);
          const then = (await ledger.asOf("permission", permission, at)) as Permission | null;
          if (then !== null && whole !== undefined)
            assert.equal(versionAt(then, at)?.version, versionAt(onRecord(whole, at), at)?.version);
          assert.equal(((await ledger.asOf("item", item, at)) as Item | null)?.id ?? null, then === null ? null : item);
        }
      }),
      { numRuns: 8 },
    );
    const faults = (await verify(models, null)).faults.filter((fault) => !fault.startsWith("body "));
    assert.deepEqual(faults, []);
  });

  /** The versions that were on record at an instant. */
  const onRecord = (permission: Permission, at: string): Permission => ({
    ...permission,
    versions: permission.versions.filter(({ recordedAt }) => recordedAt <= at),
  });

  it("is found where somebody changed, removed or added to it", async () => {
    const web = `web-${++things}`;
    for (const title of ["one", "two", "three"]) await record(channelRecorded(web, title));
    const { collection } = models.history;
    const docs = await collection.find({ "state.id": web }).sort({ _id: 1 }).toArray();
    const [first, second] = docs;
    assert.ok(first !== undefined && second !== undefined && docs.length === 2);
    const faults = async () => (await verify(models, null)).faults.filter((fault) => !fault.startsWith("body "));
    await collection.replaceOne({ _id: first._id }, { ...first, state: { ...first.state, title: "four" } } as never);
    await collection.deleteOne({ _id: second._id });
    await collection.insertOne({ ...second, _id: `${String(second._id)}0` } as never);
    assert.deepEqual(
      (await faults()).map((fault) => /^history (\S+) differs/u.exec(fault)?.[1]),
      [String(first._id), String(second._id), `${String(second._id)}0`],
    );
  });

  const channelRecorded = (id: string, title: string): DomainEvent => ({
    type: "channel.recorded",
    channel: id,
    facts: {
      id,
      title,
      description: "",
      homepage: "http://gazette.example/",
      outlet: null,
      medium: "web",
      territories: ["GB"],
      language: "en",
      formats: ["rss"],
      maxItems: 10,
    },
  });
  const licenseRecorded = (id: string, number: number): DomainEvent => ({
    type: "license.recorded",
    license: id,
    version: { digest: digest(number), name: id, spdx: null, url: null, terms: TERMS, notice: "", text: "" },
  });
});
