import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import fc from "fast-check";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import Parser from "rss-parser";
import type { OutboundEntry, OutboundFeed } from "../../src/formats/write/document.js";
import { type FeedFormat, writeFeed } from "../../src/formats/write/writeFeed.js";
import { at, list, text } from "../program.js";

/** What XML cannot hold. */
const NOT_XML = new RegExp(
  `[${["\\u0000-\\u0008", "\\u000b", "\\u000c", "\\u000e-\\u001f", "\\ufffe", "\\uffff"].join("")}]`,
  "gu",
);

const FORMATS: readonly FeedFormat[] = ["rss", "atom", "json"];

function entryWith(
  changes: Partial<Omit<OutboundEntry, "rights">> & { readonly rights?: Partial<OutboundEntry["rights"]> } = {},
): OutboundEntry {
  const { rights, ...others } = changes;
  return {
    id: "urn:uuid:11111111-1111-8111-8111-111111111111",
    url: "http://desk.example/items/item_1",
    originalUrl: "http://lantern.example/tides?a=1&b=2",
    title: "Tides, and what they leave",
    authors: ["Ada Brook", "Bo Field"],
    publishedAt: "2026-06-01T08:00:00.000Z",
    updatedAt: "2026-06-02T09:30:00.000Z",
    tags: ["Tides", "Harbour & quay"],
    language: "en-GB",
    html: "<p>The tide came in at six.</p>",
    summary: "About the tide.",
    enclosures: [{ url: "http://lantern.example/tide.mp3", type: "audio/mpeg", bytes: 1_234 }],
    source: {
      id: "urn:uuid:22222222-2222-8222-8222-222222222222",
      title: "The Lantern: Columns",
      feedUrl: "http://lantern.example/columns.rss",
      homeUrl: "http://lantern.example/",
      updatedAt: "2026-06-02T09:30:00.000Z",
      rights: "© 2026 Lantern Press",
    },
    ...others,
    rights: {
      notice: "© 2026 Lantern Press. Republished with permission. All rights reserved.",
      noticePlacement: "bottom",
      creditLine: "From The Lantern",
      creditPlacement: "top",
      linkBack: true,
      usageTerms: "Publish verbatim.",
      holder: "Lantern Press",
      license: { name: "House terms", url: "http://lantern.example/terms" },
      validFrom: "2026-01-01T00:00:00.000Z",
      validUntil: "2027-01-01T00:00:00.000Z",
      permission: "perm_1",
      ...rights,
    },
  };
}

function feedWith(entries: readonly OutboundEntry[]): OutboundFeed {
  return {
    id: "urn:uuid:33333333-3333-8333-8333-333333333333",
    title: "Guest columns & more",
    description: "From our neighbours",
    language: "en",
    homeUrl: "http://gazette.example/",
    selfUrls: {
      rss: "http://desk.example/feeds/web.rss",
      atom: "http://desk.example/feeds/web.atom",
      json: "http://desk.example/feeds/web.json",
    },
    withdrawalsUrl: "http://desk.example/feeds/web/withdrawals.json",
    updatedAt: "2026-06-02T09:30:00.000Z",
    publisher: { name: "The Gazette", url: "http://gazette.example/" },
    entries,
    withdrawn: [
      {
        id: "urn:uuid:44444444-4444-8444-8444-444444444444",
        when: "2026-06-02T08:00:00.000Z",
        reason: "The permission has ended.",
      },
    ],
  };
}

/** What an independent reader finds in the first entry. */
function readBack(format: FeedFormat, written: string) {
  if (format === "json") {
    const item = at(parseJsonFeed(written), "items", 0);
    const rights = at(JSON.parse(written), "items", 0, "_rights", "notice");
    return {
      title: at(item, "title"),
      authors: list(item, "authors").map((author) => at(author, "name")),
      tags: list(item, "tags"),
      body: text(item, "content_html"),
      notice: rights,
    };
  }
  const parsed = new DOMParser({ onError: onErrorStopParsing }).parseFromString(written, "text/xml");
  const texts = (name: string) => [...parsed.getElementsByTagName(name)].map((element) => element.textContent ?? "");
  const entry = [...parsed.getElementsByTagName(format === "rss" ? "item" : "entry")][0];
  const within = (name: string) => [...(entry?.getElementsByTagName(name) ?? [])];
  if (format === "rss") {
    return {
      title: within("title")[0]?.textContent,
      authors: texts("dc:creator"),
      tags: within("category").map(({ textContent }) => textContent),
      body: texts("content:encoded")[0] ?? "",
      notice: texts("dc:rights")[0],
    };
  }
  const own = within("author").map((author) => author.getElementsByTagName("name")[0]?.textContent ?? "");
  return {
    title: within("title")[0]?.textContent,
    authors: own,
    tags: within("category").map((element) => element.getAttribute("term")),
    body: within("content")[0]?.textContent ?? "",
    notice: within("rights")[0]?.textContent,
  };
}

describe("writing feeds", () => {
  for (const format of FORMATS) {
    it(`writes ${format} as the golden file has it`, () => {
      assert.equal(
        writeFeed(feedWith([entryWith()]), format),
        readFileSync(`tests/fixtures/written/feed.${format}`, "utf8"),
      );
    });
  }

  it("is understood by independent readers", async () => {
    const feed = feedWith([entryWith()]);
    const rss = parseRssFeed(writeFeed(feed, "rss"));
    assert.equal(at(rss, "items", 0, "source", "url"), "http://lantern.example/columns.rss");
    assert.equal(at(rss, "items", 0, "enclosures", 0, "url"), "http://lantern.example/tide.mp3");
    const atom = parseAtomFeed(writeFeed(feed, "atom"));
    const links = list(atom, "entries", 0, "links").map((link) => [at(link, "rel"), at(link, "href")]);
    assert.deepEqual(links.slice(0, 3), [
      ["alternate", "http://desk.example/items/item_1"],
      ["via", "http://lantern.example/tides?a=1&b=2"],
      ["license", "http://lantern.example/terms"],
    ]);
    assert.equal(at(atom, "entries", 0, "published"), "2026-06-01T08:00:00.000Z");
    assert.equal(at(atom, "entries", 0, "updated"), "2026-06-02T09:30:00.000Z");
    const json = JSON.parse(writeFeed(feed, "json")) as unknown;
    assert.equal(at(json, "version"), "https://jsonfeed.org/version/1.1");
    assert.equal(at(json, "_withdrawn", "items", 0, "id"), "urn:uuid:44444444-4444-8444-8444-444444444444");
    for (const format of ["rss", "atom"] as const) {
      const { items } = await new Parser().parseString(writeFeed(feed, format));
      assert.equal(items[0]?.title, "Tides, and what they leave");
      assert.equal(items[0]?.link, "http://desk.example/items/item_1");
    }
  });

  it("writes Atom tombstones, and no license link on the feed that entries would inherit", () => {
    const xml = writeFeed(feedWith([entryWith()]), "atom");
    assert.match(
      xml,
      /<at:deleted-entry ref="urn:uuid:44444444-4444-8444-8444-444444444444" when="2026-06-02T08:00:00\.000Z">/u,
    );
    assert.doesNotMatch(xml.slice(0, xml.indexOf("<entry")), /rel="license"/u);
    assert.match(
      writeFeed(feedWith([entryWith({ rights: { license: { name: "House", url: null } } })]), "atom"),
      /rel="license"[^>]*href="http:\/\/purl\.org\/atompub\/license#unspecified"/u,
    );
  });

  const hostile: readonly (readonly [string, string])[] = [
    ["several CDATA ends", "a ]]> b ]]> c"],
    ["control characters", "a\u0000b\u0008c\u001fd"],
    ["an ampersand", "AT&T & more"],
    ["a reference written out", "&amp;amp; and &lt;"],
    ["less than", "Is 3 < 5 > 2"],
    ["a script", "<script>alert(1)</script>"],
    ["a lone surrogate", "a\ud800b"],
    ["non-characters", "a\ufffe\uffffb"],
    ["bidi marks and emoji", "\u202eabc\u202c 👩‍🌾"],
    ["quotes", `"double" 'single'`],
  ];
  const kept = (given: string) => given.toWellFormed().replace(NOT_XML, "");
  for (const [what, given] of hostile) {
    it(`gives text with ${what} back as the same text, in title, byline, tag and notice`, () => {
      const entry = entryWith({
        title: given,
        authors: [given],
        tags: [given],
        rights: { notice: `© ${given}`, creditLine: given },
      });
      for (const format of FORMATS) {
        const found = readBack(format, writeFeed(feedWith([entry]), format));
        assert.deepEqual(
          [found.title, found.authors, found.tags, found.notice],
          [kept(given), [kept(given)], [kept(given)], `© ${kept(given)}`],
          format,
        );
        assert.doesNotMatch(found.body, /<script>/u);
      }
    });
  }

  it("does so for any text at all", () => {
    const any = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: fc.constantFrom("]", ">", "<", "&", "a", " ", ";", "\u0001", '"'), maxLength: 30 }),
    );
    const words = any.map((value) => `x${value.replace(/\r/gu, "")}x`);
    fc.assert(
      fc.property(words, words, words, fc.constantFrom(...FORMATS), (title, author, notice, format) => {
        const entry = entryWith({ title, authors: [author], tags: [author], rights: { notice, creditLine: null } });
        const found = readBack(format, writeFeed(feedWith([entry]), format));
        assert.deepEqual([found.title, found.authors, found.notice], [kept(title), [kept(author)], kept(notice)]);
      }),
      { numRuns: 400 },
    );
  });

  it("refuses an entry without a notice, without a title, or with a date that is none", () => {
    for (const format of FORMATS) {
      assert.throws(
        () => writeFeed(feedWith([entryWith({ rights: { notice: " " } })]), format),
        { code: "feed.refused" },
        format,
      );
      assert.throws(() => writeFeed(feedWith([entryWith({ title: " " })]), format), { code: "feed.refused" });
      assert.throws(() => writeFeed(feedWith([entryWith({ updatedAt: "soon" })]), format), { code: "feed.refused" });
    }
  });

  it("places credit, notice and link as the duties say, each once", () => {
    const top = writeFeed(
      feedWith([entryWith({ rights: { noticePlacement: "top", creditPlacement: "bottom", linkBack: false } })]),
      "json",
    );
    const body = text(JSON.parse(top), "items", 0, "content_html");
    assert.ok(body.indexOf("Republished with permission") < body.indexOf("The tide came in"));
    assert.ok(body.indexOf("From The Lantern") > body.indexOf("The tide came in"));
    assert.doesNotMatch(body, /Read the original/u);
    const same = writeFeed(
      feedWith([entryWith({ rights: { creditLine: "© 2026 Lantern Press.", notice: "© 2026 Lantern Press." } })]),
      "json",
    );
    assert.equal(text(JSON.parse(same), "items", 0, "content_html").split("© 2026 Lantern Press.").length, 2);
  });

  it("writes a feed without entries, and the same bytes for the same input", () => {
    for (const format of FORMATS) assert.equal(writeFeed(feedWith([]), format), writeFeed(feedWith([]), format));
  });
});
