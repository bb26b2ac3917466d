import assert from "node:assert/strict";
import { readFeed } from "../../../src/formats/read/readFeed.js";
import { readWordPressExport } from "../../../src/formats/read/wxr.js";

const HINTS = { contentType: null, url: "http://lantern.example/feed" };
const LONG = "word ".repeat(220_000);
const WORDPRESS =
  'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"';

describe("a column that is longer than any column is", () => {
  const item = (title: string, body: string) =>
    `<item><title>${title}</title>\n<description>${body}</description></item>\n`;
  const post = (title: string, body: string) =>
    `<item><title>${title}</title>\n<content:encoded>${body}</content:encoded></item>\n`;
  const feeds: Readonly<Record<string, string>> = {
    RSS: `<rss version="2.0"><channel>\n${item("A", "Its words.")}${item("B", LONG)}</channel></rss>`,
    "JSON Feed": `{"version": "https://jsonfeed.org/version/1.1", "items": [\n{"title": "A",\n"content_text": "Its words."},\n{"title": "B", "content_text": "${LONG}"}]}`,
    "a WordPress export": `<rss version="2.0" ${WORDPRESS}><channel>\n${post("A", "Its words.")}${post("B", LONG)}</channel></rss>`,
  };
  for (const [format, text] of Object.entries(feeds)) {
    it(`keeps its beginning, in ${format}, with a fault at its line`, async () => {
      const bytes = Buffer.from(text);
      const isExport = format.startsWith("a WordPress");
      const { entries, faults } = isExport ? readWordPressExport(bytes).feed : await readFeed(bytes, HINTS);
      assert.deepEqual(
        faults.map(({ code, entry, line }) => [code, entry, line]),
        [["entry.cut", 1, 4]],
      );
      const [short, long] = entries;
      assert.match(short?.html ?? "", /Its words\./u);
      assert.match(long?.html ?? "", /word word/u);
      assert.ok((long?.html.length ?? 0) <= 1_000_000);
    });
  }
});
