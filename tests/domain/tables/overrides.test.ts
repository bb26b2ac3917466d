import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { OVERRIDABLE, type Override } from "../../../src/domain/override.js";
import type { PermissionState } from "../../../src/domain/permissionState.js";
import { REASON_CODES, type ReasonCode } from "../../../src/domain/reasons.js";
import { type ComponentAnswers, completeComponents } from "../../../src/domain/terms.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import { COMPONENTS, type Use } from "../../../src/domain/use.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import { AT, type Changes, permissionWith, USE, WORK } from "../build.js";

const FROM = "2026-06-01T00:00:00.000Z";
const UNTIL = "2026-06-02T00:00:00.000Z";
const lift = (codes: readonly ReasonCode[], changes: Partial<Override> = {}): Override => ({
  id: "over_1",
  item: WORK.id,
  channel: null,
  codes,
  by: "acct_1",
  role: "rights",
  reason: "agreed by telephone",
  givenAt: FROM,
  until: UNTIL,
  endedAt: null,
  ...changes,
});

interface Case {
  readonly changes?: Changes;
  readonly state?: PermissionState;
  readonly others?: readonly ReturnType<typeof permissionWith>[];
  readonly use?: Partial<Use>;
  readonly at?: Instant;
}
function ask(overrides: readonly Override[], { changes, state = "active", others = [], use, at = AT }: Case = {}) {
  const permissions = [permissionWith("perm_a", changes, { state }), ...others];
  return assess({ ...USE, components: ["text"], ...use }, WORK, { permissions, overrides }, at);
}

const terms = (given: NonNullable<Changes["terms"]>): Case => ({ changes: { terms: given } });
const none = completeComponents({});
const denies = (absolute: boolean) =>
  permissionWith("perm_z", { terms: { effect: "deny", absolute, components: none } });
const onlyComponent = (component: keyof ComponentAnswers): Case => ({
  ...terms({ components: none }),
  use: { components: [component] },
});

/** For each reason that an override lifts: a question that is refused for it alone. */
const LIFTABLE: Readonly<Partial<Record<ReasonCode, Case>>> = {
  "prohibition.applies": { others: [denies(false)] },
  "exclusivity.applies": {
    others: [
      permissionWith("perm_z", {
        licensees: { outlets: ["post"] },
        exclusivity: { kind: "exclusive", territories: WORLDWIDE, media: "any", until: null },
        terms: { media: "any" },
      }),
    ],
  },
  "embargo.not-lifted": terms({ embargo: { until: "2026-07-01T00:00:00.000Z" } }),
  "embargo.open": terms({ embargo: { open: "a trial" } }),
  "use-window.closed": terms({ useWithinDays: 1 }),
  "quota.exhausted": terms({ maxUses: { count: 0, unit: "items", period: "total", per: "all" } }),
  "action.not-allowed": terms({ actions: [] }),
  "action.to-be-asked": terms({ actions: [], ask: ["republish"] }),
  "medium.not-covered": terms({ media: [] }),
  "territory.not-covered": terms({ territories: { include: ["IE"], exclude: [] } }),
  "language.not-covered": terms({ languages: ["de"] }),
  "licensee.not-named": { changes: { licensees: { outlets: ["mail"] } } },
  "outlet.not-covered": { use: { outlet: "post" } },
  ...Object.fromEntries(COMPONENTS.map((component) => [`component.${component}`, onlyComponent(component)])),
  "edits.not-allowed": { use: { edits: "free" } },
  "edits.to-be-asked": { ...terms({ editsWithConsent: "free" }), use: { edits: "free" } },
  "headline.not-allowed": { use: { headline: "rewrite" } },
  "excerpt.too-long": {
    ...terms({ actions: ["excerpt"], excerpt: { words: 1, characters: null, paragraphs: null, percent: null } }),
    use: { action: "excerpt" },
  },
  "purpose.not-covered": terms({ purpose: "non-commercial" }),
  "paywall.not-covered": { ...terms({ paywall: false }), use: { paywall: true } },
  "ads.not-covered": terms({ ads: "none" }),
  "audience.not-covered": terms({ audience: [] }),
  "ai.not-allowed": { use: { ai: ["train"] } },
};

describe("an override", () => {
  it("can lift each reason that its table says, and two more of unknown dates", () => {
    const unknown: readonly ReasonCode[] = ["embargo.unknown", "use-window.unknown"];
    assert.deepEqual([...Object.keys(LIFTABLE), ...unknown].sort(), [...OVERRIDABLE].sort());
  });

  for (const [code, given] of Object.entries(LIFTABLE) as [ReasonCode, Case][]) {
    it(`lifts ${code}, and no other does`, () => {
      const refused = ask([], given);
      assert.equal(refused.verdict, "refused");
      assert.equal(refused.reasons[0]?.code, code);
      const cleared = ask([lift([code])], given);
      assert.equal(cleared.verdict, "cleared");
      assert.deepEqual(cleared.overrides[0]?.lifts, [code]);
      const others = OVERRIDABLE.filter((other) => other !== code);
      const still = ask([lift(others)], given);
      assert.equal(still.verdict, "refused");
      assert.deepEqual(still.overrides[0]?.lifts, []);
    });
  }

  const standing: readonly (readonly [ReasonCode, Case])[] = [
    ["permission.none", { changes: { works: { items: ["item_2"] } } }],
    ["permission.draft", { state: "draft" }],
    ["permission.pending", { state: "pending" }],
    ["permission.suspended", { state: "suspended" }],
    ["permission.rejected", { state: "rejected" }],
    ["permission.superseded", { state: "superseded" }],
    ["permission.revoked", { state: "revoked" }],
    ["parent.missing", { changes: { parent: "perm_p" } }],
    ["parent.circular", { changes: { parent: "perm_a" } }],
    ["window.not-begun", { changes: { window: { from: "2026-07-01T00:00:00.000Z", until: null } } }],
    ["window.ended", { changes: { window: { from: null, until: AT } } }],
  ];
  for (const [code, given] of standing) {
    it(`never stands in for a permission: not for ${code}, even where it is recorded so`, () => {
      assert.equal(ask([lift(OVERRIDABLE)], given).verdict, "refused");
      const { verdict, reasons } = ask([lift(REASON_CODES)], given);
      assert.equal(verdict, "refused");
      assert.equal(reasons[0]?.code, code);
    });
  }

  it("never lifts a prohibition that is absolute", () => {
    const { verdict, reasons } = ask([lift(["prohibition.applies"])], { others: [denies(true)] });
    assert.equal(verdict, "refused");
    assert.equal(reasons[0]?.code, "prohibition.applies");
  });

  it("of a prohibition does not make a permission", () => {
    const record = { permissions: [denies(false)], overrides: [lift(["prohibition.applies"])] };
    const { verdict, reasons } = assess(USE, WORK, record, AT);
    assert.deepEqual([verdict, reasons[0]?.code], ["refused", "permission.none"]);
  });

  it("of a prohibition that begins changes no refusal, and so no instant at which the answer differs", () => {
    const begins = "2026-06-01T18:00:00.000Z";
    const { terms: prohibition } = denies(false).versions[0]?.record ?? {};
    assert.ok(prohibition !== undefined);
    const later = permissionWith("perm_z", { terms: prohibition, window: { from: begins, until: null } });
    const record = { permissions: [later], overrides: [lift(["prohibition.applies"])] };
    const { changesAt: named, ...now } = assess(USE, WORK, record, AT);
    const { changesAt: _, ...then } = assess(USE, WORK, record, begins);
    assert.deepEqual(then, now);
    assert.equal(named, UNTIL);
  });

  it("of two lifts what each names, together", () => {
    const given = { ...terms({ media: [] }), use: { edits: "free" } } as const;
    assert.equal(ask([lift(["medium.not-covered"])], given).verdict, "refused");
    const { verdict, overrides } = ask(
      [lift(["medium.not-covered"]), lift(["edits.not-allowed", "ads.not-covered"], { id: "over_2" })],
      given,
    );
    assert.equal(verdict, "cleared");
    assert.deepEqual(
      overrides.map((applied) => [applied.override, applied.lifts]),
      [
        ["over_1", ["medium.not-covered"]],
        ["over_2", ["edits.not-allowed"]],
      ],
    );
  });

  it("is not needed where another permission allows, however much less specific", () => {
    const others = [permissionWith("perm_b")];
    const given = { changes: { works: { items: ["item_1"] }, terms: { media: [] } }, others } as const;
    const { reliedOn, overrides } = ask([lift(["medium.not-covered"])], given);
    assert.equal(reliedOn?.permission, "perm_b");
    assert.deepEqual(overrides[0]?.lifts, []);
  });

  it("lifts what a permission above fails in", () => {
    const parent = permissionWith("perm_p", { terms: { media: [] } });
    const given: Case = { changes: { parent: "perm_p" }, others: [parent] };
    assert.equal(ask([], given).verdict, "refused");
    assert.equal(ask([lift(["medium.not-covered"])], given).verdict, "cleared");
  });

  it("shows in the reasons, and in the overrides of the answer", () => {
    const { reasons, overrides } = ask([lift(["medium.not-covered"])], terms({ media: [] }));
    assert.deepEqual(
      reasons.map(({ code, sentence }) => [code, sentence]),
      [
        ["permission.covers", "perm_a version 1 allows this use."],
        [
          "override.applies",
          `The rights desk’s override over_1 lifts medium.not-covered until ${UNTIL}: agreed by telephone`,
        ],
      ],
    );
    assert.deepEqual(overrides, [
      {
        override: "over_1",
        by: "acct_1",
        role: "rights",
        reason: "agreed by telephone",
        until: UNTIL,
        lifts: ["medium.not-covered"],
      },
    ]);
  });

  const ALL = Object.fromEntries(COMPONENTS.map((component) => [component, "allow"])) as ComponentAnswers;
  it("lets pictures pass beside a text, where it names them", () => {
    const use: Partial<Use> = { components: ["text", "images"] };
    const given = { ...terms({ components: completeComponents({ text: "allow" }) }), use };
    assert.equal(ask([], given).components.images, "refused");
    assert.equal(ask([lift(["component.images"])], given).components.images, "cleared");
  });

  it("shows where it lifts a prohibition of pictures beside a text", () => {
    const components = { ...ALL, images: "deny" } as const;
    const others = [permissionWith("perm_z", { terms: { effect: "deny", components } })];
    const given = { ...terms({ components: ALL }), others, use: { components: COMPONENTS } };
    assert.equal(ask([], given).components.images, "refused");
    const lifted = ask([lift(["prohibition.applies"])], given);
    assert.equal(lifted.components.images, "cleared");
    assert.deepEqual(lifted.overrides[0]?.lifts, ["prohibition.applies"]);
  });
});

describe("where and when an override runs", () => {
  const ENDED = "2026-06-01T18:00:00.000Z";
  const rows: readonly (readonly [string, Partial<Override>, Instant, runs: boolean])[] = [
    ["in every channel", {}, AT, true],
    ["in its channel", { channel: "web" }, AT, true],
    ["in another channel", { channel: "post-web" }, AT, false],
    ["for another item", { item: "item_2" }, AT, false],
    ["a millisecond before it was given", {}, instantOf(Date.parse(FROM) - 1), false],
    ["from when it was given", {}, FROM, true],
    ["until just before its end", {}, instantOf(Date.parse(UNTIL) - 1), true],
    ["at its end", {}, UNTIL, false],
    ["until just before somebody ended it", { endedAt: ENDED }, instantOf(Date.parse(ENDED) - 1), true],
    ["from when somebody ended it", { endedAt: ENDED }, ENDED, false],
  ];
  for (const [what, changes, at, runs] of rows) {
    it(`${runs ? "it runs" : "it does not run"} ${what}`, () => {
      const { verdict, overrides } = ask([lift(["medium.not-covered"], changes)], { ...terms({ media: [] }), at });
      assert.equal(verdict, runs ? "cleared" : "refused");
      assert.equal(overrides.length, runs ? 1 : 0);
    });
  }

  it("its instants change the answer: given, ended by somebody, or run out", () => {
    const changesAt = (changes: Partial<Override>, at: Instant) =>
      ask([lift(["medium.not-covered"], changes)], { ...terms({ media: [] }), at }).changesAt;
    assert.equal(changesAt({}, "2026-05-01T00:00:00.000Z"), FROM);
    assert.equal(changesAt({}, FROM), UNTIL);
    assert.equal(changesAt({ endedAt: ENDED }, FROM), ENDED);
    assert.equal(changesAt({ endedAt: ENDED }, ENDED), null);
    assert.equal(changesAt({ channel: "post-web" }, FROM), null);
  });
});
