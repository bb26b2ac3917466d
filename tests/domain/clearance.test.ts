import assert from "node:assert/strict";
import fc from "fast-check";
import { assess, brokenAt } from "../../src/domain/clearance.js";
import { foldPermission, type Permission } from "../../src/domain/permission.js";
import { rulesOf, scanOf } from "../../src/domain/rules.js";
import { completeComponents } from "../../src/domain/terms.js";
import type { Use } from "../../src/domain/use.js";
import { instantOf } from "../../src/domain/window.js";
import type { WorkFacts } from "../../src/domain/works.js";
import { AT, type Changes, permissionWith, recordWith, USE, WORK } from "./build.js";

/** Every component denied. */
const NOTHING = completeComponents({});

function codesOf(
  permissions: readonly Permission[],
  use: Partial<Use> = {},
  work: Partial<WorkFacts> = {},
  at = AT,
): readonly string[] {
  return assess({ ...USE, ...use }, { ...WORK, ...work }, { permissions }, at).reasons.map(({ code }) => code);
}

function verdict(
  permissions: readonly Permission[],
  use: Partial<Use> = {},
  work: Partial<WorkFacts> = {},
  at = AT,
): string {
  return assess({ ...USE, ...use }, { ...WORK, ...work }, { permissions }, at).verdict;
}

describe("the rights decision", () => {
  it("refuses what nothing on record allows, and says so", () => {
    const clearance = assess(USE, WORK, { permissions: [] }, AT);
    assert.equal(clearance.verdict, "refused");
    assert.deepEqual(
      clearance.reasons.map(({ code }) => code),
      ["permission.none"],
    );
    assert.equal(clearance.changesAt, null);
  });

  it("quotes the words by which the column reserves all rights", () => {
    const { reasons } = assess(
      USE,
      { ...WORK, reserved: "© 2026 Lantern. All rights reserved." },
      { permissions: [] },
      AT,
    );
    assert.deepEqual(
      reasons.map(({ code }) => code),
      ["permission.none", "stated.reserved"],
    );
    assert.match(reasons[1]?.sentence ?? "", /says: “© 2026 Lantern\. All rights reserved\.”$/u);
  });

  it("clears what a permission in force allows, and names it with its version", () => {
    const clearance = assess(USE, WORK, { permissions: [permissionWith("perm_a")] }, AT);
    assert.equal(clearance.verdict, "cleared");
    assert.deepEqual(clearance.reliedOn, { permission: "perm_a", version: 1 });
    assert.equal(clearance.components.text, "cleared");
    assert.equal(clearance.components.images, "refused");
    assert.ok(clearance.reasons.some(({ code }) => code === "component.images"));
  });

  const constraints: readonly (readonly [string, Changes, Partial<Use>, string, string])[] = [
    [
      "the medium",
      { terms: { media: ["print", "app"] } },
      {},
      "medium.not-covered",
      "perm_a covers print, app; asked for web.",
    ],
    [
      "the territory",
      { terms: { territories: { include: ["GB", "IE"], exclude: [] } } },
      { territories: ["DE"] },
      "territory.not-covered",
      "perm_a covers GB, IE; asked for DE.",
    ],
    [
      "a worldwide channel",
      { terms: { territories: { include: ["GB"], exclude: [] } } },
      { territories: "worldwide" },
      "territory.not-covered",
      "perm_a covers GB; asked for worldwide.",
    ],
    [
      "an excluded country",
      { terms: { territories: { include: "worldwide", exclude: ["GB"] } } },
      {},
      "territory.not-covered",
      "perm_a covers worldwide except GB; asked for GB.",
    ],
    [
      "the action",
      { terms: { actions: ["excerpt"] } },
      {},
      "action.not-allowed",
      "perm_a allows excerpt; asked to republish.",
    ],
    [
      "the outlet, where none is allowed",
      {},
      { outlet: "post" },
      "outlet.not-covered",
      "perm_a does not allow passing the column on to an outlet; asked for post.",
    ],
    [
      "the outlet, where others are named",
      { terms: { onward: { outlets: ["mail"] } } },
      { outlet: "post" },
      "outlet.not-covered",
      "perm_a allows passing on to mail; asked for post.",
    ],
    [
      "the text",
      { terms: { components: completeComponents({ headline: "allow", images: "allow", embeds: "allow" }) } },
      {},
      "component.text",
      "perm_a does not cover the text.",
    ],
    ["the edits", {}, { edits: "cuts" }, "edits.not-allowed", "perm_a allows verbatim; asked for cuts."],
    [
      "the beginning",
      { window: { from: "2026-07-01T00:00:00.000Z", until: null } },
      {},
      "window.not-begun",
      "perm_a begins at 2026-07-01T00:00:00.000Z.",
    ],
    ["the end", { window: { from: null, until: AT } }, {}, "window.ended", `perm_a ended at ${AT}.`],
  ];
  for (const [what, changes, use, code, sentence] of constraints) {
    it(`refuses for ${what}, with the values compared`, () => {
      const { verdict: answer, reasons } = assess(
        { ...USE, ...use },
        WORK,
        { permissions: [permissionWith("perm_a", changes)] },
        AT,
      );
      assert.equal(answer, "refused");
      assert.deepEqual(
        reasons.map((reason) => [reason.code, reason.sentence, reason.permission]),
        [[code, sentence, "perm_a"]],
      );
    });
  }

  it("is half-open: cleared at the beginning, refused at the end", () => {
    const window = { from: "2026-02-28T00:00:00.000Z", until: "2028-02-29T00:00:00.000Z" };
    const permissions = [permissionWith("perm_a", { window })];
    assert.equal(verdict(permissions, {}, {}, "2026-02-27T23:59:59.999Z"), "refused");
    assert.equal(verdict(permissions, {}, {}, "2026-02-28T00:00:00.000Z"), "cleared");
    assert.equal(verdict(permissions, {}, {}, "2028-02-28T23:59:59.999Z"), "cleared");
    assert.equal(verdict(permissions, {}, {}, "2028-02-29T00:00:00.000Z"), "refused");
  });

  it("lets a named outlet have what is allowed to it, and anyone what is allowed to anyone", () => {
    assert.equal(
      verdict([permissionWith("perm_a", { terms: { onward: { outlets: ["post"] } } })], { outlet: "post" }),
      "cleared",
    );
    assert.equal(verdict([permissionWith("perm_a", { terms: { onward: "anyone" } })], { outlet: "post" }), "cleared");
  });

  const works: readonly (readonly [string, Partial<WorkFacts>, Changes, boolean])[] = [
    ["another partner", { partner: "other" }, {}, false],
    ["the source named", {}, { works: { sources: ["lantern/columns"], authors: [], tags: [], items: [] } }, true],
    ["another source", {}, { works: { sources: ["lantern/news"], authors: [], tags: [], items: [] } }, false],
    [
      "the author, whatever the case",
      {},
      { works: { sources: [], authors: ["ADA  brook"], tags: [], items: [] } },
      true,
    ],
    ["another author", {}, { works: { sources: [], authors: ["Bo Field"], tags: [], items: [] } }, false],
    ["the tag", {}, { works: { sources: [], authors: [], tags: ["tides"], items: [] } }, true],
    ["the item", {}, { works: { sources: [], authors: [], tags: [], items: ["item_1"] } }, true],
    [
      "author and another tag (both must match)",
      {},
      { works: { sources: [], authors: ["Ada Brook"], tags: ["Bees"], items: [] } },
      false,
    ],
  ];
  for (const [what, work, changes, covered] of works) {
    it(`${covered ? "covers" : "does not cover"} ${what}`, () => {
      assert.equal(verdict([permissionWith("perm_a", changes)], {}, work), covered ? "cleared" : "refused");
    });
  }

  it("lets a prohibition outrank every permission", () => {
    const deny = permissionWith("perm_z", {
      terms: { effect: "deny", components: NOTHING },
    });
    assert.deepEqual(codesOf([permissionWith("perm_a"), deny]), ["prohibition.applies"]);
  });

  it("keeps only images out where a prohibition is about images", () => {
    const images = completeComponents({ text: "allow", headline: "allow", images: "allow", embeds: "allow" });
    const deny = permissionWith("perm_z", { terms: { effect: "deny", components: { ...images, images: "deny" } } });
    const clearance = assess(
      USE,
      WORK,
      { permissions: [permissionWith("perm_a", { terms: { components: images } }), deny] },
      AT,
    );
    assert.equal(clearance.verdict, "cleared");
    assert.equal(clearance.components.images, "refused");
    assert.equal(clearance.components.embeds, "cleared");
  });

  it("lets a prohibition that is over, elsewhere, or revoked not bite", () => {
    const components = NOTHING;
    const denies = [
      permissionWith("perm_x", { window: { from: null, until: AT }, terms: { effect: "deny", components } }),
      permissionWith("perm_y", {
        terms: { effect: "deny", components, territories: { include: ["FR"], exclude: [] } },
      }),
      permissionWith("perm_z", { terms: { effect: "deny", components } }, { state: "revoked" }),
    ];
    assert.equal(verdict([permissionWith("perm_a"), ...denies]), "cleared");
  });

  it("puts the permission that fails least first", () => {
    const far = permissionWith("perm_a", { terms: { media: ["print"], actions: ["excerpt"] } });
    const near = permissionWith("perm_b", { terms: { media: ["print"] } });
    const { reasons } = assess(USE, WORK, { permissions: [far, near] }, AT);
    assert.deepEqual(
      reasons.map(({ permission }) => permission),
      ["perm_b", "perm_a", "perm_a"],
    );
  });

  it("relies on the most specific works, then the longest, then the lowest id", () => {
    const whole = permissionWith("perm_a");
    const byTag = permissionWith("perm_b", {
      works: { sources: [], authors: [], tags: ["Tides"], items: [] },
      window: { from: null, until: "2026-12-01T00:00:00.000Z" },
    });
    const byTagLonger = permissionWith("perm_d", { works: { sources: [], authors: [], tags: ["Tides"], items: [] } });
    const twin = permissionWith("perm_c", { works: { sources: [], authors: [], tags: ["Tides"], items: [] } });
    const relied = (permissions: readonly Permission[]) => assess(USE, WORK, { permissions }, AT).reliedOn?.permission;
    assert.equal(relied([whole, byTag]), "perm_b");
    assert.equal(relied([whole, byTag, byTagLonger]), "perm_d");
    assert.equal(relied([byTagLonger, twin, byTag, whole]), "perm_c");
  });

  it("takes the version that was on record at the instant asked about", () => {
    const first = permissionWith("perm_a");
    const amended = foldPermission(
      first,
      {
        type: "permission.amended",
        permission: "perm_a",
        record: recordWith({ terms: { media: ["print"] } }),
        reason: "print only",
      },
      "2026-03-01T00:00:00.000Z",
    );
    const revoked = foldPermission(
      amended,
      { type: "permission.revoked", permission: "perm_a", reason: "over" },
      "2026-04-01T00:00:00.000Z",
    );
    const at = (instant: string) => codesOf([revoked], {}, {}, instant);
    assert.deepEqual(at("2025-12-31T23:59:59.999Z"), ["permission.none"]);
    assert.deepEqual(at("2026-02-28T23:59:59.999Z").slice(0, 1), ["permission.covers"]);
    assert.deepEqual(at("2026-03-01T00:00:00.000Z"), ["medium.not-covered"]);
    assert.deepEqual(at("2026-04-01T00:00:00.000Z"), ["permission.revoked", "medium.not-covered"]);
  });
});

const HOUR = 3_600_000;
const START = Date.parse("2026-01-01T00:00:00.000Z");
const hour = fc.integer({ min: 0, max: 40 }).map((hours) => instantOf(START + hours * HOUR));
const window = fc
  .tuple(fc.option(hour), fc.option(hour))
  .filter(([from, until]) => from === null || until === null || from < until)
  .map(([from, until]) => ({ from, until }));
const territories = fc.record({
  include: fc.oneof(fc.constant("worldwide" as const), fc.subarray(["GB", "IE", "DE"], { minLength: 1 })),
  exclude: fc.subarray(["GB", "DE"]),
});
const terms = fc.record({
  effect: fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
  media: fc.oneof(fc.constant("any" as const), fc.subarray(["web", "print"] as const, { minLength: 1 })),
  territories,
  onward: fc.oneof(fc.constantFrom("none" as const, "anyone" as const), fc.constant({ outlets: ["post"] })),
  components: fc
    .record({
      text: fc.constantFrom("allow" as const, "allow" as const, "deny" as const),
      headline: fc.constant("allow" as const),
      images: fc.constantFrom("allow" as const, "deny" as const),
      embeds: fc.constant("deny" as const),
    })
    .map(completeComponents),
});
const permission = fc
  .record({
    window,
    terms,
    works: fc.record({
      sources: fc.constant([]),
      authors: fc.subarray(["Ada Brook", "Bo Field"]),
      tags: fc.subarray(["Tides"]),
      items: fc.constant([]),
    }),
    recordedAt: hour,
    revokedAt: fc.option(hour),
  })
  .map(({ recordedAt, revokedAt, ...changes }) => ({ recordedAt, revokedAt, changes }));
const permissions = fc.array(permission, { maxLength: 5 }).map((list) =>
  list.map(({ recordedAt, revokedAt, changes }, index) => {
    const granted = permissionWith(`perm_${index}`, changes, { recordedAt });
    if (revokedAt === null || revokedAt < recordedAt) return granted;
    return foldPermission(granted, { type: "permission.revoked", permission: granted.id, reason: "r" }, revokedAt);
  }),
);
const use = fc.record({
  outlet: fc.constantFrom(null, "post", "mail"),
  medium: fc.constantFrom("web" as const, "print" as const),
  territories: fc.constantFrom("worldwide" as const, ["GB"], ["GB", "IE"]),
});

describe("the rights decision, on generated permissions", () => {
  it("does not depend on the order of permissions", () => {
    fc.assert(
      fc.property(permissions, use, hour, fc.integer(), (list, changes, at, turn) => {
        const turned = [
          ...list.slice(Math.abs(turn) % (list.length + 1)),
          ...list.slice(0, Math.abs(turn) % (list.length + 1)),
        ].reverse();
        const asked = { ...USE, ...changes };
        const { reasons: _a, ...first } = assess(asked, WORK, { permissions: list }, at);
        const { reasons: _b, ...second } = assess(asked, WORK, { permissions: turned }, at);
        assert.deepEqual(second, first);
      }),
    );
  });

  it("gives the same answer by the index as by looking at every permission", () => {
    fc.assert(
      fc.property(permissions, use, hour, (list, changes, at) => {
        const asked = { ...USE, ...changes };
        const record = { permissions: list };
        assert.deepEqual(assess(asked, WORK, rulesOf(record), at), assess(asked, WORK, scanOf(record), at));
      }),
    );
  });

  it("never permits more for a further prohibition, or for one permission less", () => {
    fc.assert(
      fc.property(permissions, use, hour, (list, changes, at) => {
        const asked = { ...USE, ...changes };
        const before = assess(asked, WORK, { permissions: list }, at).verdict;
        const deny = permissionWith("perm_deny", {
          terms: { effect: "deny", components: NOTHING },
        });
        if (before === "refused")
          assert.equal(assess(asked, WORK, { permissions: [...list, deny] }, at).verdict, "refused");
        const allowing = list.filter(({ versions }) => versions[0]?.record.terms.effect === "allow");
        for (const gone of allowing) {
          const fewer = assess(asked, WORK, { permissions: list.filter((kept) => kept !== gone) }, at).verdict;
          if (before === "refused") assert.equal(fewer, "refused");
        }
      }),
    );
  });

  it("answers alike at every instant before changesAt", () => {
    fc.assert(
      fc.property(permissions, use, hour, fc.nat(), (list, changes, at, step) => {
        const asked = { ...USE, ...changes };
        const { changesAt, ...now } = assess(asked, WORK, { permissions: list }, at);
        const end = changesAt === null ? START + 1_000 * HOUR : Date.parse(changesAt) - 1;
        const between = instantOf(Date.parse(at) + (step % (end - Date.parse(at) + 1)));
        const { changesAt: same, ...then } = assess(asked, WORK, { permissions: list }, between);
        assert.deepEqual(then, now);
        assert.equal(same, changesAt);
      }),
    );
  });

  it("finds the first break of a clearance as walking the hours does", () => {
    fc.assert(
      fc.property(permissions, use, hour, hour, (list, changes, one, other) => {
        const asked = { ...USE, ...changes };
        const [since, at] = one < other ? [one, other] : [other, one];
        let walked: string | null = null;
        for (let time = Date.parse(since); time <= Date.parse(at) && walked === null; time += HOUR) {
          if (assess(asked, WORK, { permissions: list }, instantOf(time)).verdict === "refused")
            walked = instantOf(time);
        }
        assert.equal(brokenAt(asked, WORK, { permissions: list }, since, at), walked);
      }),
    );
  });
});
