import assert from "node:assert/strict";
import { checkAtom, checkJson, checkRss } from "../../../src/formats/write/check.js";
import type { OutboundFeed } from "../../../src/formats/write/document.js";
import { parseStrictly } from "../../../src/formats/write/wellFormed.js";
import { writeFeed } from "../../../src/formats/write/writeFeed.js";
import { columns, type EntryChanges, entryWith, FORMATS, feedWith } from "./sample.js";

describe("a feed is not published where an entry", () => {
  const cases: readonly (readonly [string, EntryChanges, RegExp])[] = [
    ["has no notice", { rights: { notice: "" } }, /no copyright notice/u],
    ["has a notice of white space", { rights: { notice: " \n" } }, /no copyright notice/u],
    ["has a notice of characters that no format holds", { rights: { notice: "\u0000\uffff" } }, /no copyright notice/u],
    ["must be credited and has an empty credit line", { rights: { creditLine: " " } }, /credit line is empty/u],
    ["has no rights holder", { rights: { holder: "" } }, /no rights holder/u],
    ["has no title: what to say instead is the caller's to know", { title: "" }, /no title/u],
    ["has a title of control characters", { title: "\u0001\u0002" }, /no title/u],
    ["has no id", { id: "" }, /no id/u],
    ["was updated at no instant", { updatedAt: "soon" }, /no readable date \(soon\)/u],
    ["was published at no instant", { publishedAt: "2026-02-30T00:00:00.000Z" }, /no readable date/u],
    ["has a date without a zone", { updatedAt: "2026-06-01 08:00" }, /no readable date/u],
    ["is permitted from no instant", { rights: { validFrom: "x" } }, /no readable date/u],
    ["is permitted until no instant", { rights: { validUntil: "" } }, /no readable date/u],
    ["has a relative address", { url: "/items/1" }, /address that is none/u],
    ["has a script for an original", { originalUrl: "javascript:alert(1)" }, /address that is none/u],
    ["has a picture that is a script", { images: [{ url: "javascript:1", alt: "", credit: null }] }, /that is none/u],
    [
      "has a counting pixel over http",
      { rights: { pixelUrl: "http://lantern.example/p" } },
      /pixel, and its address is not https/u,
    ],
    ["has a counting pixel without an address", { rights: { pixelUrl: "" } }, /pixel, and its address is not https/u],
    [
      "has a script for a counting pixel",
      { rights: { pixelUrl: "javascript:x" } },
      /pixel, and its address is not https/u,
    ],
    [
      "shows a picture without the credit that is asked for",
      {
        html: '<p><img src="https://lantern.example/q.png"></p>',
        images: [{ url: "https://lantern.example/q.png", alt: "", credit: "Ada Brook" }],
        rights: { picturesCredited: true },
      },
      /picture in the body has no credit/u,
    ],
    [
      "shows a picture that nobody is credited with, where a credit is asked for",
      { html: '<p><img src="https://lantern.example/q.png"></p>', rights: { picturesCredited: true } },
      /picture in the body has no credit/u,
    ],
    ["is an excerpt of nothing", { html: "", rights: { extent: "excerpt" } }, /does not yield/u],
    ["attaches data", { enclosures: [{ url: "data:,x", type: "a/b", bytes: 1 }] }, /address that is none/u],
    ["has a comment left open before the notice", { html: "<p>x</p><!--" }, /not in the body|hidden/u],
    ["has a text area left open", { html: "<textarea>" }, /not in the body|hidden/u],
    ["has a section left open that is hidden", { html: "<div hidden>" }, /not in the body|hidden/u],
    [
      "has a comment left open, with no link that would show it",
      { html: "<!--", rights: { linkBack: false } },
      /hidden/u,
    ],
    ["has an attribute left open", { html: '<p>x</p><a title="' }, /not in the body|hidden/u],
  ];
  for (const [what, changes, fault] of cases) {
    it(what, () => {
      for (const format of FORMATS) {
        const write = () => writeFeed(feedWith([entryWith(), entryWith(changes)]), format);
        assert.throws(write, { name: "DomainError", code: "feed.refused", message: fault }, format);
      }
    });
  }
});

describe("a feed is not published where it", () => {
  const cases: readonly (readonly [string, Partial<OutboundFeed>])[] = [
    ["has no title", { title: " " }],
    ["has no id", { id: "" }],
    ["has no publisher", { publisher: { name: "", url: "http://gazette.example/" } }],
    ["was updated at no instant", { updatedAt: "never" }],
    ["has a home that is no address of the web", { homeUrl: "gazette.example" }],
    ["withdraws at no instant", { withdrawn: [{ id: "urn:x:1", when: "then", reason: "" }] }],
    ["withdraws nothing in particular", { withdrawn: [{ id: "", when: "2026-06-02T08:00:00.000Z", reason: "" }] }],
  ];
  for (const [what, changes] of cases) {
    it(what, () => {
      for (const format of FORMATS)
        assert.throws(() => writeFeed(feedWith([], changes), format), { code: "feed.refused" }, format);
    });
  }
});

describe("the finished document is read anew, and refused where", () => {
  const feed = columns();
  const notice = "© 2026 Lantern Press. Republished with permission. All rights reserved.";
  const damage: readonly (readonly [string, RegExp | string, string])[] = [
    ["a notice is not in the RSS element", `<dc:rights>${notice}`, "<dc:rights>"],
    ["a credit is not in the RSS element", "<dcterms:bibliographicCitation>From", "<dcterms:bibliographicCitation>of"],
    ["a notice is not in the RSS body", `<small>${notice}</small>`, ""],
    ["a credit is not in the RSS body", "<em>From The Lantern</em>", ""],
    ["the link to the original is not in the RSS body", "Read the original", ""],
    ["a notice in the RSS body is commented out", "<hr>", "<hr><!-- "],
    ["a title was changed in RSS", "Tides, and", "Tide and"],
    ["an id was changed in RSS", "urn:uuid:1", "urn:uuid:9"],
    ["an item is missing in RSS", /<item>.*?<\/item>/su, ""],
    ["the RSS is cut off", /<\/channel>.*/su, ""],
    ["the RSS holds a control character", "Tides, and", "Tides\u0001, and"],
    ["the RSS refers to a control character", "Tides, and", "Tides&#1;, and"],
    ["the RSS holds a loose ampersand", "Stone walls", "Stone & walls"],
  ];
  for (const [what, from, to] of damage) {
    it(what, () => {
      const written = writeFeed(feed, "rss");
      const damaged = written.replace(from, to);
      assert.notEqual(damaged, written);
      assert.throws(() => checkRss(damaged, feed), { code: "feed.refused" });
    });
  }

  const others: readonly (readonly ["atom" | "json", string, RegExp | string, string])[] = [
    ["atom", "a notice is not in the Atom element", `<rights>${notice}`, "<rights>"],
    ["atom", "a license link is missing in Atom", /<link rel="license".*?\/>/u, ""],
    ["atom", "a rights holder is missing in Atom", /<dcterms:rightsHolder>.*?<\/dcterms:rightsHolder>/u, ""],
    ["atom", "a tombstone is missing in Atom", /<at:deleted-entry.*<\/at:deleted-entry>/su, ""],
    ["atom", "a prefix is not declared in Atom", / xmlns:at=".*?"/u, ""],
    ["json", "a notice is not in the JSON object", `"notice": "${notice}`, '"notice": "'],
    ["json", "a notice is not in the JSON body", "<small>", "<small hidden>"],
    ["json", "a withdrawal is missing in JSON", "urn:uuid:4", "urn:uuid:5"],
  ];
  for (const [format, what, from, to] of others) {
    it(what, () => {
      const written = writeFeed(feed, format);
      const damaged = written.replace(from, to);
      assert.notEqual(damaged, written);
      const check = format === "atom" ? checkAtom : checkJson;
      assert.throws(() => check(damaged, feed), { code: "feed.refused" });
    });
  }
});

describe("XML is well formed for this program only where it is for every other", () => {
  const bad: readonly (readonly [string, string])[] = [
    ["a control character", "<a>\u0001</a>"],
    ["a control character in an attribute", "<a b='\u0001'/>"],
    ["a reference to one", "<a>&#x1;</a>"],
    ["a reference beyond Unicode", "<a>&#x110000;</a>"],
    ["a reference to a surrogate", "<a>&#xD800;</a>"],
    ["a non-character", "<a>\ufffe</a>"],
    ["a lone surrogate", "<a>\ud800</a>"],
    ["a loose ampersand", "<a>a & b</a>"],
    ["an entity of HTML", "<a>&nbsp;</a>"],
    ["a loose ]]>", "<a>]]></a>"],
    ["an attribute without quotes", "<a b=1/>"],
    ["an attribute twice", "<a b='1' b='2'/>"],
    ["less than in an attribute", "<a b='<'/>"],
    ["an unbound prefix", "<x:a/>"],
    ["two roots", "<a/><b/>"],
    ["a tag left open", "<a><b></a>"],
    ["nothing at all", ""],
  ];
  for (const [what, xml] of bad) {
    it(`refuses ${what}`, () => assert.throws(() => parseStrictly(xml), { code: "feed.refused" }));
  }

  it("takes U+0085, U+2028 and U+FFFD for the characters they are", () => {
    const text = "a\u0085b\u2028c\u2029d\ufffde&#xD;";
    assert.equal(parseStrictly(`<a>${text}</a>`).documentElement?.textContent, "a\u0085b\u2028c\u2029d\ufffde\r");
  });

  it("leaves what stands in CDATA alone", () => {
    const [xml, words] = ["<a><![CDATA[a & b &#1; <c>]]]]><![CDATA[>]]></a>", "a & b &#1; <c>]]>"];
    assert.equal(parseStrictly(xml).documentElement?.textContent, words);
  });
});
