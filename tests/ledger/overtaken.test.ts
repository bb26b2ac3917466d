import assert from "node:assert/strict";
import { systemActor } from "../../src/domain/role.js";
import { STORE_BOUNDS } from "../../src/ledger/bounds.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { systemClock } from "../../src/program.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { temporaryFolder } from "../program.js";

const ACTOR = systemActor("test");
const ACTS_EACH = 5;

describe("an act that another process overtakes", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let other: Ledger;
  let count = 0;

  before(async () => {
    store = await openStore({ mongodbUri: null, dataDir: folder.path });
    models = defineModels(store.connection);
    await ensureIndexes(models);
    other = await openLedger(models, systemClock);
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  const give = (ledger: Ledger, meanwhile: () => Promise<unknown> = async () => undefined) =>
    ledger.act(ACTOR, "give-role", async () => {
      await meanwhile();
      const account = `acct_${++count}`;
      return { events: [{ type: "account.role-given", account, role: "editor" }], result: account };
    });

  it("is decided anew until it is through", async () => {
    const ledger = await openLedger(models, systemClock);
    let overtaken = 0;
    const result = await give(ledger, async () => {
      if (overtaken < 12) {
        overtaken++;
        await give(other);
      }
    });
    assert.equal(overtaken, 12);
    const [last] = await ledger.entries({ limit: 1 });
    assert.equal(last?.events.length, 1);
    assert.match(JSON.stringify(last?.events), new RegExp(result, "u"));
  });

  it("is refused with what to do once its time is over, and has done nothing", async () => {
    const ledger = await openLedger(models, systemClock, { bounds: { ...STORE_BOUNDS, appendMilliseconds: 0 } });
    const before = (await other.catchUp()).seq;
    await assert.rejects(
      give(ledger, () => give(other)),
      { code: "act.conflict", message: /nothing was done. Send it again/u },
    );
    assert.equal((await other.catchUp()).seq, before + 1);
  });

  it("is one of many: two processes that append all the time both get on", async () => {
    const both = [await openLedger(models, systemClock), await openLedger(models, systemClock)];
    const done = [0, 0];
    let isOver = false;
    await Promise.all(
      both.map(async (ledger, index) => {
        while (!isOver) {
          await give(ledger);
          done[index] = (done[index] ?? 0) + 1;
          isOver = done.every((acts) => acts >= ACTS_EACH);
        }
      }),
    );
    assert.ok(done.every((acts) => acts >= ACTS_EACH));
  });
});
