import assert from "node:assert/strict";
import { assess, type Clearance } from "../../../src/domain/clearance.js";
import type { Permission } from "../../../src/domain/permission.js";
import type { Terms } from "../../../src/domain/terms.js";
import type { Use } from "../../../src/domain/use.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

const JULY = "2026-07-01T00:00:00.000Z";
const AUGUST = "2026-08-01T00:00:00.000Z";

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

describe("of several permissions that allow, the one relied on", () => {
  type Row = readonly [what: string, a: Changes, b: Changes, relied: "perm_a" | "perm_b"];
  const until = (end: string | null): Changes => ({ window: { from: null, until: end } });
  const rows: readonly Row[] = [
    ["has the lowest id, where nothing else tells them apart", {}, {}, "perm_a"],
    ["lasts longest", until(JULY), until(AUGUST), "perm_b"],
    ["has no end", until(AUGUST), until(null), "perm_b"],
    ["has no end, whichever comes first", until(null), until(AUGUST), "perm_a"],
    ["has the lowest id, where both end alike", until(JULY), until(JULY), "perm_a"],
    ["names dates", {}, { works: { published: { from: null, until: null } } }, "perm_b"],
    [
      "names a source rather than dates",
      { works: { published: { from: null, until: null } } },
      { works: { sources: ["lantern/columns"] } },
      "perm_b",
    ],
    [
      "names a tag rather than a source and dates",
      { works: { sources: ["lantern/columns"], published: { from: null, until: null } } },
      { works: { tags: ["Tides"] } },
      "perm_b",
    ],
    [
      "names an author rather than a tag",
      { works: { tags: ["Tides"] } },
      { works: { authors: ["Ada Brook"] } },
      "perm_b",
    ],
    [
      "names an address rather than author and tag",
      { works: { authors: ["Ada Brook"], tags: ["Tides"] } },
      { works: { urls: ["*"] } },
      "perm_b",
    ],
    [
      "names the item rather than an address and all else",
      { works: { urls: ["*"], authors: ["Ada Brook"], tags: ["Tides"], sources: ["lantern/columns"] } },
      { works: { items: ["item_1"] } },
      "perm_b",
    ],
    ["is specific rather than long", until(null), { ...until(JULY), works: { tags: ["Tides"] } }, "perm_b"],
    ["is not more specific by what it excepts", {}, { works: { except: { tags: ["Bees"] } } }, "perm_a"],
    [
      "allows the use, though the other is more specific",
      { works: { items: ["item_1"] }, terms: { media: ["print"] } },
      {},
      "perm_b",
    ],
    ["is in force, though the other is more specific", { ...until(AT), works: { items: ["item_1"] } }, {}, "perm_b"],
  ];
  for (const [what, a, b, relied] of rows) {
    it(what, () => {
      const { reliedOn, reasons } = ask([permissionWith("perm_a", a), permissionWith("perm_b", b)]);
      assert.deepEqual(reliedOn, { permission: relied, version: 1 });
      assert.equal(reasons[0]?.permission, relied);
    });
  }

  it("changes when it ends, though the use stays cleared", () => {
    const permissions = [
      permissionWith("perm_a"),
      permissionWith("perm_b", { ...until(JULY), works: { tags: ["Tides"] } }),
    ];
    assert.equal(ask(permissions).changesAt, JULY);
    const later = ask(permissions, {}, {}, JULY);
    assert.deepEqual([later.verdict, later.reliedOn?.permission, later.changesAt], ["cleared", "perm_a", null]);
  });

  it("says what becomes of the use and what search engines are told", () => {
    const terms: Partial<Terms> = { afterEnd: "reduce", searchWish: "both" };
    const { afterEnd, searchWish } = ask([permissionWith("perm_a", { terms })]);
    assert.deepEqual([afterEnd, searchWish], ["reduce", "both"]);
    const refused = ask([permissionWith("perm_a", { terms: { ...terms, media: [] } })]);
    assert.deepEqual([refused.afterEnd, refused.searchWish, refused.duties], [null, null, []]);
  });
});

describe("the nearest miss", () => {
  const failing = (id: string, terms: Partial<Terms>, changes: Changes = {}) =>
    permissionWith(id, { ...changes, terms });
  it("comes first, then by id; each permission's reasons stay together, those of the clock first", () => {
    const { reasons } = ask([
      failing("perm_a", { media: ["print"], actions: [], paywall: false }, { window: { from: JULY, until: null } }),
      failing("perm_d", { media: ["app"] }),
      failing("perm_c", { audience: ["members"] }),
    ]);
    assert.deepEqual(
      reasons.map(({ permission, code }) => `${permission} ${code}`),
      [
        "perm_c audience.not-covered",
        "perm_d medium.not-covered",
        "perm_a window.not-begun",
        "perm_a action.not-allowed",
        "perm_a medium.not-covered",
      ],
    );
  });

  it("is not among permissions for other works, nor does a miss hide that nothing covers the column", () => {
    const { reasons } = ask([failing("perm_a", { media: [] }, { works: { items: ["item_2"] } })]);
    assert.deepEqual(
      reasons.map(({ code }) => code),
      ["permission.none"],
    );
  });
});
