import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { type MaxUses, type Period, periodAround } from "../../../src/domain/quota.js";
import type { RecordedUse, Use } from "../../../src/domain/use.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { AT, permissionWith, USE, WORK } from "../build.js";

const QUOTA: MaxUses = { count: 1, unit: "items", period: "total", per: "all" };
const USED: RecordedUse = {
  permissions: ["perm_a"],
  item: "item_0",
  channel: "web",
  outlet: null,
  outletGroups: [],
  words: 500,
  at: "2026-06-01T00:00:00.000Z",
};

interface Asked {
  readonly use?: Partial<Use>;
  readonly work?: Partial<WorkFacts>;
  readonly at?: Instant;
}

function answer(quota: Partial<MaxUses>, uses: readonly RecordedUse[], { use, work, at = AT }: Asked = {}) {
  const terms = { maxUses: { ...QUOTA, ...quota }, onward: "anyone" as const };
  const recordedAt = "2000-01-01T00:00:00.000Z";
  const record = { permissions: [permissionWith("perm_a", { terms }, { recordedAt })], uses };
  return assess({ ...USE, components: ["text"], ...use }, { ...WORK, ...work }, record, at);
}

function refusal(...asked: Parameters<typeof answer>): string | null {
  const { verdict, reasons } = answer(...asked);
  assert.deepEqual(
    reasons.map(({ code }) => code),
    [verdict === "cleared" ? "permission.covers" : "quota.exhausted"],
  );
  return verdict === "cleared" ? null : (reasons[0]?.sentence ?? "");
}

describe("the periods of a quota", () => {
  /** A period begins at `from` and the next one at `until`. */
  const rows: readonly (readonly [what: string, Exclude<Period, "total">, from: Instant, until: Instant])[] = [
    ["a day", "day", "2026-06-01T00:00:00.000Z", "2026-06-02T00:00:00.000Z"],
    ["the leap day", "day", "2028-02-29T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["28 February of a common year", "day", "2026-02-28T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    ["New Year's Eve", "day", "2026-12-31T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["a day of 23 hours in Europe", "day", "2026-03-29T00:00:00.000Z", "2026-03-30T00:00:00.000Z"],
    ["a day of 25 hours in Europe", "day", "2026-10-25T00:00:00.000Z", "2026-10-26T00:00:00.000Z"],
    ["an ISO week from Monday", "week", "2026-06-01T00:00:00.000Z", "2026-06-08T00:00:00.000Z"],
    ["the week that 2026 ends in", "week", "2026-12-28T00:00:00.000Z", "2027-01-04T00:00:00.000Z"],
    ["the week of the leap day", "week", "2028-02-28T00:00:00.000Z", "2028-03-06T00:00:00.000Z"],
    ["the week that summer time begins in", "week", "2026-03-23T00:00:00.000Z", "2026-03-30T00:00:00.000Z"],
    ["a month of 30 days", "month", "2026-06-01T00:00:00.000Z", "2026-07-01T00:00:00.000Z"],
    ["February of a leap year", "month", "2028-02-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["February of a common year", "month", "2027-02-01T00:00:00.000Z", "2027-03-01T00:00:00.000Z"],
    ["December", "month", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["October, with a change of the clock", "month", "2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"],
    ["a year", "year", "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["a leap year", "year", "2028-01-01T00:00:00.000Z", "2029-01-01T00:00:00.000Z"],
  ];
  for (const [what, period, from, until] of rows) {
    const last = instantOf(Date.parse(until) - 1);
    it(`hold ${what} from its first millisecond to its last`, () => {
      for (const at of [from, last]) assert.deepEqual(periodAround(at, period), { from, until });
      assert.equal(periodAround(until, period).from, until);
      assert.equal(periodAround(instantOf(Date.parse(from) - 1), period).until, from);
    });

    it(`fill for ${what}, and are empty again with the next one`, () => {
      const uses = [{ ...USED, at: from }];
      const full = answer({ period }, uses, { at: last });
      assert.equal(full.verdict, "refused");
      assert.equal(full.reasons[0]?.sentence, `perm_a allows 1 items a ${period}; 1 is used since ${from}.`);
      assert.equal(full.changesAt, until);
      assert.equal(answer({ period }, uses, { at: until }).verdict, "cleared");
      assert.equal(answer({ period }, [{ ...USED, at: last }], { at: until }).verdict, "cleared");
    });
  }

  it("in total have no end", () => {
    const full = answer({}, [{ ...USED, at: "2001-01-01T00:00:00.000Z" }], { at: "9999-12-31T23:59:59.999Z" });
    assert.equal(full.reasons[0]?.sentence, "perm_a allows 1 items in total; 1 is used.");
    assert.equal(full.changesAt, null);
  });
});

describe("what a quota counts", () => {
  const other = (changes: Partial<RecordedUse>): RecordedUse => ({ ...USED, ...changes });
  const POST = { outlet: "post" };
  type Row = readonly [string, Partial<MaxUses>, readonly RecordedUse[], Asked, sentence: string | null];
  const rows: readonly Row[] = [
    ["nothing, where nothing was used", {}, [], {}, null],
    ["nothing, where nothing at all is allowed", { count: 0 }, [], {}, "0 items in total; 0 are used."],
    ["up to one below", { count: 2 }, [USED], {}, null],
    ["up to the count", { count: 2 }, [USED, other({ item: "item_2" })], {}, "2 items in total; 2 are used."],
    ["beyond the count", {}, [USED, other({ item: "item_2" })], {}, "1 items in total; 2 are used."],
    [
      "a column once, however often it was used",
      { count: 2 },
      [USED, other({ channel: "app" }), other(POST)],
      {},
      null,
    ],
    ["no use under another permission", {}, [other({ permissions: ["perm_b"] })], {}, null],
    [
      "a use under a sublicense",
      {},
      [other({ permissions: ["perm_b", "perm_a"] })],
      {},
      "1 items in total; 1 is used.",
    ],
    ["a use at this very instant", {}, [other({ at: AT })], {}, "1 items in total; 1 is used."],
    ["no use that is still to come", {}, [other({ at: "2026-06-01T12:00:00.001Z" })], {}, null],
    ["uses of all outlets together", {}, [other(POST)], {}, "1 items in total; 1 is used."],
    ["each outlet for itself", { per: "outlet" }, [other(POST)], {}, null],
    [
      "our own channels as one outlet",
      { per: "outlet" },
      [other({ channel: "app" })],
      {},
      "1 items in total for each outlet; 1 is used.",
    ],
    [
      "an outlet's own uses",
      { per: "outlet" },
      [other(POST)],
      { use: POST },
      "1 items in total for each outlet; 1 is used.",
    ],
    ["another outlet's uses for another", { per: "outlet" }, [other({ outlet: "mail" })], { use: POST }, null],
    ["words up to the count", { unit: "words", count: 1_300 }, [USED], {}, null],
    [
      "words beyond it",
      { unit: "words", count: 1_299 },
      [USED],
      {},
      "1299 words in total; 500 are used, and this column has 800.",
    ],
    ["words of a column once", { unit: "words", count: 1_300 }, [USED, other({ channel: "app" })], {}, null],
    ["no word of a column without any", { unit: "words", count: 500 }, [USED], { work: { words: 0 } }, null],
    [
      "a column too long for it, though nothing is used",
      { unit: "words", count: 799 },
      [],
      {},
      "799 words in total; 0 are used, and this column has 800.",
    ],
    [
      "downloads by channel",
      { unit: "downloads", count: 2 },
      [USED, other({ channel: "app" })],
      {},
      "2 downloads in total; 2 are used.",
    ],
    ["a download once for each channel", { unit: "downloads", count: 2 }, [USED, USED], {}, null],
  ];
  for (const [what, quota, uses, asked, sentence] of rows) {
    it(`is ${what}`, () =>
      assert.equal(refusal(quota, uses, asked), sentence === null ? null : `perm_a allows ${sentence}`));
  }
});

describe("a use that goes on after the quota is full", () => {
  const own: RecordedUse = { ...USED, item: WORK.id };
  const full: readonly RecordedUse[] = [{ ...USED, at: "2026-05-31T00:00:00.000Z" }, own];
  type Row = readonly [string, Partial<MaxUses>, readonly RecordedUse[], Asked, cleared: boolean];
  const rows: readonly Row[] = [
    ["the column itself", {}, full, {}, true],
    ["the column in another channel, where items count", {}, full, { use: { channel: "app" } }, true],
    ["the column in another channel, where words count", { unit: "words" }, full, { use: { channel: "app" } }, true],
    ["the column in its channel, where downloads count", { unit: "downloads" }, full, {}, true],
    [
      "the column in another channel, where downloads count",
      { unit: "downloads" },
      full,
      { use: { channel: "app" } },
      false,
    ],
    ["the column in a later period", { count: 0, period: "day" }, full, { at: "2027-01-01T00:00:00.000Z" }, true],
    [
      "the column for an outlet that has not had it",
      { per: "outlet", count: 0 },
      full,
      { use: { outlet: "post" } },
      false,
    ],
    ["another column", {}, full, { work: { id: "item_2" } }, false],
    ["the column before it was used, the clock set back", {}, full, { at: "2026-05-31T23:59:59.999Z" }, false],
  ];
  for (const [what, quota, uses, asked, cleared] of rows) {
    it(`${cleared ? "goes on" : "does not go on"}: ${what}`, () =>
      assert.equal(refusal(quota, uses, asked) === null, cleared));
  }
});

describe("when a quota changes the answer", () => {
  const to = "2026-06-01T18:00:00.000Z";
  it("is the use that fills it, and then the end of the period", () => {
    const uses = [{ ...USED, at: to }];
    assert.equal(answer({ period: "day" }, uses).changesAt, to);
    assert.equal(answer({ period: "day" }, uses, { at: to }).changesAt, "2026-06-02T00:00:00.000Z");
    assert.equal(answer({ period: "day" }, uses, { at: "2026-06-02T00:00:00.000Z" }).changesAt, null);
  });

  it("is never, where what is in use goes on", () => {
    const uses = [{ ...USED, item: WORK.id }];
    assert.equal(answer({ period: "day" }, uses).changesAt, null);
  });

  it("answers alike until then, also where no period can ever hold the column", () => {
    for (const quota of [{ count: 0 }, { unit: "words", count: 799 }] as const) {
      for (const period of ["day", "week", "month", "year"] as const) {
        const today = answer({ ...quota, period }, []);
        const later = today.changesAt ?? "2031-06-01T12:00:00.000Z";
        const last = instantOf(Date.parse(later) - 1);
        assert.deepEqual(answer({ ...quota, period }, [], { at: last }).reasons, today.reasons);
      }
    }
  });
});
