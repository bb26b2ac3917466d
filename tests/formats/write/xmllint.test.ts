import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FeedFormat, writeFeed } from "../../../src/formats/write/writeFeed.js";
import { temporaryFolder } from "../../program.js";
import { requireProgram } from "../../requireProgram.js";
import { runs } from "../../runs.js";
import { hostileEntries, largeEntries } from "./generate.js";
import { feedWith } from "./sample.js";

const ENTRIES = runs(500);
const ENTRIES_PER_FEED = 250;

describe("every XML that is written", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it(`is well formed for xmllint: ${ENTRIES} entries of hostile text, a body of 1 MB, 500 categories`, () => {
    const entries = hostileEntries(ENTRIES);
    const feeds = Array.from({ length: ENTRIES / ENTRIES_PER_FEED }, (_, index) =>
      entries.slice(index * ENTRIES_PER_FEED, (index + 1) * ENTRIES_PER_FEED),
    );
    const files = [...feeds, largeEntries()].flatMap((some, index) =>
      (["rss", "atom"] as const).map((format: FeedFormat) => {
        const file = join(folder.path, `${index}.${format}`);
        writeFileSync(file, writeFeed(feedWith(some, { title: some[0]?.title ?? "" }), format));
        return file;
      }),
    );
    const xmllint = requireProgram("xmllint", "libxml2-utils");
    const { status, stderr } = spawnSync(xmllint, ["--noout", "--nonet", ...files], { encoding: "utf8" });
    assert.equal(status, 0, stderr.slice(0, 2_000));
    const broken = join(folder.path, "broken.xml");
    writeFileSync(broken, "<a>]]></a>");
    assert.notEqual(spawnSync(xmllint, ["--noout", broken]).status, 0, "xmllint tells what is not");
  });
});
