import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { REASONS, type ReasonCode } from "../../../src/domain/reasons.js";
import type { Terms } from "../../../src/domain/terms.js";
import { ACTIONS, ADS, AI_USES, AUDIENCES, EDITS, HEADLINE_CHANGES, type Use } from "../../../src/domain/use.js";
import { AT, permissionWith, USE, WORK } from "../build.js";

/** Refused for exactly the code with exactly the sentence, or cleared where the sentence is null. */
function decides(terms: Partial<Terms>, use: Partial<Use>, code: ReasonCode, sentence: string | null): void {
  const record = { permissions: [permissionWith("perm_a", { terms })] };
  const { verdict, reasons } = assess({ ...USE, components: ["text"], ...use }, WORK, record, AT);
  assert.equal(verdict, sentence === null ? "cleared" : "refused");
  assert.deepEqual(
    reasons.map((reason) => [reason.code, reason.sentence, reason.curedBy]),
    sentence === null
      ? [["permission.covers", "perm_a version 1 allows this use.", "nobody"]]
      : [[code, `perm_a ${sentence}`, REASONS[code].curedBy]],
  );
}

describe("actions", () => {
  for (const action of ACTIONS) {
    const others = ACTIONS.filter((other) => other !== action);
    it(`allow to ${action} where it is named, and not where every other is`, () => {
      decides({ actions: [action] }, { action }, "action.not-allowed", null);
      decides(
        { actions: others },
        { action },
        "action.not-allowed",
        `allows ${others.join(", ")}; asked to ${action}.`,
      );
      decides({ actions: [] }, { action }, "action.not-allowed", `allows no action; asked to ${action}.`);
    });
    it(`let nobody ${action} before the grantor was asked, where that is the agreement`, () => {
      const sentence = `asks to be asked each time; asked to ${action}.`;
      decides({ actions: others, ask: [action] }, { action }, "action.to-be-asked", sentence);
      decides({ actions: [], ask: [action] }, { action }, "action.to-be-asked", sentence);
    });
    it(`need no asking to ${action} where it is allowed besides`, () =>
      decides({ actions: [action], ask: [action] }, { action }, "action.to-be-asked", null));
  }
});

describe("edits", () => {
  for (const [most, allowed] of EDITS.entries()) {
    for (const [wish, edits] of EDITS.entries()) {
      const sentence = wish <= most ? null : `allows ${allowed}; asked for ${edits}.`;
      it(`allow ${edits} where ${allowed} is allowed: ${sentence === null ? "yes" : "no"}`, () =>
        decides({ edits: allowed }, { edits }, "edits.not-allowed", sentence));
    }
  }

  const withConsent: readonly (readonly [Use["edits"], ReasonCode, sentence: string | null])[] = [
    ["verbatim", "edits.to-be-asked", null],
    ["style", "edits.to-be-asked", null],
    ["cuts", "edits.to-be-asked", "allows style, and cuts with consent; asked for cuts."],
    ["free", "edits.not-allowed", "allows style; asked for free."],
  ];
  for (const [edits, code, sentence] of withConsent) {
    it(`where style is allowed and cuts with consent: ${edits} is ${sentence === null ? "allowed" : code}`, () =>
      decides({ edits: "style", editsWithConsent: "cuts" }, { edits }, code, sentence));
  }

  it("are not narrowed by a consent for less than is allowed", () =>
    decides({ edits: "cuts", editsWithConsent: "style" }, { edits: "cuts" }, "edits.to-be-asked", null));
});

describe("the headline", () => {
  for (const [most, allowed] of HEADLINE_CHANGES.entries()) {
    for (const [wish, headline] of HEADLINE_CHANGES.entries()) {
      const sentence = wish <= most ? null : `lets the headline ${allowed}; asked to ${headline} it.`;
      it(`may be put to ${headline} where ${allowed} is allowed: ${sentence === null ? "yes" : "no"}`, () =>
        decides({ headline: allowed }, { headline }, "headline.not-allowed", sentence));
    }
  }
});

describe("purpose, paywall and advertisements", () => {
  const commerce = "is for non-commercial use; asked for commercial use.";
  const wall = "allows no paywall; asked for a page that readers pay for.";
  const rows: readonly (readonly [Partial<Terms>, Partial<Use>, ReasonCode, sentence: string | null])[] = [
    [{ purpose: "any" }, { purpose: "commercial" }, "purpose.not-covered", null],
    [{ purpose: "any" }, { purpose: "non-commercial" }, "purpose.not-covered", null],
    [{ purpose: "non-commercial" }, { purpose: "non-commercial" }, "purpose.not-covered", null],
    [{ purpose: "non-commercial" }, { purpose: "commercial" }, "purpose.not-covered", commerce],
    [{ paywall: true }, { paywall: true }, "paywall.not-covered", null],
    [{ paywall: true }, { paywall: false }, "paywall.not-covered", null],
    [{ paywall: false }, { paywall: false }, "paywall.not-covered", null],
    [{ paywall: false }, { paywall: true }, "paywall.not-covered", wall],
  ];
  for (const [terms, use, code, sentence] of rows) {
    it(`${sentence === null ? "clear" : "refuse"} ${JSON.stringify(use)} under ${JSON.stringify(terms)}`, () =>
      decides(terms, use, code, sentence));
  }

  for (const [most, allowed] of ADS.entries()) {
    for (const [wish, ads] of ADS.entries()) {
      const sentence = wish <= most ? null : `allows advertisements: ${allowed}; asked for: ${ads}.`;
      it(`${sentence === null ? "clear" : "refuse"} advertisements “${ads}” where “${allowed}” is allowed`, () =>
        decides({ ads: allowed }, { ads }, "ads.not-covered", sentence));
    }
  }
});

describe("audiences", () => {
  for (const audience of AUDIENCES) {
    const others = AUDIENCES.filter((other) => other !== audience);
    it(`cover ${audience} where any or just that is allowed, and not where all others are`, () => {
      decides({ audience: "any" }, { audience }, "audience.not-covered", null);
      decides({ audience: [audience] }, { audience }, "audience.not-covered", null);
      decides(
        { audience: others },
        { audience },
        "audience.not-covered",
        `is for ${others.join(", ")}; asked for ${audience}.`,
      );
      decides({ audience: [] }, { audience }, "audience.not-covered", `is for no audience; asked for ${audience}.`);
    });
  }
});

describe("machines", () => {
  const all = { search: "allow", input: "allow", train: "allow" } as const;
  for (const use of AI_USES) {
    it(`may ${use} only where that is allowed; what nobody has answered is refused and says so`, () => {
      decides({ ai: all }, { ai: [use] }, "ai.not-allowed", null);
      for (const answer of ["deny", "unknown"] as const) {
        const sentence = `does not allow machines to use it for ${use} (${answer}); asked for ${use}.`;
        decides({ ai: { ...all, [use]: answer } }, { ai: [use] }, "ai.not-allowed", sentence);
      }
    });
  }

  it("are no question where nothing is asked of them", () =>
    decides({ ai: { search: "deny", input: "deny", train: "deny" } }, { ai: [] }, "ai.not-allowed", null));

  it("are refused for what is not allowed, with all that was asked", () =>
    decides(
      { ai: { search: "allow", input: "unknown", train: "deny" } },
      { ai: ["search", "input", "train"] },
      "ai.not-allowed",
      "does not allow machines to use it for input (unknown), train (deny); asked for search, input, train.",
    ));
});

describe("several constraints at once", () => {
  it("are all named, in the order in which a person reads them", () => {
    const terms: Partial<Terms> = { actions: [], media: [], languages: [], audience: [], ads: "none", paywall: false };
    const record = { permissions: [permissionWith("perm_a", { terms })] };
    const { reasons } = assess({ ...USE, paywall: true, edits: "free", headline: "rewrite" }, WORK, record, AT);
    assert.deepEqual(
      reasons.map(({ code }) => code),
      [
        "action.not-allowed",
        "medium.not-covered",
        "language.not-covered",
        "paywall.not-covered",
        "ads.not-covered",
        "audience.not-covered",
        "edits.not-allowed",
        "headline.not-allowed",
      ],
    );
  });
});
