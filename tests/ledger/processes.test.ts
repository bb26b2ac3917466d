import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openLedger } from "../../src/ledger/ledger.js";
import { verify } from "../../src/ledger/verify.js";
import { systemClock } from "../../src/program.js";
import { defineModels } from "../../src/store/models/models.js";
import { openStore } from "../../src/store/store.js";
import { started } from "../opened.js";
import { temporaryFolder } from "../program.js";

const ACTS = 100;
const ACTOR = fileURLToPath(new URL("./actor.js", import.meta.url));

describe("a ledger that two processes write", () => {
  it(`loses and doubles none of ${ACTS} acts each, and its chain is valid`, async () => {
    const folder = temporaryFolder();
    const dbName = `imprimatur_processes_${process.pid}`;
    const acting = async (name: string) => {
      const { exited, errors } = started(process.execPath, [ACTOR, folder.path, dbName, name, String(ACTS)]);
      assert.equal(await exited, 0, errors());
    };
    await Promise.all([acting("a"), acting("b")]);

    const store = await openStore({ mongodbUri: process.env.MONGODB_URI ?? null, dataDir: folder.path, dbName });
    try {
      const models = defineModels(store.connection);
      const ledger = await openLedger(models, systemClock);
      assert.equal((await ledger.catchUp()).seq, 2 * ACTS);
      assert.equal(await models.projected.account.countDocuments({}), 2 * ACTS);
      assert.deepEqual((await verify(models, null)).faults, []);
      await store.connection.dropDatabase();
    } finally {
      await store.close();
      folder.remove();
    }
  });
});
