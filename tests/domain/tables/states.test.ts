import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { DomainError } from "../../../src/domain/error.js";
import { foldPermission, move, type Permission, stateAt } from "../../../src/domain/permission.js";
import {
  MOVES,
  type Move,
  moved,
  type PermissionState,
  STATES,
  TRANSITIONS,
} from "../../../src/domain/permissionState.js";
import type { ReasonCode } from "../../../src/domain/reasons.js";
import type { Instant } from "../../../src/domain/window.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

const refusedWith = (code: string, detail: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof DomainError);
  assert.deepEqual([thrown.code, thrown.message], [code, detail]);
  return true;
};

describe("every state and every move", () => {
  /** Written out anew, so that the product's table is compared with something. `-`: not legal. */
  const table: readonly (readonly [PermissionState, ...(PermissionState | "-")[]])[] = [
    //            submit     activate  decline     suspend      resume    revoke     supersede     expire
    ["draft", "pending", "active", "rejected", "-", "-", "-", "-", "-"],
    ["pending", "-", "active", "rejected", "-", "-", "-", "-", "-"],
    ["active", "-", "-", "-", "suspended", "-", "revoked", "superseded", "expired"],
    ["suspended", "-", "-", "-", "-", "active", "revoked", "superseded", "expired"],
    ["revoked", "-", "-", "-", "-", "-", "-", "-", "-"],
    ["expired", "-", "-", "-", "-", "-", "-", "superseded", "-"],
    ["rejected", "-", "-", "-", "-", "-", "-", "-", "-"],
    ["superseded", "-", "-", "-", "-", "-", "-", "-", "-"],
  ];
  const possible: Readonly<Record<PermissionState, string>> = {
    draft: "possible now: submit, activate, decline",
    pending: "possible now: activate, decline",
    active: "possible now: suspend, revoke, supersede",
    suspended: "possible now: resume, revoke, supersede",
    expired: "possible now: supersede",
    revoked: "nothing more can happen to it",
    rejected: "nothing more can happen to it",
    superseded: "nothing more can happen to it",
  };

  it("are all in the table", () => {
    assert.deepEqual(
      table.map(([state]) => state),
      STATES,
    );
    assert.deepEqual(Object.keys(TRANSITIONS).sort(), [...STATES].sort());
  });

  for (const [state, ...next] of table) {
    for (const [index, by] of MOVES.entries()) {
      const becomes = next[index];
      if (becomes !== "-") {
        it(`${by} makes ${state} ${becomes}`, () => assert.equal(moved("perm_a", state, by), becomes));
      } else {
        it(`${by} is not legal for ${state}, and the error says what is`, () =>
          assert.throws(
            () => moved("perm_a", state, by),
            refusedWith(
              "permission.state",
              `perm_a is ${state} and cannot ${by}; ${possible[state]}. Nothing was changed.`,
            ),
          ));
      }
    }
  }
});

const END = "2026-07-01T00:00:00.000Z";

function inState(state: PermissionState, changes: Changes = {}): Permission {
  return permissionWith("perm_a", changes, { state, reason: "because" });
}

describe("what a state answers", () => {
  const since = "since 2026-01-01T00:00:00.000Z";
  const at = "at 2026-01-01T00:00:00.000Z";
  const rows: readonly (readonly [PermissionState, ReasonCode, sentence: string])[] = [
    ["draft", "permission.draft", `perm_a is a draft ${since}, and permits nothing yet.`],
    ["pending", "permission.pending", `perm_a is pending ${since}, and permits nothing yet.`],
    ["active", "permission.covers", "perm_a version 1 allows this use."],
    ["suspended", "permission.suspended", `perm_a is suspended ${since}: because.`],
    ["revoked", "permission.revoked", `perm_a was revoked ${at}: because.`],
    ["rejected", "permission.rejected", `perm_a was rejected ${at}: because.`],
    ["superseded", "permission.superseded", `perm_a was superseded ${at}: because.`],
  ];
  for (const [state, code, sentence] of rows) {
    it(`is ${code} for ${state}`, () => {
      const { verdict, reasons } = assess(
        { ...USE, components: ["text"] },
        WORK,
        { permissions: [inState(state)] },
        AT,
      );
      assert.equal(verdict, state === "active" ? "cleared" : "refused");
      assert.deepEqual(
        reasons.map((reason) => [reason.code, reason.sentence]),
        [[code, sentence]],
      );
    });
  }

  it("is a refusal for what is recorded as expired, wherever its window ends", () => {
    const { verdict, reasons } = assess(USE, WORK, { permissions: [inState("expired")] }, AT);
    assert.equal(verdict, "refused");
    assert.equal(reasons[0]?.code, "permission.expired");
  });

  it("says no more than it knows where no reason was given", () => {
    const permission = permissionWith("perm_a", {}, { state: "revoked", reason: "" });
    const { reasons } = assess(USE, WORK, { permissions: [permission] }, AT);
    assert.equal(reasons[0]?.sentence, `perm_a was revoked ${at}.`);
  });

  for (const state of STATES) {
    const byClock = state === "active" || state === "suspended";
    it(`${byClock ? "expires" : "does not expire"} by the clock where it is ${state}`, () => {
      const [version] = inState(state, { window: { from: null, until: END } }).versions;
      assert.ok(version !== undefined);
      assert.equal(stateAt(version, "2026-06-30T23:59:59.999Z"), state);
      assert.equal(stateAt(version, END), byClock ? "expired" : state);
    });
  }
});

describe("a permission that is moved", () => {
  const story: readonly (readonly [Exclude<Move, "revoke" | "expire">, Instant, ReasonCode])[] = [
    ["submit", "2026-02-01T00:00:00.000Z", "permission.pending"],
    ["activate", "2026-02-28T00:00:00.000Z", "permission.covers"],
    ["suspend", "2026-03-29T01:00:00.000Z", "permission.suspended"],
    ["resume", "2026-10-25T01:00:00.000Z", "permission.covers"],
    ["supersede", "2026-12-31T23:59:59.999Z", "permission.superseded"],
  ];
  it("answers by its state at every instant, and names the next one in changesAt", () => {
    let permission = permissionWith("perm_a", {}, { state: "draft" });
    for (const [by, at] of story) {
      permission = foldPermission(permission, move(permission, { move: by, reason: "r", successor: null }, at), at);
    }
    const answer = (at: Instant) => assess(USE, WORK, { permissions: [permission] }, at);
    assert.equal(answer("2026-01-01T00:00:00.000Z").reasons[0]?.code, "permission.draft");
    for (const [index, [, at, code]] of story.entries()) {
      const { reasons, changesAt } = answer(at);
      assert.equal(reasons[0]?.code, code);
      assert.equal(changesAt, story[index + 1]?.[1] ?? null);
      const instantBefore = new Date(Date.parse(at) - 1).toISOString();
      assert.notEqual(answer(instantBefore).reasons[0]?.code, code);
      assert.equal(answer(instantBefore).changesAt, at);
    }
  });
});
