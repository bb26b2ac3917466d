import assert from "node:assert/strict";
import { assess, brokenAt } from "../../../src/domain/clearance.js";
import type { PermissionVersion } from "../../../src/domain/permission.js";
import type { ReasonCode } from "../../../src/domain/reasons.js";
import { type AfterEnd, completeComponents } from "../../../src/domain/terms.js";
import type { Use } from "../../../src/domain/use.js";
import type { Instant } from "../../../src/domain/window.js";
import { permissionWith, USE, WORK } from "../build.js";

const FROM = "2026-06-01T00:00:00.000Z";
const END = "2026-07-01T00:00:00.000Z";
const LATER = "2026-09-01T00:00:00.000Z";
const BEGUN = "2026-06-10T00:00:00.000Z";
const JUST_BEFORE = "2026-06-30T23:59:59.999Z";

const SIZE = { words: 80, characters: 500, paragraphs: 1 };
const LIMIT = { words: 100, characters: null, paragraphs: null, percent: null };
const EXCERPT: Use = { ...USE, action: "excerpt", excerpt: SIZE, begunAt: BEGUN };

function ended(afterEnd: AfterEnd, version: Partial<PermissionVersion> = {}) {
  const changes = { window: { from: FROM, until: END }, terms: { afterEnd, excerpt: LIMIT } };
  return permissionWith("perm_a", changes, { recordedAt: "2026-01-01T00:00:00.000Z", ...version });
}

function ask(use: Use, at: Instant, permission = ended("reduce")) {
  const { verdict, reasons, changesAt } = assess(use, WORK, { permissions: [permission] }, at);
  return [verdict === "cleared" ? "cleared" : reasons.map(({ code }) => code), changesAt];
}

describe("after the end of a permission", () => {
  const begun = { begunAt: BEGUN };
  const rows: readonly (readonly [
    what: string,
    afterEnd: AfterEnd,
    use: Partial<Use>,
    answer: "cleared" | readonly ReasonCode[],
  ])[] = [
    ["lets an excerpt stay of what is to be reduced", "reduce", begun, "cleared"],
    ["lets an excerpt stay of what may stay", "may-stay", begun, "cleared"],
    ["lets nothing stay of what is to be removed", "remove", begun, ["window.ended", "action.not-allowed"]],
    ["never lets the whole be delivered", "reduce", { ...begun, action: "republish", excerpt: null }, ["window.ended"]],
    ["nor where it may stay up", "may-stay", { ...begun, action: "republish", excerpt: null }, ["window.ended"]],
    ["lets no archive stay", "reduce", { ...begun, action: "archive" }, ["window.ended", "action.not-allowed"]],
    ["lets nothing begin", "reduce", { begunAt: END }, ["window.ended"]],
    ["keeps what began at its first instant", "reduce", { begunAt: FROM }, "cleared"],
    ["keeps nothing that began before it", "reduce", { begunAt: "2026-05-31T23:59:59.999Z" }, ["window.ended"]],
    ["keeps to the limits", "reduce", { ...begun, excerpt: { ...SIZE, words: 101 } }, ["excerpt.too-long"]],
    ["keeps to the places", "reduce", { ...begun, medium: "print" }, "cleared"],
  ];
  for (const [what, afterEnd, use, answer] of rows) {
    it(what, () => assert.deepEqual(ask({ ...EXCERPT, ...use }, LATER, ended(afterEnd)), [answer, null]));
  }

  it("an excerpt that is new needs a permission that allows excerpts", () => {
    const { begunAt: _, ...fresh } = EXCERPT;
    assert.deepEqual(ask(fresh, LATER), [["window.ended", "action.not-allowed"], null]);
    assert.deepEqual(ask(fresh, JUST_BEFORE), [["action.not-allowed"], END]);
  });

  it("the excerpt is cleared without a gap, and the answer does not change with the end", () => {
    for (const at of [BEGUN, JUST_BEFORE, END]) assert.deepEqual(ask(EXCERPT, at), ["cleared", null]);
    assert.equal(brokenAt(EXCERPT, WORK, { permissions: [ended("reduce")] }, BEGUN, LATER), null);
    assert.equal(brokenAt({ ...USE }, WORK, { permissions: [ended("reduce")] }, BEGUN, LATER), END);
  });

  it("says why an excerpt may stay, in words that do not vary with the clock", () => {
    const said = (at: Instant) => assess(EXCERPT, WORK, { permissions: [ended("reduce")] }, at).reasons[0]?.sentence;
    assert.match(said(LATER) ?? "", /an excerpt of what was published under it may stay after its end/u);
    assert.equal(said(JUST_BEFORE), said(LATER));
  });

  for (const state of ["revoked", "suspended", "superseded"] as const) {
    it(`nothing stays of what was ${state}: only the clock leaves an excerpt`, () => {
      const [answer] = ask(EXCERPT, LATER, ended("reduce", { state }));
      assert.notEqual(answer, "cleared");
    });
  }

  it("a prohibition outranks what would stay", () => {
    const terms = { effect: "deny", actions: ["excerpt"], components: completeComponents({ text: "deny" }) } as const;
    const forbidding = permissionWith("perm_b", { terms }, { recordedAt: "2026-08-01T00:00:00.000Z" });
    const record = { permissions: [ended("reduce"), forbidding] };
    assert.equal(assess(EXCERPT, WORK, record, LATER).verdict, "refused");
    assert.equal(assess(EXCERPT, WORK, record, END).changesAt, "2026-08-01T00:00:00.000Z");
    assert.equal(brokenAt(EXCERPT, WORK, record, BEGUN, LATER), "2026-08-01T00:00:00.000Z");
  });
});
