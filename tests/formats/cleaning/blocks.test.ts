import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";

const BEFORE = "<p>The tide came in at six.</p><p>It went out again at noon.</p>";
const AFTER = "<p>Nobody had asked it to.</p><p>He wrote both times down.</p><p>Then he put the pencil away.</p>";

/** `language|what becomes of it|mark-up` */
const lines = readFileSync("tests/fixtures/cleaning/blocks.txt", "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const [language = "", verdict = "", ...html] = line.split("|");
    return { language, verdict, html: html.join("|") };
  });

const CODES: Readonly<Record<string, string>> = {
  appeal: "appeal.donation",
  field: "mailing.merge-field",
  greet: "mailing.greeting",
};
const SAYS: Readonly<Record<string, string>> = {
  cut: "is cut",
  keep: "is the author's, and nothing is noticed",
  appeal: "is flagged as an appeal",
  field: "is flagged for its field, and left",
  greet: "is flagged as a greeting, and left",
};

describe("a block between an author's words", () => {
  for (const { language, verdict, html } of lines)
    it(`${SAYS[verdict]} (${language}): ${html.replace(/<[^>]*>/gu, "").slice(0, 60)}`, () => {
      const body = verdict === "greet" ? `${html}${BEFORE}${AFTER}` : `${BEFORE}${html}${AFTER}`;
      const { html: cleaned, cuts, findings } = cleanColumn(body, { baseUrl: "http://lantern.example/", authors: [] });
      const codes = findings.map(({ code }) => code as string);
      if (verdict === "cut") assert.equal(cleaned.replace("<p></p>", ""), `${BEFORE}${AFTER}`);
      else if (verdict !== "appeal") assert.deepEqual(cuts, []);
      if (verdict === "keep") assert.deepEqual(codes, []);
      const code = CODES[verdict];
      if (code !== undefined) assert.ok(codes.includes(code), codes.join(", "));
    });
});
