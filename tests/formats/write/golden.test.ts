import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MEDIA_TYPES, writeFeed } from "../../../src/formats/write/writeFeed.js";
import { columns, FORMATS, feedWith } from "./sample.js";

describe("a written feed", () => {
  for (const format of FORMATS) {
    it(`is, as ${format}, what the golden file holds, byte for byte`, () => {
      const golden = readFileSync(join(process.cwd(), "tests/fixtures/write", `columns.${format}`), "utf8");
      assert.equal(writeFeed(columns(), format), golden);
    });

    it(`is, as ${format}, the same bytes every time`, () => {
      assert.equal(writeFeed(columns(), format), writeFeed(structuredClone(columns()), format));
    });

    it(`is written, as ${format}, without entries and without withdrawals too`, () => {
      assert.match(writeFeed(feedWith([], { withdrawn: [] }), format), /Guest columns/u);
    });
  }

  it("has a media type that says UTF-8", () => {
    assert.deepEqual(MEDIA_TYPES, {
      rss: "application/rss+xml; charset=utf-8",
      atom: "application/atom+xml; charset=utf-8",
      json: "application/feed+json; charset=utf-8",
    });
  });
});
