import assert from "node:assert/strict";
import fc from "fast-check";
import { systemActor } from "../../src/domain/role.js";
import { issueOutletToken } from "../../src/services/accounts.js";
import { rssOf, runningDesk } from "../program.js";
import { note, runs } from "../runs.js";
import { nothingBelieved } from "./outboundChecks.js";
import { begin, END, finish, histories } from "./outboundCommands.js";

const HISTORIES = runs(1);
/** Taken in turns: the clock stands still, and each may ask so often in a minute. */
const TOKENS = 8;
/** What some history must have met, so that the test does not pass for want of cases. */
const WHAT = ["responses", "judged", "excerpts", "paged", "buried", "closed"] as const;

describe("whatever happens to a desk", () => {
  it("no response carries what is refused or was not approved, what left has its tombstone, and tags change with bytes", async () => {
    const seen = { responses: 0, judged: 0, excerpts: 0, paged: 0, buried: 0, closed: 0 };
    await fc.assert(
      fc.asyncProperty(END, histories, async (end, history) => {
        note("histories");
        const desk = await runningDesk(rssOf([]));
        try {
          const secrets: string[] = [];
          for (let n = 0; n < TOKENS; n++) {
            const issued = await issueOutletToken(desk.program.desk, systemActor("test"), "post", `a test ${n}`);
            secrets.push(issued.secret);
          }
          const believed = nothingBelieved(secrets);
          await begin(believed, desk, end);
          await fc.asyncModelRun(() => ({ model: believed, real: desk }), history);
          await finish(believed, desk);
          for (const what of WHAT) seen[what] += believed[what];
        } finally {
          await desk.stop();
        }
      }),
      { numRuns: HISTORIES, endOnFailure: true },
    );
    assert.ok(
      WHAT.every((what) => seen[what] > 0),
      JSON.stringify(seen),
    );
  });
});
