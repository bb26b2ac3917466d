import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { started, temporaryFolder } from "../opened.js";
import { note, runs } from "../runs.js";

const SMALL = 2_000;
/** A torture takes a hundred thousand. */
const LARGE = Math.min(runs(10_000), 100_000);
const MOST_MEGABYTES = 256;
/** What the store keeps of its file in memory is full at the larger size only. */
const MOST_TIMES = 1.6;
const KINDS = ["verify", "rebuild", "export"] as const;

interface Measured {
  readonly count: number;
  /** MiB. */
  readonly most: number;
}

async function run(script: string, ...given: readonly string[]): Promise<string> {
  const { child, exited, errors } = started(process.execPath, [
    fileURLToPath(new URL(script, import.meta.url)),
    ...given,
  ]);
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += String(chunk);
  });
  assert.equal(await exited, 0, errors());
  return said;
}

describe("the memory that looking through a ledger takes", () => {
  const folders = { small: temporaryFolder(), large: temporaryFolder() };
  before("make two ledgers", async () => {
    const make = (path: string, columns: number) => run("./largeLedger.js", path, String(columns));
    await Promise.all([make(folders.small.path, SMALL), make(folders.large.path, LARGE)]);
  });
  after(() => {
    for (const folder of Object.values(folders)) folder.remove();
  });

  for (const kind of KINDS) {
    it(`is under ${MOST_MEGABYTES} MB and does not grow with it: ${kind}`, async () => {
      const measured = async (path: string) => JSON.parse(await run("./measureLedger.js", path, kind)) as Measured;
      const [small, large] = [await measured(folders.small.path), await measured(folders.large.path)];
      if (kind !== "export") assert.deepEqual([small.count, large.count], [SMALL * 1.1, LARGE * 1.1].map(Math.round));
      else assert.ok(large.count > small.count);
      const said = `${large.most} MiB, and ${small.most} MiB for the smaller ledger`;
      assert.ok(large.most < MOST_MEGABYTES && large.most < small.most * MOST_TIMES, said);
      note("columns", LARGE);
    });
  }
});
