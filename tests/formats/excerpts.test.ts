import assert from "node:assert/strict";
import fc from "fast-check";
import { excerptAt, excerptWithin } from "../../src/formats/html/excerpt.js";
import { layOutWords } from "../../src/formats/html/layout.js";
import { countWords } from "../../src/formats/html/words.js";
import { parseStrictly } from "../../src/formats/write/wellFormed.js";
import { processorTime } from "../processorTime.js";
import { runs } from "../runs.js";

const NO_LIMIT = { words: null, characters: null, paragraphs: null, percent: null };
const HEAD = "<h2>Tides</h2>";
const FIRST = "The tide came in twice. It did so <em>on the very day</em> of the fair &amp; nobody saw.";
const BODY = `${HEAD}<p>${FIRST}</p><ul><li>One thing. Then two.</li></ul><p>It ends <a href="http://a.example/">with a link of many words</a>.</p>`;

describe("an excerpt", () => {
  const cases: readonly (readonly [string, Partial<typeof NO_LIMIT> | object, string | null])[] = [
    ["ends with the last sentence that fits", { words: 8 }, `${HEAD}<p>The tide came in twice.</p>`],
    ["ends with a word and an ellipsis where no sentence fits", { words: 4 }, `${HEAD}<p>The tide came…</p>`],
    ["is none where not a word beyond a heading fits", { words: 1 }, null],
    [
      "takes an element inside a paragraph whole, or not at all",
      { words: 12 },
      `${HEAD}<p>The tide came in twice.</p>`,
    ],
    ["holds to a number of characters, ellipsis and all", { characters: 15 }, `${HEAD}<p>The tide…</p>`],
    ["holds to a number of paragraphs", { paragraphs: 2 }, `${HEAD}<p>${FIRST}</p>`],
    ["holds to a share of the words", { percent: 30 }, `${HEAD}<p>The tide came in twice.</p>`],
    ["cuts a list between its sentences", { words: 22 }, `${HEAD}<p>${FIRST}</p><ul><li>One thing.</li></ul>`],
    ["is never the whole column", { words: 500 }, `${HEAD}<p>${FIRST}</p><ul><li>One thing. Then two.</li></ul>`],
  ];
  for (const [what, limit, expected] of cases) {
    it(what, () => assert.equal(excerptWithin(BODY, { ...NO_LIMIT, ...limit })?.html ?? null, expected));
  }

  it("leaves pictures and embeds out: it is of words", () => {
    const html = `<figure><img src="http://a.example/1.png" alt="x"><figcaption>A quay</figcaption></figure>${BODY}`;
    assert.equal(excerptWithin(html, { ...NO_LIMIT, words: 8 })?.html, `${HEAD}<p>The tide came in twice.</p>`);
  });

  it("does not end with a heading", () => {
    const html = "<p>One two. Three.</p><h3>Next</h3><p>Unbroken words that do not fit in it</p>";
    assert.equal(excerptWithin(html, { ...NO_LIMIT, words: 4 })?.html, "<p>One two. Three.</p>");
  });

  it("is, of any body, within its limits, well formed, a beginning of its words, and made again by its cut", () => {
    const word = fc.constantFrom("a", "tide", "&amp;", "x&lt;y", "end.", "Dr.", "why?", "ü", "👩‍🌾", "<br>", "日本。");
    const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(" "));
    const inline = fc.oneof(
      words,
      words.map((text) => `<em>${text}</em>`),
      words.map((text) => `${text}<b>x</b>`),
    );
    const block = fc
      .tuple(fc.constantFrom("p", "blockquote", "h3", "pre", "div", "li"), fc.array(inline, { maxLength: 3 }))
      .map(([tag, parts]) => `<${tag}>${parts.join(" ")}</${tag}>\n`);
    const limits = fc.record({
      words: fc.option(fc.integer({ min: 0, max: 40 })),
      characters: fc.option(fc.integer({ min: 0, max: 200 })),
      paragraphs: fc.option(fc.integer({ min: 1, max: 4 })),
      percent: fc.option(fc.integer({ min: 1, max: 100 })),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), limits, (blocks, limit) => {
        const html = blocks.join("");
        const made = excerptWithin(html, limit);
        if (made === null) return;
        assert.ok(
          countWords(made.html) <= Math.min(limit.words ?? 999, (countWords(html) * (limit.percent ?? 100)) / 100),
        );
        assert.ok(made.characters <= (limit.characters ?? 9_999) && made.paragraphs <= (limit.paragraphs ?? 99));
        assert.ok(layOutWords(html).text.startsWith(made.text.replace(/…$/u, "")));
        assert.ok(
          countWords(made.html) < countWords(html) || made.text.length < layOutWords(html).text.trimEnd().length,
        );
        assert.equal(excerptAt(html, made).html, made.html);
        parseStrictly(`<x>${made.html.replaceAll("<br>", "<br/>")}</x>`);
      }),
      { numRuns: runs(300) },
    );
  });

  it("of a megabyte of one paragraph costs a moment", () => {
    const took = processorTime();
    const html = `<p>${"The tide came in and went. ".repeat(40_000)}</p>`;
    assert.ok((excerptWithin(html, { ...NO_LIMIT, percent: 50 })?.words ?? 0) > 100_000);
    assert.ok(took() < 20);
  });
});
