import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { type ComponentAnswers, completeComponents, type ExcerptLimit } from "../../../src/domain/terms.js";
import { COMPONENTS, type Component, type ExcerptSize, type Use } from "../../../src/domain/use.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { AT, permissionWith, USE, WORK } from "../build.js";

const ALL = Object.fromEntries(COMPONENTS.map((component) => [component, "allow"])) as ComponentAnswers;

function answer(components: Partial<ComponentAnswers>, asked: readonly Component[]) {
  const record = { permissions: [permissionWith("perm_a", { terms: { components: completeComponents(components) } })] };
  const { verdict, reasons, components: parts } = assess({ ...USE, components: asked }, WORK, record, AT);
  return {
    verdict,
    codes: reasons.map(({ code }) => code),
    sentences: reasons.map(({ sentence }) => sentence),
    cleared: COMPONENTS.filter((component) => parts[component] === "cleared"),
  };
}

describe("components", () => {
  for (const component of COMPONENTS) {
    it(`clear the ${component} alone where it is allowed, and refuse where it is denied or to be asked for`, () => {
      assert.deepEqual(answer({ [component]: "allow" }, [component]).cleared, [component]);
      const denied = answer({ ...ALL, [component]: "deny" }, [component]);
      assert.deepEqual([denied.verdict, denied.sentences], ["refused", [`perm_a does not cover the ${component}.`]]);
      const ask = answer({ ...ALL, [component]: "ask" }, [component]);
      assert.deepEqual(
        [ask.verdict, ask.codes, ask.sentences],
        ["refused", [`component.${component}`], [`perm_a asks to be asked for the ${component}.`]],
      );
    });
  }

  type Row = readonly [
    what: string,
    allowed: Partial<ComponentAnswers>,
    asked: readonly Component[],
    codes: readonly string[],
    cleared: readonly Component[],
  ];
  const rows: readonly Row[] = [
    ["all of it, where all is allowed", ALL, COMPONENTS, ["permission.covers"], COMPONENTS],
    [
      "pictures out of a column that is cleared",
      { ...ALL, images: "deny", video: "ask" },
      COMPONENTS,
      ["permission.covers", "component.images", "component.video"],
      ["text", "headline", "graphics", "embeds"],
    ],
    ["the headline as much as the text", { ...ALL, headline: "deny" }, COMPONENTS, ["component.headline"], []],
    ["nothing of what was not asked for", ALL, ["text"], ["permission.covers"], ["text"]],
    [
      "the headline without a text that is denied",
      { headline: "allow" },
      ["headline"],
      ["permission.covers"],
      ["headline"],
    ],
    [
      "pictures and embeds together, where neither text nor headline is asked for",
      { images: "allow" },
      ["images", "embeds"],
      ["component.embeds"],
      [],
    ],
    ["no part, where none is asked for", ALL, [], ["permission.covers"], []],
  ];
  for (const [what, allowed, asked, codes, cleared] of rows) {
    it(`answer for ${what}`, () => {
      const given = answer(allowed, asked);
      assert.deepEqual(given.codes, codes);
      assert.deepEqual(given.cleared, cleared);
      assert.equal(given.verdict, codes[0] === "permission.covers" ? "cleared" : "refused");
    });
  }

  it("say what stays out", () => {
    const { sentences } = answer({ text: "allow", headline: "allow" }, ["text", "images", "video"]);
    assert.deepEqual(sentences.slice(1), [
      "perm_a does not clear the images; they stay out.",
      "perm_a does not clear the video; it stays out.",
    ]);
  });
});

describe("pictures by their credits", () => {
  const rows: readonly (readonly [string, names: readonly string[], WorkFacts["imageCredits"], cleared: boolean])[] = [
    ["no name is asked for, and one has no credit", [], [null], true],
    ["the only credit is the name", ["Lantern Press"], ["Lantern Press"], true],
    ["the credit has the name in it, in another case", ["Lantern Press"], ["Photo: A. Brook / LANTERN  press"], true],
    ["each names one of two", ["Lantern", "Beacon"], ["Lantern", "the Beacon"], true],
    ["one of two names nobody known", ["Lantern"], ["Lantern", "Agency"], false],
    ["one of two has no credit", ["Lantern"], ["Lantern", null], false],
    ["the credit is empty", ["Lantern"], [""], false],
    ["the column has no picture", ["Lantern"], [], true],
  ];
  for (const [what, creditMatch, imageCredits, cleared] of rows) {
    it(`${cleared ? "are cleared" : "stay out"} where ${what}`, () => {
      const record = { permissions: [permissionWith("perm_a", { terms: { components: ALL, creditMatch } })] };
      const { verdict, components } = assess(USE, { ...WORK, imageCredits }, record, AT);
      assert.equal(verdict, "cleared");
      const pictures = cleared ? "cleared" : "refused";
      assert.deepEqual(components, {
        ...components,
        text: "cleared",
        video: "cleared",
        images: pictures,
        graphics: pictures,
      });
    });
  }

  it("are not cleared by a good credit where pictures are denied", () => {
    const terms = { components: completeComponents({ text: "allow", headline: "allow" }), creditMatch: ["Lantern"] };
    const work = { ...WORK, imageCredits: ["Lantern"] };
    const { components } = assess(USE, work, { permissions: [permissionWith("perm_a", { terms })] }, AT);
    assert.equal(components.images, "refused");
  });
});

describe("excerpts", () => {
  const limit = (changes: Partial<ExcerptLimit>): ExcerptLimit => ({
    words: null,
    characters: null,
    paragraphs: null,
    percent: null,
    ...changes,
  });
  const size = (changes: Partial<ExcerptSize>): ExcerptSize => ({
    words: null,
    characters: null,
    paragraphs: null,
    ...changes,
  });

  type Row = readonly [
    what: string,
    most: ExcerptLimit | null,
    taken: ExcerptSize | null,
    sentence: string | null,
    work?: Partial<WorkFacts>,
    use?: Partial<Use>,
  ];
  const rows: readonly Row[] = [
    ["of any length, where none is limited", null, size({ words: 10_000 }), null],
    ["uncounted, where none is limited", null, null, null],
    ["uncounted, where a limit limits nothing", limit({}), null, null],
    ["below the words", limit({ words: 100 }), size({ words: 99 }), null],
    ["at the words", limit({ words: 100 }), size({ words: 100 }), null],
    ["above the words", limit({ words: 100 }), size({ words: 101 }), "at most 100 words, asked for 101"],
    ["uncounted, against words", limit({ words: 100 }), null, "at most 100 words, asked for an uncounted size"],
    [
      "counted otherwise than limited",
      limit({ words: 100 }),
      size({ characters: 5 }),
      "at most 100 words, asked for an uncounted size",
    ],
    ["of no word, where none is allowed", limit({ words: 0 }), size({ words: 0 }), null],
    ["of a word, where none is allowed", limit({ words: 0 }), size({ words: 1 }), "at most 0 words, asked for 1"],
    ["at the characters", limit({ characters: 500 }), size({ characters: 500 }), null],
    [
      "above the characters",
      limit({ characters: 500 }),
      size({ characters: 501 }),
      "at most 500 characters, asked for 501",
    ],
    ["at the paragraphs", limit({ paragraphs: 3 }), size({ paragraphs: 3 }), null],
    ["above the paragraphs", limit({ paragraphs: 3 }), size({ paragraphs: 4 }), "at most 3 paragraphs, asked for 4"],
    ["at the percentage", limit({ percent: 10 }), size({ words: 80 }), null],
    [
      "a word above the percentage",
      limit({ percent: 10 }),
      size({ words: 81 }),
      "at most 10 percent of its words, asked for 10.13",
    ],
    [
      "of a third, where 33 percent of three words",
      limit({ percent: 33 }),
      size({ words: 1 }),
      "at most 33 percent of its words, asked for 33.33",
      { words: 3 },
    ],
    [
      "uncounted, against a percentage",
      limit({ percent: 10 }),
      size({ characters: 5 }),
      "at most 10 percent of its words, asked for an uncounted size",
    ],
    [
      "of a column without a word: the whole of it",
      limit({ percent: 99 }),
      size({ words: 0 }),
      "at most 99 percent of its words, asked for 100",
      { words: 0 },
    ],
    [
      "of a column without a word, where the whole is allowed",
      limit({ percent: 100 }),
      size({ words: 0 }),
      null,
      { words: 0 },
    ],
    [
      "beyond several limits",
      limit({ words: 50, characters: 300, paragraphs: 2, percent: 5 }),
      size({ words: 60, characters: 300, paragraphs: 3 }),
      "at most 50 words, asked for 60, at most 2 paragraphs, asked for 3, at most 5 percent of its words, asked for 7.5",
    ],
    ["no question, where the whole is republished", limit({ words: 1 }), null, null, {}, { action: "republish" }],
  ];
  for (const [what, excerpt, taken, sentence, work = {}, use = {}] of rows) {
    it(`${sentence === null ? "are cleared" : "are refused"}: ${what}`, () => {
      const record = {
        permissions: [permissionWith("perm_a", { terms: { actions: ["excerpt", "republish"], excerpt } })],
      };
      const asked: Use = { ...USE, components: ["text"], action: "excerpt", excerpt: taken, ...use };
      const { verdict, reasons } = assess(asked, { ...WORK, ...work }, record, AT);
      assert.equal(verdict, sentence === null ? "cleared" : "refused");
      assert.deepEqual(
        reasons.map((reason) => [reason.code, reason.sentence]),
        sentence === null
          ? [["permission.covers", "perm_a version 1 allows this use."]]
          : [["excerpt.too-long", `perm_a allows an excerpt of ${sentence}.`]],
      );
    });
  }

  it("hardly above the percentage are refused with a figure that is above it", () => {
    const terms = { actions: ["excerpt"], excerpt: limit({ percent: 10 }) } as const;
    const asked: Use = { ...USE, action: "excerpt", excerpt: size({ words: 3_001 }) };
    const record = { permissions: [permissionWith("perm_a", { terms })] };
    const { verdict, reasons } = assess(asked, { ...WORK, words: 30_000 }, record, AT);
    assert.equal(verdict, "refused");
    assert.match(reasons[0]?.sentence ?? "", /asked for 10\.\d/u);
  });
});
