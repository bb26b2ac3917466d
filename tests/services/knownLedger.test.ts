import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { start } from "../../src/cli/start.js";
import { ConfigError, readConfig } from "../../src/config.js";
import { systemActor } from "../../src/domain/role.js";
import { openProgram, type Program } from "../../src/program.js";
import { acceptLedger, doubtsOf, storeClock } from "../../src/services/doubt.js";
import { verifyLedger } from "../../src/services/evidence.js";
import { sharedReader, temporaryFolder, testClock, writeNewsroom } from "../program.js";

const ACTOR = systemActor("test");
const KNOWN = "known-ledger.json";

describe("a store that is not the one that the desk knew", () => {
  const folder = temporaryFolder();
  const data = join(folder.path, "data");
  const copy = join(folder.path, "copy");
  let id = "";

  const opened = (environment: Record<string, string> = {}, more: object = {}) => {
    const config = readConfig({
      DATA_DIR: data,
      FEEDS_DIR: join(folder.path, "feeds"),
      LICENSES_DIR: join(folder.path, "licenses"),
      PORT: "0",
      ...environment,
    });
    const log = pino({ level: "silent" });
    return openProgram({ config, withExample: false, clock: testClock(), log, reader: sharedReader, ...more });
  };
  const within = async <T>(work: (program: Program) => Promise<T>, environment = {}, more = {}): Promise<T> => {
    const program = await opened(environment, more);
    try {
      return await work(program);
    } finally {
      await program.close();
    }
  };
  const act = ({ desk }: Program, account: string) =>
    desk.ledger.act(ACTOR, "give-role", async () => {
      return { events: [{ type: "account.role-given", account, role: "editor" }], result: undefined };
    });
  /** The store alone, without what is kept beside it. */
  const putBack = (from: string | null) => {
    const known = readFileSync(join(data, KNOWN));
    rmSync(data, { recursive: true, force: true });
    if (from !== null) cpSync(from, data, { recursive: true });
    else cpSync(join(folder.path, "empty"), data, { recursive: true });
    writeFileSync(join(data, KNOWN), known);
  };

  before(async () => {
    writeNewsroom(folder.path, "http://lantern.example/feed");
    cpSync(join(folder.path, "licenses"), join(folder.path, "empty"), { recursive: true });
    await within(async (program) => {
      await act(program, "acct_a");
      id = String(program.desk.ledger.id());
    });
    cpSync(data, copy, { recursive: true });
    await within((program) => act(program, "acct_b"));
  });
  after(() => folder.remove());

  it("is known by the id of its ledger and by its head, kept beside it", () => {
    const kept = JSON.parse(readFileSync(join(data, KNOWN), "utf8"));
    assert.match(id, /^ldg_[0-9a-f]{32}$/u);
    assert.deepEqual([kept.ledger, kept.seq], [id, 2]);
  });

  const cases: readonly (readonly [what: string, from: () => string | null, sentence: RegExp])[] = [
    ["is missing", () => null, /holds no ledger, and this desk knew the ledger ldg_[0-9a-f]+ up to entry 2/u],
    ["is older", () => copy, /is older than what was known/u],
  ];
  for (const [what, from, sentence] of cases) {
    it(`that ${what} starts nothing and records nothing, until a person accepts it by a word that is on record`, async () => {
      cpSync(data, join(folder.path, "right"), { recursive: true });
      putBack(from());
      await within(async (program) => {
        await assert.rejects(start(program), (error: Error) => sentence.test(error.message));
        await assert.rejects(act(program, "acct_c"), { code: "desk.unsure" });
        assert.match((await doubtsOf(program.desk)).join(), /ledger accept --reason/u);
      });
      await within(async (program) => {
        const [doubt] = await acceptLedger(program.desk, ACTOR, "The backup of Sunday was put back");
        assert.match(String(doubt), sentence);
        await act(program, "acct_c");
      });
      await within(async (program) => {
        assert.deepEqual(await doubtsOf(program.desk), []);
        await act(program, "acct_d");
        assert.deepEqual((await verifyLedger(program.desk, null)).faults, []);
      });
      rmSync(data, { recursive: true });
      cpSync(join(folder.path, "right"), data, { recursive: true });
    });
  }

  it("cannot be opened where LEDGER names another, or where it is empty", async () => {
    await within(async () => undefined, { LEDGER: id });
    const wrong = { LEDGER: `ldg_${"0".repeat(32)}` };
    await assert.rejects(
      opened(wrong),
      (error) => error instanceof ConfigError && /holds the ledger/u.test(error.message),
    );
    const empty = { LEDGER: id, DATA_DIR: join(folder.path, "elsewhere") };
    await assert.rejects(opened(empty), (error) => error instanceof ConfigError && /no ledger/u.test(error.message));
    assert.throws(() => readConfig({ LEDGER: "mine" }), ConfigError);
  });

  it("is found out while the desk runs: nothing more is recorded, and its readers are told", async () => {
    await within(async (program) => {
      const { desk, web } = program;
      await act(program, "acct_e");
      await desk.models.entry.collection.deleteMany({ _id: { $gte: desk.ledger.head().seq as never } });
      await desk.ledger.catchUp();
      assert.match((await doubtsOf(desk)).join(), /does not hold entry 3 .* any more/u);
      await assert.rejects(act(program, "acct_f"), { code: "desk.unsure" });
      await assert.rejects(acceptLedger(desk, ACTOR, "Never mind"), { code: "desk.unsure" });
      assert.equal(await program.push(), 0);
      assert.equal((await web.head()).seq, 3);
    });
  });
});

describe("a clock and the store's", () => {
  it("are compared by when the store was asked and when it answered", async () => {
    const clock = testClock("2026-06-01T12:00:00.000Z");
    const cases = [
      ["2026-06-01T12:00:00.500Z", "2026-06-01T12:00:01.000Z"],
      ["2026-06-01T12:05:00.000Z", "2026-06-01T12:05:00.000Z"],
      ["2026-06-01T11:00:00.000Z", "2026-06-01T11:00:01.000Z"],
    ] as const;
    for (const [said, expected] of cases) {
      clock.set("2026-06-01T12:00:00.000Z");
      const stores = storeClock(clock, async () => {
        clock.advance(1_000);
        return said;
      });
      assert.equal(stores.now(), null);
      await stores.look();
      assert.equal(stores.now(), expected);
    }
  });
});
