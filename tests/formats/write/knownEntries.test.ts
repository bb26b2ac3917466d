import assert from "node:assert/strict";
import { type WrittenEntries, writeFeed } from "../../../src/formats/write/writeFeed.js";
import { hostileEntries } from "./generate.js";
import { entryWith, FORMATS, feedWith } from "./sample.js";

const PNG = { url: "http://lantern.example/quay.png", alt: "", credit: null };

describe("a feed of which some entries were written before", () => {
  for (const format of FORMATS) {
    it(`is, as ${format}, the same bytes as if nothing had been, whichever they are`, () => {
      const known: WrittenEntries = new Map();
      const entries = hostileEntries(120);
      for (const [from, to] of [
        [0, 40],
        [20, 90],
        [10, 30],
        [0, 120],
        [119, 120],
      ] as const) {
        for (const withdrawn of [feedWith([]).withdrawn, []]) {
          const feed = feedWith(entries.slice(from, to).toReversed(), { withdrawn });
          assert.equal(writeFeed(feed, format, known), writeFeed(feed, format));
        }
      }
    });
  }

  it("declares what an entry needs that was written before, beside one that needs nothing", () => {
    const known: WrittenEntries = new Map();
    const rich = entryWith({ id: "urn:uuid:1", images: [PNG], receipt: "a.b.c" });
    writeFeed(feedWith([rich]), "atom", known);
    const xml = writeFeed(feedWith([rich, entryWith()]), "atom", known);
    assert.match(xml, /xmlns:media="http:\/\/search\.yahoo\.com\/mrss\/"/u);
    assert.equal(xml, writeFeed(feedWith([rich, entryWith()]), "atom"));
  });

  it("reads an entry back again where anything about it changed", () => {
    const known: WrittenEntries = new Map();
    writeFeed(feedWith([entryWith()]), "rss", known);
    const broken = entryWith({ html: "<p>x</p><!--" });
    assert.throws(() => writeFeed(feedWith([entryWith(), broken]), "rss", known), { code: "feed.refused" });
    assert.throws(() => writeFeed(feedWith([broken]), "rss", known), { code: "feed.refused" });
  });
});
