import assert from "node:assert/strict";
import type { OutboundRights } from "../../../src/formats/write/document.js";
import { bodyWithNotice } from "../../../src/formats/write/notice.js";
import { visibleParagraphs } from "../../../src/formats/write/visible.js";
import { entryWith } from "./sample.js";

const CREDIT = "<p><em>From The Lantern</em></p>";
const NOTICE = "<p><small>© N.</small></p>";
const TEXT = "<p>Text.</p>";
const LINK = '<p><a href="http://lantern.example/tides?a=1&amp;b=2">Read the original</a></p>';

function body(rights: Partial<OutboundRights>): string {
  return bodyWithNotice(entryWith({ html: TEXT, rights: { notice: "© N.", linkBack: false, ...rights } }));
}

describe("the body a person reads", () => {
  const placements: readonly (readonly ["top" | "bottom", "top" | "bottom", string])[] = [
    ["top", "bottom", `${CREDIT}${TEXT}<hr>${NOTICE}`],
    ["top", "top", `${CREDIT}${NOTICE}<hr>${TEXT}`],
    ["bottom", "bottom", `${TEXT}<hr>${CREDIT}${NOTICE}`],
    ["bottom", "top", `${NOTICE}<hr>${TEXT}<hr>${CREDIT}`],
  ];
  for (const [creditPlacement, noticePlacement, expected] of placements) {
    it(`has the credit at the ${creditPlacement} and the notice at the ${noticePlacement} where the duties say so`, () => {
      assert.equal(body({ creditPlacement, noticePlacement }), expected);
    });
  }

  it("has no credit where none is asked for", () => {
    assert.equal(body({ creditLine: null }), `${TEXT}<hr>${NOTICE}`);
  });

  it("says once what credit and notice say alike, in the notice's place", () => {
    assert.equal(body({ creditLine: " © N.\u0000" }), `${TEXT}<hr>${NOTICE}`);
  });

  it("says both where one contains the other", () => {
    assert.equal(body({ creditLine: "©" }), `<p><em>©</em></p>${TEXT}<hr>${NOTICE}`);
  });

  it("links to the original where a duty asks for it and there is one", () => {
    assert.equal(body({ linkBack: true }), `${CREDIT}${TEXT}<hr>${LINK}${NOTICE}`);
    const none = entryWith({ html: TEXT, originalUrl: null, rights: { notice: "© N." } });
    assert.equal(bodyWithNotice(none), `${CREDIT}${TEXT}<hr>${NOTICE}`);
  });

  it("ends with the counting pixel where a duty asks for one, its address escaped", () => {
    const pixel = '<img src="https://lantern.example/p.gif?a=1&amp;b=&quot;x" alt="" width="1" height="1">';
    assert.equal(body({ pixelUrl: 'https://lantern.example/p.gif?a=1&b="x' }), `${CREDIT}${TEXT}<hr>${NOTICE}${pixel}`);
  });

  it("takes a hostile notice, credit and address for text", () => {
    const hostile = `</small><script>x</script>"'&amp;`;
    const safe = "&lt;/small&gt;&lt;script&gt;x&lt;/script&gt;&quot;&#39;&amp;amp;";
    const entry = entryWith({
      html: "",
      originalUrl: `http://a.example/"><script>`,
      rights: { notice: hostile, creditLine: `by ${hostile}` },
    });
    assert.equal(
      bodyWithNotice(entry),
      `<p><em>by ${safe}</em></p><hr><p><a href="http://a.example/&quot;&gt;&lt;script&gt;">Read the original</a></p><p><small>${safe}</small></p>`,
    );
  });
});

describe("the paragraphs that a person sees", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["are read with their references", "<p>a &amp; <b>b</b></p><p>c", ["a & b", "c"]],
    ["are not in a comment left open", "<!-- <p>a</p>", []],
    ["are not in a comment", "<!-- <p>a</p> --><p>b</p>", ["b"]],
    ["are not in an attribute left open", '<a title="<p>a</p>', []],
    ["are not in a text area left open", "<textarea><p>a</p>", []],
    ["are not in a template", "<template><p>a</p></template><p>b</p>", ["b"]],
    ["are not in what is hidden", "<div hidden><p>a</p></div><p hidden>b</p><p>c</p>", ["", "c"]],
    ["are not in details, which open on demand", "<details><p>a</p>", [""]],
    ["may stand in a list that is left open", "<ul><li><p>a</p>", ["a"]],
  ];
  for (const [rule, html, expected] of cases) {
    it(rule, () => assert.deepEqual([...visibleParagraphs(html)].filter(Boolean), expected.filter(Boolean)));
  }
});
