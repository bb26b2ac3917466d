import assert from "node:assert/strict";
import { compareWords, MAX_DIFF_CHARACTERS, wordsOf } from "../../../src/http/ui/diff.js";
import { actorName, brief, leftOut, listed } from "../../../src/http/ui/phrases.js";
import { distance, readableTime } from "../../../src/http/ui/time.js";
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
    assert.equal(brief("perm_4f0c12ab9d3e5f7a8b6c0d1e"), "perm_4f0c12ab");
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
  it("sees words, not markup", () => {
    assert.equal(wordsOf("<p>Fish &amp; <b>chips</b></p><script>x</script><p>to go</p>"), "Fish & chips\nx\nto go");
    assert.deepEqual(compareWords("<p>One two</p>", "<div>One <em>two</em></div>"), { kind: "same" });
  });

  it("folds away what did not change", () => {
    const body = Array.from({ length: 400 }, (_, at) => `word${at}`).join(" ");
    const result = compareWords(`<p>old ${body} end</p>`, `<p>new ${body} finish</p>`);
    assert.ok(result.kind === "changed");
    assert.deepEqual(
      result.passages.map(({ kind }) => kind),
      ["removed", "added", "same", "skipped", "same", "removed", "added"],
    );
    assert.equal(result.passages[3]?.text, "353 words unchanged");
  });

  it("gives up on texts that are too long or too different", () => {
    const long = "a ".repeat(MAX_DIFF_CHARACTERS);
    assert.equal(compareWords(long, `${long}b`).kind, "too-long");
    const words = (prefix: string) => Array.from({ length: 4_000 }, (_, at) => `${prefix}${at}`).join(" ");
    assert.equal(compareWords(words("a"), words("b")).kind, "too-long");
  });
});
