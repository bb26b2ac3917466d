import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { DomainError } from "../../src/domain/error.js";
import { readDate } from "../../src/formats/read/dates.js";
import type { FeedDocument, FeedEntry } from "../../src/formats/read/document.js";
import { readFeed } from "../../src/formats/read/readFeed.js";
import { runs } from "../runs.js";

const URL_OF_FEED = "http://lantern.example/feeds/columns";

function read(feed: string | Buffer, contentType: string | null = null): Promise<FeedDocument> {
  return readFeed(typeof feed === "string" ? Buffer.from(feed) : feed, { contentType, url: URL_OF_FEED });
}

async function firstOf(feed: string | Buffer, contentType: string | null = null): Promise<FeedEntry> {
  const [entry] = (await read(feed, contentType)).entries;
  assert.ok(entry, "the feed has an entry");
  return entry;
}

const ATOM = "http://www.w3.org/2005/Atom";
const atom = (entry: string, attributes = "") =>
  `<feed xmlns="${ATOM}" ${attributes}><title>T</title><id>urn:f</id><updated>2026-06-01T00:00:00Z</updated><entry><id>urn:e</id><title>E</title><updated>2026-06-02T00:00:00Z</updated>${entry}</entry></feed>`;
const rss = (item: string, attributes = "") =>
  `<rss version="2.0" ${attributes}><channel><title>T</title><link>http://lantern.example/</link><item>${item}</item></channel></rss>`;

describe("reading feeds", () => {
  const families: readonly (readonly [string, string, FeedDocument["format"]])[] = [
    ["RSS 2.0", rss("<title>One</title><link>http://x.example/1</link>"), "rss"],
    ["RSS without a version", "<rss><channel><item><title>One</title></item></channel></rss>", "rss"],
    ["RSS without a channel", '<rss version="0.91"><item><title>One</title></item></rss>', "rss"],
    [
      "RSS 1.0",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item rdf:about="http://x.example/1"><title>One</title></item></rdf:RDF>',
      "rdf",
    ],
    [
      "RSS 0.90",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><item><title>One</title></item></rdf:RDF>',
      "rdf",
    ],
    ["Atom 1.0", `<feed xmlns="${ATOM}"><entry><title>One</title></entry></feed>`, "atom"],
    [
      "Atom 0.3",
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>One</title></entry></feed>',
      "atom",
    ],
    ["Atom with a prefix", `<a:feed xmlns:a="${ATOM}"><a:entry><a:title>One</a:title></a:entry></a:feed>`, "atom"],
    [
      "JSON Feed 1.1",
      '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"One"}]}',
      "json",
    ],
    [
      "JSON Feed 1.0 with a number as id",
      '{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"One"}]}',
      "json",
    ],
  ];
  for (const [what, feed, format] of families) {
    it(`reads ${what}`, async () => {
      const document = await read(feed);
      assert.equal(document.format, format);
      assert.deepEqual(
        document.entries.map(({ title }) => title),
        ["One"],
      );
    });
  }

  it("never takes a license link for the column's", async () => {
    const entry = await firstOf(
      atom(
        '<link rel="license" href="http://cc.example/by"/><link rel="self" href="http://x.example/self"/><link href="/column"/>',
      ),
    );
    assert.equal(entry.url, "http://lantern.example/column");
    assert.deepEqual(
      entry.statedRights.map(({ kind, licenseUrl }) => [kind, licenseUrl]),
      [["license", "http://cc.example/by"]],
    );
    const without = await firstOf(atom('<link rel="license" href="http://cc.example/by"/>'));
    assert.equal(without.url, null);
  });

  it("keeps `updated` beside `published`, and several authors in order", async () => {
    const entry = await firstOf(
      atom(
        "<published>2026-06-01T10:00:00+02:00</published><author><name>Ada</name></author><author><name>Bo</name></author>",
      ),
    );
    assert.equal(entry.publishedAt, "2026-06-01T08:00:00.000Z");
    assert.equal(entry.updatedAt, "2026-06-02T00:00:00.000Z");
    assert.deepEqual(entry.authors, ["Ada", "Bo"]);
    const item = await firstOf(
      rss(
        "<title>t</title><dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>",
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
      ),
    );
    assert.deepEqual(item.authors, ["Ada", "Bo"]);
    assert.deepEqual((await firstOf(rss("<title>t</title><author>ada@x.example (Ada)</author>"))).authors, ["Ada"]);
  });

  it("keeps XHTML in document order", async () => {
    const entry = await firstOf(
      atom(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b> three <i>four</i> five &amp; six</p></div></content>',
      ),
    );
    assert.equal(entry.html, "<p>One <b>two</b> three <i>four</i> five &amp; six</p>");
  });

  it("goes by namespace, not by prefix", async () => {
    const other = await firstOf(
      rss("<title>t</title><d:rights>© 2026 Ada</d:rights>", 'xmlns:d="http://purl.org/dc/elements/1.1/"'),
    );
    assert.equal(other.statedRights[0]?.holder, "Ada");
    const foreign = await firstOf(
      rss("<title>t</title><dc:rights>all yours</dc:rights>", 'xmlns:dc="http://other.example/"'),
    );
    assert.deepEqual(foreign.statedRights, []);
  });

  it("keeps every kind of stated right as evidence, with element and namespace", async () => {
    const entry = await firstOf(
      rss(
        `<title>t</title><dc:rights>© 2026 The Lantern. All rights reserved.</dc:rights><dcterms:license>http://l.example/1</dcterms:license>
         <creativeCommons:license>http://creativecommons.org/licenses/by/4.0/</creativeCommons:license><cc:license rdf:resource="http://l.example/2"/>
         <source url="http://other.example/feed">Other</source><media:content url="http://x.example/a.jpg" medium="image"><media:credit>Agency One</media:credit></media:content>`,
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:cc="http://web.resource.org/cc/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:media="http://search.yahoo.com/mrss/"',
      ),
    );
    assert.deepEqual(
      entry.statedRights.map(({ kind, element, licenseUrl, holder, year }) => [
        kind,
        element,
        licenseUrl ?? holder,
        year,
      ]),
      [
        ["copyright", "rights", "The Lantern", 2026],
        ["license", "license", "http://l.example/1", null],
        ["license", "license", "http://creativecommons.org/licenses/by/4.0/", null],
        ["license", "license", "http://l.example/2", null],
        ["first-publication", "source", null, null],
        ["credit", "credit", "Agency One", null],
      ],
    );
    assert.deepEqual(entry.images, [{ url: "http://x.example/a.jpg", alt: "", credit: "Agency One" }]);
  });

  it("reads tombstones, ids that are no addresses, and xml:base", async () => {
    const feed = `<feed xmlns="${ATOM}" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:base="http://base.example/a/"><entry><id>col-123</id><title>t</title><link href="b"/></entry><at:deleted-entry ref="col-7" when="2026-06-01T00:00:00Z"/></feed>`;
    const document = await read(feed);
    assert.deepEqual(document.tombstones, [{ ref: "col-7", when: "2026-06-01T00:00:00.000Z" }]);
    assert.equal(document.entries[0]?.id, "col-123");
    assert.equal(document.entries[0]?.url, "http://base.example/a/b");
  });

  it("takes a permalink guid for the link only where it is one", async () => {
    assert.equal((await firstOf(rss("<title>t</title><guid>http://x.example/1</guid>"))).url, "http://x.example/1");
    assert.equal((await firstOf(rss('<title>t</title><guid isPermaLink="false">http://x.example/1</guid>'))).url, null);
    assert.equal((await firstOf(rss("<title>t</title><link>javascript:alert(1)</link>"))).url, null);
  });

  const titles: readonly (readonly [string, string, string])[] = [
    ["a reference", "<title>Tea &amp; toast</title>", "Tea & toast"],
    ["a reference escaped twice", "<title>Tea &amp;amp; toast</title>", "Tea & toast"],
    ["CDATA", "<title><![CDATA[Is 3 < 5]]></title>", "Is 3 < 5"],
    ["mark-up in CDATA", "<title><![CDATA[<b>Bold</b> words]]></title>", "Bold words"],
    ["a named entity of HTML", "<title>Caf&eacute;&nbsp;life</title>", "Café life"],
    ["a bare ampersand", "<title>Salt & vinegar</title>", "Salt & vinegar"],
    ["mark-up written out", "<title>An <em>open</em> door</title>", "An open door"],
  ];
  for (const [what, element, title] of titles) {
    it(`reads a title with ${what}`, async () => assert.equal((await firstOf(rss(element))).title, title));
  }
  it("leaves an Atom title of type text as it is", async () => {
    const feed = atom("").replace("<title>E</title>", '<title type="text">&lt;b&gt; is a tag</title>');
    assert.equal((await firstOf(feed)).title, "<b> is a tag");
    const html = atom("").replace("<title>E</title>", '<title type="html">AT&amp;amp;T &lt;i&gt;now&lt;/i&gt;</title>');
    assert.equal((await firstOf(html)).title, "AT&T now");
  });

  it("does not lose a feed for one bad date, one empty entry, or one unclosed tag", async () => {
    const bad = await read(
      `<feed xmlns="${ATOM}"><entry><title>One</title><updated>yesterday</updated></entry><entry/><entry><title>Two</title><updated>2026-06-01T00:00:00Z</updated></entry></feed>`,
    );
    assert.deepEqual(
      bad.entries.map(({ title }) => title),
      ["One", "Two"],
    );
    assert.deepEqual(bad.faults.map(({ code }) => code).sort(), ["date.unreadable", "entry.empty"]);
    const open = await read("<rss><channel><item><title>One</title><item><title>Two</title></item></channel>");
    assert.deepEqual(
      open.entries.map(({ title }) => title),
      ["One", "Two"],
    );
    assert.equal(open.repaired, true);
  });

  it("expands no entity of a document's own, and fetches nothing", async () => {
    const bomb =
      '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>';
    const entry = await firstOf(`${bomb}${rss("<title>&b; &x;</title>")}`);
    assert.equal(entry.title, "&b; &x;");
  });

  const encodings: readonly (readonly [string, Buffer, string | null])[] = [
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${rss("<title>Café</title>")}`), null],
    [
      "declared windows-1252",
      iconv.encode(`<?xml version="1.0" encoding="windows-1252"?>${rss("<title>Café</title>")}`, "windows-1252"),
      null,
    ],
    ["windows-1252 that says nothing", iconv.encode(rss("<title>Café</title>"), "windows-1252"), null],
    [
      "UTF-8 that claims to be Latin-1",
      Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${rss("<title>Café</title>")}`),
      null,
    ],
    ["UTF-16 with a mark", iconv.encode(rss("<title>Café</title>"), "utf-16le", { addBOM: true }), null],
    ["UTF-16 without a mark", iconv.encode(rss("<title>Café</title>"), "utf-16be", { addBOM: false }), null],
    ["Latin-1 by the header", iconv.encode(rss("<title>Café</title>"), "latin1"), 'text/xml; charset="iso-8859-1"'],
  ];
  for (const [what, bytes, contentType] of encodings) {
    it(`reads ${what}`, async () => assert.equal((await firstOf(bytes, contentType)).title, "Café"));
  }

  const unreadable: readonly (readonly [string, string, RegExp])[] = [
    ["nothing", "", /empty/u],
    ["a page", "<!DOCTYPE html><html><body>Hello</body></html>", /web page, not a feed/u],
    ["words", "hello", /neither XML nor JSON/u],
    ["other XML", "<opml><body/></opml>", /another kind \(<opml>\)/u],
    ["broken JSON", '{"items": [', /JSON but is not/u],
    ["other JSON", '{"a": 1}', /no JSON Feed/u],
  ];
  for (const [what, text, words] of unreadable) {
    it(`refuses ${what}, and says what to do`, async () => {
      await assert.rejects(
        read(text),
        (error: unknown) =>
          error instanceof DomainError && error.code === "feed.unreadable" && words.test(error.message),
      );
    });
  }

  const dates: readonly (readonly [string, string | null])[] = [
    ["Mon, 01 Jun 2026 08:00:00 GMT", "2026-06-01T08:00:00.000Z"],
    ["1 Jun 2026 08:00 +0200", "2026-06-01T06:00:00.000Z"],
    ["Mon, 1 June 2026 08:00:00 EST", "2026-06-01T13:00:00.000Z"],
    ["Mon, 01 Jun 26 08:00:00 PDT", "2026-06-01T15:00:00.000Z"],
    ["01 Jan 99 00:00:00 Z", "1999-01-01T00:00:00.000Z"],
    ["2026-06-01T08:00:00Z", "2026-06-01T08:00:00.000Z"],
    ["2026-06-01T08:00:00.123456+05:30", "2026-06-01T02:30:00.123Z"],
    ["2026-06-01 08:00", "2026-06-01T08:00:00.000Z"],
    ["2026-06-01", "2026-06-01T00:00:00.000Z"],
    ["20260601T080000Z", "2026-06-01T08:00:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["June 1, 2026 2:05 PM", "2026-06-01T14:05:00.000Z"],
    ["Sat, Dec 16 2023 02:02:33 PM", "2023-12-16T14:02:33.000Z"],
    ["2026-02-29T00:00:00Z", null],
    ["2026-13-01", null],
    ["yesterday", null],
    ["Mon, 01 Jun 2026 08:00:00 NOWHERE", "2026-06-01T08:00:00.000Z"],
    ["", null],
  ];
  for (const [raw, instant] of dates) {
    it(`reads the date “${raw}” as ${instant ?? "none"}`, () => assert.equal(readDate(raw), instant));
  }

  it("survives any damage to a feed: an answer or a refusal, never a crash", async () => {
    const samples = ["harbour-lantern.example/columns.rss", "thistledale-almanac.example/columns.atom"].map((name) =>
      readFileSync(`feeds/example/${name}`).subarray(0, 12_000),
    );
    const damage = fc.tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(11_999), fc.nat(255)), { maxLength: 30 }),
      fc.nat(12_000),
    );
    await fc.assert(
      fc.asyncProperty(damage, async ([sample, changes, cut]) => {
        const bytes = Buffer.from(sample.subarray(0, cut));
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        await read(bytes).catch((error: unknown) => assert.ok(error instanceof DomainError, String(error)));
      }),
      { numRuns: runs(60) },
    );
  });

  const traps: readonly (readonly [string, () => string])[] = [
    [
      "60,000 open brackets with a letter",
      () => rss(`<title>t</title><description><![CDATA[${"x<h".repeat(60_000)}]]></description>`),
    ],
    [
      "100,000 open brackets",
      () => rss(`<title>t</title><description><![CDATA[${"<".repeat(100_000)}]]></description>`),
    ],
    ["30,000 escaped open tags", () => rss(`<title>t</title><description>${"&lt;p ".repeat(30_000)}</description>`)],
    ["100,000 nested elements", () => rss(`<title>t</title>${"<a>".repeat(100_000)}`)],
    [
      "5,000 nested elements of XHTML",
      () => atom(`<content type="xhtml">${"<div xmlns='http://www.w3.org/1999/xhtml'>".repeat(5_000)}</content>`),
    ],
    [
      "100,000 attributes",
      () => rss(`<title ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(" ")}>t</title>`),
    ],
    ["a million ampersands", () => rss(`<title>${"&".repeat(1_000_000)}</title>`)],
    ["200,000 unclosed CDATA sections", () => rss(`<title>t</title><description>${"<![CDATA[".repeat(200_000)}`)],
    ["100,000 unclosed items", () => `<rss><channel>${"<item><title>t".repeat(100_000)}`],
  ];
  for (const [what, make] of traps) {
    it(`is not held up by ${what}`, async () => {
      const feed = make();
      const began = process.cpuUsage();
      await read(feed).catch((error: unknown) => assert.ok(error instanceof DomainError, String(error)));
      const { user } = process.cpuUsage(began);
      assert.ok(user < 4_000_000, `${Math.round(user / 1_000)} ms of this process`);
    });
  }

  it("reads every column of the example newsroom", async () => {
    const files = readdirSync("feeds/example", { recursive: true })
      .map(String)
      .filter((name) => /\.example\/.*\.\w+$/u.test(name));
    const feeds = await Promise.all(files.map(async (name) => read(readFileSync(`feeds/example/${name}`))));
    assert.ok(feeds.flatMap(({ entries }) => entries).length >= 25);
    assert.deepEqual(
      feeds.flatMap(({ faults }) => faults),
      [],
    );
  });
});
