import assert from "node:assert/strict";
import { rightsInMarkup } from "../../../src/formats/read/bodyMarkup.js";
import { rightsInBlock } from "../../../src/formats/read/bodyRights.js";
import { rightsInColumn } from "../../../src/formats/read/columnRights.js";
import { processorTime } from "../../processorTime.js";

const BLOCK = 599;
const MEGABYTE = 1_000_000;
/** Far more than any of these takes, and far less than what goes through a text again and again. */
const MAX_SECONDS = 10;

function filled(start: string, again: string): string {
  return (start + again.repeat(Math.ceil(BLOCK / again.length))).slice(0, BLOCK);
}

/** Blocks that begin like rights lines and go on without end. */
const TRAPS: readonly string[] = [
  filled("", "©"),
  filled("© 2024 ", "A B "),
  filled("Reprinted with permission of ", "A "),
  filled("", "republished and "),
  filled("This column is republished, ", "reprinted, "),
  filled("This article was originally published in ", "under the title a in "),
  filled("This article ", "was originally published in "),
  filled("From ", "a, reprinted with permission of, "),
  filled("Unless otherwise noted, this ", "a "),
  filled("This ", "text under a creative commons "),
  filled("You may republish this article ", "under "),
  filled("This material may not be published ", "a without permission "),
  filled("Nachdruck ", "mit freundlicher Genehmigung von der "),
  filled("Mit freundlicher ", "freundlicher "),
  filled("Sofern nicht anders angegeben, stehen die Inhalte ", "unter "),
  filled("Cet article est ", "publié dans avec l’autorisation de "),
  filled("Este artículo está bajo ", "con bajo licencia "),
  filled("Questo articolo è ", "per la prima volta su "),
  filled("Este artigo é publicado originalmente em ", "e aqui "),
  filled("Dit artikel verscheen eerder in ", "en is "),
  filled("Photo: ", "A/"),
  filled("dpa", "/dpa"),
  filled("", "AFP, "),
  filled("", "("),
  filled("(", ") ("),
  filled("HARBOUR ", "(AFP "),
  filled("Editor’s note ", "note "),
  filled("cc-by ", "- "),
  filled("Creative Commons ", "https://creativecommons.org/licenses/by "),
  filled("We thank ", "A for permission to re "),
  filled("copyright ", "copyright "),
  filled("Copyright ", "2024 "),
  filled("", "All rights reserved. "),
  filled("all rights reserved ", "A. "),
  filled("originally published in ", "1 May 2024, "),
  filled("originally published in A", " (a)"),
  filled("first appeared in the ", "author of "),
];

describe("traps for the reader of rights", () => {
  before(() => {
    rightsInBlock("All rights reserved to nobody, said the goose", "");
  });

  for (const trap of TRAPS)
    it(`reads “${trap.slice(0, 44)}…” in no time`, () => {
      const took = processorTime();
      for (let round = 0; round < 5; round++) rightsInBlock(trap, `<p>${trap}</p>`);
      assert.ok(took() < MAX_SECONDS, `${took()} s`);
    });

  it("reads a column of 20 MB made of traps in no time", () => {
    const blocks = Array.from({ length: Math.ceil((20 * MEGABYTE) / BLOCK) }, (_, index) => {
      const text = TRAPS[index % TRAPS.length] ?? "";
      return { text: index % 2 === 0 ? text : text.slice(0, 290), markup: `<p>${text}</p>` };
    });
    const took = processorTime();
    rightsInColumn(blocks);
    assert.ok(took() < MAX_SECONDS, `${took()} s`);
  });

  const markup: readonly (readonly [string, string])[] = [
    ["scripts that never end", '<script type="application/ld+json">{"license":'],
    ["licenses without end", '<a rel="license" href="/l">'],
    ["properties within properties", '<div property="dc:rights">'],
    ["JSON-LD that is nested without end", `<script type="application/ld+json">${"[".repeat(MEGABYTE)}</script>`],
    ["words for one element", '<p itemprop="copyrightNotice">© '],
  ];
  for (const [what, piece] of markup)
    it(`reads 5 MB of ${what} in no time`, () => {
      const html = piece + piece.repeat(Math.max(0, Math.floor((5 * MEGABYTE) / piece.length) - 1));
      const took = processorTime();
      rightsInMarkup(html, "http://lantern.example/");
      assert.ok(took() < MAX_SECONDS, `${took()} s`);
    });

  it("takes a text of 20 MB that is one block for the column's own words", () => {
    const took = processorTime();
    const text = "Reprinted with permission of A ".repeat(650_000);
    assert.deepEqual(rightsInBlock(text, text).statedRights, []);
    assert.ok(took() < MAX_SECONDS);
  });
});
