import assert from "node:assert/strict";
import { assess, type Clearance } from "../../../src/domain/clearance.js";
import type { Permission } from "../../../src/domain/permission.js";
import { type AiAnswers, completeComponents, type Terms } from "../../../src/domain/terms.js";
import type { Use } from "../../../src/domain/use.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

function ask(
  permissions: readonly Permission[],
  use: Partial<Use> = {},
  work: Partial<WorkFacts> = {},
  at = AT,
): Clearance {
  const asked = { ...USE, ...use };
  const clearance = assess(asked, { ...WORK, ...work }, { permissions }, at);
  const turned = assess(asked, { ...WORK, ...work }, { permissions: [...permissions].reverse() }, at);
  assert.deepEqual(turned, clearance, "the order on record counts");
  return clearance;
}

describe("a prohibition", () => {
  const NOTHING = completeComponents({});
  const ALL = completeComponents({
    text: "allow",
    headline: "allow",
    images: "allow",
    graphics: "allow",
    video: "allow",
    embeds: "allow",
  });
  const KNOWN: AiAnswers = { search: "allow", input: "allow", train: "allow" };
  const allow = permissionWith("perm_a", {
    works: { items: ["item_1"] },
    licensees: "anyone",
    terms: { components: ALL, actions: ["republish", "excerpt"], ai: KNOWN },
  });
  const deny = (
    terms: Partial<Terms>,
    changes: Changes = {},
    state: Permission["versions"][number]["state"] = "active",
  ) => permissionWith("perm_z", { ...changes, terms: { effect: "deny", components: NOTHING, ...terms } }, { state });

  type Row = readonly [what: string, prohibition: Permission, use: Partial<Use>, stops: boolean];
  const rows: readonly Row[] = [
    ["of everything outranks a permission for just this item", deny({}), {}, true],
    ["of the action", deny({ actions: ["excerpt", "republish"] }), {}, true],
    ["of another action", deny({ actions: ["translate"] }), {}, false],
    ["of no action", deny({ actions: [] }), {}, false],
    ["of the medium", deny({ media: ["web"] }), {}, true],
    ["of another medium", deny({ media: ["print"] }), {}, false],
    [
      "of one country of two",
      deny({ territories: { include: ["IE"], exclude: [] } }),
      { territories: ["GB", "IE"] },
      true,
    ],
    ["of another country", deny({ territories: { include: ["IE"], exclude: [] } }), {}, false],
    ["of everywhere but here", deny({ territories: { include: "worldwide", exclude: ["GB"] } }), {}, false],
    [
      "of one country, for a channel read everywhere",
      deny({ territories: { include: ["IE"], exclude: [] } }),
      { territories: "worldwide" },
      true,
    ],
    ["for a channel that is read nowhere", deny({}), { territories: [] }, false],
    ["of the language", deny({ languages: ["en"] }), {}, true],
    ["of another language", deny({ languages: ["de"] }), {}, false],
    ["of another language than it is translated into", deny({ languages: ["en"] }), { language: "de" }, false],
    ["of the audience", deny({ audience: ["public"] }), {}, true],
    ["of another audience", deny({ audience: ["internal"] }), {}, false],
    ["of the outlet", deny({ onward: { outlets: ["post"] } }), { outlet: "post" }, true],
    [
      "of the outlet's group",
      deny({ onward: { outlets: [], groups: ["g"] } }),
      { outlet: "post", outletGroups: ["g"] },
      true,
    ],
    ["of another outlet", deny({ onward: { outlets: ["mail"] } }), { outlet: "post" }, false],
    ["of an outlet, for a channel of our own", deny({ onward: { outlets: ["post"] } }), {}, false],
    ["of the work", deny({}, { works: { authors: ["ada brook"] } }), {}, true],
    ["of other works", deny({}, { works: { authors: ["Bo Field"] } }), {}, false],
    ["of works but for this one", deny({}, { works: { except: { items: ["item_1"] } } }), {}, false],
    ["of another partner", deny({}, { partner: "beacon" }), {}, false],
    ["of the text", deny({ components: { ...ALL, text: "deny" } }), {}, true],
    ["of pictures, where the text is asked for", deny({ components: { ...ALL, images: "deny" } }), {}, false],
    [
      "of pictures, where only they are asked for",
      deny({ components: { ...ALL, images: "deny" } }),
      { components: ["images"] },
      true,
    ],
    [
      "of the text, where only pictures are asked for",
      deny({ components: { ...ALL, text: "deny" } }),
      { components: ["images"] },
      false,
    ],
    ["of a component to be asked for", deny({ components: { ...ALL, text: "ask" } }), {}, false],
    ["of training", deny({ components: ALL, ai: { ...KNOWN, train: "deny" } }), { ai: ["search", "train"] }, true],
    [
      "of training, where nothing is asked of machines",
      deny({ components: ALL, ai: { ...KNOWN, train: "deny" } }),
      {},
      false,
    ],
    [
      "of training that is unknown",
      deny({ components: ALL, ai: { ...KNOWN, train: "unknown" } }),
      { ai: ["train"] },
      false,
    ],
    ["that begins now", deny({}, { window: { from: AT, until: null } }), {}, true],
    [
      "that begins a millisecond later",
      deny({}, { window: { from: "2026-06-01T12:00:00.001Z", until: null } }),
      {},
      false,
    ],
    ["that ends now", deny({}, { window: { from: null, until: AT } }), {}, false],
    [
      "that ends a millisecond later",
      deny({}, { window: { from: null, until: "2026-06-01T12:00:00.001Z" } }),
      {},
      true,
    ],
    ["that is suspended", deny({}, {}, "suspended"), {}, false],
    ["that is pending", deny({}, {}, "pending"), {}, false],
    ["that was revoked", deny({}, {}, "revoked"), {}, false],
  ];
  for (const [what, prohibition, use, stops] of rows) {
    it(`${stops ? "stops" : "lets pass"}: ${what}`, () => {
      const { verdict, reasons } = ask([allow, prohibition], use);
      assert.equal(verdict, stops ? "refused" : "cleared");
      assert.equal(reasons[0]?.code, stops ? "prohibition.applies" : "permission.covers");
    });
  }

  it("of a language stops a column of unknown language", () =>
    assert.equal(ask([allow, deny({ languages: ["de"] })], {}, { language: null }).verdict, "refused"));

  it("is named beside every other one, in the order of their ids, whatever the order on record", () => {
    const other = permissionWith("perm_y", { terms: { effect: "deny", components: NOTHING } });
    const { reasons } = ask([deny({}), allow, other]);
    assert.deepEqual(
      reasons.map(({ permission }) => permission),
      ["perm_y", "perm_z"],
    );
  });

  it("of parts keeps just those out", () => {
    const { components, verdict } = ask([allow, deny({ components: { ...ALL, images: "deny", video: "deny" } })]);
    assert.equal(verdict, "cleared");
    assert.deepEqual(
      Object.entries(components)
        .filter(([, answer]) => answer === "refused")
        .map(([part]) => part),
      ["images", "video"],
    );
  });

  it("says that it is absolute, and stands before what the permissions fail in", () => {
    const { reasons } = ask([permissionWith("perm_a", { terms: { media: [] } }), deny({ absolute: true })]);
    assert.deepEqual(
      reasons.map(({ code, sentence }) => [code, sentence]),
      [
        ["prohibition.applies", "perm_z forbids this use absolutely; a prohibition outranks every permission."],
        ["medium.not-covered", "perm_a covers no medium; asked for web."],
      ],
    );
  });

  it("of parts changes no refusal, and so no instant of it is one at which the answer differs", () => {
    const begins = "2026-07-01T00:00:00.000Z";
    const images = deny({ components: { ...ALL, images: "deny" } }, { window: { from: begins, until: null } });
    const { changesAt: named, ...now } = ask([images]);
    const { changesAt: _, ...then } = ask([images], {}, {}, begins);
    assert.deepEqual(then, now);
    assert.equal(named, null);
  });

  it("never permits by itself, whatever it does not forbid", () => {
    const { verdict, reasons } = ask([deny({ components: ALL })]);
    assert.equal(verdict, "refused");
    assert.equal(reasons[0]?.code, "permission.none");
  });
});
