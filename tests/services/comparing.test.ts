import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diffBodies, diffWords, MAX_CHANGED_WORDS, MAX_COMPARED_CHARACTERS } from "../../src/services/comparing.js";

const words = (count: number, prefix: string) => Array.from({ length: count }, (_, at) => `${prefix}${at}`).join(" ");
const letters = (count: number) => "a".repeat(count);

/** Each changed word is one removed and one added. */
const SIZES: readonly (readonly [what: string, before: string, after: string, isCompared: boolean])[] = [
  ["as long as may be", letters(MAX_COMPARED_CHARACTERS - 2), "ab", true],
  ["one character longer", letters(MAX_COMPARED_CHARACTERS - 2), "abc", false],
  ["long, and one of them empty", letters(MAX_COMPARED_CHARACTERS), "", true],
  ["past the limit, and one of them empty", letters(MAX_COMPARED_CHARACTERS + 1), "", false],
  ["different in as many words as may be", words(MAX_CHANGED_WORDS / 2, "a"), words(MAX_CHANGED_WORDS / 2, "b"), true],
  ["different in twice as many words", words(MAX_CHANGED_WORDS, "a"), words(MAX_CHANGED_WORDS, "b"), false],
  ["of a million characters", letters(1_000_000), letters(1_000_000), false],
];

describe("a comparison of two texts", () => {
  for (const [what, before, after, isCompared] of SIZES) {
    it(`${isCompared ? "is made" : "is not made"} of texts ${what}`, () => {
      assert.equal(diffWords(before, after) !== null, isCompared);
      assert.equal(diffBodies(before, after) !== null, isCompared);
    });
  }

  it("sees words, not markup", () => {
    const [before, after] = [
      "<p>Fish &amp; <b>chips</b></p><script>x</script><p>to go</p>",
      "<div>Fish &amp; chips<br>to stay</div>",
    ];
    assert.deepEqual(diffBodies(before, after), [
      { kind: "same", text: "Fish & chips\nto " },
      { kind: "removed", text: "go" },
      { kind: "added", text: "stay" },
    ]);
  });

  it("is made in one place, so that pages and API give up at the same sizes", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/u.test(file));
    const comparing = files.filter((file) => /from "diff"/u.test(readFileSync(join("src", file), "utf8")));
    assert.deepEqual(comparing, [join("services", "comparing.ts")]);
  });
});
