import assert from "node:assert/strict";
import type { DomainEvent } from "../../src/domain/event.js";
import { systemActor } from "../../src/domain/role.js";
import { checkpointFaults, checkpointKey, signCheckpoint } from "../../src/ledger/checkpoint.js";
import { renewProjections } from "../../src/ledger/form.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { rebuild, verify } from "../../src/ledger/verify.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");

function roleGiven(account: string): DomainEvent {
  return { type: "account.role-given", account, role: "editor" };
}

describe("the ledger", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let ledger: Ledger;
  const clock = testClock();

  const open = async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_ledger_${process.pid}`,
    });
    models = defineModels(store.connection);
    await ensureIndexes(models);
    ledger = await openLedger(models, clock);
  };
  const give = (account: string) =>
    ledger.act(ACTOR, "give-role", async () => ({ events: [roleGiven(account)], result: account }));

  beforeEach(async () => {
    await open();
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    ledger = await openLedger(models, clock);
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  it("writes one entry per act, chained to the one before, and folds it at once", async () => {
    await give("acct_a");
    await give("acct_b");
    const [second, first] = await ledger.entries({ limit: 10 });
    assert.equal(first?.seq, 1);
    assert.equal(second?.prev, first?.hash);
    assert.equal(await models.projected.account.countDocuments({}), 2);
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("reads what an older program wrote, and folds it anew with today's members, once", async () => {
    const record = {
      partner: "lantern",
      license: { id: "house", digest: "sha256:00" },
      grantor: { name: "Lantern Press", basis: "owner" },
      rightsHolder: "Lantern Press",
      works: { sources: [], authors: ["Ada Brook"], tags: [], items: [] },
      terms: {
        effect: "allow",
        actions: ["republish"],
        media: "any",
        territories: { include: "worldwide", exclude: [] },
        components: { text: "allow", headline: "allow", images: "deny", embeds: "deny" },
        onward: "none",
        edits: "verbatim",
        duties: [{ class: "credit", strength: "must", placement: "top" }],
      },
      window: { from: null, until: null },
      creditLine: null,
      notice: null,
      reference: "L-1",
      evidence: "A letter",
    } as const;
    const granted: DomainEvent = { type: "permission.granted", permission: "perm_old", record };
    await ledger.act(ACTOR, "grant", async () => ({ events: [granted], result: null }));
    const oldForm = { partner: "lantern", seq: 1, versions: [{ version: 1, state: "active", record }] };
    await models.projected.permission.collection.replaceOne({ _id: "perm_old" as never }, oldForm);
    assert.equal(await renewProjections(models), 1);
    assert.equal(await renewProjections(models), 0);
    const renewed = await models.projected.permission.findOne({ _id: "perm_old" }).lean();
    const [version] = renewed?.versions ?? [];
    assert.equal(version?.since, version?.recordedAt);
    assert.deepEqual(version?.record.references, [{ kind: "other", number: "L-1" }]);
    assert.equal(version?.record.evidence[0]?.note, "A letter");
    assert.equal(version?.record.licensees, "house");
    assert.deepEqual(version?.record.works.except.items, []);
    assert.equal(version?.record.terms.components.video, "deny");
    assert.equal(version?.record.terms.duties[0]?.check, "rendered");
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("writes nothing for an act that decides on no events", async () => {
    const result = await ledger.act(ACTOR, "apply", async () => ({ events: [], result: "nothing" }));
    assert.equal(result, "nothing");
    assert.equal((await ledger.catchUp()).seq, 0);
  });

  it("writes nothing for an act that is refused, and goes on", async () => {
    const refused = ledger.act(ACTOR, "apply", async () => {
      throw new Error("not today");
    });
    await assert.rejects(refused, /not today/u);
    await give("acct_a");
    assert.equal((await ledger.catchUp()).seq, 1);
  });

  it("never dates an entry before the one before it, whatever the clock does", async () => {
    await give("acct_a");
    clock.advance(-86_400_000);
    await give("acct_b");
    clock.advance(86_400_000);
    const [second, first] = await ledger.entries({ limit: 2 });
    assert.equal(second?.at, first?.at);
  });

  it("loses and doubles none of 200 concurrent acts in one process", async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => give(`acct_${index}`)));
    assert.equal((await ledger.catchUp()).seq, 200);
    assert.equal(await models.projected.account.countDocuments({}), 200);
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("loses and doubles none of 100 acts each of two ledgers on one store", async () => {
    const other = await openLedger(models, clock);
    const act = (which: Ledger, account: string) =>
      which.act(ACTOR, "give-role", async () => ({ events: [roleGiven(account)], result: account }));
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => [act(ledger, `acct_a${index}`), act(other, `acct_b${index}`)]).flat(),
    );
    assert.equal((await ledger.catchUp()).seq, 200);
    assert.equal(await models.projected.account.countDocuments({}), 200);
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("heals what a run that was killed between append and fold left", async () => {
    await give("acct_a");
    await give("acct_b");
    await models.projected.account.collection.deleteOne({ _id: "acct_b" as never });
    await models.mark.collection.deleteMany({});
    const again = await openLedger(models, clock);
    assert.equal((await again.catchUp()).seq, 2);
    assert.equal(await models.projected.account.countDocuments({}), 2);
  });

  it("knows how things stood at any past moment", async () => {
    await give("acct_a");
    const then = clock();
    clock.advance(1_000);
    await ledger.act(ACTOR, "close-account", async () => ({
      events: [{ type: "account.closed", account: "acct_a" }],
      result: null,
    }));
    assert.equal(await ledger.asOf("account", "acct_a", "2020-01-01T00:00:00.000Z"), null);
    assert.equal(((await ledger.asOf("account", "acct_a", then)) as { closedAt?: unknown } | null)?.closedAt, null);
    assert.notEqual(
      ((await ledger.asOf("account", "acct_a", clock())) as { closedAt?: unknown } | null)?.closedAt,
      null,
    );
  });

  const tampers: readonly (readonly [string, (models: Models) => Promise<unknown>, RegExp])[] = [
    [
      "a changed event",
      (m) => m.entry.collection.updateOne({ _id: 2 as never }, { $set: { events: [roleGiven("acct_z")] } }),
      /entry 2 was changed/u,
    ],
    [
      "a changed date",
      (m) => m.entry.collection.updateOne({ _id: 2 as never }, { $set: { at: "2020-01-01T00:00:00.000Z" } }),
      /entry 2 (?:was changed|is dated)/u,
    ],
    ["an entry taken out", (m) => m.entry.collection.deleteOne({ _id: 2 as never }), /entry 2 is missing/u],
    [
      "changed look-up subjects",
      (m) => m.entry.collection.updateOne({ _id: 1 as never }, { $set: { subjects: ["account:x"] } }),
      /wrong look-up subjects/u,
    ],
    [
      "a changed projection",
      (m) => m.projected.account.collection.updateOne({ _id: "acct_b" as never }, { $set: { role: "admin" } }),
      /account acct_b differs/u,
    ],
    [
      "a projection taken out",
      (m) => m.projected.account.collection.deleteOne({ _id: "acct_b" as never }),
      /account acct_b differs/u,
    ],
    [
      "a projection put in",
      (m) => m.projected.account.collection.insertOne({ _id: "acct_x" as never, seq: 1, role: "admin" } as never),
      /account acct_x differs/u,
    ],
  ];
  for (const [what, tamper, fault] of tampers) {
    it(`finds ${what}`, async () => {
      for (const account of ["acct_a", "acct_b", "acct_c"]) await give(account);
      await tamper(models);
      assert.match((await verify(models, null)).faults.join("\n"), fault);
    });
  }

  it("finds a body that was changed or is missing", async () => {
    const revision = "sha256:0000000000000000000000000000000000000000000000000000000000000000" as const;
    const received = {
      type: "item.received",
      item: "item_1",
      partner: "p",
      source: "p/s",
      keys: [],
      revision,
      findings: [],
    } as const;
    await ledger.act(ACTOR, "poll", async () => ({ events: [received], result: null }));
    assert.match((await verify(models, null)).faults.join(), /body sha256:0+ is missing/u);
    await models.revision.collection.insertOne({
      _id: revision as never,
      content: { title: "x" },
      reading: {},
    } as never);
    assert.match((await verify(models, null)).faults.join(), /body sha256:0+ was changed/u);
    await models.revision.collection.deleteMany({});
    await ledger.act(ACTOR, "purge", async () => ({
      events: [{ type: "item.purged", item: "item_1", revisions: [revision], reason: "asked" }],
      result: null,
    }));
    assert.deepEqual((await verify(models, null)).faults, [], "an erased body is right to be absent");
  });

  it("mends projections from the entries, and nothing else", async () => {
    for (const account of ["acct_a", "acct_b"]) await give(account);
    await models.projected.account.collection.deleteOne({ _id: "acct_a" as never });
    await models.projected.account.collection.insertOne({ _id: "acct_x" as never, seq: 1 } as never);
    assert.equal(await rebuild(models), 2);
    assert.deepEqual((await verify(models, null)).faults, []);
    assert.equal(await rebuild(models), 0);
  });

  it("finds by a signed checkpoint that the tail was cut or rewritten", async () => {
    for (const account of ["acct_a", "acct_b"]) await give(account);
    const checkpoint = signCheckpoint(
      await ledger.catchUp(),
      ledger.id(),
      checkpointKey(`${folder.path}/keys/checkpoint.pem`),
    );
    assert.deepEqual((await verify(models, checkpoint)).faults, []);
    assert.match(checkpointFaults({ ...checkpoint, seq: 1 }, null, ledger.id()).join(), /signature/u);
    await models.entry.collection.deleteOne({ _id: 2 as never });
    await models.projected.account.collection.deleteOne({ _id: "acct_b" as never });
    assert.match((await verify(models, checkpoint)).faults.join(), /tail was cut/u);
    const forked = await openLedger(models, clock);
    await models.mark.collection.deleteMany({});
    await forked.act(ACTOR, "give-role", async () => ({ events: [roleGiven("acct_c")], result: null }));
    assert.match((await verify(models, checkpoint)).faults.join(), /rewritten/u);
  });
});
