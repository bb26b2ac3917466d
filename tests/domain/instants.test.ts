import assert from "node:assert/strict";
import fc from "fast-check";
import { DomainError } from "../../src/domain/error.js";
import { instantOf, isInstant, plusDays, readInstant } from "../../src/domain/window.js";
import { readDate } from "../../src/formats/read/dates.js";
import { parseGrant } from "../../src/formats/shapes/grants.js";
import { parseAssessment } from "../../src/formats/shapes/questions.js";

/** RFC 3339 §5.6 to 5.8: what it allows, and the instant it means; null for what it does not. */
const SPELLINGS: readonly (readonly [text: string, instant: string | null])[] = [
  ["2026-03-01T09:00:00.000Z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T09:00Z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01t09:00:00z", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T09:00:00.5Z", "2026-03-01T09:00:00.500Z"],
  ["2026-03-01T09:00:00.123999Z", "2026-03-01T09:00:00.123Z"],
  [`2026-03-01T09:00:00.${"9".repeat(400)}Z`, "2026-03-01T09:00:00.999Z"],
  ["2026-03-01T09:00:00+01:00", "2026-03-01T08:00:00.000Z"],
  ["2026-03-01T09:00:00-00:00", "2026-03-01T09:00:00.000Z"],
  ["2026-03-01T00:30:00+23:59", "2026-02-28T00:31:00.000Z"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
  ["2016-12-31T23:59:60.999Z", "2017-01-01T00:00:00.000Z"],
  ["2016-12-31T15:59:60-08:00", "2017-01-01T00:00:00.000Z"],
  ["2016-12-31T23:59:60-08:00", null],
  ["2016-12-31T12:00:60Z", null],
  ["2016-12-31T23:59:61Z", null],
  ["9999-12-31T23:59:60Z", null],
  ["2026-03-01T24:00:00Z", null],
  ["2026-03-01T23:60:00Z", null],
  ["2026-03-01T09:00:00+24:00", null],
  ["2026-03-01T09:00:00+0100", null],
  ["2026-03-01T09:00:00", null],
  ["2026-03-01 09:00:00Z", null],
  ["2026-02-29T00:00:00Z", null],
  ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ["2026-13-01T00:00:00Z", null],
  ["2026-00-10T00:00:00Z", null],
  ["2026-03-01", null],
  ["0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"],
  ["0000-01-01T00:00:00+00:01", null],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ["9999-12-31T23:59:59-00:01", null],
  ["10000-01-01T00:00:00Z", null],
  ["+010000-01-01T00:00:00.000Z", null],
  ["-000001-01-01T00:00:00.000Z", null],
  ["٢٠٢٦-03-01T09:00:00Z", null],
  ["", null],
  ["now", null],
];

const GRANT = {
  license: "house",
  partner: "lantern",
  grantor: { name: "Lantern Press", basis: "owner" },
  evidence: "A letter",
};

/** What a question, and a grant in each of its places, makes of a text; null where it is refused in words. */
function taken(text: string): readonly (unknown | null)[] {
  const asked = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      assert.ok(error instanceof DomainError, String(error));
      assert.match(error.message, /must be an instant, as 2026-03-01T09:00:00Z/u);
      return null;
    }
  };
  const grant = (changes: object) => parseGrant({ ...GRANT, ...changes }, "The permission");
  return [
    asked(() => parseAssessment({ item: "item_1", at: text }, "The question").at),
    asked(() => parseAssessment({ work: { partner: "lantern", publishedAt: text } }, "The question").work?.publishedAt),
    asked(() => grant({ until: text }).until),
    asked(() => grant({ works: { published: { from: text, until: null } } }).works.published?.from),
    asked(() => {
      const { embargo } = grant({ embargo: { until: text } });
      return embargo === null || embargo === undefined || !("until" in embargo) ? embargo : embargo.until;
    }),
    asked(() => {
      const { evidence } = grant({ evidence: [{ kind: "e-mail", note: "A mail", capturedAt: text }] });
      return typeof evidence === "string" ? evidence : evidence[0]?.capturedAt;
    }),
  ];
}

const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom("0000", "0001", "0099", "1582", "2016", "2026", "9999", "10000", "-0001"),
      fc.constantFrom("-01-01", "-12-31", "-02-29", "-02-30", "-06-30", "-00-00", "-13-01"),
      fc.constantFrom("T", "t", " ", ""),
      fc.constantFrom("00:00", "23:59", "24:00", "12:00", "99:99"),
      fc.constantFrom("", ":00", ":59", ":60", ":61", ":00.1", ":59.9999999", ":60.5"),
      fc.constantFrom("Z", "z", "", "+00:00", "-00:00", "+14:00", "-23:59", "+24:00", " GMT", "-0800"),
    )
    .map((parts) => parts.join("")),
);

describe("an instant", () => {
  for (const [text, instant] of SPELLINGS) {
    it(`${instant === null ? "is not" : "is"} what “${text.slice(0, 40)}” says`, () => {
      assert.equal(readInstant(text), instant);
      assert.deepEqual(
        taken(text),
        Array.from({ length: 6 }, () => instant),
      );
    });
  }

  it("is the same wherever it is read, and compares as text, whatever is written", () => {
    fc.assert(
      fc.property(odd, (text) => {
        const instant = readInstant(text);
        assert.deepEqual(new Set(taken(text)), new Set([instant]));
        for (const found of [instant, readDate(text)]) {
          if (found === null) continue;
          assert.match(found, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u);
          assert.ok(isInstant(found));
        }
        assert.equal(isInstant(text), instant === text);
      }),
    );
  });

  it("stays within years of four digits, however far it is moved", () => {
    const [first, last] = ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"];
    assert.equal(plusDays(last, 1), last);
    assert.equal(plusDays(last, 1e12), last);
    assert.equal(plusDays(first, -1e12), first);
    assert.equal(instantOf(Number.POSITIVE_INFINITY), last);
  });

  it("of a leap second in a feed is the instant that follows it", () => {
    assert.equal(readDate("Sat, 31 Dec 2016 23:59:60 GMT"), "2017-01-01T00:00:00.000Z");
    assert.equal(readDate("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00.000Z");
    assert.equal(readDate("9999-12-31T23:59:60Z"), "9999-12-31T23:59:59.999Z");
    assert.equal(readDate("0050-123"), null);
  });
});
