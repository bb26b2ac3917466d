import assert from "node:assert/strict";
import { type HeldCode, heldBack, type ProfiledFeed, profileOf } from "../../../src/domain/heldFeed.js";

interface Made {
  readonly title?: string;
  readonly site?: string;
  readonly from?: number;
  readonly count?: number;
  readonly bodies?: number;
  readonly ids?: number;
  readonly tombstones?: number;
  /** Another name for every entry, with the same words. */
  readonly named?: string;
}

/** A feed of `count` entries numbered from `from`, with so many different bodies and ids. */
function feed({
  title = "The Lantern",
  site = "lantern.example",
  from = 0,
  count = 10,
  bodies,
  ids,
  tombstones = 0,
  named = "",
}: Made): ProfiledFeed {
  const entries = Array.from({ length: count }, (_, index) => ({
    id: `id-${named}${from + (index % (ids ?? count))}`,
    url: `https://${site}/${named}${from + index}`,
    title: `Title ${from + index}`,
    html: `<p>Body ${from + (index % (bodies ?? count))}</p>`,
  }));
  return { title, homeUrl: `https://www.${site}/`, entries, tombstones: Array.from({ length: tombstones }) };
}

const CASES: readonly (readonly [string, Made | null, Made, HeldCode | null])[] = [
  ["the first poll", null, { bodies: 1 }, null],
  ["a feed as before", {}, {}, null],
  ["some new columns", {}, { from: 5 }, null],
  ["all new columns of the same site", {}, { from: 100 }, null],
  ["a new title", {}, { title: "The Lantern Daily", from: 100 }, null],
  ["a move to another host with its columns", {}, { title: "The Beacon", site: "beacon.example" }, null],
  [
    "another's feed under the address",
    {},
    { title: "The Beacon", site: "beacon.example", from: 100 },
    "feed.other-owner",
  ],
  [
    "another's feed that has one column only",
    {},
    { title: "Parked", site: "parked.example", from: 100, count: 1 },
    "feed.other-owner",
  ],
  ["another's feed on the same site", {}, { title: "Casino Bonus", from: 100 }, "feed.other-owner"],
  ["another's title above columns that are known", {}, { title: "Casino Bonus", from: 5 }, null],
  ["every column anew, under other names", {}, { named: "new-" }, "feed.repeats"],
  ["every column anew, elsewhere", {}, { named: "new-", site: "beacon.example" }, "feed.repeats"],
  ["a few columns anew, under other names", { count: 4 }, { named: "new-", count: 4 }, null],
  ["new columns and some anew, under other names", {}, { named: "new-", from: 6 }, null],
  ["a feed that runs empty", {}, { count: 0 }, "feed.emptied"],
  ["a feed that takes its columns back", {}, { count: 0, tombstones: 1 }, null],
  ["a small feed that runs empty", { count: 2 }, { count: 0 }, null],
  ["one body in every entry", {}, { bodies: 1 }, "feed.repeats"],
  ["one id in every entry", {}, { ids: 1 }, "feed.repeats"],
  ["two bodies, half and half", {}, { bodies: 2 }, null],
  ["one body in every entry of a short feed", {}, { bodies: 1, count: 4 }, null],
  ["a feed that always repeated", { bodies: 1 }, { bodies: 1 }, null],
];

describe("a feed that is suddenly another", () => {
  for (const [what, before, now, code] of CASES) {
    it(`${code === null ? "is taken" : `is held back as ${code}`}: ${what}`, () => {
      const held = heldBack(before === null ? null : profileOf(feed(before)), profileOf(feed(now)));
      assert.equal(held?.code ?? null, code);
      if (held !== null) assert.match(held.detail, /accept it as it is\.$/u);
    });
  }

  it("names a state of the feed by what it is, so that another one is not accepted with it", () => {
    const before = profileOf(feed({}));
    const names = ["beacon", "quay"].map((name) => {
      const now = profileOf(feed({ title: name, site: `${name}.example`, from: 100 }));
      return heldBack(before, now)?.fingerprint;
    });
    assert.notEqual(names[0], names[1]);
  });
});
