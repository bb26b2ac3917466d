import assert from "node:assert/strict";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";

const CONTEXT = { baseUrl: "https://lantern.example/", authors: [] };
const IMG = '<img src="/quay.jpg?w=1&amp;h=2" alt="The quay">';
const LONG = "The boats came in one by one, and nobody said a word. ".repeat(20);

function creditsIn(html: string): readonly (string | null)[] {
  return cleanColumn(html, CONTEXT).images.map(({ credit }) => credit);
}

describe("the credit of a picture in a body", () => {
  const said: readonly (readonly [html: string, credit: string])[] = [
    [`<figure>${IMG}<figcaption>Photo: Ada Brook</figcaption></figure>`, "Ada Brook"],
    [`<figure>${IMG}<figcaption>The quay at dawn. Photo by Ada Brook.</figcaption></figure>`, "Ada Brook"],
    [
      `<figure><a href="/big">${IMG}</a><figcaption>Der Kai. Foto: Ada Brook/dpa</figcaption></figure>`,
      "Ada Brook/dpa",
    ],
    [`<figure>${IMG}<figcaption>Le quai. Crédit photo : Ada Brook</figcaption></figure>`, "Ada Brook"],
    [`<figure>${IMG}<figcaption>El muelle. Fotografía: Ada Brook</figcaption></figure>`, "Ada Brook"],
    [`<figure>${IMG}<figcaption>The quay. © 2026 Ada Brook</figcaption></figure>`, "Ada Brook"],
    [
      `<figure>${IMG}<figcaption>The quay at dawn (Ada Brook/Harbour Lantern)</figcaption></figure>`,
      "Ada Brook/Harbour Lantern",
    ],
    [
      `<figure>${IMG}<figcaption>The quay. <span class="image-credit">A. B. &amp; Sons</span></figcaption></figure>`,
      "A. B. & Sons",
    ],
    [
      `<figure>${IMG}<figcaption>The quay <cite itemprop="creditText">Photo: Ada Brook</cite></figcaption></figure>`,
      "Ada Brook",
    ],
    [`<div class="wp-caption">${IMG}<p class="wp-caption-text">The quay. Photo: Ada Brook</p></div>`, "Ada Brook"],
    [`<p>${IMG}<br>Photo: Ada Brook</p>`, "Ada Brook"],
    [`<p>${IMG}</p><p>Photo: Ada Brook</p>`, "Ada Brook"],
  ];
  for (const [html, credit] of said) {
    it(`is read from ${html.replace(/<img[^>]*>/u, "▣")}`, () => {
      assert.deepEqual(creditsIn(`<p>It was early.</p>${html}<p>${LONG}</p>`), [credit]);
    });
  }

  const unsaid = [
    `<figure>${IMG}<figcaption>A photo of the quay by the harbour.</figcaption></figure>`,
    `<figure>${IMG}<figcaption>Fish (cod/haddock)</figcaption></figure>`,
    `<figure>${IMG}</figure><p>The photo was taken by Ada Brook, who lives there.</p>`,
    `<p>${IMG}</p><p>She paused. Photo: Ada Brook was never one for words, and went on to say more.</p>`,
    `<p>${IMG}</p><p>© 2026 Harbour Lantern. All rights reserved.</p>`,
    `<p>${IMG}</p><p class="credit-union">The union met.</p>`,
    `<p>${IMG}</p><p>It was early.</p><p>Photo: Ada Brook</p>`,
  ];
  for (const html of unsaid) {
    it(`is not made up from ${html.replace(/<img[^>]*>/u, "▣")}`, () => {
      assert.deepEqual(creditsIn(html), [null]);
    });
  }

  it("goes with its own picture", () => {
    const figure = (url: string, caption: string) =>
      `<figure><img src="${url}"><figcaption>${caption}</figcaption></figure>`;
    const html =
      figure("/1.jpg", "Photo: Ada Brook") + figure("/2.jpg", "The pier") + figure("/3.jpg", "Photo: Bo Reed");
    assert.deepEqual(creditsIn(html), ["Ada Brook", null, "Bo Reed"]);
  });

  it("is found in time however the mark-up is drawn out", () => {
    const began = process.cpuUsage().user;
    const drawnOut = `<b ${"class=' credit- ".repeat(30)}`;
    for (const piece of [
      drawnOut,
      '<p class="',
      "<a class=' ",
      '<b class="credit" ',
      "<i class=credit>",
      '<u class="x credit">a',
    ]) {
      creditsIn(IMG + piece.repeat(200_000 / piece.length));
    }
    assert.ok(process.cpuUsage().user - began < 4_000_000);
  });
});
