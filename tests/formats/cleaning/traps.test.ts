import assert from "node:assert/strict";
import { cleanColumn } from "../../../src/formats/read/cleanColumn.js";
import { processorTime } from "../../processorTime.js";

/** In time of this process: far more than any of these takes, and far less than what goes through a text again and again. */
const MAX_SECONDS = 20;
const LENGTH = 10_000_000;

/** Long texts with a character beyond Latin-1, for expressions that step back character by character run out of room. */
const TRAPS: Readonly<Record<string, () => string>> = {
  "one word": () => `<p>Ж${"a".repeat(LENGTH)}</p>`,
  "one attribute": () => `<p class="Ж${"a".repeat(LENGTH)}">The tide came in.</p>`,
  "one address": () => `<a href="http://x.example/Ж${"a".repeat(LENGTH)}">The tide came in.</a>`,
  "one comment": () => `<!-- Ж${"a".repeat(LENGTH)} -->`,
  "one tag that does not end": () => `Ж<a ${"a".repeat(LENGTH)}`,
  spaces: () => `<p>Ж${" ".repeat(LENGTH)}</p>`,
  braces: () => `<p>Ж${"{{".repeat(LENGTH / 10)}</p>`,
  "opening marks": () => `Ж${"<".repeat(LENGTH / 10)}`,
  greetings: () => `<p>Ж. ${"Hi Anna ".repeat(LENGTH / 100)}</p>`,
  "links in one block": () => `<p>Ж${'<a href="/x">y</a>'.repeat(20_000)}</p>`,
  "links without an end": () => `<p>Ж${'<a href="/x">y'.repeat(20_000)}</p>`,
  "blocks of a share bar": () => "<p>Share this: Facebook Twitter</p>".repeat(20_000),
  "headings of lists": () => "<p>Related:</p>".repeat(20_000),
};

describe("bodies made to be slow", () => {
  for (const [what, make] of Object.entries(TRAPS)) {
    it(`are not held up by ${what}`, () => {
      const body = make();
      const took = processorTime();
      cleanColumn(body, { baseUrl: "http://lantern.example/", authors: ["Ada Brook"] });
      assert.ok(took() < MAX_SECONDS, `${took()} s`);
    });
  }
});
