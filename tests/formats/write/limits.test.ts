import assert from "node:assert/strict";
import type { OutboundEntry } from "../../../src/formats/write/document.js";
import { type FeedFormat, writeFeed } from "../../../src/formats/write/writeFeed.js";
import { type Found, readBack } from "./readBack.js";
import { type EntryChanges, entryWith, FORMATS, feedWith } from "./sample.js";

/** Each measured limit of the package `feed` once, under its number: what goes wrong there must come out right here. */
async function read(format: FeedFormat, changes: EntryChanges): Promise<Found | undefined> {
  return (await readBack(writeFeed(feedWith([entryWith(changes)]), format), format))[0];
}

function written(format: FeedFormat, changes: EntryChanges = {}): string {
  return writeFeed(feedWith([entryWith(changes)]), format);
}

async function everywhere(changes: EntryChanges, expected: Partial<Found>): Promise<void> {
  for (const format of FORMATS) {
    const found = await read(format, changes);
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(found?.[name as keyof Found], value, format);
  }
}

describe("what the package feed gets wrong is right in our feeds:", () => {
  it("1, two or more ]]> in title and content", async () => {
    const text = "a ]]> b ]]> c ]]>]]>";
    await everywhere({ title: text }, { title: text });
    for (const format of FORMATS) {
      const found = await read(format, { html: `<p>${text}</p>` });
      assert.ok(String(found?.body).includes(`<p>${text}</p>`), format);
    }
  });

  it("2, control characters", async () => {
    await everywhere({ title: "a\u0000b\u0008c\u000bd\u001fe", tags: ["\u0001x"] }, { title: "abcde", tags: ["x"] });
  });

  it("3, an ampersand in a category", async () => {
    await everywhere({ tags: ["R&D", '&"<'] }, { tags: ["R&D", '&"<'] });
  });

  it("4, an enclosure with & in its address, and no attribute that RSS does not know", async () => {
    const enclosures: OutboundEntry["enclosures"] = [
      { url: "http://a.example/?a=1&b=<", type: "audio/mpeg", bytes: 5 },
    ];
    await read("atom", { enclosures });
    assert.match(
      written("rss", { enclosures }),
      /<enclosure url="http:\/\/a\.example\/\?a=1&amp;b=&lt;" type="audio\/mpeg" length="5"\/>/u,
    );
  });

  it("5, an ampersand in an attribute of an element that is added", async () => {
    const source = { ...entryWith().source, feedUrl: "http://a.example/feed?a=1&b=2" };
    assert.match(written("rss", { source }), /<source url="http:\/\/a\.example\/feed\?a=1&amp;b=2">/u);
    await read("rss", { source });
  });

  it("6, every prefix is declared, once, on the root", () => {
    for (const format of ["rss", "atom"] as const) {
      const xml = written(format);
      const used = new Set([...xml.matchAll(/<([a-zA-Z]+):/gu)].map(([, prefix]) => prefix));
      for (const prefix of used) assert.equal(xml.split(` xmlns:${prefix}="`).length, 2, `${format} ${prefix}`);
    }
  });

  it("7, an id that is no URL", async () => {
    await everywhere({ id: "col-123" }, { id: "col-123" });
  });

  it("8, an id that a URL parser would rewrite", async () => {
    await everywhere({ id: "HTTP://Example.ORG" }, { id: "HTTP://Example.ORG" });
    await everywhere({ id: "http://example.org/ü?a b" }, { id: "http://example.org/ü?a b" });
  });

  it("9, a literal &amp; in the texts of the feed and in the notice", async () => {
    const feed = feedWith([entryWith({ rights: { notice: "AT&amp;T" } })], { title: "A &amp; B", description: "&lt;" });
    for (const format of FORMATS) {
      const text = writeFeed(feed, format);
      const isXml = format !== "json";
      assert.ok(text.includes(isXml ? "<title>A &amp;amp; B</title>" : '"title": "A &amp; B"'), format);
      assert.ok(text.includes(isXml ? ">&amp;lt;</" : '"description": "&lt;"'), format);
      assert.equal((await readBack(text, format))[0]?.notice, "AT&amp;T", format);
    }
  });

  it("10, a plain title with mark-up in it stays plain text", async () => {
    for (const title of ["Is 3 < 5", "<script>alert(1)</script>", "&lt;b&gt;"]) await everywhere({ title }, { title });
    assert.match(written("atom", { title: "a < b" }), /<title type="text">a &lt; b<\/title>/u);
    assert.doesNotMatch(written("atom"), /<title type="html">/u);
  });

  it("10, a summary in plain text is escaped once more where RSS readers take it for HTML", () => {
    const summary = "<script>alert(1)</script> & 3 < 5";
    assert.ok(
      written("rss", { summary }).includes(
        "<description>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; &amp;amp; 3",
      ),
    );
    assert.ok(
      written("atom", { summary }).includes('<summary type="text">&lt;script&gt;alert(1)&lt;/script&gt; &amp; 3'),
    );
    assert.ok(written("json", { summary }).includes(JSON.stringify(summary)));
  });

  it("11 and 12, authors without mail, and several of them, are dc:creator and never author", async () => {
    await everywhere({ authors: ["Ada", "Bo", "Cy"] }, { authors: ["Ada", "Bo", "Cy"] });
    assert.doesNotMatch(written("rss"), /<author>/u);
  });

  it("13, no author anywhere: the publisher stands on the feed", async () => {
    await everywhere({ authors: ["", " "] }, { authors: [] });
    const xml = written("atom", { authors: [] });
    assert.match(xml.slice(0, xml.indexOf("<entry")), /<author>\s*<name>The Gazette</u);
  });

  it("14, a category has a term, and an empty one is left out", async () => {
    await everywhere({ tags: ["", "a", "\u0000"] }, { tags: ["a"] });
    assert.match(written("atom", { tags: ["a"] }), /<category term="a"\/>/u);
  });

  it("15, a file has the type that was stated, whatever its address ends with", () => {
    const enclosures: OutboundEntry["enclosures"] = [
      { url: "http://a.example/photo/123", type: "image/jpeg", bytes: 7 },
    ];
    for (const format of FORMATS) assert.match(written(format, { enclosures }), /image\/jpeg/u);
  });

  it("16, of several files none is lost, and a length that is not known is 0 in RSS only", () => {
    const enclosures: OutboundEntry["enclosures"] = ["image/png", "audio/mpeg", "video/mp4"].map((type, index) => ({
      url: `http://a.example/${index}`,
      type,
      bytes: null,
    }));
    for (const format of FORMATS) {
      for (const { url } of enclosures) assert.ok(written(format, { enclosures }).includes(`"${url}"`), format);
    }
    assert.match(written("rss", { enclosures }), /type="image\/png" length="0"/u);
    assert.doesNotMatch(written("atom", { enclosures }), /length=/u);
  });

  it("17, an invalid date, a missing one, a missing title are refused, the same in every format", () => {
    for (const format of FORMATS) {
      for (const changes of [{ updatedAt: "Invalid Date" }, { updatedAt: "" }, { title: "" }])
        assert.throws(() => written(format, changes), { code: "feed.refused" }, format);
    }
  });

  it("17, a column whose first publication is not known states none, but for the date that RSS sorts by", () => {
    assert.doesNotMatch(written("atom", { publishedAt: null }), /<published>/u);
    assert.doesNotMatch(written("json", { publishedAt: null }), /date_published/u);
    assert.match(written("rss", { publishedAt: null }), /<pubDate>Tue, 02 Jun 2026 09:30:00 GMT</u);
  });

  it("18, the feed always has its id and its link", () => {
    assert.match(written("rss"), /<channel>\s*<title>.*<\/title>\s*<link>http:\/\/gazette\.example\/<\/link>/u);
    assert.match(written("atom"), /<id>urn:uuid:3{8}-3333-8333-8333-3{12}<\/id>/u);
    for (const format of FORMATS) assert.doesNotMatch(written(format), /undefined|feed\.invalid/u);
  });

  it("19, a JSON item has an id, a body even where the column has none, and authors only where there are some", () => {
    const { items } = JSON.parse(written("json", { html: "", authors: [] })) as {
      items: readonly Record<string, unknown>[];
    };
    assert.equal(items[0]?.id, entryWith().id);
    assert.match(String(items[0]?.content_html), /Republished with permission/u);
    assert.equal(items[0] !== undefined && "authors" in items[0], false);
  });
});

describe("what the package feed cannot express is in our feeds:", () => {
  it("Atom with license, via, source, language, tombstones and Dublin Core", () => {
    const xml = written("atom");
    for (const part of [
      /rel="license"/u,
      /rel="via"/u,
      /<source>/u,
      /xml:lang="en-GB"/u,
      /<at:deleted-entry /u,
      /<dcterms:rightsHolder>/u,
      /rel="alternate" type="text\/html"/u,
    ])
      assert.match(xml, part);
  });

  it("RSS with rights per item, dc:creator and source, and the change of a column that pubDate hides", () => {
    const xml = written("rss");
    for (const name of ["dc:rights", "dc:creator", "source", "dcterms:license", "dcterms:modified", "dc:language"])
      assert.match(xml, new RegExp(`<${name}[ >]`, "u"));
    assert.equal(xml.split("<dc:rights>").length, 2, "a second one is an error");
    assert.doesNotMatch(xml, /dcterms:rights>|media:|atom:source/u);
  });

  it("JSON Feed 1.1 with authors, language and attachments, and no extension but ours", () => {
    const json = JSON.parse(written("json")) as Record<string, unknown> & { items: readonly Record<string, unknown>[] };
    assert.equal(json.version, "https://jsonfeed.org/version/1.1");
    const names = [...Object.keys(json), ...Object.keys(json.items[0] ?? {})];
    assert.deepEqual(
      names.filter((name) => /[^a-z_]/u.test(name) || name.startsWith("_")),
      ["_withdrawn", "_rights"],
    );
    assert.equal("author" in json, false);
  });

  it("a language tag only where it is one", () => {
    for (const language of ["en_US", "English, of a kind", ""]) {
      for (const format of FORMATS) {
        const text = written(format, { language });
        assert.equal(/dc:language|<entry xml:lang/u.test(text), false, format);
        assert.equal(text.includes(`"${language}"`) && language !== "", false, format);
      }
    }
  });
});
