import assert from "node:assert/strict";
import type { Role } from "../../src/domain/role.js";
import { systemActor } from "../../src/domain/role.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { project } from "../../src/ledger/projections.js";
import { verify } from "../../src/ledger/verify.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { temporaryFolder, testClock } from "../program.js";

describe("folding by several at once", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let ledger: Ledger;

  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_folding_${process.pid}`,
    });
    models = defineModels(store.connection);
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    ledger = await openLedger(models, testClock());
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  const give = (account: string, role: Role) =>
    ledger.act(systemActor("test"), "give-role", async () => ({
      events: [{ type: "account.role-given", account, role }],
      result: null,
    }));

  it("ends at the last entry, whoever inserts first and however far each has read", async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => `acct_${index}`);
    for (const account of accounts) await give(account, "auditor");
    for (const account of accounts.slice(0, 10)) await give(account, "editor");
    const entries = (await ledger.entries({ limit: 100 })).toReversed();
    for (const ends of [
      [20, 25, 30],
      [30, 5, 20],
      [30, 30, 30],
    ]) {
      await models.projected.account.deleteMany({});
      await Promise.all(ends.map((end) => project(models, entries.slice(0, end))));
      assert.deepEqual((await verify(models, null)).faults, []);
    }
  });

  it("ends at the last entry when somebody inserts an earlier stamp between the reading and the insert", async () => {
    const entries = (await ledger.entries({ limit: 100 })).toReversed();
    await models.projected.account.deleteMany({});
    const collection = models.projected.account.collection;
    const insertMany = collection.insertMany;
    const overtaken: number[] = [];
    collection.insertMany = async (documents: never, options: never) => {
      collection.insertMany = insertMany;
      await project(models, entries.slice(0, 5));
      overtaken.push(await models.projected.account.countDocuments());
      return insertMany.call(collection, documents, options);
    };
    await project(models, entries);
    assert.deepEqual(overtaken, [5]);
    assert.deepEqual((await verify(models, null)).faults, []);
  });
});
