import assert from "node:assert/strict";
import { passagesOf } from "../../../src/http/ui/diff.js";
import { actorName, brief, leftOut, listed } from "../../../src/http/ui/phrases.js";
import { distance, readableTime } from "../../../src/http/ui/time.js";
import { diffWords } from "../../../src/services/comparing.js";
import { NOW } from "./newsroomSample.js";

const DISTANCES: readonly (readonly [at: string, words: string])[] = [
  ["2026-10-14T09:30:20.000Z", "just now"],
  ["2026-10-14T09:29:20.000Z", "just now"],
  ["2026-10-14T09:31:00.000Z", "in 1 minute"],
  ["2026-10-14T06:30:00.000Z", "3 hours ago"],
  ["2026-10-20T09:30:00.000Z", "in 6 days"],
  ["2026-10-20T09:29:00.000Z", "in 5 days"],
  ["2026-08-10T09:30:00.000Z", "2 months ago"],
  ["2030-10-14T09:30:00.000Z", "in 4 years"],
  ["some day", ""],
];

describe("times in words", () => {
  for (const [at, words] of DISTANCES) {
    it(`say “${words}” for ${at}`, () => assert.equal(distance(at, NOW), words));
  }

  it("are readable UTC, and what is no time stays as it is", () => {
    assert.equal(readableTime("2026-03-01T09:05:00.000Z"), "1 Mar 2026, 09:05 UTC");
    assert.equal(readableTime("some day"), "some day");
  });
});

describe("names in words", () => {
  it("join as people join them", () => {
    assert.deepEqual(["", "a", "a and b", "a, b and c"], [[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed));
  });

  it("tell people, standing instructions and the desk itself apart", () => {
    const names = new Map([["acct_1", "Ann"]]);
    assert.deepEqual(
      ["acct_1", "system:poll", "instruction:inst_1", "acct_2"].map((id) => actorName(id, names)),
      ["Ann", "The desk itself (poll)", "Standing instruction inst_1", "acct_2"],
    );
  });

  it("shorten what is long, and leave short ids as they are", () => {
    assert.equal(brief(`sha256:${"ab".repeat(32)}`), "abababab");
    assert.equal(brief("perm_4f0c12ab9d3e5f7a8b6c0d1e"), "perm_…8b6c0d1e");
    assert.equal(brief("gazette-web"), "gazette-web");
  });

  it("tell columns that came at the same time apart", () => {
    assert.equal(brief("item_01a214e90f625a70b3af43a3"), "item_…b3af43a3");
  });

  it("say which parts stay out", () => {
    const parts = { text: "cleared", headline: "cleared", graphics: "cleared", video: "cleared" } as const;
    const components = { ...parts, images: "refused", embeds: "refused" } as const;
    assert.equal(leftOut(components), "Images and embeds stay out.");
    assert.equal(leftOut({ ...components, images: "cleared", embeds: "cleared" }), null);
  });
});

describe("a comparison of two texts", () => {
  it("folds away what did not change", () => {
    const body = Array.from({ length: 400 }, (_, at) => `word${at}`).join(" ");
    const passages = passagesOf(diffWords(`old ${body} end`, `new ${body} finish`) ?? []);
    assert.deepEqual(
      passages.map(({ kind }) => kind),
      ["removed", "added", "same", "skipped", "same", "removed", "added"],
    );
    assert.equal(passages[3]?.text, "353 words unchanged");
  });
});
