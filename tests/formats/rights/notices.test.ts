import assert from "node:assert/strict";
import { rightsInBlock } from "../../../src/formats/read/bodyRights.js";
import { creativeCommonsIn } from "../../../src/formats/read/rights/creativeCommons.js";
import { negatives, positives, score } from "./noticesCorpus.js";

const TARGETS = {
  tuned: { precision: 0.98, recall: 0.95, named: 0.95 },
  "held-out": { precision: 0.97, recall: 0.93, named: 0.93 },
} as const;

describe("reading rights lines", () => {
  it("has a corpus of seven languages", () => {
    assert.ok(positives().length >= 250);
    assert.ok(negatives().length >= 250);
    assert.equal(new Set(positives().map(({ language }) => language)).size, 7);
  });

  for (const part of ["tuned", "held-out"] as const) {
    it(`reads the lines ${part === "tuned" ? "it was tuned on" : "that were held out"}, and hardly any other`, () => {
      const { precision, recall, named, missed, misnamed, wrong } = score(part);
      assert.ok(precision >= TARGETS[part].precision, `precision ${precision}: ${wrong.join(" / ")}`);
      assert.ok(recall >= TARGETS[part].recall, `recall ${recall}:\n${missed.join("\n")}`);
      assert.ok(named >= TARGETS[part].named, `named ${named}:\n${misnamed.join("\n")}`);
    });
  }

  it("says where a column was published first, with its address", () => {
    const [stated] = rightsInBlock(
      "This story first appeared in The Night Ferry.",
      '<p>This story first appeared in <a href="https://ferry.example/a?b=1&amp;c=2">The Night Ferry</a>.</p>',
    ).statedRights;
    assert.deepEqual(stated?.publication, { name: "The Night Ferry", url: "https://ferry.example/a?b=1&c=2" });
    assert.equal(stated?.certainty, "sure");
    assert.equal(stated?.language, "en");
  });

  const licenses: readonly (readonly [string, string | null])[] = [
    ["Licensed under CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"],
    ["Creative Commons Namensnennung – Nicht kommerziell 4.0 International", "CC-BY-NC-4.0"],
    ["https://creativecommons.org/licenses/by-nd/3.0/", "CC-BY-ND-3.0"],
    ["https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"],
    ["under a Creative Commons license", null],
  ];
  for (const [words, spdx] of licenses)
    it(`names the license of “${words}”`, () => assert.equal(creativeCommonsIn(words, words).spdx, spdx));

  it("reads nothing into a line that goes on like a trap, in no time", () => {
    const began = performance.now();
    for (const trap of [
      "©".repeat(590),
      "Reprinted with permission of A ".repeat(19),
      "© 2024 A B ".repeat(54),
      `This article ${"was originally published in ".repeat(20)}`,
    ])
      rightsInBlock(trap, trap);
    rightsInBlock("©".repeat(100_000), "");
    assert.ok(performance.now() - began < 1_000);
  });
});
