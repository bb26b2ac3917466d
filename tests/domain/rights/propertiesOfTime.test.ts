import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { assess, brokenAt, type Clearance } from "../../../src/domain/clearance.js";
import { rulesOf } from "../../../src/domain/rules.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import { runs } from "../../runs.js";
import { boundariesOf, withJustBefore } from "./boundaries.js";
import { milliseconds } from "./obviousScope.js";
import { diceOf, instant } from "./pools.js";
import { anyCase } from "./shrinking.js";

const RUNS = { numRuns: runs(400) };
const FAR: Instant = "2047-06-15T12:00:00.000Z";
const seed = fc.nat();

function withoutChange({ changesAt: _, ...answer }: Clearance): Omit<Clearance, "changesAt"> {
  return answer;
}

describe("the rights decision at any instant", () => {
  /** Asks before `changesAt` at every instant on record, just before it, and somewhere. */
  function staysAlike(of: (answer: Clearance) => unknown): void {
    fc.assert(
      fc.property(anyCase, seed, (given, from) => {
        const { use, work, record, at } = given;
        const rules = rulesOf(record);
        const answer = assess(use, work, rules, at);
        const { changesAt } = answer;
        assert.ok(changesAt === null || changesAt > at, `${changesAt} is not after ${at}`);
        const last = changesAt === null ? FAR : instantOf(milliseconds(changesAt) - 1);
        const span = milliseconds(last) - milliseconds(at);
        const somewhere = instantOf(milliseconds(at) + Math.floor(span * (from / 0x7fff_ffff)));
        const between = withJustBefore(boundariesOf(given)).filter((one) => at < one && one < last);
        for (const later of [...between, somewhere, last]) {
          const then = of(assess(use, work, rules, later));
          if (isDeepStrictEqual(then, of(answer))) continue;
          assert.deepEqual(then, of(answer), `asked at ${at}, and again at ${later}`);
        }
      }),
      RUNS,
    );
  }

  it("decides alike, for the same reasons, until just before changesAt", () =>
    staysAlike(({ verdict, reasons, components, reliedOn }) => ({
      verdict,
      reasons: reasons.map(({ permission, code }) => [permission, code]),
      components,
      reliedOn,
    })));

  it("answers alike, word for word, until just before changesAt", () => staysAlike((answer) => answer));

  it("answers otherwise at changesAt", () => {
    fc.assert(
      fc.property(anyCase, ({ use, work, record, at }) => {
        const answer = assess(use, work, record, at);
        const { changesAt } = answer;
        if (changesAt === null) return;
        const then = assess(use, work, record, changesAt);
        const differs = !isDeepStrictEqual(withoutChange(then), withoutChange(answer));
        assert.ok(differs, `asked at ${at}; nothing changes at ${changesAt}`);
      }),
      RUNS,
    );
  });

  it("finds the first break of a clearance as stepping through all instants on record does", () => {
    fc.assert(
      fc.property(anyCase, seed, (given, from) => {
        const { use, work, record } = given;
        const rules = rulesOf(record);
        const dice = diceOf(from);
        const [since = FAR, until = FAR] = [instant(dice), instant(dice)].sort();
        const steps = [since, ...boundariesOf({ ...given, at: since }).filter((one) => since < one && one <= until)];
        const stepped = steps.find((step) => assess(use, work, rules, step).verdict === "refused") ?? null;
        assert.equal(brokenAt(use, work, rules, since, until), stepped, `from ${since} to ${until}`);
        assert.equal(brokenAt(use, work, record, since, until), stepped);
      }),
      RUNS,
    );
  });

  it("answers alike whether the clock runs on or jumps", () => {
    fc.assert(
      fc.property(anyCase, seed, (given, from) => {
        const { use, work, record } = given;
        const dice = diceOf(from);
        const jumping = Array.from({ length: 12 }, () => instant(dice));
        const running = rulesOf(record);
        const inOrder = new Map([...jumping].sort().map((at) => [at, assess(use, work, running, at)]));
        const jumped = rulesOf(record);
        for (const at of jumping) assert.deepEqual(assess(use, { ...work }, jumped, at), inOrder.get(at));
      }),
      RUNS,
    );
  });
});
