import assert from "node:assert/strict";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import Parser from "rss-parser";
import { bodyWithNotice } from "../../../src/formats/write/notice.js";
import { writeFeed } from "../../../src/formats/write/writeFeed.js";
import { readBack } from "./readBack.js";
import { columns, FORMATS } from "./sample.js";

const feed = columns();
const [first, second, third] = feed.entries;

describe("a written feed, read by feedsmith", () => {
  it("is RSS with the rights in elements of Dublin Core and of the Creative Commons module", () => {
    const rss = parseRssFeed(writeFeed(feed, "rss"));
    const item = rss.items?.[0];
    assert.equal(rss.language, "en");
    assert.deepEqual(
      rss.atom?.links?.map(({ rel, href, type }) => [rel, href, type]),
      [
        ["self", feed.selfUrls.rss, "application/rss+xml"],
        ["hub", feed.hubUrl, undefined],
        ["first", feed.firstUrls.rss, "application/rss+xml"],
        ["related", feed.withdrawalsUrl, "application/json"],
      ],
    );
    assert.deepEqual(item?.guid, { value: first?.id, isPermaLink: false });
    assert.deepEqual(item?.source, { title: first?.source.title, url: first?.source.feedUrl });
    assert.deepEqual(item?.dc?.creators, first?.authors);
    assert.deepEqual(item?.dc?.rights, [first?.rights.notice]);
    assert.deepEqual(item?.dc?.sources, [first?.originalUrl]);
    assert.deepEqual(item?.dcterms?.licenses, [first?.rights.license.url]);
    assert.deepEqual(item?.dcterms?.rightsHolders, [first?.rights.holder]);
    assert.deepEqual(item?.dcterms?.accessRights, [first?.rights.usageTerms]);
    assert.deepEqual(item?.creativeCommons?.licenses, [first?.rights.license.url]);
    assert.equal(item?.content?.encoded, first === undefined ? undefined : bodyWithNotice(first));
    assert.equal(Date.parse(String(item?.pubDate)), Date.parse(first?.publishedAt ?? ""));
  });

  it("is RSS with one enclosure, and further files as Atom links", () => {
    const item = parseRssFeed(writeFeed(feed, "rss")).items?.[1];
    assert.deepEqual(item?.enclosures, [{ url: second?.enclosures[0]?.url, length: 0, type: "audio/mpeg" }]);
    assert.deepEqual(item?.atom?.links, [
      { href: second?.enclosures[1]?.url, rel: "enclosure", type: "audio/ogg", length: 99 },
    ]);
  });

  it("is Atom with links for original, license and files, with the source and with a tongue", () => {
    const atom = parseAtomFeed(writeFeed(feed, "atom"));
    assert.equal(atom.id, feed.id);
    assert.deepEqual(atom.authors, [{ name: feed.publisher.name, uri: feed.publisher.url }]);
    assert.equal(
      atom.links?.some(({ rel }) => rel === "license"),
      false,
    );
    const entry = atom.entries?.[0];
    assert.deepEqual(entry?.links, [
      { href: first?.url, rel: "alternate", type: "text/html" },
      { href: first?.originalUrl, rel: "via", type: "text/html" },
      { href: first?.rights.license.url, rel: "license", type: "text/html", title: "House terms" },
      { href: first?.enclosures[0]?.url, rel: "enclosure", type: "audio/mpeg", length: 1_234 },
    ]);
    assert.deepEqual(
      entry?.authors?.map(({ name }) => name),
      first?.authors,
    );
    assert.equal(entry?.source?.id, first?.source.id);
    assert.deepEqual(entry?.dcterms?.rightsHolders, [first?.rights.holder]);
    assert.equal(atom.xml?.lang, "en");
    assert.equal(entry?.xml?.lang, "en-GB");
  });

  it("is Atom whose entries have a license link of their own where there is no license to link to", () => {
    const entry = parseAtomFeed(writeFeed(feed, "atom")).entries?.[2];
    const links = entry?.links?.filter(({ rel }) => rel === "license");
    assert.deepEqual(links, [
      { href: "http://purl.org/atompub/license#unspecified", rel: "license", title: third?.rights.license.name },
    ]);
    assert.equal(entry?.authors, undefined, "the author of the feed stands for it");
  });

  it("is JSON Feed with authors, tags, tongue and files", () => {
    const json = parseJsonFeed(writeFeed(feed, "json"));
    assert.equal(json.feed_url, feed.selfUrls.json);
    assert.deepEqual(json.authors, [feed.publisher]);
    const item = json.items?.[1];
    assert.equal(item?.external_url, second?.originalUrl);
    assert.deepEqual(item?.tags, second?.tags);
    assert.equal(item?.language, "de");
    assert.equal(item?.attachments?.length, 2);
    assert.equal(item?.date_published, undefined, "what is not known is not stated");
  });
});

describe("a written feed, read by rss-parser", () => {
  for (const format of ["rss", "atom"] as const) {
    it(`gives, as ${format}, titles, links and bodies, the first link being the column's`, async () => {
      const { items } = await new Parser().parseString(writeFeed(feed, format));
      assert.deepEqual(
        items.map(({ title, link }) => [title, link]),
        feed.entries.map(({ title, url }) => [title, url]),
      );
    });
  }
});

describe("the rights of an entry", () => {
  for (const format of FORMATS) {
    it(`stand in ${format} in the body and in the elements`, async () => {
      const found = await readBack(writeFeed(feed, format), format);
      for (const [index, { rights }] of feed.entries.entries()) {
        assert.equal(found[index]?.notice, rights.notice);
        assert.equal(found[index]?.credit ?? null, rights.creditLine);
        assert.equal(found[index]?.holder, rights.holder);
      }
    });
  }

  it("say from when until when in RSS and Atom as a period of Dublin Core, and open ends by their absence", () => {
    for (const format of ["rss", "atom"] as const) {
      const periods = [...writeFeed(feed, format).matchAll(/<dcterms:valid>(.*?)<\/dcterms:valid>/gu)];
      assert.deepEqual(
        periods.map(([, period]) => period),
        [
          "start=2026-01-01T00:00:00.000Z; end=2027-01-01T00:00:00.000Z; scheme=W3C-DTF",
          "start=2026-01-01T00:00:00.000Z; scheme=W3C-DTF",
        ],
      );
    }
  });

  it("stand in JSON in one object, each member present", () => {
    const { items } = JSON.parse(writeFeed(feed, "json")) as { items: readonly { _rights: Record<string, unknown> }[] };
    const { about, ...rights } = items[2]?._rights ?? {};
    assert.match(String(about), /Rights of this item/u);
    assert.deepEqual(rights, {
      notice: third?.rights.notice,
      credit: null,
      holder: "Lantern Press",
      license: { name: "By letter", url: null },
      accessRights: "Publish verbatim.",
      permission: "perm_1",
      validFrom: null,
      validUntil: null,
      status: "usable",
      source: {
        id: third?.source.id,
        title: "Field notes",
        url: "http://field.example/feed",
        homeUrl: null,
        rights: null,
      },
    });
  });
});

describe("what was withdrawn", () => {
  it("is a tombstone in Atom, after the entries", () => {
    const xml = writeFeed(feed, "atom");
    assert.match(
      xml.slice(xml.lastIndexOf("</entry>")),
      /<at:deleted-entry ref="urn:uuid:4{8}-4444-8444-8444-4{12}" when="2026-06-02T08:00:00\.000Z">\s*<at:comment>The permission has ended\.</u,
    );
  });

  it("is in the object _withdrawn of JSON Feed", () => {
    const { _withdrawn } = JSON.parse(writeFeed(feed, "json")) as { _withdrawn: Record<string, unknown> };
    assert.deepEqual(_withdrawn.items, feed.withdrawn);
    assert.equal(typeof _withdrawn.about, "string");
  });

  it("is a link away in RSS, which has no tombstones", () => {
    assert.match(
      writeFeed(feed, "rss"),
      /<atom:link href="http:\/\/desk\.example\/feeds\/web\/withdrawals\.json" rel="related"/u,
    );
  });
});
