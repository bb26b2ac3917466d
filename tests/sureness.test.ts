import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

/** What makes a test depend on how fast the machine is, leave something running, or hide that it failed. */
const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "a test that is tried again": /\.retries\(/u,
  "a test that is passed over": /\b(?:it|describe|before|after)\.skip\(|this\.skip\(/u,
  "a time of its own for a test": /\.timeout\(/u,
  "a sleep, or a deadline": /\bsetTimeout\(|\bsetInterval\(/u,
  "a clock of the machine": /\bDate\.now\(|\bperformance\.now\(|\bnew Date\(\)/u,
  "a limit of time that a busy machine reaches": /timeoutSeconds: [\d.]|TIMEOUT_SECONDS: "/u,
  "a process that nobody ends": /(?<![.\w])(?:spawn|execFile|fork)\(/u,
  "a port of somebody else's": /\.listen\([1-9]|\bPORT: "[1-9]/u,
};

/** Where one of them is right, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "eventually.ts": "the one loop that waits, as long as mocha gives a test",
  "cli/commands.ts": "starts programs, and keeps them for the tests to end",
  "cli/exampleStore.test.ts": "several programs one after the other: longer than mocha's time, never shorter",
  "cli/start.test.ts": "programs that do not end by themselves, and signals that are sent until they have an effect",
  "opened.ts": "the one place that starts processes, and ends them",
  "runs.ts": "only a torture has an end",
  "torture/setup.ts": "only a torture has an end",
  "torture/run.ts": "only a torture has an end",
  "journeys/kills.test.ts": "a kill comes at any moment; nothing is decided by when",
  "journeys/outboundKills.test.ts": "a kill comes at any moment; nothing is decided by when",
  "ledger/measureLedger.ts": "memory is looked at while work goes on; nothing is decided by when",
  "store/child.ts": "a process that is there until it is killed",
  "store/processes.test.ts": "several processes that go on while one of them is killed",
  "journeys/badInput.test.ts": "what is tested is the limit: only what never answers meets it",
  "services/polling.test.ts": "what is tested is the limit: only what never answers meets it",
  "services/guardedFetch.test.ts": "what is tested is the limit: only what never answers meets it",
  "services/addressGuard.test.ts": "nothing is dialled: the limit ends what has nowhere to go",
  "services/readingPool.test.ts": "what is tested is the limit: the feed takes far longer",
  "services/hostileFeeds.test.ts": "a partner that drips, and memory that is looked at meanwhile",
};

function sources(): readonly string[] {
  return readdirSync("tests", { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/u.test(name) && name !== "sureness.test.ts")
    .sort();
}

describe("the tests themselves", () => {
  for (const [what, pattern] of Object.entries(FORBIDDEN)) {
    it(`hold nowhere, but where the table says why: ${what}`, () => {
      const found = sources().filter((name) => pattern.test(readFileSync(`tests/${name}`, "utf8")));
      assert.deepEqual(
        found.filter((name) => EXCEPTIONS[name] === undefined),
        [],
      );
    });
  }

  it("have no exception that is not needed any more", () => {
    const unneeded = Object.keys(EXCEPTIONS).filter((name) => {
      const text = readFileSync(`tests/${name}`, "utf8");
      return !Object.values(FORBIDDEN).some((pattern) => pattern.test(text));
    });
    assert.deepEqual(unneeded, []);
  });
});
