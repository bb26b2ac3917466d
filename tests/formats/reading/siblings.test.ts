import assert from "node:assert/strict";
import { readFeed } from "../../../src/formats/read/readFeed.js";
import { MAX_OF_ONE_NAME } from "../../../src/formats/read/siblings.js";

const HINTS = { contentType: null, url: "http://lantern.example/feed" };
const read = (inside: string) => readFeed(Buffer.from(`<rss version="2.0"><channel>${inside}</channel></rss>`), HINTS);
const many = (text: string) => text.repeat(MAX_OF_ONE_NAME + 1);

describe("an element that stands more often than it can mean anything", () => {
  it("is left out beyond the bound, with a finding; what comes after it is read", async () => {
    const feed = await read(
      `<item><title>A</title>\n${many("<category>a<b>c</b></category>")}<description>Its words.</description></item><item><title>B</title></item>`,
    );
    assert.deepEqual(
      feed.entries.map(({ title, html }) => [title, html]),
      [
        ["A", "Its words."],
        ["B", ""],
      ],
    );
    const faults = feed.faults.map(({ code, line }) => [code, line]);
    assert.deepEqual(faults, [["entry.cut", 2]]);
  });

  it("takes no later entry with it where it is not closed", async () => {
    const { entries } = await read(
      `<item><title>A</title>${many("<category/>")}<category></item><item><title>B</title></item>`,
    );
    assert.deepEqual(
      entries.map(({ title }) => title),
      ["A", "B"],
    );
  });

  it("is bounded neither in a body nor where it is an entry or a withdrawal", async () => {
    const body = many("<p>w</p>");
    const feed = await readFeed(
      Buffer.from(
        `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">${many('<at:deleted-entry ref="x"/>')}<entry><title>A</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${body}</div></content></entry>${many("<entry><title>B</title></entry>")}</feed>`,
      ),
      HINTS,
    );
    assert.equal(feed.tombstones.length, MAX_OF_ONE_NAME + 1);
    assert.equal(feed.entries.length, MAX_OF_ONE_NAME + 2);
    assert.equal(feed.entries[0]?.html.match(/<p>/gu)?.length, MAX_OF_ONE_NAME + 1);
    assert.deepEqual(feed.faults, []);
  });
});
