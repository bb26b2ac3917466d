import assert from "node:assert/strict";
import fc from "fast-check";
import { clockDoubts, MAX_CLOCK_DIFFERENCE_SECONDS } from "../../src/domain/clockDoubt.js";
import type { DomainEvent, Entry } from "../../src/domain/event.js";
import { systemActor } from "../../src/domain/role.js";
import { instantOf } from "../../src/domain/window.js";
import { hashOf } from "../../src/ledger/chain.js";
import { type Ledger, openLedger } from "../../src/ledger/ledger.js";
import { verify } from "../../src/ledger/verify.js";
import { defineModels, ensureIndexes, type Models } from "../../src/store/models/models.js";
import { openStore, type Store } from "../../src/store/store.js";
import { temporaryFolder, testClock } from "../program.js";

const ACTOR = systemActor("test");
const MINUTE = 60_000;

function roleGiven(account: string): DomainEvent {
  return { type: "account.role-given", account, role: "editor" };
}

/** A promise that the test resolves when it wants. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe("clocks that do not agree", () => {
  const folder = temporaryFolder();
  let store: Store;
  let models: Models;
  before(async () => {
    store = await openStore({
      mongodbUri: process.env.MONGODB_URI ?? null,
      dataDir: folder.path,
      dbName: `imprimatur_clocks_${process.pid}`,
    });
    models = defineModels(store.connection);
  });
  beforeEach(async () => {
    await store.connection.dropDatabase();
    await ensureIndexes(models);
  });
  after(async () => {
    await store.connection.dropDatabase();
    await store.close();
    folder.remove();
  });

  const give = (ledger: Ledger, account: string) =>
    ledger.act(ACTOR, "give-role", async (at) => ({ events: [roleGiven(account)], result: at }));
  const entries = async (ledger: Ledger) => (await ledger.entries({ limit: 100 })).toReversed();

  it("are in doubt beyond a minute: behind the last entry, or apart from the store's; being ahead of the last entry is none", () => {
    const seconds = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(seconds, fc.option(seconds), (head, stores) => {
        const own = Date.parse("2026-06-01T12:00:00.000Z");
        const at = (offset: number) => instantOf(own + offset * 1_000);
        const clocks = { own: instantOf(own), store: stores === null ? null : at(stores) };
        const expected =
          Number(head > MAX_CLOCK_DIFFERENCE_SECONDS) + Number(Math.abs(stores ?? 0) > MAX_CLOCK_DIFFERENCE_SECONDS);
        assert.equal(clockDoubts(clocks, at(head)).length, expected);
      }),
    );
  });

  it("mark the acts that are made under doubt with what they said, and no other; the hash covers the mark", async () => {
    const clock = testClock();
    const ledger = await openLedger(models, clock);
    await give(ledger, "acct_a");
    clock.advance(-MINUTE);
    await give(ledger, "acct_b");
    clock.advance(-MINUTE);
    await give(ledger, "acct_c");
    const [first, within, beyond] = await entries(ledger);
    assert.equal(first?.clocks, undefined);
    assert.equal(within?.clocks, undefined);
    assert.equal(beyond?.at, first?.at);
    assert.deepEqual(beyond?.clocks, { own: clock(), store: null });
    assert.notEqual(hashOf({ ...(beyond as Entry), clocks: { own: String(first?.at), store: null } }), beyond?.hash);
    const { clocks: _, ...unmarked } = beyond as Entry;
    assert.notEqual(hashOf(unmarked), beyond?.hash);
    assert.deepEqual((await verify(models, null)).faults, []);
  });

  it("mark what is done while the store's clock says something else", async () => {
    const clock = testClock();
    let stores = clock();
    const ledger = await openLedger(models, clock, { storeClock: () => stores });
    await give(ledger, "acct_a");
    stores = instantOf(Date.parse(clock()) - 2 * MINUTE);
    await give(ledger, "acct_b");
    const [sure, unsure] = await entries(ledger);
    assert.equal(sure?.clocks, undefined);
    assert.deepEqual(unsure?.clocks, { own: clock(), store: stores });
  });

  it("let a reader fold what another process appended while an act of its own is being decided, which is then decided anew", async () => {
    const clock = testClock();
    const [ours, theirs] = [await openLedger(models, clock), await openLedger(models, clock)];
    const heads: number[] = [];
    const [began, going] = [gate(), gate()];
    const act = ours.act(ACTOR, "give-role", async () => {
      heads.push(ours.head().seq);
      began.open();
      await going.opened;
      return { events: [roleGiven("acct_b")], result: undefined };
    });
    await began.opened;
    await give(theirs, "acct_a");
    assert.equal((await ours.catchUp()).seq, 1);
    assert.notEqual(await models.projected.account.findOne({ _id: "acct_a" }).lean(), null);
    going.open();
    await act;
    assert.deepEqual(heads, [0, 1]);
    assert.equal(ours.head().seq, 2);
    assert.deepEqual((await verify(models, null)).faults, []);
  });
});
