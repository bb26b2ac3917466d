import assert from "node:assert/strict";
import { publicItemPage } from "../../../src/http/ui/publicItemPage.js";
import { type Element, elementsOf } from "./elements.js";
import { plainly, type Say } from "./newsroomSample.js";
import { everyPage, outsidePages } from "./pagesSample.js";

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)></textarea></title></script><slot-body></slot-body><!--`;
const hostile: Say = (text) => `${text}${HOSTILE}`;
const HOSTILE_PAGES = Object.entries(everyPage("admin", hostile));
const PLAIN_PAGES = Object.entries(everyPage("admin", plainly));

function isOurScript({ attributes }: Element): boolean {
  return attributes.src === "/assets/desk.js" || attributes.type === "application/ld+json";
}

/** The desk's own pages show pictures through the desk only. */
function isForeignPicture({ name, attributes }: ReturnType<typeof elementsOf>[number]): boolean {
  return name === "img" && !/^\/desk\/items\/[\w-]+\/pictures\/[0-9a-f]{32}$/u.test(attributes.src ?? "");
}

describe("pages", () => {
  for (const [name, html] of HOSTILE_PAGES) {
    it(`let no hostile text become markup (${name})`, () => {
      const elements = elementsOf(html);
      assert.ok(html.includes("&lt;script>alert(1)"), "the hostile text is shown, escaped");
      assert.deepEqual(
        elements.filter((element) => element.name.startsWith("slot-") || isForeignPicture(element)),
        [],
      );
      assert.ok(elements.filter(({ name: tag }) => tag === "script").every(isOurScript));
      assert.ok(!html.includes("<!--"));
    });

    it(`let no hostile text become an attribute or a scheme (${name})`, () => {
      for (const { attributes } of elementsOf(html)) {
        const names = Object.keys(attributes);
        assert.ok(names.every((attribute) => !attribute.startsWith("on") && attribute !== "style"));
        assert.match(attributes.href ?? "/", /^(?:\/|#|https?:\/\/)/u);
      }
    });
  }

  for (const [name, html] of PLAIN_PAGES) {
    it(`hold no inline style, script or handler (${name})`, () => {
      const elements = elementsOf(html);
      assert.ok(elements.every(({ name: tag }) => tag !== "style"));
      assert.ok(
        elements.every(({ attributes }) => !Object.keys(attributes).some((at) => /^(?:style|on.*)$/u.test(at))),
      );
      assert.ok(elements.filter(({ name: tag }) => tag === "script").every(isOurScript));
    });

    it(`are whole documents with one heading, one main part and unique ids (${name})`, () => {
      assert.ok(html.startsWith('<!doctype html><html lang="en">'));
      const elements = elementsOf(html);
      const amount = (tag: string) => elements.filter((element) => element.name === tag).length;
      assert.deepEqual([amount("h1"), amount("main"), amount("title")], [1, 1, 1]);
      const ids = elements.map(({ attributes }) => attributes.id).filter((id) => id !== undefined);
      assert.deepEqual(ids, [...new Set(ids)]);
    });

    it(`name every field and give every table its headers (${name})`, () => {
      const elements = elementsOf(html);
      const labelled = new Set(elements.map(({ attributes }) => attributes.for));
      const fields = elements.filter(
        ({ name: tag, attributes }) => /^(?:input|select|textarea)$/u.test(tag) && attributes.type !== "hidden",
      );
      for (const { attributes, parents } of fields) {
        assert.ok(labelled.has(attributes.id) || parents.some(({ name: tag }) => tag === "label"), attributes.name);
      }
      assert.ok(elements.filter(({ name: tag }) => tag === "th").every(({ attributes }) => attributes.scope));
    });
  }
});

describe("the public page of a column", () => {
  const dataOf = (html: string) => {
    const script = elementsOf(html).find(({ attributes }) => attributes.type === "application/ld+json");
    return JSON.parse(script?.text ?? "null") as Record<string, unknown>;
  };

  it("says the rights in schema.org data that survives hostile text", () => {
    const data = dataOf(outsidePages(hostile).publicItem ?? "");
    assert.equal(data["@type"], "NewsArticle");
    assert.equal(data.copyrightNotice, `© 2026 Harbour Lantern Press. Republished with permission.${HOSTILE}`);
    assert.equal(data.isBasedOn, "http://harbour-lantern.example/2026/10/thursday-ferry");
  });

  it("neither links nor names an original whose address is no web address", () => {
    const html = publicItemPage({
      publisher: { name: "The Gazette", url: "http://gazette.example/" },
      address: "http://desk.example/items/item_1",
      partnerUrl: "javascript:alert(2)",
      usageTerms: "Publish verbatim.",
      releasedAt: "2026-10-13T06:00:00.000Z",
      searchWish: "both",
      isMiningReserved: true,
      title: "A title",
      authors: [],
      originalUrl: "javascript:alert(1)",
      publishedAt: null,
      notice: "© 2026",
      creditLine: null,
      holder: "Somebody",
      license: { name: "House terms", url: "data:text/html,x" },
      validUntil: null,
      channels: [],
      language: null,
    });
    assert.ok(!html.includes("javascript:"));
    assert.ok(!html.includes("data:text"));
    assert.deepEqual(dataOf(html).license, { "@type": "CreativeWork", name: "House terms" });
  });
});
