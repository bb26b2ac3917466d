import assert from "node:assert/strict";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { writeFeed } from "../../../src/formats/write/writeFeed.js";
import { at, list } from "../../program.js";
import { entryWith, feedWith } from "./sample.js";

const IMAGES = [
  { url: "http://lantern.example/quay.png?a=1&b=2", alt: "The <quay>", credit: "Photo: Bo & Field" },
  { url: "http://lantern.example/boat.jpg", alt: "", credit: null },
];
const FEED = feedWith([entryWith({ images: IMAGES }), entryWith({ id: "urn:uuid:2" })]);

describe("a cleared picture", () => {
  for (const format of ["rss", "atom"] as const) {
    it(`stands in ${format} as Media RSS with its credit, the notice and the license, as another reader finds them`, () => {
      const xml = writeFeed(FEED, format);
      const entries = format === "rss" ? list(parseRssFeed(xml), "items") : list(parseAtomFeed(xml), "entries");
      const [first, second] = list(entries[0], "media", "contents");
      assert.equal(at(first, "url"), IMAGES[0]?.url);
      assert.equal(at(first, "medium"), "image");
      assert.equal(at(first, "credits", 0, "value"), "Photo: Bo & Field");
      assert.match(String(at(first, "copyright", "value")), /^© 2026 Lantern Press/u);
      assert.equal(at(first, "copyright", "url"), "http://lantern.example/terms");
      assert.equal(at(first, "licenses", 0, "href"), "http://lantern.example/terms");
      assert.equal(at(second, "credits"), undefined);
      assert.equal(at(entries[1], "media"), undefined);
    });
  }

  it("stands in JSON Feed among the rights, the first as the entry's image", () => {
    const [first, second] = list(JSON.parse(writeFeed(FEED, "json")), "items");
    assert.equal(at(first, "image"), IMAGES[0]?.url);
    assert.deepEqual(at(first, "_rights", "images", 1), { url: "http://lantern.example/boat.jpg", credit: null });
    assert.equal(at(second, "image"), undefined);
    assert.deepEqual(at(second, "_rights", "images"), []);
  });

  it("needs no namespace in a feed without pictures", () => {
    assert.doesNotMatch(writeFeed(feedWith([entryWith()]), "rss"), /mrss|media:/u);
  });
});
