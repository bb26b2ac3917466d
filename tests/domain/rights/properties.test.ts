import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { assess, type Clearance } from "../../../src/domain/clearance.js";
import type { Override } from "../../../src/domain/override.js";
import type { Permission } from "../../../src/domain/permission.js";
import { REASON_CODES, REASONS } from "../../../src/domain/reasons.js";
import { type RightsRecord, rulesOf, scanOf } from "../../../src/domain/rules.js";
import { completeComponents } from "../../../src/domain/terms.js";
import { ACTIONS, COMPONENTS } from "../../../src/domain/use.js";
import { runs } from "../../runs.js";
import { permissionWith } from "../build.js";
import type { Case } from "./generated.js";
import { narrowed } from "./narrowing.js";
import { obvious, sorted } from "./obviousRule.js";
import { diceOf, FIRST_INSTANT, LAST_INSTANT, pick } from "./pools.js";
import { anyCase } from "./shrinking.js";

const RUNS = { numRuns: runs(300) };
const seed = fc.nat();

function ask({ use, work, at }: Case, record: RightsRecord): Clearance {
  return assess(use, work, record, at);
}

function givesExclusivity({ versions }: Permission): boolean {
  return versions.some(({ record }) => record.exclusivity !== null);
}

function alwaysAllows({ versions }: Permission): boolean {
  return versions.every(({ record }) => record.terms.effect === "allow");
}

function shuffled<T>(values: readonly T[], from: number): readonly T[] {
  const dice = diceOf(from);
  const rest = [...values];
  return values.flatMap(() => rest.splice(dice(rest.length), 1));
}

const OVERRIDE: Override = {
  id: "over_all",
  item: "",
  channel: null,
  codes: REASON_CODES,
  by: "acct_1",
  role: "rights",
  reason: "agreed by telephone",
  givenAt: FIRST_INSTANT,
  until: "2030-01-01T00:00:00.000Z",
  endedAt: null,
};

describe("the rights decision on any record", () => {
  it("permits no more with a further prohibition, neither in all nor in any part", () => {
    fc.assert(
      fc.property(anyCase, anyCase, (given, other) => {
        const { record } = given;
        const [model] = other.record.permissions;
        const denying = (model?.versions ?? []).map((version) => {
          const terms = { ...version.record.terms, effect: "deny" as const };
          return { ...version, state: "active" as const, record: { ...version.record, terms } };
        });
        const prohibition: Permission = { id: "perm_new", partner: "lantern", versions: denying };
        const before = ask(given, record);
        const after = ask(given, { ...record, permissions: [...record.permissions, prohibition] });
        if (before.verdict === "refused") assert.equal(after.verdict, "refused");
        for (const component of COMPONENTS) {
          if (before.components[component] === "refused") assert.equal(after.components[component], "refused");
        }
      }),
      RUNS,
    );
  });

  it("permits no more with one permission less that gives no exclusivity", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { record } = given;
        if (ask(given, record).verdict === "cleared") return;
        for (const gone of record.permissions.filter((one) => alwaysAllows(one) && !givesExclusivity(one))) {
          const permissions = record.permissions.filter((kept) => kept !== gone);
          assert.equal(ask(given, { ...record, permissions }).verdict, "refused", `without ${gone.id}`);
        }
      }),
      RUNS,
    );
  });

  it("permits no more where one constraint of one permission is narrower", () => {
    fc.assert(
      fc.property(anyCase, fc.array(seed, { minLength: 8, maxLength: 8 }), (given, seeds) => {
        const { record } = given;
        if (ask(given, record).verdict === "cleared") return;
        const eligible = record.permissions.filter((one) => alwaysAllows(one) && !givesExclusivity(one));
        if (eligible.length === 0) return;
        for (const from of seeds) {
          const dice = diceOf(from);
          const chosen = pick(dice, eligible);
          const narrower = {
            ...chosen,
            versions: chosen.versions.map((version) => ({ ...version, record: narrowed(version.record, dice) })),
          };
          const permissions = record.permissions.map((one) => (one === chosen ? narrower : one));
          const { verdict } = ask(given, { ...record, permissions });
          assert.equal(verdict, "refused", `seed ${from}: ${JSON.stringify(narrower)}`);
        }
      }),
      RUNS,
    );
  });

  it("answers alike whatever the order of permissions on record", () => {
    fc.assert(
      fc.property(anyCase, seed, (given, from) => {
        const { record } = given;
        const turned = { ...record, permissions: shuffled(record.permissions, from) };
        assert.deepEqual(ask(given, turned), ask(given, record));
      }),
      RUNS,
    );
  });

  it("answers alike by the index, by looking at everything, and when it is asked again", () => {
    fc.assert(
      fc.property(anyCase, ({ use, work, record, at }) => {
        const rules = rulesOf(record);
        const answer = assess(use, work, rules, at);
        assert.deepEqual(assess(use, work, scanOf(record), at), answer);
        assert.deepEqual(assess(use, work, rules, at), answer);
        assert.deepEqual(assess(use, { ...work }, rulesOf(structuredClone(record)), at), answer);
      }),
      RUNS,
    );
  });

  it("answers at any instant of four-digit years, and leaves what it was given as it was", () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom("0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"), (given, at) => {
        const before = structuredClone(given);
        for (const instant of [given.at, at]) {
          const { verdict, reasons } = ask({ ...given, at: instant }, given.record);
          assert.ok(verdict === "cleared" || verdict === "refused");
          assert.ok(reasons.length > 0, "an answer without a reason");
        }
        assert.ok(isDeepStrictEqual(given, before));
      }),
      RUNS,
    );
  });

  it("names the nearest miss first: what fails in less that is not lifted stands before what fails in more", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { use, work, record, at } = given;
        const { verdict, reasons } = ask(given, record);
        const { bars, misses, codes } = obvious(use, work, record, at);
        if (verdict === "cleared") return;
        const named = reasons.map(({ permission, code }) => [permission, code] as const);
        // Where the reasons are others, the test of the agreement says so.
        if (!isDeepStrictEqual(sorted(named), codes)) return;
        assert.deepEqual(sorted(named.slice(0, bars.length)), sorted(bars));
        let from = bars.length;
        for (const miss of misses) {
          assert.deepEqual(sorted(named.slice(from, from + miss.length)), sorted(miss));
          from += miss.length;
        }
      }),
      RUNS,
    );
  });
});

describe("an override on any record", () => {
  it("lifts nothing that cannot be overridden, even where it is recorded so", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const all: Override = { ...OVERRIDE, item: given.work.id };
        const lawful: Override = { ...all, codes: REASON_CODES.filter((code) => REASONS[code].overridable) };
        const answer = ask(given, { ...given.record, overrides: [all] });
        const { verdict, reliedOn, components } = ask(given, { ...given.record, overrides: [lawful] });
        assert.deepEqual([answer.verdict, answer.reliedOn, answer.components], [verdict, reliedOn, components]);
        const lifted = answer.overrides.flatMap(({ lifts }) => lifts);
        assert.deepEqual(
          lifted.filter((code) => !REASONS[code].overridable),
          [],
        );
      }),
      RUNS,
    );
  });

  it("never lifts a prohibition that is absolute", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { use, work, record } = given;
        const forbidding = {
          effect: "deny",
          absolute: true,
          actions: ACTIONS,
          components: completeComponents({}),
        } as const;
        const prohibition = permissionWith("perm_new", { partner: work.partner, terms: forbidding });
        const overrides = [{ ...OVERRIDE, item: work.id }];
        const touched = { ...given, use: { ...use, territories: ["GB"], components: COMPONENTS } };
        const answer = ask(touched, { ...record, overrides, permissions: [...record.permissions, prohibition] });
        assert.equal(answer.verdict, "refused");
        assert.ok(answer.reasons.some(({ permission }) => permission === "perm_new"));
      }),
      RUNS,
    );
  });

  it("permits no less than was permitted without it", () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const before = ask(given, { ...given.record, overrides: [] });
        const after = ask(given, {
          ...given.record,
          overrides: [{ ...OVERRIDE, item: given.work.id, until: LAST_INSTANT }],
        });
        if (before.verdict === "cleared") assert.equal(after.verdict, "cleared");
      }),
      RUNS,
    );
  });
});
