import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";

const BEFORE = "<p>The tide came in at six.</p><p>It went out again at noon.</p>";

/** `language|kind|holder|year|SPDX|publication|mark-up`; what is empty is not asked, but for a holder, who is then nobody. */
const lines = readFileSync("tests/fixtures/notices/fields.txt", "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [language = "", kind = "", holder = "", year = "", spdx = "", publication = "", ...html] = line.split("|");
    return { language, kind, holder, year, spdx, publication, html: html.join("|") };
  });

/** A dateline stands before a column's first words. */
function bodyOf(html: string): string {
  return /[-–—]$/u.test(html) ? `<p>${html} The tide came in at six.</p>` : `${BEFORE}<p>${html}</p>`;
}

describe("a rights line in its mark-up", () => {
  for (const { language, kind, holder, year, spdx, publication, html } of lines)
    it(`says what and whose (${language}): ${html.replace(/<[^>]*>/gu, "").slice(0, 70)}`, () => {
      const { statedRights } = cleanColumn(bodyOf(html), { baseUrl: "http://lantern.example/", authors: [] });
      const stated = statedRights.filter(({ element }) => element === "text");
      assert.ok(
        stated.some((right) => right.kind === kind),
        JSON.stringify(stated),
      );
      if (holder === "") assert.ok(stated.every((right) => right.kind !== kind || right.holder === null));
      else assert.ok(stated.some((right) => right.holder === holder));
      if (year !== "") assert.ok(stated.some((right) => right.year === Number(year)));
      if (spdx !== "") assert.ok(stated.some((right) => right.spdx === spdx));
      if (publication !== "") assert.ok(stated.some((right) => right.publication?.name === publication));
      for (const right of stated) assert.match(right.digest ?? "", /^sha256:/u);
    });

  const addresses: readonly (readonly [string, string])[] = [
    ['First published in <a href="https://reed.example/"><em>The Reed Bed</em></a>.', "https://reed.example/"],
    ['Crossposted from <a href="https://kit.example/a">Kit &amp; Kettle</a>.', "https://kit.example/a"],
    ['<a href="https://reed.example/9">This article</a> first appeared in The Reed Bed.', "https://reed.example/9"],
    ["Originally published in The Reed Bed: https://reed.example/9", "https://reed.example/9"],
  ];
  for (const [html, url] of addresses)
    it(`gives the address of the original: ${html.replace(/<[^>]*>/gu, "")}`, () => {
      const { statedRights } = cleanColumn(bodyOf(html), { baseUrl: null, authors: [] });
      assert.equal(statedRights[0]?.publication?.url, url);
    });

  it("is not read from a sentence about another work among others, or from long ago", () => {
    for (const html of [
      "I wrote about bees for years. The essay first appeared in The Kettle. Nobody read it.",
      "The story first appeared in The Strand in 1891.",
    ])
      assert.deepEqual(cleanColumn(`<p>${html}</p>`, { baseUrl: null, authors: [] }).statedRights, []);
  });
});
