import assert from "node:assert/strict";
import fc from "fast-check";
import { systemActor } from "../../src/domain/role.js";
import { issueOutletToken } from "../../src/services/accounts.js";
import { rssOf, runningDesk } from "../program.js";
import type { Believed } from "./outboundChecks.js";
import { begin, histories } from "./outboundCommands.js";

const HISTORIES = 4;

describe("whatever happens to a desk", function () {
  this.timeout(120_000);

  it("no response carries what is refused or was not approved, what left has its tombstone, and tags change with bytes", async () => {
    const seen = { responses: 0, judged: 0, buried: 0 };
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const desk = await runningDesk(rssOf([]));
        try {
          const { secret } = await issueOutletToken(desk.program.desk, systemActor("test"), "post", "a test");
          const believed: Believed = {
            columns: new Map(),
            approved: new Map(),
            looked: new Map(),
            present: new Map(),
            left: new Map(),
            tags: new Map(),
            secret,
            responses: 0,
            judged: 0,
            buried: 0,
          };
          await begin(believed, desk);
          await fc.asyncModelRun(() => ({ model: believed, real: desk }), history);
          seen.responses += believed.responses;
          seen.judged += believed.judged;
          seen.buried += believed.buried;
        } finally {
          await desk.stop();
        }
      }),
      { numRuns: HISTORIES, endOnFailure: true },
    );
    assert.ok(Math.min(seen.responses, seen.judged, seen.buried) > 0, JSON.stringify(seen));
  });
});
