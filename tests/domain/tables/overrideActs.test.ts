import assert from "node:assert/strict";
import { DomainError } from "../../../src/domain/error.js";
import {
  endOverride,
  foldOverride,
  giveOverride,
  isRunning,
  OVERRIDABLE,
  type OverrideGiven,
} from "../../../src/domain/override.js";
import { REASON_CODES } from "../../../src/domain/reasons.js";
import type { Instant } from "../../../src/domain/window.js";
import { AT, WORK } from "../build.js";

const FROM = "2026-06-01T00:00:00.000Z";
const UNTIL = "2026-06-02T00:00:00.000Z";

describe("giving and ending an override", () => {
  const given = (changes: Partial<Omit<OverrideGiven, "type">>): Omit<OverrideGiven, "type"> => ({
    override: "over_1",
    item: WORK.id,
    channel: null,
    codes: ["medium.not-covered"],
    by: "acct_1",
    role: "rights",
    reason: "agreed",
    until: UNTIL,
    ...changes,
  });
  const ends: readonly (readonly [until: Instant, at: Instant, pointer: string | null])[] = [
    [AT, AT, "/until"],
    ["2026-06-01T12:00:00.001Z", AT, null],
    ["2026-08-30T12:00:00.000Z", AT, null],
    ["2026-08-30T12:00:00.001Z", AT, "/until"],
    ["2028-05-28T00:00:00.000Z", "2028-02-28T00:00:00.000Z", null],
    ["2028-05-28T00:00:00.001Z", "2028-02-28T00:00:00.000Z", "/until"],
  ];
  const pointersOf = (act: () => unknown): readonly string[] => {
    try {
      act();
      return [];
    } catch (thrown) {
      assert.ok(thrown instanceof DomainError);
      assert.equal(thrown.code, "input.invalid");
      return thrown.problems.map(({ pointer }) => pointer);
    }
  };
  for (const [until, at, pointer] of ends) {
    it(`${pointer === null ? "is possible" : "is refused"} at ${at} until ${until}`, () =>
      assert.deepEqual(
        pointersOf(() => giveOverride(given({ until }), at)),
        pointer === null ? [] : [pointer],
      ));
  }

  for (const code of REASON_CODES) {
    const possible = OVERRIDABLE.includes(code);
    it(`${possible ? "is possible" : "is refused"} for ${code}`, () =>
      assert.deepEqual(
        pointersOf(() => giveOverride(given({ codes: [code] }), FROM)),
        possible ? [] : ["/codes"],
      ));
  }

  it("ends it once, and not where it has run out", () => {
    const running = foldOverride(null, giveOverride(given({}), FROM), FROM);
    const ended = foldOverride(running, endOverride(running, "acct_2", AT), AT);
    assert.equal(isRunning(running, AT), true);
    assert.equal(isRunning(ended, AT), false);
    for (const [override, at] of [
      [ended, AT],
      [running, UNTIL],
    ] as const) {
      assert.throws(() => endOverride(override, "acct_2", at), { code: "act.conflict" });
    }
  });
});
