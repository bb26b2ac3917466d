import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import type { Licensees } from "../../../src/domain/exclusivity.js";
import type { ReasonCode } from "../../../src/domain/reasons.js";
import type { Onward, Terms } from "../../../src/domain/terms.js";
import {
  contradictions,
  expandGroups,
  includedCountries,
  isWithinTerritories,
  nameTerritories,
  type Reach,
  type Territories,
  WORLDWIDE,
} from "../../../src/domain/territory.js";
import { groupNamed, TERRITORY_GROUPS } from "../../../src/domain/territoryGroups.js";
import { MEDIA, type Medium, type Use } from "../../../src/domain/use.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

/** Refused for exactly `code` with exactly `sentence`, or cleared where both are null. */
function decides(
  changes: Changes,
  use: Partial<Use>,
  work: Partial<WorkFacts>,
  code: ReasonCode,
  sentence: string | null,
): void {
  const record = { permissions: [permissionWith("perm_a", changes)] };
  const { verdict, reasons } = assess({ ...USE, components: ["text"], ...use }, { ...WORK, ...work }, record, AT);
  assert.deepEqual(
    reasons.map((reason) => [reason.code, reason.sentence]),
    sentence === null ? [["permission.covers", "perm_a version 1 allows this use."]] : [[code, `perm_a ${sentence}`]],
  );
  assert.equal(verdict, sentence === null ? "cleared" : "refused");
}

const countries = (...include: readonly string[]): Territories => ({ include, exclude: [] });

describe("territories", () => {
  const rows: readonly (readonly [Territories, Reach, sentence: string | null])[] = [
    [WORLDWIDE, "worldwide", null],
    [WORLDWIDE, ["GB", "US"], null],
    [WORLDWIDE, [], null],
    [countries("GB"), ["GB"], null],
    [countries("GB"), [], null],
    [countries("GB", "IE"), ["IE", "GB"], null],
    [countries("GB"), ["GB", "IE"], "covers GB; asked for GB, IE."],
    [countries("GB"), "worldwide", "covers GB; asked for worldwide."],
    [countries(), ["GB"], "covers no country; asked for GB."],
    [countries(), "worldwide", "covers no country; asked for worldwide."],
    [{ include: "worldwide", exclude: ["GB"] }, ["IE"], null],
    [{ include: "worldwide", exclude: ["GB"] }, ["GB"], "covers worldwide except GB; asked for GB."],
    [{ include: "worldwide", exclude: ["GB"] }, "worldwide", "covers worldwide except GB; asked for worldwide."],
    [{ include: ["GB", "IE"], exclude: ["IE"] }, ["GB"], null],
    [{ include: ["GB", "IE"], exclude: ["IE"] }, ["IE"], "covers GB, IE except IE; asked for IE."],
    [expandGroups(countries("EU")), ["DE", "IE"], null],
    [expandGroups(countries("EU")), ["GB"], "covers EU (2020-02-01); asked for GB."],
    [expandGroups(countries("EU", "GB")), ["GB", "NO"], "covers EU (2020-02-01), GB; asked for GB, NO."],
    [
      expandGroups({ include: ["NORDIC"], exclude: ["GL", "FO"] }),
      ["GL"],
      "covers NORDIC (1984-01-01) except GL, FO; asked for GL.",
    ],
    [expandGroups({ include: "worldwide", exclude: ["DACH"] }), ["FR"], null],
    [
      expandGroups({ include: "worldwide", exclude: ["DACH"] }),
      ["FR", "CH"],
      "covers worldwide except AT, CH, DE; asked for FR, CH.",
    ],
    [countries("EU"), ["DE"], "covers EU; asked for DE."],
  ];
  for (const [territories, asked, sentence] of rows) {
    const reach = asked === "worldwide" ? asked : asked.join(", ") || "no country";
    it(`${sentence === null ? "cover" : "do not cover"} ${reach} where it says ${nameTerritories(territories)}`, () =>
      decides({ terms: { territories } }, { territories: asked }, {}, "territory.not-covered", sentence));
  }

  it("keep name and day of a group, and count by its members", () => {
    const { include, named } = expandGroups(countries("BENELUX", "LU", "GB"));
    assert.deepEqual(include, ["BE", "LU", "NL", "GB"]);
    assert.deepEqual(named, [{ code: "BENELUX", asOf: "1960-11-01" }]);
    assert.equal(groupNamed("benelux"), undefined);
  });

  it("know only groups of countries that exist, each once", () => {
    for (const { code, members } of TERRITORY_GROUPS) {
      assert.deepEqual(includedCountries(countries(...members)), members, code);
      assert.ok(members.every((country) => includedCountries(WORLDWIDE).includes(country)));
      assert.equal(new Set(members).size, members.length);
    }
  });

  it("contradict themselves where a country is included and excluded by name", () => {
    assert.deepEqual(contradictions({ include: ["GB", "IE"], exclude: ["IE", "DE"] }), ["IE"]);
    assert.deepEqual(contradictions({ include: "worldwide", exclude: ["IE"] }), []);
    assert.deepEqual(contradictions(countries()), []);
  });

  it("do not contradict themselves where a member of a named group is excluded", () => {
    assert.deepEqual(contradictions(expandGroups({ include: ["EU"], exclude: ["IE"] })), []);
  });

  it("lie within others by their members, not by their names", () => {
    assert.equal(isWithinTerritories(expandGroups(countries("BENELUX")), expandGroups(countries("EU"))), true);
    assert.equal(isWithinTerritories(expandGroups(countries("EEA")), expandGroups(countries("EU"))), false);
    assert.equal(isWithinTerritories(countries(), countries()), true);
    assert.equal(isWithinTerritories(WORLDWIDE, { include: "worldwide", exclude: ["GB"] }), false);
  });
});

describe("languages", () => {
  const rows: readonly (readonly [Terms["languages"], string | null, string | null, sentence: string | null])[] = [
    ["any", null, null, null],
    ["any", "de", null, null],
    [["en"], null, "en", null],
    [["en"], null, "en-GB", null],
    [["EN-gb"], null, "en-GB", null],
    [["en-GB"], null, "en-GB-oxendict", null],
    [["en-GB"], null, "en", "covers the languages en-GB; asked for en."],
    [["en-GB"], null, "en-US", "covers the languages en-GB; asked for en-US."],
    [["en"], null, "enm", "covers the languages en; asked for enm."],
    [["de", "en"], "de", "en-GB", null],
    [["en"], "de-AT", "en-GB", "covers the languages en; asked for de-AT."],
    [["en"], null, null, "covers the languages en; asked for a column of unknown language."],
    [["en"], "en", null, null],
    [[], null, "en", "covers the languages none; asked for en."],
  ];
  for (const [languages, asked, own, sentence] of rows) {
    const what = `${asked ?? "its own"} of a column in ${own ?? "an unknown language"}`;
    it(`${sentence === null ? "cover" : "do not cover"} ${what} where it says ${languages || "none"}`, () =>
      decides({ terms: { languages } }, { language: asked }, { language: own }, "language.not-covered", sentence));
  }
});

describe("media", () => {
  for (const medium of MEDIA) {
    it(`cover ${medium} where any or just that is allowed, and not where all others are`, () => {
      const others = MEDIA.filter((other) => other !== medium);
      const decidesMedia = (media: "any" | readonly Medium[], sentence: string | null) =>
        decides({ terms: { media } }, { medium }, {}, "medium.not-covered", sentence);
      decidesMedia("any", null);
      decidesMedia([medium], null);
      decidesMedia(others, `covers ${others.join(", ")}; asked for ${medium}.`);
      decidesMedia([], `covers no medium; asked for ${medium}.`);
    });
  }
});

interface Receiver {
  readonly outlet: string | null;
  readonly outletGroups: readonly string[];
}
const OURS: Receiver = { outlet: null, outletGroups: [] };
const POST: Receiver = { outlet: "post", outletGroups: ["dailies"] };

describe("licensees", () => {
  const rows: readonly (readonly [string, Licensees, Receiver, sentence: string | null])[] = [
    ["anyone, and we ask", "anyone", OURS, null],
    ["anyone, and an outlet asks", "anyone", POST, null],
    ["this house, and we ask", "house", OURS, null],
    ["an outlet that asks", { outlets: ["mail", "post"] }, POST, null],
    ["a group of the outlet that asks", { outlets: [], groups: ["dailies"] }, POST, null],
    ["other outlets", { outlets: ["mail"] }, POST, "is for mail; asked for post."],
    ["another group", { outlets: [], groups: ["weeklies"] }, POST, "is for the group weeklies; asked for post."],
    [
      "a group that is named as the outlet is",
      { outlets: [], groups: ["post"] },
      POST,
      "is for the group post; asked for post.",
    ],
    ["an outlet that is named as the group is", { outlets: ["dailies"] }, POST, "is for dailies; asked for post."],
    ["an outlet, and we ask", { outlets: ["post"] }, OURS, "is for post; asked for a channel of our own."],
    ["nobody", { outlets: [], groups: [] }, POST, "is for nobody; asked for post."],
    [
      "an outlet and a group",
      { outlets: ["mail"], groups: ["weeklies"] },
      POST,
      "is for mail, the group weeklies; asked for post.",
    ],
  ];
  for (const [what, licensees, asks, sentence] of rows) {
    it(`${sentence === null ? "may use" : "may not use"} a permission for ${what}`, () =>
      decides({ licensees }, asks, {}, "licensee.not-named", sentence));
  }
});

describe("passing on to an outlet", () => {
  const none = "does not allow passing the column on to an outlet; asked for post.";
  const rows: readonly (readonly [string, Onward, Receiver, sentence: string | null])[] = [
    ["a channel of our own, where none is", "none", OURS, null],
    ["an outlet, where none is", "none", POST, none],
    ["an outlet, where anyone is", "anyone", POST, null],
    ["the outlet named", { outlets: ["post"] }, POST, null],
    ["an outlet of the group named", { outlets: [], groups: ["dailies"] }, POST, null],
    ["another outlet than named", { outlets: ["mail"] }, POST, "allows passing on to mail; asked for post."],
    ["an outlet, where the list is empty", { outlets: [] }, POST, "allows passing on to nobody; asked for post."],
    [
      "an outlet of no group, where a group is named",
      { outlets: [], groups: ["dailies"] },
      { ...POST, outletGroups: [] },
      "allows passing on to the group dailies; asked for post.",
    ],
    ["a channel of our own, where an outlet is named", { outlets: ["post"] }, OURS, null],
  ];
  for (const [what, onward, asks, sentence] of rows) {
    it(`${sentence === null ? "is allowed" : "is not allowed"}: ${what}`, () =>
      decides({ terms: { onward } }, asks, {}, "outlet.not-covered", sentence));
  }

  it("is no question where the outlet is a licensee itself", () =>
    decides({ licensees: { outlets: ["post"] }, terms: { onward: "none" } }, POST, {}, "outlet.not-covered", null));
});
