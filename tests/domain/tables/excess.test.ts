import assert from "node:assert/strict";
import { excessOver, nameQuota } from "../../../src/domain/excess.js";
import type { MaxUses } from "../../../src/domain/quota.js";
import { completeComponents, type ExcerptLimit, type Terms } from "../../../src/domain/terms.js";
import { TERMS } from "../build.js";

const limit = (changes: Partial<ExcerptLimit>): ExcerptLimit => ({
  words: null,
  characters: null,
  paragraphs: null,
  percent: null,
  ...changes,
});
const quota = (changes: Partial<MaxUses> = {}): MaxUses => ({
  count: 10,
  unit: "items",
  period: "month",
  per: "all",
  ...changes,
});
const ai = (train: Terms["ai"]["train"]): Pick<Terms, "ai"> => ({ ai: { ...TERMS.ai, train } });
const countries = (...include: readonly string[]): Pick<Terms, "territories"> => ({
  territories: { include, exclude: [] },
});

/** The narrower terms, the wider ones, and the sentence where the narrower exceed them in just the member. */
type Row = readonly [narrow: Partial<Terms>, wide: Partial<Terms>, detail: string | null];

const WITHIN_OR_NOT: Readonly<Partial<Record<keyof Terms, readonly Row[]>>> = {
  actions: [
    [{ actions: ["republish"] }, { actions: ["excerpt", "republish"] }, null],
    [{ actions: [] }, { actions: [] }, null],
    [{ actions: ["republish", "translate"] }, { actions: ["republish"] }, "The license does not allow: translate."],
    [{ actions: ["archive"] }, { actions: [], ask: ["archive"] }, "The license does not allow: archive."],
  ],
  ask: [
    [{ ask: ["translate"] }, { ask: ["translate"] }, null],
    [{ ask: ["excerpt"] }, { actions: ["republish", "excerpt"] }, null],
    [{ ask: ["translate"] }, {}, "The license does not let anyone ask for: translate."],
  ],
  media: [
    [{ media: ["web"] }, { media: "any" }, null],
    [{ media: [] }, { media: ["web"] }, null],
    [{ media: ["web"] }, { media: ["print", "web"] }, null],
    [{ media: ["web", "app"] }, { media: ["print", "web"] }, "The license allows print, web only."],
    [{ media: "any" }, { media: ["web"] }, "The license allows web only."],
  ],
  territories: [
    [countries("GB"), {}, null],
    [countries("GB"), countries("GB", "IE"), null],
    [countries(), countries(), null],
    [countries("GB", "IE"), countries("GB"), "The license covers GB only."],
    [{}, { territories: { include: "worldwide", exclude: ["GB"] } }, "The license covers worldwide except GB only."],
  ],
  languages: [
    [{ languages: ["en"] }, { languages: "any" }, null],
    [{ languages: ["en-GB"] }, { languages: ["de", "EN"] }, null],
    [{ languages: [] }, { languages: ["en"] }, null],
    [{ languages: ["en"] }, { languages: ["en-GB"] }, "The license covers the languages en-GB only."],
    [{ languages: "any" }, { languages: ["en"] }, "The license covers the languages en only."],
  ],
  components: [
    [{ components: completeComponents({ text: "ask" }) }, { components: completeComponents({ text: "allow" }) }, null],
    [{ components: completeComponents({}) }, { components: completeComponents({}) }, null],
    [
      { components: completeComponents({ images: "allow", video: "ask" }) },
      { components: completeComponents({ images: "ask" }) },
      "The license does not cover: images, video.",
    ],
  ],
  creditMatch: [
    [{ creditMatch: ["Lantern"] }, { creditMatch: [] }, null],
    [{ creditMatch: ["Lantern"] }, { creditMatch: ["Beacon", "Lantern"] }, null],
    [{ creditMatch: ["LANTERN"] }, { creditMatch: ["Lantern"] }, null],
    [{ creditMatch: [] }, { creditMatch: ["Lantern"] }, "The license covers pictures credited to Lantern only."],
    [
      { creditMatch: ["Lantern", "X"] },
      { creditMatch: ["Lantern"] },
      "The license covers pictures credited to Lantern only.",
    ],
  ],
  onward: [
    [{ onward: "anyone" }, { onward: "anyone" }, null],
    [{ onward: "none" }, { onward: "none" }, null],
    [{ onward: { outlets: ["post"] } }, { onward: { outlets: ["mail", "post"] } }, null],
    [{ onward: { outlets: [], groups: ["g"] } }, { onward: { outlets: [], groups: ["g", "h"] } }, null],
    [{ onward: { outlets: ["post"] } }, { onward: "none" }, "The license does not allow passing the work on so far."],
    [{ onward: "anyone" }, { onward: { outlets: ["post"] } }, "The license does not allow passing the work on so far."],
    [
      { onward: { outlets: ["post"] } },
      { onward: { outlets: ["mail"] } },
      "The license does not allow passing the work on so far.",
    ],
    [
      { onward: { outlets: [], groups: ["g"] } },
      { onward: { outlets: ["g"] } },
      "The license does not allow passing the work on so far.",
    ],
  ],
  edits: [
    [{ edits: "style" }, { edits: "style" }, null],
    [{ edits: "verbatim" }, { edits: "free" }, null],
    [{ edits: "cuts" }, { edits: "style" }, "The license allows style only."],
  ],
  editsWithConsent: [
    [{ editsWithConsent: null }, {}, null],
    [{ editsWithConsent: "cuts" }, { editsWithConsent: "cuts" }, null],
    [{ editsWithConsent: "cuts" }, { edits: "free" }, null],
    [{ editsWithConsent: "free" }, { editsWithConsent: "cuts" }, "The license allows cuts at most."],
    [{ editsWithConsent: "style" }, {}, "The license allows verbatim at most."],
  ],
  headline: [
    [{ headline: "shorten" }, { headline: "adapt" }, null],
    [{ headline: "rewrite" }, { headline: "rewrite" }, null],
    [{ headline: "rewrite" }, { headline: "adapt" }, "The license lets the headline adapt only."],
  ],
  excerpt: [
    [{ excerpt: null }, { excerpt: null }, null],
    [{ excerpt: null }, { excerpt: limit({}) }, null],
    [{ excerpt: limit({ words: 100 }) }, { excerpt: limit({ words: 100 }) }, null],
    [{ excerpt: limit({ words: 99, percent: 5 }) }, { excerpt: limit({ words: 100 }) }, null],
    [{ excerpt: limit({ words: 101 }) }, { excerpt: limit({ words: 100 }) }, "The license limits excerpts further."],
    [{ excerpt: null }, { excerpt: limit({ paragraphs: 3 }) }, "The license limits excerpts further."],
    [{ excerpt: limit({ words: 5 }) }, { excerpt: limit({ characters: 300 }) }, "The license limits excerpts further."],
  ],
  purpose: [
    [{ purpose: "non-commercial" }, { purpose: "any" }, null],
    [{ purpose: "non-commercial" }, { purpose: "non-commercial" }, null],
    [{ purpose: "any" }, { purpose: "non-commercial" }, "The license is for non-commercial use only."],
  ],
  paywall: [
    [{ paywall: false }, { paywall: false }, null],
    [{ paywall: false }, { paywall: true }, null],
    [{ paywall: true }, { paywall: false }, "The license allows no paywall."],
  ],
  ads: [
    [{ ads: "none" }, { ads: "around" }, null],
    [{ ads: "around" }, { ads: "around" }, null],
    [{ ads: "against" }, { ads: "around" }, "The license allows advertisements: around."],
  ],
  audience: [
    [{ audience: ["members"] }, { audience: "any" }, null],
    [{ audience: ["members"] }, { audience: ["members", "internal"] }, null],
    [{ audience: [] }, { audience: [] }, null],
    [{ audience: ["public"] }, { audience: ["members", "internal"] }, "The license is for members, internal only."],
    [{ audience: "any" }, { audience: ["members"] }, "The license is for members only."],
  ],
  ai: [
    [ai("allow"), ai("allow"), null],
    [ai("unknown"), ai("deny"), null],
    [ai("allow"), ai("unknown"), "The license does not allow machines: train."],
    [ai("allow"), ai("deny"), "The license does not allow machines: train."],
  ],
  embargo: [
    [{ embargo: { open: "a trial" } }, { embargo: null }, null],
    [{ embargo: { open: "a trial" } }, { embargo: { open: "a trial" } }, null],
    [{ embargo: { open: "a trial" } }, { embargo: { hoursAfterPublication: 24 } }, null],
    [{ embargo: { hoursAfterPublication: 24 } }, { embargo: { hoursAfterPublication: 24 } }, null],
    [
      { embargo: { hoursAfterPublication: 23 } },
      { embargo: { hoursAfterPublication: 24 } },
      "The license has an embargo that is to be kept.",
    ],
    [{ embargo: { until: "2026-07-01T00:00:00.000Z" } }, { embargo: { until: "2026-07-01T00:00:00.000Z" } }, null],
    [
      { embargo: { until: "2026-06-30T23:59:59.999Z" } },
      { embargo: { until: "2026-07-01T00:00:00.000Z" } },
      "The license has an embargo that is to be kept.",
    ],
    [
      { embargo: { until: "2026-07-01T00:00:00.000Z" } },
      { embargo: { hoursAfterPublication: 1 } },
      "The license has an embargo that is to be kept.",
    ],
    [{ embargo: null }, { embargo: { open: "a trial" } }, "The license has an embargo that is to be kept."],
    [
      { embargo: { hoursAfterPublication: 1e9 } },
      { embargo: { open: "a trial" } },
      "The license has an embargo that is to be kept.",
    ],
  ],
  useWithinDays: [
    [{ useWithinDays: 90 }, { useWithinDays: 90 }, null],
    [{ useWithinDays: 0 }, { useWithinDays: null }, null],
    [{ useWithinDays: 91 }, { useWithinDays: 90 }, "The license asks for first use within 90 days of publication."],
    [{ useWithinDays: null }, { useWithinDays: 90 }, "The license asks for first use within 90 days of publication."],
  ],
  maxUses: [
    [{ maxUses: quota() }, { maxUses: null }, null],
    [{ maxUses: quota() }, { maxUses: quota() }, null],
    [{ maxUses: quota() }, { maxUses: quota({ per: "outlet" }) }, null],
    [{ maxUses: quota({ count: 0 }) }, { maxUses: quota() }, null],
    [{ maxUses: quota({ count: 11 }) }, { maxUses: quota() }, "The license allows 10 items a month at most."],
    [{ maxUses: quota({ per: "outlet" }) }, { maxUses: quota() }, "The license allows 10 items a month at most."],
    [{ maxUses: quota({ unit: "words" }) }, { maxUses: quota() }, "The license allows 10 items a month at most."],
    [{ maxUses: quota({ period: "day" }) }, { maxUses: quota() }, "The license allows 10 items a month at most."],
    [
      { maxUses: null },
      { maxUses: quota({ period: "total", per: "outlet" }) },
      "The license allows 10 items in total for each outlet at most.",
    ],
  ],
  maxDays: [
    [{ maxDays: 365 }, { maxDays: 365 }, null],
    [{ maxDays: 365 }, { maxDays: null }, null],
    [{ maxDays: 366 }, { maxDays: 365 }, "The license holds for at most 365 days."],
    [{ maxDays: null }, { maxDays: 365 }, "The license holds for at most 365 days."],
  ],
};

describe("terms within others", () => {
  for (const [member, rows] of Object.entries(WITHIN_OR_NOT)) {
    for (const [narrow, wide, detail] of rows) {
      const [small, large] = [JSON.stringify(narrow), JSON.stringify(wide)];
      it(`${member}: ${small} ${detail === null ? "lies within" : "exceeds"} ${large}`, () => {
        const excess = excessOver({ ...TERMS, ...narrow }, { ...TERMS, ...wide });
        assert.deepEqual(excess, detail === null ? [] : [{ member, detail }]);
      });
    }
  }

  it("may not leave up for good what the license says to remove", () => {
    const members = (narrow: Terms["afterEnd"], wide: Terms["afterEnd"]) =>
      excessOver({ ...TERMS, afterEnd: narrow }, { ...TERMS, afterEnd: wide }).map(({ member }) => member);
    assert.deepEqual(members("remove", "may-stay"), []);
    assert.deepEqual(members("may-stay", "remove"), ["afterEnd"]);
  });

  it("name every member that exceeds, and whom they exceed", () => {
    const narrow: Terms = { ...TERMS, media: "any", edits: "free", paywall: true };
    const excess = excessOver(narrow, { ...TERMS, media: ["web"], paywall: false }, "perm_p");
    assert.deepEqual(excess, [
      { member: "media", detail: "perm_p allows web only." },
      { member: "edits", detail: "perm_p allows verbatim only." },
      { member: "paywall", detail: "perm_p allows no paywall." },
    ]);
  });

  it("have the same effect: a permission is none under a prohibition, and the other way round", () => {
    const deny: Terms = { ...TERMS, effect: "deny" };
    const members = (narrow: Terms, wide: Terms) => excessOver(narrow, wide).map(({ detail }) => detail);
    assert.deepEqual(members(deny, TERMS), ["The license says allow; a permission under it cannot deny."]);
    assert.deepEqual(members(TERMS, deny), ["The license says deny; a permission under it cannot allow."]);
    assert.deepEqual(members({ ...deny, actions: ["translate"], edits: "free" }, deny), []);
  });

  it("say a quota in words", () => {
    assert.equal(nameQuota(null), "any number");
    assert.equal(nameQuota(quota({ unit: "words", period: "week", per: "outlet" })), "10 words a week for each outlet");
  });
});
