import assert from "node:assert/strict";
import fc from "fast-check";
import type { OutboundEntry } from "../../../src/formats/write/document.js";
import { bodyWithNotice } from "../../../src/formats/write/notice.js";
import { writeFeed } from "../../../src/formats/write/writeFeed.js";
import { runs } from "../../runs.js";
import { kept, readBack } from "./readBack.js";
import { entryWith, FORMATS, feedWith } from "./sample.js";

const TRAPS = [
  ...[
    "]]>",
    "]]>]]>",
    "]]",
    ">",
    "<![CDATA[",
    "<!--",
    "-->",
    "<script>alert(1)</script>",
    "<b>",
    "</p>",
    "</content:encoded>",
  ],
  ...[
    "&",
    "&amp;",
    "&amp;amp;",
    "&lt;",
    "&#0;",
    "&#x1;",
    "&nbsp;",
    "&undefined;",
    "Is 3 < 5",
    '"',
    "'",
    "`",
    "\\",
    "\\u0000",
  ],
  ...[
    "\0",
    "\u0001",
    "\u0008",
    "\u000b",
    "\u001f",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u200b",
    "\u2028",
    "\u2029",
    "\ufeff",
  ],
  ...[
    "\ufffe",
    "\uffff",
    "\ufffd",
    "\ud800",
    "\udfff",
    "\udbff\ud800",
    "\u{1fffe}",
    "\u202e",
    "\u2066",
    "مرحبا",
    "👩‍🌾",
    "e\u0301",
  ],
  ...["\n", "\r", "\r\n", "\t", "  ", "<?xml?>", "<!DOCTYPE a>", "$&", "{title}", "__proto__", "%s"],
];

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TRAPS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
);

/** Text of pieces, with a word at both ends: what is white space alone is another matter. */
const words = fc.array(piece, { maxLength: 8 }).map((pieces) => `a${pieces.join("")}z`);

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const html = fc
  .array(words, { maxLength: 3 })
  .map((paragraphs) => paragraphs.map((text) => `<p>${escaped(text)}</p>`).join(""));

const place = fc.constantFrom("top", "bottom");

const entries = fc.array(
  fc
    .record({
      title: words,
      authors: fc.array(words, { maxLength: 3 }),
      tags: fc.array(words, { maxLength: 4 }),
      html,
      id: words,
    })
    .chain((facts) =>
      fc
        .record({
          notice: words,
          creditLine: fc.option(words),
          holder: words,
          noticePlacement: place,
          creditPlacement: place,
        })
        .chain((rights) =>
          words.map((source): OutboundEntry => {
            const entry = entryWith({ ...facts, summary: source, rights });
            return { ...entry, source: { ...entry.source, title: source, rights: source } };
          }),
        ),
    ),
  { minLength: 1, maxLength: 8 },
);

describe("text of any kind, written and read back", () => {
  it("is the same text in every format, and the document is well formed", async () => {
    await fc.assert(
      fc.asyncProperty(entries, words, async (given, title) => {
        const feed = feedWith(given, { title, description: title });
        for (const format of FORMATS) {
          const found = await readBack(writeFeed(feed, format), format);
          assert.deepEqual(found, given.map(expected(format)), format);
        }
      }),
      { numRuns: runs(40) },
    );
  });

  for (const trap of TRAPS) {
    it(`survives ${JSON.stringify(trap)} everywhere at once`, async () => {
      const text = `a ${trap} z${trap}${trap}.`;
      const entry = entryWith({
        title: text,
        authors: [text],
        tags: [text],
        summary: text,
        html: `<p>${escaped(text)}</p>`,
        rights: {
          notice: text,
          creditLine: `by ${text}`,
          holder: text,
          usageTerms: text,
          license: { name: text, url: null },
        },
      });
      for (const format of FORMATS) {
        const [found] = await readBack(writeFeed(feedWith([entry]), format), format);
        assert.deepEqual(found, expected(format)(entry), format);
      }
    });
  }
});

function expected(format: "rss" | "atom" | "json") {
  return (entry: OutboundEntry) => ({
    id: kept(entry.id),
    title: kept(entry.title),
    authors: entry.authors.map(kept),
    tags: entry.tags.map(kept),
    notice: kept(entry.rights.notice),
    credit: entry.rights.creditLine === null ? (format === "json" ? null : undefined) : kept(entry.rights.creditLine),
    holder: kept(entry.rights.holder),
    source: kept(entry.source.title),
    body: bodyWithNotice(entry),
  });
}
