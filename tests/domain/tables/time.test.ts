import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import type { Embargo } from "../../../src/domain/embargo.js";
import type { ReasonCode } from "../../../src/domain/reasons.js";
import type { RecordedUse } from "../../../src/domain/use.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { type Changes, permissionWith, USE, WORK } from "../build.js";

const RECORDED = { recordedAt: "2000-01-01T00:00:00.000Z" };
const justBefore = (at: Instant): Instant => instantOf(Date.parse(at) - 1);
const justAfter = (at: Instant): Instant => instantOf(Date.parse(at) + 1);

/** The first code and `changesAt` at an instant. */
function answerAt(
  changes: Changes,
  at: Instant,
  work: Partial<WorkFacts> = {},
  uses: readonly RecordedUse[] = [],
): readonly [ReasonCode | undefined, Instant | null] {
  const record = { permissions: [permissionWith("perm_a", changes, RECORDED)], uses };
  const { reasons, changesAt } = assess({ ...USE, components: ["text"] }, { ...WORK, ...work }, record, at);
  assert.equal(reasons.length, 1);
  return [reasons[0]?.code, changesAt];
}

const CLEARED = "permission.covers";

describe("the window of a permission", () => {
  const rows: readonly (readonly [what: string, from: Instant, until: Instant])[] = [
    ["the leap day, and only it", "2028-02-29T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["the day before 1 March of a year without a leap day", "2027-02-28T00:00:00.000Z", "2027-03-01T00:00:00.000Z"],
    ["a century from one leap day to where the next would be", "2000-02-29T00:00:00.000Z", "2100-03-01T00:00:00.000Z"],
    ["the last day of the year", "2026-12-31T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["the first day of the year", "2027-01-01T00:00:00.000Z", "2027-01-02T00:00:00.000Z"],
    ["the hour that is skipped in Europe in spring", "2026-03-29T01:00:00.000Z", "2026-03-29T02:00:00.000Z"],
    ["the night that summer time begins", "2026-03-29T00:00:00.000Z", "2026-03-30T00:00:00.000Z"],
    ["the hour that comes twice in Europe in autumn", "2026-10-25T00:00:00.000Z", "2026-10-25T01:00:00.000Z"],
    ["the hour after it", "2026-10-25T01:00:00.000Z", "2026-10-25T02:00:00.000Z"],
    ["the hour that is skipped in New York", "2026-03-08T07:00:00.000Z", "2026-03-08T08:00:00.000Z"],
    ["a millisecond", "2026-06-01T12:00:00.000Z", "2026-06-01T12:00:00.001Z"],
    [
      "a window that ends with the last instant of four-digit years",
      "2026-01-01T00:00:00.000Z",
      "9999-12-31T23:59:59.999Z",
    ],
  ];
  for (const [what, from, until] of rows) {
    it(`holds from its beginning until just before its end: ${what}`, () => {
      const window = { from, until };
      assert.deepEqual(answerAt({ window }, justBefore(from)), ["window.not-begun", from]);
      assert.deepEqual(answerAt({ window }, from), [CLEARED, until]);
      assert.deepEqual(answerAt({ window }, justBefore(until)), [CLEARED, until]);
      assert.deepEqual(answerAt({ window }, until), ["window.ended", null]);
      if (until < "9999") assert.deepEqual(answerAt({ window }, justAfter(until)), ["window.ended", null]);
    });
  }

  const FROM = "2026-06-01T12:00:00.000Z";
  const open: readonly (readonly [what: string, from: Instant | null, until: Instant | null])[] = [
    ["an open beginning", null, FROM],
    ["an open end", FROM, null],
    ["both ends open", null, null],
  ];
  for (const [what, from, until] of open) {
    it(`is not limited by ${what}`, () => {
      const window = { from, until };
      assert.deepEqual(
        answerAt({ window }, justBefore(FROM)),
        from === null ? [CLEARED, until] : ["window.not-begun", from],
      );
      assert.deepEqual(answerAt({ window }, FROM), until === null ? [CLEARED, null] : ["window.ended", null]);
      const late = answerAt({ window }, "9999-12-31T23:59:59.999Z");
      assert.deepEqual(late, until === null ? [CLEARED, null] : ["window.ended", null]);
    });
  }

  it("that ends before it begins holds at no instant", () => {
    const window = { from: "2026-07-01T00:00:00.000Z", until: "2026-06-01T00:00:00.000Z" };
    for (const at of ["2026-05-31T23:59:59.999Z", "2026-06-15T00:00:00.000Z", "2026-07-01T00:00:00.000Z"]) {
      const record = { permissions: [permissionWith("perm_a", { window }, RECORDED)] };
      assert.equal(assess(USE, WORK, record, at).verdict, "refused");
    }
  });
});

describe("the embargo", () => {
  type Row = readonly [what: string, embargo: Embargo, publishedAt: Instant | null, end: Instant];
  const PUBLISHED = "2028-02-28T12:00:00.000Z";
  const rows: readonly Row[] = [
    ["until an instant", { until: "2026-06-01T06:00:00.000Z" }, PUBLISHED, "2026-06-01T06:00:00.000Z"],
    [
      "until an instant, of a work of unknown date",
      { until: "2026-12-31T23:59:59.999Z" },
      null,
      "2026-12-31T23:59:59.999Z",
    ],
    ["no hours after publication", { hoursAfterPublication: 0 }, PUBLISHED, PUBLISHED],
    [
      "a day after publication, over the leap day",
      { hoursAfterPublication: 24 },
      PUBLISHED,
      "2028-02-29T12:00:00.000Z",
    ],
    ["two days after, into March", { hoursAfterPublication: 48 }, PUBLISHED, "2028-03-01T12:00:00.000Z"],
    ["half an hour after", { hoursAfterPublication: 0.5 }, PUBLISHED, "2028-02-28T12:30:00.000Z"],
    [
      "24 hours over a European night of 23",
      { hoursAfterPublication: 24 },
      "2026-03-28T12:00:00.000Z",
      "2026-03-29T12:00:00.000Z",
    ],
    [
      "24 hours over a European night of 25",
      { hoursAfterPublication: 24 },
      "2026-10-24T12:00:00.000Z",
      "2026-10-25T12:00:00.000Z",
    ],
    [
      "an hour after, over the end of the year",
      { hoursAfterPublication: 1 },
      "2026-12-31T23:30:00.000Z",
      "2027-01-01T00:30:00.000Z",
    ],
    ["longer than years of four digits last", { hoursAfterPublication: 1e9 }, PUBLISHED, "9999-12-31T23:59:59.999Z"],
  ];
  for (const [what, embargo, publishedAt, end] of rows) {
    it(`holds until its end and not at it: ${what}`, () => {
      assert.deepEqual(answerAt({ terms: { embargo } }, justBefore(end), { publishedAt }), ["embargo.not-lifted", end]);
      assert.deepEqual(answerAt({ terms: { embargo } }, end, { publishedAt }), [CLEARED, null]);
    });
  }

  it("without an end holds for good, and says why", () => {
    const terms = { embargo: { open: "until the trial is over" } };
    assert.deepEqual(answerAt({ terms }, "9999-12-31T23:59:59.999Z"), ["embargo.open", null]);
    const record = { permissions: [permissionWith("perm_a", { terms })] };
    assert.equal(
      assess(USE, WORK, record, "2026-06-01T00:00:00.000Z").reasons[0]?.sentence,
      "perm_a is under an embargo with no set end: until the trial is over.",
    );
  });

  it("counted from a publication of unknown date holds for good", () => {
    const terms = { embargo: { hoursAfterPublication: 0 } };
    assert.deepEqual(answerAt({ terms }, "9999-12-31T23:59:59.999Z", { publishedAt: null }), ["embargo.unknown", null]);
  });
});

describe("the use window", () => {
  const use = (at: Instant, changes: Partial<RecordedUse> = {}): RecordedUse => ({
    permissions: ["perm_a"],
    item: WORK.id,
    channel: "other",
    outlet: null,
    outletGroups: [],
    words: WORK.words,
    at,
    ...changes,
  });
  const terms = { useWithinDays: 90 };
  const ends: readonly (readonly [publishedAt: Instant, end: Instant])[] = [
    ["2026-05-20T08:00:00.000Z", "2026-08-18T08:00:00.000Z"],
    ["2027-12-01T00:00:00.000Z", "2028-02-29T00:00:00.000Z"],
    ["2026-12-01T00:00:00.000Z", "2027-03-01T00:00:00.000Z"],
    ["2026-01-15T00:30:00.000Z", "2026-04-15T00:30:00.000Z"],
  ];
  for (const [publishedAt, end] of ends) {
    it(`of 90 days from ${publishedAt} closes at ${end}`, () => {
      assert.deepEqual(answerAt({ terms }, justBefore(end), { publishedAt }), [CLEARED, end]);
      assert.deepEqual(answerAt({ terms }, end, { publishedAt }), ["use-window.closed", null]);
      assert.deepEqual(answerAt({ terms }, publishedAt, { publishedAt }), [CLEARED, end]);
    });
  }

  const END = "2026-08-18T08:00:00.000Z";
  const begun: readonly (readonly [what: string, uses: readonly RecordedUse[], ReasonCode])[] = [
    ["a use in its last millisecond", [use(justBefore(END))], CLEARED],
    ["a use at its end", [use(END)], "use-window.closed"],
    ["a use of another column", [use(justBefore(END), { item: "item_2" })], "use-window.closed"],
    ["a use by another outlet", [use(justBefore(END), { outlet: "post" })], "use-window.closed"],
    ["a use under another permission", [use(justBefore(END), { permissions: ["perm_b"] })], "use-window.closed"],
    ["a use under a sublicense of this one", [use(justBefore(END), { permissions: ["perm_b", "perm_a"] })], CLEARED],
    ["an early and a late use", [use(justAfter(END)), use(justBefore(END))], CLEARED],
  ];
  for (const [what, uses, code] of begun) {
    it(`${code === CLEARED ? "lets go on after its end" : "is closed after its end for"}: ${what}`, () =>
      assert.deepEqual(answerAt({ terms }, justAfter(END), {}, uses), [code, null]));
  }

  it("of no day is closed with the publication", () =>
    assert.equal(answerAt({ terms: { useWithinDays: 0 } }, "2026-05-20T08:00:00.000Z")[0], "use-window.closed"));

  it("of a work of unknown date is unknown, unless it is in use already", () => {
    const at = "2026-06-01T12:00:00.000Z";
    const publishedAt = null;
    assert.deepEqual(answerAt({ terms }, at, { publishedAt }), ["use-window.unknown", null]);
    assert.deepEqual(answerAt({ terms }, at, { publishedAt }, [use(justAfter(at))]), [
      "use-window.unknown",
      justAfter(at),
    ]);
    assert.deepEqual(answerAt({ terms }, at, { publishedAt }, [use(at)]), [CLEARED, null]);
  });
});

describe("a clock that jumps", () => {
  const changes: Changes = {
    window: { from: "2026-03-29T01:00:00.000Z", until: "2026-10-25T01:00:00.000Z" },
    terms: { embargo: { until: "2026-06-01T00:00:00.000Z" } },
  };
  const rows: readonly (readonly [at: Instant, first: ReasonCode, changesAt: Instant | null])[] = [
    ["2026-10-25T01:00:00.000Z", "window.ended", null],
    ["2026-03-28T23:00:00.000Z", "window.not-begun", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25T00:59:59.999Z", CLEARED, "2026-10-25T01:00:00.000Z"],
    ["2026-05-31T23:59:59.999Z", "embargo.not-lifted", "2026-06-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "window.ended", null],
    ["2026-06-01T00:00:00.000Z", CLEARED, "2026-10-25T01:00:00.000Z"],
    ["1999-12-31T23:59:59.999Z", "permission.none", RECORDED.recordedAt],
    ["2026-03-29T01:00:00.000Z", "embargo.not-lifted", "2026-06-01T00:00:00.000Z"],
  ];
  it("is answered by the instant alone, whatever was asked before", () => {
    const record = { permissions: [permissionWith("perm_a", changes, RECORDED)] };
    for (const [at, first, changesAt] of [...rows, ...[...rows].reverse()]) {
      const answer = assess(USE, WORK, record, at);
      assert.deepEqual([answer.reasons[0]?.code, answer.changesAt], [first, changesAt], at);
      assert.deepEqual(assess(USE, WORK, record, at), answer);
    }
  });

  it("back before a version was recorded asks the version before it", () => {
    const [first] = permissionWith("perm_a", {}, RECORDED).versions;
    assert.ok(first !== undefined);
    const second = { ...first, version: 2, since: "2026-06-01T00:00:00.000Z", state: "suspended" as const };
    const permission = { id: "perm_a", partner: "lantern", versions: [first, second] };
    const codeAt = (at: Instant) => assess(USE, WORK, { permissions: [permission] }, at).reasons[0]?.code;
    assert.equal(codeAt("2026-06-01T00:00:00.000Z"), "permission.suspended");
    assert.equal(codeAt("2026-05-31T23:59:59.999Z"), CLEARED);
    assert.equal(codeAt("2026-06-01T00:00:00.001Z"), "permission.suspended");
  });
});
