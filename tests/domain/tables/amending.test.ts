import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { DomainError } from "../../../src/domain/error.js";
import { amend, foldPermission, type Permission, revoke } from "../../../src/domain/permission.js";
import { isAmendable, type PermissionState, STATES } from "../../../src/domain/permissionState.js";
import type { Instant } from "../../../src/domain/window.js";
import { AT, type Changes, permissionWith, recordWith, USE, WORK } from "../build.js";

const refusedWith = (code: string, detail: string | RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof DomainError);
  assert.equal(thrown.code, code);
  if (typeof detail === "string") assert.equal(thrown.message, detail);
  else assert.match(thrown.message, detail);
  return true;
};

const END = "2026-07-01T00:00:00.000Z";

function inState(state: PermissionState, changes: Changes = {}): Permission {
  return permissionWith("perm_a", changes, { state, reason: "because" });
}

describe("amending", () => {
  for (const state of STATES) {
    const amendable = !["revoked", "rejected", "superseded"].includes(state);
    it(`${amendable ? "is possible" : "is refused"} where a permission is ${state}`, () => {
      assert.equal(isAmendable(state), amendable);
      const act = () => amend(inState(state), recordWith(), "anew", AT);
      if (amendable) assert.equal(act().type, "permission.amended");
      else {
        const detail = `perm_a is ${state}; grant a new permission instead of amending it.`;
        assert.throws(act, refusedWith("permission.state", detail));
      }
    });
  }

  for (const state of ["draft", "pending", "active", "suspended"] as const) {
    it(`leaves a permission ${state}`, () => {
      const permission = inState(state);
      const after = foldPermission(permission, amend(permission, recordWith(), "anew", AT), AT);
      assert.deepEqual(
        after.versions.map((version) => [version.version, version.state, version.since]),
        [
          [1, state, "2026-01-01T00:00:00.000Z"],
          [2, state, AT],
        ],
      );
    });
  }

  it("renews what has expired by the clock", () => {
    const permission = inState("active", { window: { from: null, until: AT } });
    const longer = recordWith({ window: { from: null, until: END } });
    const renewed = foldPermission(permission, amend(permission, longer, "renewed", AT), AT);
    assert.equal(assess(USE, WORK, { permissions: [permission] }, AT).verdict, "refused");
    assert.equal(assess(USE, WORK, { permissions: [renewed] }, AT).verdict, "cleared");
  });

  it("does not take a permission to another partner", () => {
    const act = () => amend(inState("active"), recordWith({ partner: "beacon" }), "moved", AT);
    assert.throws(act, refusedWith("input.invalid", /stays with its partner/u));
  });
});

describe("revoking", () => {
  type Row = readonly [Changes["terms"], by: "notice" | "now", effectiveAt: Instant | undefined | "refused"];
  const LEAP = "2028-02-28T12:00:00.000Z";
  const rows: readonly Row[] = [
    [{}, "notice", undefined],
    [{}, "now", undefined],
    [{ noticeDays: 1 }, "notice", "2028-02-29T12:00:00.000Z"],
    [{ noticeDays: 2 }, "notice", "2028-03-01T12:00:00.000Z"],
    [{ noticeDays: 366 }, "notice", "2029-02-28T12:00:00.000Z"],
    [{ noticeDays: 30 }, "now", undefined],
    [{ revocable: false }, "notice", "refused"],
    [{ revocable: false, noticeDays: 30 }, "notice", "refused"],
    [{ revocable: false }, "now", undefined],
  ];
  for (const [terms = {}, by, effectiveAt] of rows) {
    it(`by ${by} under ${JSON.stringify(terms)} is ${effectiveAt ?? "at once"}`, () => {
      const act = () => revoke(inState("active", { terms }), "over", by, LEAP);
      if (effectiveAt === "refused") assert.throws(act, refusedWith("permission.state", /given irrevocably/u));
      else assert.equal(act().effectiveAt, effectiveAt);
    });
  }

  for (const state of STATES) {
    const legal = state === "active" || state === "suspended";
    it(`is ${legal ? "legal" : "not legal"} where a permission is ${state}, also at once`, () => {
      for (const by of ["notice", "now"] as const) {
        const act = () => revoke(inState(state), "over", by, AT);
        if (legal) assert.equal(act().type, "permission.revoked");
        else assert.throws(act, refusedWith("permission.state", new RegExp(`is ${state} and cannot revoke`, "u")));
      }
    });
  }

  it("is not legal for what the clock has ended", () => {
    const ended = inState("active", { window: { from: null, until: AT } });
    assert.throws(() => revoke(ended, "over", "notice", AT), refusedWith("permission.state", /is expired/u));
  });

  const noticed = (): Permission => {
    const permission = inState("active", { terms: { noticeDays: 30 } });
    return foldPermission(permission, revoke(permission, "over", "notice", AT), AT);
  };
  const EFFECTIVE = "2026-07-01T12:00:00.000Z";

  it("with notice permits until the notice has run, and says when that is", () => {
    const record = { permissions: [noticed()] };
    const during = assess(USE, WORK, record, "2026-07-01T11:59:59.999Z");
    assert.deepEqual([during.verdict, during.changesAt], ["cleared", EFFECTIVE]);
    const ended = assess(USE, WORK, record, EFFECTIVE);
    assert.equal(ended.reasons[0]?.sentence, `perm_a was revoked at ${EFFECTIVE}: over.`);
  });

  it("at once is possible while the notice runs, for the permission is in force", () => {
    const running = noticed();
    const now = "2026-06-10T00:00:00.000Z";
    const stopped = foldPermission(running, revoke(running, "a dispute", "now", now), now);
    assert.equal(assess(USE, WORK, { permissions: [stopped] }, now).verdict, "refused");
    assert.equal(assess(USE, WORK, { permissions: [stopped] }, EFFECTIVE).verdict, "refused");
  });
});
