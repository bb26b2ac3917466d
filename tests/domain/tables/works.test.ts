import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import {
  ALL_WORKS,
  completeWorks,
  folded,
  matchesPattern,
  mayOverlap,
  specificity,
  type WorkFacts,
  type Works,
  workContradictions,
} from "../../../src/domain/works.js";
import { processorTime } from "../../processorTime.js";
import { AT, permissionWith, USE, WORK } from "../build.js";

type GivenWorks = Parameters<typeof completeWorks>[0];

/** What, the works of the permission, how the column differs, and whether it is covered. */
type Row = readonly [what: string, works: GivenWorks, work: Partial<WorkFacts>, covered: boolean];

const FEBRUARY = { from: "2028-02-01T00:00:00.000Z", until: "2028-03-01T00:00:00.000Z" };

const NAMED: readonly Row[] = [
  ["every work of the partner where nothing is named", {}, {}, true],
  [
    "a bare column of the partner where nothing is named",
    {},
    { sources: [], authors: [], tags: [], url: null, publishedAt: null },
    true,
  ],
  ["no work of another partner", {}, { partner: "other" }, false],
  ["the source named", { sources: ["lantern/columns"] }, {}, true],
  ["one of two sources named", { sources: ["lantern/news", "lantern/columns"] }, {}, true],
  [
    "a column that was seen in two sources, one of them named",
    { sources: ["lantern/b"] },
    { sources: ["lantern/a", "lantern/b"] },
    true,
  ],
  ["another source", { sources: ["lantern/news"] }, {}, false],
  ["a source in another case: ids are exact", { sources: ["Lantern/Columns"] }, {}, false],
  ["a column of no source, where one is named", { sources: ["lantern/columns"] }, { sources: [] }, false],
  ["the author in another case and with more spaces", { authors: [" ADA \t BROOK "] }, {}, true],
  ["an author written with combining marks", { authors: ["Zoe\u0308"] }, { authors: ["ZO\u00cb"] }, true],
  ["one author of two", { authors: ["Ada Brook"] }, { authors: ["Bo Field", "Ada Brook"] }, true],
  ["part of an author's name", { authors: ["Ada"] }, {}, false],
  ["a column without an author, where one is named", { authors: ["Ada Brook"] }, { authors: [] }, false],
  ["the tag in another case", { tags: ["tIDES"] }, {}, true],
  ["a column without tags, where one is named", { tags: ["Tides"] }, { tags: [] }, false],
  ["the item", { items: ["item_0", "item_1"] }, {}, true],
  ["another item", { items: ["item_10"] }, {}, false],
  ["author and tag where both match", { authors: ["Ada Brook"], tags: ["Tides"] }, {}, true],
  ["author and tag where only one matches", { authors: ["Ada Brook"], tags: ["Bees"] }, {}, false],
  ["item and source where only the item matches", { items: ["item_1"], sources: ["lantern/news"] }, {}, false],
];

const EXCEPTED: readonly Row[] = [
  ["a column that no exclusion names", { except: { authors: ["Agency"], tags: ["Bees"] } }, {}, true],
  ["a column whose source is excepted", { except: { sources: ["lantern/columns"] } }, {}, false],
  ["a column whose author is excepted, whatever the case", { except: { authors: ["ada  BROOK"] } }, {}, false],
  ["a column one of whose tags is excepted", { except: { tags: ["agency"] } }, { tags: ["Tides", "Agency"] }, false],
  ["a column whose address is excepted", { except: { urls: ["*/columns/*"] } }, {}, false],
  ["a column without an address, where addresses are excepted", { except: { urls: ["*"] } }, { url: null }, true],
  ["an item that is excepted", { except: { items: ["item_1"] } }, {}, false],
  [
    "a column named and excepted under different kinds of names",
    { authors: ["Ada Brook"], except: { tags: ["Tides"] } },
    {},
    false,
  ],
  ["an item named and excepted: the exclusion wins", { items: ["item_1"], except: { items: ["item_1"] } }, {}, false],
];

const ADDRESSED: readonly Row[] = [
  ["the address itself", { urls: ["https://lantern.example/columns/1"] }, {}, true],
  ["an address that only begins so", { urls: ["https://lantern.example/columns"] }, {}, false],
  ["a star at the end", { urls: ["https://lantern.example/columns/*"] }, {}, true],
  ["a star for nothing at all", { urls: ["https://lantern.example/columns/1*"] }, {}, true],
  ["one pattern of two", { urls: ["https://other.example/*", "*/columns/*"] }, {}, true],
  ["a column without an address, where any is asked for", { urls: ["*"] }, { url: null }, false],
];

const PUBLISHED: readonly Row[] = [
  ["a work first published with the window", { published: FEBRUARY }, { publishedAt: FEBRUARY.from }, true],
  ["one a millisecond before", { published: FEBRUARY }, { publishedAt: "2028-01-31T23:59:59.999Z" }, false],
  ["one of the leap day", { published: FEBRUARY }, { publishedAt: "2028-02-29T23:59:59.999Z" }, true],
  ["one at the end, which is no longer within", { published: FEBRUARY }, { publishedAt: FEBRUARY.until }, false],
  ["one of any date, where both ends are open", { published: { from: null, until: null } }, {}, true],
  [
    "one of unknown date, even where both ends are open",
    { published: { from: null, until: null } },
    { publishedAt: null },
    false,
  ],
  ["an old one, where the beginning is open", { published: { ...FEBRUARY, from: null } }, {}, true],
  ["one too new, where the beginning is open", { published: { from: null, until: WORK.publishedAt } }, {}, false],
  ["a new one, where the end is open", { published: { from: WORK.publishedAt, until: null } }, {}, true],
];

for (const [group, rows] of [
  ["works by name", NAMED],
  ["works and exclusions", EXCEPTED],
  ["works by address", ADDRESSED],
  ["works by date of publication", PUBLISHED],
] as const) {
  describe(group, () => {
    for (const [what, works, work, covered] of rows) {
      it(`${covered ? "are covered" : "are not covered"}: ${what}`, () => {
        const record = { permissions: [permissionWith("perm_a", { works })] };
        const { verdict, reasons } = assess(USE, { ...WORK, ...work }, record, AT);
        assert.equal(verdict, covered ? "cleared" : "refused");
        assert.equal(reasons[0]?.code, covered ? "permission.covers" : "permission.none");
      });
    }
  });
}

describe("patterns of addresses", () => {
  const rows: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ["", "", true],
    ["", "a", false],
    ["*", "", true],
    ["**", "anything", true],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["ab*ba", "aba", false],
    ["*a*b", "xaxb", true],
    ["*a*b", "xbxa", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["*.example/*", "https://lantern.example/1", true],
    ["a.c", "abc", false],
    ["a?c", "abc", false],
    ["(a+)+$", "aaaa", false],
    ["A", "a", false],
  ];
  for (const [pattern, text, matches] of rows) {
    it(`${matches ? "match" : "do not match"} “${text}” by “${pattern}”`, () =>
      assert.equal(matchesPattern(pattern, text), matches));
  }

  const address = `https://lantern.example/${"a".repeat(100_000)}`;
  const hostile: readonly (readonly [what: string, pattern: string, matches: boolean])[] = [
    ["50,000 stars in a row", `${"*".repeat(50_000)}b`, false],
    ["20,000 stars between letters", `${"*a".repeat(20_000)}*b`, false],
    ["more letters between stars than the address has", "a*".repeat(100_100), false],
    ["long runs that fail late", `*${`${"a".repeat(400)}b*`.repeat(50)}`, false],
    ["20,000 stars that do match", `https*${"a*".repeat(20_000)}`, true],
  ];
  for (const [what, pattern, matches] of hostile) {
    it(`take bounded time for ${what}`, () => {
      const took = processorTime();
      assert.equal(matchesPattern(pattern, address), matches);
      assert.ok(took() < 1, `it took ${took()} s`);
    });
  }
});

describe("sets of works", () => {
  it("are the more specific, the more telling the names: items, addresses, authors, tags, sources, dates", () => {
    const ordered: readonly GivenWorks[] = [
      {},
      { published: FEBRUARY },
      { sources: ["s"] },
      { tags: ["t"] },
      { authors: ["a"] },
      { urls: ["u"] },
      { items: ["i"] },
    ];
    const ranks = ordered.map((works) => specificity(completeWorks(works)));
    assert.deepEqual(
      ranks,
      [...ranks].sort((a, b) => a - b),
    );
    assert.equal(new Set(ranks).size, ranks.length);
    assert.equal(specificity(completeWorks({ except: { items: ["i"] } })), specificity(ALL_WORKS));
  });

  it("contradict themselves where a name is both included and excepted", () => {
    const works = completeWorks({
      items: ["i", "k"],
      tags: ["t"],
      except: { items: ["k"], tags: ["t"], sources: ["t"] },
    });
    assert.deepEqual(workContradictions(works), ["t", "k"]);
    assert.deepEqual(workContradictions(ALL_WORKS), []);
  });

  it("contradict themselves whatever the case of an author", () => {
    const works = completeWorks({ authors: ["Ada Brook"], except: { authors: ["ADA  brook"] } });
    assert.equal(workContradictions(works).length, 1);
  });

  const january = { from: "2028-01-01T00:00:00.000Z", until: FEBRUARY.from };
  const pairs: readonly (readonly [what: string, a: GivenWorks, b: GivenWorks, meet: boolean])[] = [
    ["everything and anything", {}, { authors: ["a"], tags: ["t"] }, true],
    ["the same source", { sources: ["a", "b"] }, { sources: ["b"] }, true],
    ["different sources", { sources: ["a"] }, { sources: ["b"] }, false],
    ["different items of the same author", { authors: ["a"], items: ["1"] }, { authors: ["a"], items: ["2"] }, false],
    ["a tag and an author: a column may have both", { tags: ["t"] }, { authors: ["a"] }, true],
    ["different addresses: patterns are not compared", { urls: ["a"] }, { urls: ["b"] }, true],
    ["dates that touch but do not meet", { published: january }, { published: FEBRUARY }, false],
    ["dates, one open", { published: { from: null, until: null } }, { published: FEBRUARY }, true],
  ];
  for (const [what, a, b, meet] of pairs) {
    it(`${meet ? "may overlap" : "cannot overlap"}: ${what}`, () => {
      const [one, other]: readonly Works[] = [folded(completeWorks(a)), folded(completeWorks(b))];
      assert.ok(one !== undefined && other !== undefined);
      assert.equal(mayOverlap(one, other), meet);
      assert.equal(mayOverlap(other, one), meet);
    });
  }
});
