import assert from "node:assert/strict";
import { conflictsOf, type Exclusivity } from "../../../src/domain/exclusivity.js";
import type { PermissionState } from "../../../src/domain/permissionState.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import type { Instant } from "../../../src/domain/window.js";
import { type Changes, permissionWith, recordWith } from "../build.js";

const JULY = "2026-07-01T00:00:00.000Z";
const EXCLUSIVE: Exclusivity = { kind: "exclusive", territories: WORLDWIDE, media: "any", until: null };
const just = (...include: readonly string[]) => ({ territories: { include, exclude: [] } });

describe("conflicts of two permissions", () => {
  const post: Changes = { licensees: { outlets: ["post"] } };
  const holder = (exclusivity: Partial<Exclusivity> = {}, changes: Changes = {}): Changes => ({
    ...post,
    exclusivity: { ...EXCLUSIVE, ...exclusivity },
    ...changes,
  });
  const mail = (changes: Changes = {}): Changes => ({ licensees: { outlets: ["mail"] }, ...changes });
  const from = (instant: Instant): Changes => ({ window: { from: instant, until: null } });
  const until = (instant: Instant): Changes => ({ window: { from: null, until: instant } });
  const conflicts = (held: Changes, rival: Changes, state: PermissionState = "active") => {
    const version = permissionWith("perm_h", held, { state }).versions[0];
    assert.ok(version !== undefined);
    return conflictsOf("perm_r", recordWith(rival), [{ id: "perm_h", version }]);
  };

  type Row = readonly [what: string, held: Changes, rival: Changes, conflict: boolean];
  const rows: readonly Row[] = [
    ["another outlet", holder(), mail(), true],
    ["the same outlet", holder(), post, false],
    ["fewer outlets of those", holder({}, { licensees: { outlets: ["post", "mail"] } }), mail(), false],
    ["one outlet more", holder(), { licensees: { outlets: ["post", "mail"] } }, true],
    ["this house", holder(), { licensees: "house" }, true],
    ["anyone", holder(), { licensees: "anyone" }, true],
    ["anyone, where anyone has it", holder({}, { licensees: "anyone" }), mail(), false],
    [
      "a group that has it",
      holder({}, { licensees: { outlets: [], groups: ["g"] } }),
      { licensees: { outlets: [], groups: ["g"] } },
      false,
    ],
    [
      "another group",
      holder({}, { licensees: { outlets: [], groups: ["g"] } }),
      { licensees: { outlets: [], groups: ["h"] } },
      true,
    ],
    ["no exclusivity on either side", post, mail(), false],
    ["first use", holder({ kind: "first" }), mail(), true],
    ["a window that begins as the other ends", holder({}, until(JULY)), mail(from(JULY)), false],
    [
      "a window that begins a millisecond earlier",
      holder({}, until(JULY)),
      mail(from("2026-06-30T23:59:59.999Z")),
      true,
    ],
    ["a window that begins as the term ends", holder({ until: JULY }), mail(from(JULY)), false],
    [
      "a window after the permission's end, though the term is to last longer",
      holder({ until: "2026-09-01T00:00:00.000Z" }, until(JULY)),
      mail(from("2026-08-01T00:00:00.000Z")),
      false,
    ],
    ["a window that ends as the other begins", holder({}, from(JULY)), mail(until(JULY)), false],
    ["another region", holder(just("GB")), mail({ terms: just("IE") }), false],
    ["a region that meets", holder(just("GB", "IE")), mail({ terms: just("IE", "FR") }), true],
    [
      "everywhere but there",
      holder(just("GB")),
      mail({ terms: { territories: { include: "worldwide", exclude: ["GB"] } } }),
      false,
    ],
    ["another medium", holder({ media: ["web"] }), mail({ terms: { media: ["print"] } }), false],
    ["a medium in common", holder({ media: ["web"] }), mail({ terms: { media: ["print", "web"] } }), true],
    ["other items", holder({}, { works: { items: ["item_1"] } }), mail({ works: { items: ["item_2"] } }), false],
    [
      "works that may be the same",
      holder({}, { works: { tags: ["Tides"] } }),
      mail({ works: { items: ["item_2"] } }),
      true,
    ],
    [
      "the same author in another case",
      holder({}, { works: { authors: ["Ada Brook"] } }),
      mail({ works: { authors: ["ADA  brook"] } }),
      true,
    ],
    ["another partner", holder(), mail({ partner: "beacon" }), false],
    ["a sublicense of the same parent", holder({}, { parent: "perm_p" }), mail({ parent: "perm_p" }), true],
    ["a prohibition", holder(), mail({ terms: { effect: "deny" } }), false],
    ["a permission, of a prohibition", holder({}, { terms: { effect: "deny" } }), mail(), false],
  ];
  for (const [what, held, rival, conflict] of rows) {
    it(`${conflict ? "are found" : "are not found"}: ${what}`, () => {
      assert.equal(conflicts(held, rival).length, conflict ? 1 : 0);
      assert.equal(conflicts(rival, held).length, conflict ? 1 : 0, "the other way round");
    });
  }

  for (const state of ["draft", "pending", "active", "suspended", "revoked", "rejected", "superseded"] as const) {
    const lives = ["draft", "pending", "active", "suspended"].includes(state);
    it(`are ${lives ? "" : "not "}found where the other is ${state}`, () =>
      assert.equal(conflicts(holder(), mail(), state).length, lives ? 1 : 0));
  }

  it("name both sides, whichever is on record already", () => {
    const end = `until ${JULY}`;
    assert.deepEqual(conflicts(holder({ until: JULY, ...just("GB") }), mail()), [
      {
        permission: "perm_h",
        sentence: `perm_h gives post exclusivity in GB ${end}; perm_r is for mail in worldwide.`,
      },
    ]);
    assert.deepEqual(conflicts(mail({ terms: just("GB") }), holder({ kind: "first" })), [
      {
        permission: "perm_h",
        sentence: "perm_r gives post first use in worldwide without end; perm_h is for mail in GB.",
      },
    ]);
  });

  it("are not found between a permission and its sublicense, whichever is on record already", () => {
    assert.deepEqual(conflicts(holder(), mail({ parent: "perm_h" })), []);
    assert.deepEqual(conflicts(holder({}, { parent: "perm_r" }), mail()), []);
    assert.deepEqual(conflicts(mail({ parent: "perm_r" }), holder()), []);
    assert.equal(conflicts(mail({ parent: "perm_x" }), holder()).length, 1);
  });

  it("are not found with an earlier version of itself", () => {
    const version = permissionWith("perm_r", holder()).versions[0];
    assert.ok(version !== undefined);
    assert.deepEqual(conflictsOf("perm_r", recordWith(mail()), [{ id: "perm_r", version }]), []);
  });
});
