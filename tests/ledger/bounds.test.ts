import assert from "node:assert/strict";
import { DomainError } from "../../src/domain/error.js";
import type { Act, DomainEvent } from "../../src/domain/event.js";
import { systemActor } from "../../src/domain/role.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { verify } from "../../src/ledger/verify.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { recordWith } from "../domain/build.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");
const BOUNDS = { documentBytes: 20_000, endingBytes: 60_000 };

describe("an act that is larger than what is kept", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  let ledger: Ledger;

  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_bounds_${process.pid}`,
    });
    models = defineModels(store.connection);
  });
  beforeEach(async () => {
    await store.connection.dropDatabase();
    await ensureIndexes(models);
    ledger = await openLedger(models, testClock(), { bounds: BOUNDS });
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  const record = (act: Act, ...events: readonly DomainEvent[]) =>
    ledger.act(ACTOR, act, async () => ({ events, result: null }));
  const refused = async (done: Promise<unknown>, said: RegExp) => {
    const { seq } = ledger.head();
    await assert.rejects(done, (error: unknown) => {
      assert.ok(error instanceof DomainError);
      assert.equal(error.code, "act.too-large");
      assert.match(error.message, said);
      return true;
    });
    assert.equal((await ledger.catchUp()).seq, seq, "nothing was appended");
    assert.equal(await models.entry.countDocuments({}), seq);
  };
  const authors = (count: number) =>
    recordWith({ works: { authors: Array.from({ length: count }, (_, n) => `Author ${n} ${"x".repeat(90)}`) } });

  it("is refused before anything is committed, with a sentence that says what to do; the desk goes on", async () => {
    const granted = (record: ReturnType<typeof recordWith>) =>
      ({ type: "permission.granted", permission: "perm_a", record }) as const;
    await refused(
      record("grant", granted(authors(400))),
      /The permission perm_a would take .* MiB, and may take .*split it into several permissions/u,
    );
    await record("grant", granted(authors(10)));
    assert.deepEqual((await verify(models, null)).faults, []);
    const again = await openLedger(models, testClock());
    assert.equal((await again.catchUp()).seq, 1);
  });

  it("finds room where it ends something", async () => {
    await record("grant", { type: "permission.granted", permission: "perm_a", record: authors(150) });
    const ended = { type: "permission.revoked", permission: "perm_a", reason: "y".repeat(5_000) } as const;
    await record("revoke", { ...ended, effectiveAt: "2027-01-01T00:00:00.000Z" });
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("is refused by its entry where each of its records is small", async () => {
    const given = Array.from(
      { length: 400 },
      (_, index): DomainEvent => ({ type: "account.role-given", account: `acct_${index}`, role: "editor" }),
    );
    await refused(record("give-role", ...given), /The record of this act .*several acts/u);
  });
});
