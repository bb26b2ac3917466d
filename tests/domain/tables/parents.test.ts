import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { dutyOf } from "../../../src/domain/duty.js";
import { MAX_PARENTS } from "../../../src/domain/inquiry.js";
import { foldPermission, type Permission } from "../../../src/domain/permission.js";
import type { Use } from "../../../src/domain/use.js";
import type { Instant } from "../../../src/domain/window.js";
import { AT, type Changes, permissionWith, recordWith, USE, WORK } from "../build.js";

const POST: Use = { ...USE, components: ["text"], outlet: "post" };

/** What we gave to an outlet, under what we received: one item, so that it is relied on before what it stands under. */
const child = (changes: Changes = {}, parent = "perm_p"): Permission =>
  permissionWith("perm_c", {
    direction: "outbound",
    parent,
    licensees: { outlets: ["post"] },
    works: { items: ["item_1"] },
    ...changes,
  });

const parent = (changes: Changes = {}, version: Parameters<typeof permissionWith>[2] = {}): Permission =>
  permissionWith("perm_p", { ...changes, terms: { onward: { outlets: ["post"] }, ...changes.terms } }, version);

/** The codes of the sublicense's own reasons: what it fails in itself, and what it stands under fails in. */
function codesOf(permissions: readonly Permission[], use: Use = POST, at: Instant = AT): readonly string[] {
  const { verdict, reasons } = assess(use, WORK, { permissions }, at);
  assert.equal(verdict, reasons[0]?.code === "permission.covers" ? "cleared" : "refused");
  return reasons.map(({ code, permission }) => `${permission} ${code}`);
}

describe("a sublicense", () => {
  const JULY = "2026-07-01T00:00:00.000Z";
  type Row = readonly [what: string, permissions: readonly Permission[], first: string, sentence?: string];
  const rows: readonly Row[] = [
    ["under a permission that allows it", [child(), parent()], "perm_c permission.covers"],
    [
      "whose parent does not let the work be passed on",
      [child(), parent({ terms: { onward: "none" } })],
      "perm_p outlet.not-covered",
    ],
    [
      "whose parent names another outlet",
      [child(), parent({ terms: { onward: { outlets: ["mail"] } } })],
      "perm_p outlet.not-covered",
    ],
    [
      "whose parent does not cover the medium",
      [child(), parent({ terms: { media: ["print"] } })],
      "perm_p medium.not-covered",
    ],
    [
      "whose parent begins later",
      [child(), parent({ window: { from: JULY, until: null } })],
      "perm_p window.not-begun",
    ],
    ["whose parent has ended", [child(), parent({ window: { from: null, until: AT } })], "perm_p window.ended"],
    ["whose parent is suspended", [child(), parent({}, { state: "suspended" })], "perm_p permission.suspended"],
    ["whose parent was revoked", [child(), parent({}, { state: "revoked" })], "perm_p permission.revoked"],
    [
      "whose parent is under embargo",
      [child(), parent({ terms: { embargo: { until: JULY } } })],
      "perm_p embargo.not-lifted",
    ],
    [
      "that has no parent on record",
      [child()],
      "perm_c parent.missing",
      "perm_c stands under perm_p, which is no permission on record.",
    ],
    [
      "whose parent is recorded later",
      [child(), parent({}, { recordedAt: "2026-06-01T12:00:00.001Z" })],
      "perm_c parent.missing",
    ],
    ["whose parent is recorded at this instant", [child(), parent({}, { recordedAt: AT })], "perm_c permission.covers"],
    [
      "whose parent is a prohibition of other things",
      [child(), parent({ terms: { effect: "deny", actions: [] } })],
      "perm_c parent.missing",
    ],
    [
      "whose parent is for other works",
      [child(), parent({ works: { items: ["item_2"] } })],
      "perm_c parent.other-works",
      "perm_c stands under perm_p, which does not cover this column.",
    ],
    [
      "whose parent excepts the work",
      [child(), parent({ works: { except: { items: ["item_1"] } } })],
      "perm_c parent.other-works",
    ],
    ["whose parent is another partner's", [child(), parent({ partner: "beacon" })], "perm_c parent.other-works"],
    [
      "that stands under itself",
      [child({}, "perm_c")],
      "perm_c parent.circular",
      "perm_c stands under perm_c, which leads back to itself.",
    ],
    ["that stands under its own sublicense", [child(), parent({ parent: "perm_c" })], "perm_p parent.circular"],
  ];
  for (const [what, permissions, first, sentence] of rows) {
    it(`${first.endsWith("covers") ? "is cleared" : "is refused"}: one ${what}`, () => {
      assert.equal(codesOf(permissions)[0], first);
      if (sentence !== undefined) {
        assert.equal(assess(POST, WORK, { permissions }, AT).reasons[0]?.sentence, sentence);
      }
    });
  }

  it("names what it fails in itself, and then what each above it fails in", () => {
    const top = permissionWith("perm_t", { terms: { audience: [] } });
    const permissions = [
      child({ terms: { media: ["print"] } }),
      parent({ parent: "perm_t", terms: { actions: [] } }),
      top,
    ];
    const asked = codesOf(permissions, { ...POST, outlet: "post" });
    const own = [
      "perm_c medium.not-covered",
      "perm_p action.not-allowed",
      "perm_t outlet.not-covered",
      "perm_t audience.not-covered",
    ];
    assert.deepEqual(asked.slice(-own.length), own);
  });

  it("names what it stands under, next first, each with its version", () => {
    const top = permissionWith("perm_t", { terms: { onward: "anyone" } }, { version: 3 });
    const { reliedOn, under } = assess(POST, WORK, { permissions: [child(), parent({ parent: "perm_t" }), top] }, AT);
    assert.deepEqual(reliedOn, { permission: "perm_c", version: 1 });
    assert.deepEqual(under, [
      { permission: "perm_p", version: 1 },
      { permission: "perm_t", version: 3 },
    ]);
  });

  it("ends with what it stands under, and says so beforehand", () => {
    const top = permissionWith("perm_t", { terms: { onward: "anyone" }, window: { from: null, until: JULY } });
    const permissions = [
      child({ window: { from: null, until: "2026-12-31T23:59:59.999Z" } }),
      parent({ parent: "perm_t" }),
      top,
    ];
    const now = assess(POST, WORK, { permissions }, AT);
    assert.deepEqual([now.verdict, now.changesAt], ["cleared", JULY]);
    assert.equal(codesOf(permissions, POST, "2026-06-30T23:59:59.999Z")[0], "perm_c permission.covers");
    assert.equal(codesOf(permissions, POST, JULY)[0], "perm_t window.ended");
  });

  it("is cleared only for parts that all above it clear", () => {
    const images = { ...parent().versions[0]?.record.terms.components, images: "allow" } as const;
    const all = { ...recordWith().terms.components, ...images };
    const asked: Use = { ...POST, components: ["text", "images"] };
    const both = [child({ terms: { components: all } }), parent({ terms: { components: all } })];
    assert.equal(assess(asked, WORK, { permissions: both }, AT).components.images, "cleared");
    const one = [child({ terms: { components: all } }), parent()];
    assert.equal(assess(asked, WORK, { permissions: one }, AT).components.images, "refused");
  });
});

describe("duties of a sublicense", () => {
  it("are its own and those of all that it stands under, each named once", () => {
    const notice = dutyOf({ class: "notice", placement: "bottom" });
    const link = dutyOf({ class: "link" });
    const credit = dutyOf({ class: "credit", placement: "top" });
    const permissions = [child({ terms: { duties: [notice, credit] } }), parent({ terms: { duties: [link, notice] } })];
    assert.deepEqual(assess(POST, WORK, { permissions }, AT).duties, [notice, credit, link]);
  });

  it("are all named where the same class differs in its values", () => {
    const near = dutyOf({ class: "notify", due: { after: "publication", hours: 24 } });
    const far = dutyOf({ class: "notify" });
    const permissions = [child({ terms: { duties: [near] } }), parent({ terms: { duties: [far] } })];
    assert.deepEqual(assess(POST, WORK, { permissions }, AT).duties, [near, far]);
  });
});

describe("a long line of sublicenses", () => {
  const line = (length: number): readonly Permission[] =>
    Array.from({ length }, (_, index) =>
      permissionWith(index === 0 ? "perm_c" : `perm_p${index}`, {
        parent: index + 1 < length ? `perm_p${index + 1}` : null,
        terms: { onward: "anyone" },
        works: index === 0 ? { items: ["item_1"] } : {},
      }),
    );
  it(`is followed through ${MAX_PARENTS} parents and no further`, () => {
    const most = assess(POST, WORK, { permissions: line(MAX_PARENTS + 1) }, AT);
    assert.equal(most.reliedOn?.permission, "perm_c");
    assert.equal(most.under.length, MAX_PARENTS);
    const beyond = assess(POST, WORK, { permissions: line(MAX_PARENTS + 2) }, AT);
    assert.notEqual(beyond.reliedOn?.permission, "perm_c");
  });

  it("is not made longer by the parents that earlier versions had", () => {
    const parents = Array.from({ length: MAX_PARENTS + 5 }, (_, index) =>
      permissionWith(`perm_p${index}`, { terms: { onward: "anyone", media: ["print", "web"] } }),
    );
    let amended = child({}, "perm_p0");
    for (const { id } of parents.slice(1)) {
      const record = recordWith({ ...child({}, id).versions[0]?.record });
      const event = { type: "permission.amended", permission: "perm_c", record, reason: "another parent" } as const;
      amended = foldPermission(amended, event, "2026-02-01T00:00:00.000Z");
    }
    const { reliedOn, under } = assess(POST, WORK, { permissions: [amended, ...parents] }, AT);
    assert.equal(reliedOn?.permission, "perm_c");
    assert.deepEqual(under, [{ permission: `perm_p${MAX_PARENTS + 4}`, version: 1 }]);
  });
});
