import fc, { type RunDetails } from "fast-check";
import { note, shareTime, whatWasDone } from "../runs.js";

/** What `npm run torture` adds to mocha: each test's share of the file's time, and what each did. */

const { TORTURE_SECONDS = "60", TORTURE_SEED = "0" } = process.env;
const end = Date.now() + Number(TORTURE_SECONDS) * 1_000;
let left = 1;

/** Throws for a property that fails, with its seed and the simplest case, as fast-check itself would. */
function report(details: RunDetails<unknown>): void {
  note("cases", details.numRuns);
  // Without a counterexample it was the time that was over, before the first case was whole.
  if (details.failed && details.counterexample !== null)
    throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}

/** A `before` counts as a test: some search there. */
function share(): void {
  const milliseconds = Math.max(1_000, (end - Date.now()) / left);
  shareTime(milliseconds);
  fc.configureGlobal({
    seed: Number(TORTURE_SEED),
    interruptAfterTimeLimit: milliseconds,
    reporter: report,
  });
}

export const mochaHooks: Mocha.RootHookObject = {
  beforeAll(this: Mocha.Context) {
    left = (this.test?.parent?.total() ?? 0) + 1;
    share();
  },
  beforeEach() {
    left = Math.max(1, left - 1);
    share();
  },
  afterEach(this: Mocha.Context) {
    for (const [what, count] of whatWasDone()) {
      console.log(`\n${count} ${what}: ${this.currentTest?.fullTitle()}`);
    }
  },
};
