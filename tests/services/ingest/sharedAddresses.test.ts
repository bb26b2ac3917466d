import assert from "node:assert/strict";
import { readFeed } from "../../../src/formats/read/readFeed.js";
import { freshColumns } from "../../../src/services/ingest/columns.js";
import { rssOf } from "../../program.js";

const CONTEXT = {
  partner: { name: "The Lantern", rightsHolder: "Lantern Press", language: "en" },
  source: "lantern/columns",
};
const HOME = "http://lantern.example";

async function columnsOf(...links: readonly string[]): Promise<number> {
  const entries = links.map((link, at) => ({ guid: `id-${at}`, title: `Title ${at}`, link }));
  const feed = await readFeed(Buffer.from(rssOf(entries)), { contentType: null, url: `${HOME}/feed` });
  const { parts } = freshColumns(feed, CONTEXT);
  return [...parts].flat().length;
}

describe("different columns whose addresses count as one", () => {
  for (const [what, links] of Object.entries({
    "by a parameter that counts readers elsewhere": [`${HOME}/s?ref=1`, `${HOME}/s?ref=2`, `${HOME}/s?ref=3`],
    "by a place in a page": [`${HOME}/live#1`, `${HOME}/live#2`],
    "by the page of a folder": [`${HOME}/x/index.html`, `${HOME}/x/default.htm`],
  }))
    it(`are all taken: ${what}`, async () => assert.equal(await columnsOf(...links), links.length));
});

describe("different columns that say nothing of themselves but a date", () => {
  const item = (words: string, title = "") =>
    `<item>${title}<pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate><description>${words}</description></item>`;
  const count = async (...items: readonly string[]) => {
    const rss = `<rss version="2.0"><channel><title>L</title>${items.join("")}</channel></rss>`;
    const feed = await readFeed(Buffer.from(rss), { contentType: null, url: `${HOME}/feed` });
    return [...freshColumns(feed, CONTEXT).parts].flat().length;
  };

  it("are all taken, and one that is there twice is taken once", async () => {
    assert.equal(await count(item("The tide."), item("The quay."), item("The tide.")), 2);
    assert.equal(await count(item("The tide.", "<title>Notes</title>"), item("The quay.", "<title>Notes</title>")), 2);
  });
});
