import assert from "node:assert/strict";
import { withPictureCredits } from "../../src/formats/html/pictureCredits.js";

const URL_WRITTEN = "https://lantern.example/quay.jpg?w=1&amp;h=2";
const IMG = `<img src="${URL_WRITTEN}" alt="The quay">`;
const PICTURES = [{ url: "https://lantern.example/quay.jpg?w=1&h=2", credit: "Brook <& Sons>" }];
const SAID = "Brook &lt;&amp; Sons&gt;";

describe("the credit beside each picture", () => {
  const cases: readonly (readonly [what: string, html: string, expected: string])[] = [
    ["stands behind a picture", `<p>${IMG}</p>`, `<p>${IMG} <small>${SAID}</small></p>`],
    [
      "stands behind the link around a picture",
      `<p><a href="https://lantern.example/">${IMG}</a>x</p>`,
      `<p><a href="https://lantern.example/">${IMG}</a> <small>${SAID}</small>x</p>`,
    ],
    [
      "makes the caption of a figure",
      `<figure>${IMG}</figure>`,
      `<figure>${IMG}<figcaption><small>${SAID}</small></figcaption></figure>`,
    ],
    [
      "goes on with the caption of a figure",
      `<figure>${IMG}<figcaption>Dawn.</figcaption></figure>`,
      `<figure>${IMG}<figcaption>Dawn. <small>${SAID}</small></figcaption></figure>`,
    ],
    [
      "is not said twice in a figure",
      `<figure>${IMG}<figcaption>Photo: ${SAID}</figcaption></figure>`,
      `<figure>${IMG}<figcaption>Photo: ${SAID}</figcaption></figure>`,
    ],
    ["is not said twice in a row", `<p>${IMG}</p><p>Photo: ${SAID}</p>`, `<p>${IMG}</p><p>Photo: ${SAID}</p>`],
    [
      "is said where the text behind only speaks of its maker",
      `<p>${IMG}</p><p>${SAID} had been there since the old king, and nobody knew for how long before.</p>`,
      `<p>${IMG} <small>${SAID}</small></p><p>${SAID} had been there since the old king, and nobody knew for how long before.</p>`,
    ],
    ["is wanting: the picture leaves", `<p>One <img src="https://lantern.example/b.jpg" /> two</p>`, "<p>One  two</p>"],
    [
      "is wanting: the figure leaves, and what held it alone",
      `<div><figure><img src="https://lantern.example/b.jpg" /><figcaption>Dawn</figcaption></figure></div><p>x</p>`,
      "<p>x</p>",
    ],
  ];
  for (const [what, html, expected] of cases) {
    it(what, () => assert.equal(withPictureCredits(html, PICTURES), expected));
  }

  it("leaves a body without pictures as it is", () => {
    assert.equal(withPictureCredits("<p>a & b<br>", PICTURES), "<p>a & b<br>");
  });
});
