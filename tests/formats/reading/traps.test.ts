import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { DomainError } from "../../../src/domain/error.js";
import { readFeed } from "../../../src/formats/read/readFeed.js";
import { processorTime } from "../../processorTime.js";

/**
 * Far more than any of these takes, and far less than one of them would that is gone through again and again. In time of
 * this process, which other programs do not lengthen.
 */
const MAX_SECONDS = 20;

const rss = (inside: string) => `<rss><channel><title>The Lantern</title>${inside}</channel></rss>`;
const item = (inside: string) => `<item><title>t</title>${inside}</item>`;
const open = Buffer.from("<rss><channel><item><title>");

describe("feeds made to be slow", () => {
  const traps: readonly (readonly [string, () => string | Buffer, number | null])[] = [
    ["5 MB of bytes that are no text", () => Buffer.concat([open, Buffer.alloc(5_000_000, 0xe9)]), 1],
    ["a million comments that do not end", () => `${"<!--".repeat(1_000_000)}${rss(item(""))}`, 1],
    ["a million sections that do not end", () => rss(item(`<description>${"<![CDATA[".repeat(1_000_000)}`)), 1],
    [
      "20,000 entries whose sections do not end",
      () => rss(item("<description><![CDATA[a</description>").repeat(20_000)),
      5_000,
    ],
    ["2 MB of text that was encoded twice", () => rss(item(`<title>${"Ã©".repeat(500_000)}</title>`)), 1],
    ["a link broken over a million lines", () => rss(item(`<link>${"\n ".repeat(1_000_000)}x</link>`)), 1],
    ["50,000 items without a readable date", () => rss(item("<pubDate>never</pubDate>").repeat(50_000)), 5_000],
    [
      "50,000 authors of a feed with 5,000 entries that name none",
      () =>
        `<feed xmlns="http://www.w3.org/2005/Atom">${"<author><name>a</name></author>".repeat(50_000)}${"<entry><id>1</id></entry>".repeat(5_000)}</feed>`,
      5_000,
    ],
    ["200,000 descriptions of one item", () => rss(item("<description>a</description>".repeat(200_000))), 1],
    [
      "900 nested bases around 3,000 items",
      () => `${'<rss xml:base="a/">'.repeat(900)}${item("<link>b</link>").repeat(3_000)}`,
      3_000,
    ],
    [
      "a long entity referred to a million times",
      () =>
        `<!DOCTYPE rss [<!ENTITY a "${"x".repeat(199)}">]>${rss(item(`<description>${"&a;".repeat(1_000_000)}</description>`))}`,
      1,
    ],
    ["200,000 items of JSON that does not end", () => `{"items":[${'{"id":"1"},'.repeat(200_000)}`, 5_000],
    ["a million quotes in JSON", () => `{"items":[${'"'.repeat(1_000_000)}`, null],
    [
      "19 million letters of which one is Cyrillic",
      () => rss(item(`<description>Ж${"a".repeat(19_000_000)}</description>`)),
      1,
    ],
    ["19 million letters in a title", () => rss(`<item><title>Ж${"a".repeat(19_000_000)}</title></item>`), 1],
    ["an attribute of 19 million letters", () => rss(item(`<a b="Ж${"a".repeat(19_000_000)}">c</a>`)), 1],
    ["300 MB in 300 KB", () => gzipSync(Buffer.alloc(300_000_000)), null],
  ];
  for (const [what, make, entries] of traps) {
    it(`are not held up by ${what}`, async () => {
      const bytes = Buffer.from(make());
      const took = processorTime();
      const count = await readFeed(bytes, { contentType: null, url: "http://lantern.example/feed" }).then(
        (document) => document.entries.length,
        (error: unknown) => {
          assert.ok(error instanceof DomainError, String(error));
          return null;
        },
      );
      assert.equal(count, entries);
      assert.ok(took() < MAX_SECONDS, `${took()} s`);
    });
  }
});
