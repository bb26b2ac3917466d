import assert from "node:assert/strict";
import fc from "fast-check";
import { assess } from "../../../src/domain/clearance.js";
import type { Embargo } from "../../../src/domain/embargo.js";
import type { Exclusivity } from "../../../src/domain/exclusivity.js";
import { OVERRIDABLE, type Override } from "../../../src/domain/override.js";
import type { Permission } from "../../../src/domain/permission.js";
import { type MaxUses, PERIODS } from "../../../src/domain/quota.js";
import { type RightsRecord, rulesOf, scanOf } from "../../../src/domain/rules.js";
import { completeComponents } from "../../../src/domain/terms.js";
import type { RecordedUse, Use } from "../../../src/domain/use.js";
import { type Instant, instantOf } from "../../../src/domain/window.js";
import { runs } from "../../runs.js";
import { permissionWith, TERMS, USE, WORK } from "../build.js";

/** Records with everything that depends on the clock, over the turn of a leap year's February. */
const HOUR = 3_600_000;
const START = Date.parse("2028-02-28T00:00:00.000Z");
const COLUMN = { ...WORK, publishedAt: instantOf(START) };

const hour: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 60 }).map((hours) => instantOf(START + hours * HOUR));
const end = fc.option(hour);
const ids = ["perm_0", "perm_1", "perm_2", "perm_3"] as const;
const outlet = fc.constantFrom(null, "post", "mail");

const embargo: fc.Arbitrary<Embargo | null> = fc.option(
  fc.oneof(
    hour.map((until) => ({ until })),
    fc.integer({ min: 0, max: 50 }).map((hours) => ({ hoursAfterPublication: hours })),
  ),
);
const maxUses: fc.Arbitrary<MaxUses | null> = fc.option(
  fc.record({
    count: fc.integer({ min: 1, max: 2 }),
    unit: fc.constantFrom("items" as const, "downloads" as const),
    period: fc.constantFrom(...PERIODS),
    per: fc.constantFrom("outlet" as const, "all" as const),
  }),
);
const exclusivity: fc.Arbitrary<Exclusivity | null> = fc.option(
  fc.record({
    kind: fc.constantFrom("exclusive" as const, "first" as const),
    territories: fc.constantFrom({ include: ["GB"], exclude: [] }, { include: ["IE"], exclude: [] }),
    media: fc.constantFrom("any" as const, ["print" as const]),
    until: end,
  }),
  { freq: 1 },
);

const version = fc.record({
  since: hour,
  state: fc.constantFrom("active" as const, "active" as const, "active" as const, "suspended" as const),
  window: fc.record({ from: end, until: end }),
  parent: fc.option(fc.constantFrom(...ids), { freq: 1 }),
  licensees: fc.constantFrom("house" as const, "anyone" as const, { outlets: ["post"] }),
  exclusivity,
  works: fc.constantFrom({}, { tags: ["Tides"] }, { authors: ["ADA brook"] }, { items: ["item_2"] }),
  effect: fc.constantFrom("allow" as const, "allow" as const, "allow" as const, "deny" as const),
  media: fc.constantFrom("any" as const, "any" as const, ["print" as const]),
  embargo,
  maxUses,
  useWithinDays: fc.option(fc.integer({ min: 0, max: 2 })),
});

const permission = (id: string): fc.Arbitrary<Permission> =>
  fc.array(version, { minLength: 1, maxLength: 2 }).map((versions) => {
    const inOrder = versions.sort((a, b) => (a.since < b.since ? -1 : 1));
    return {
      id,
      partner: "lantern",
      versions: inOrder.flatMap(({ since, state, effect, media, ...rest }, index) => {
        const { embargo: until, maxUses: quota, useWithinDays, ...facts } = rest;
        const components = effect === "deny" ? completeComponents({}) : TERMS.components;
        const terms = {
          ...TERMS,
          components,
          effect,
          media,
          embargo: until,
          maxUses: quota,
          useWithinDays,
          onward: "anyone",
        } as const;
        return permissionWith(id, { ...facts, terms }, { version: index + 1, recordedAt: since, state }).versions;
      }),
    };
  });

const recordedUse: fc.Arbitrary<RecordedUse> = fc.record({
  permissions: fc.subarray([...ids], { minLength: 1 }),
  item: fc.constantFrom("item_1", "item_2", "item_3"),
  channel: fc.constantFrom("web", "post-web"),
  outlet,
  outletGroups: fc.constant([]),
  words: fc.constant(100),
  at: hour,
});

const override: fc.Arbitrary<Override> = fc
  .record({ from: hour, until: hour, endedAt: end, channel: fc.constantFrom(null, "web", "app") })
  .filter(({ from, until, endedAt }) => from < until && (endedAt === null || (from <= endedAt && endedAt < until)))
  .chain(({ from, ...rest }) =>
    fc.subarray([...OVERRIDABLE], { minLength: 1 }).map((codes) => ({
      ...rest,
      codes,
      id: `over_${from}`,
      item: COLUMN.id,
      by: "acct_1",
      role: "rights" as const,
      reason: "agreed",
      givenAt: from,
    })),
  );

const record: fc.Arbitrary<RightsRecord> = fc.record({
  permissions: fc.tuple(...ids.map(permission)).chain((all) => fc.subarray(all)),
  uses: fc.array(recordedUse, { maxLength: 5 }),
  overrides: fc.array(override, { maxLength: 1 }),
});

const use: fc.Arbitrary<Use> = outlet.map((receiver) => ({ ...USE, components: ["text"], outlet: receiver }));
const RUNS = { numRuns: runs(400) };

describe("the rights decision, on generated records of all kinds", () => {
  it("answers alike, word for word, at every instant before changesAt", () => {
    fc.assert(
      fc.property(record, use, hour, fc.nat(), (rights, asked, at, step) => {
        const rules = rulesOf(rights);
        const { changesAt, ...now } = assess(asked, COLUMN, rules, at);
        const last = changesAt === null ? START + 20_000 * HOUR : Date.parse(changesAt) - 1;
        const between = instantOf(Date.parse(at) + (step % (last - Date.parse(at) + 1)));
        const { changesAt: same, ...then } = assess(asked, COLUMN, rules, between);
        assert.deepEqual(then, now);
        assert.equal(same, changesAt);
      }),
      RUNS,
    );
  });

  it("does not depend on the order on record, nor on how the record is arranged", () => {
    fc.assert(
      fc.property(record, use, hour, (rights, asked, at) => {
        const answer = assess(asked, COLUMN, rulesOf(rights), at);
        const turned = {
          ...rights,
          permissions: [...rights.permissions].reverse(),
          uses: rights.uses?.toReversed() ?? [],
        };
        assert.deepEqual(assess(asked, COLUMN, rulesOf(turned), at), answer);
        assert.deepEqual(assess(asked, COLUMN, scanOf(rights), at), answer);
      }),
      RUNS,
    );
  });

  it("is cleared only on a permission in force at the instant, and by all that it stands under", () => {
    fc.assert(
      fc.property(record, use, hour, (rights, asked, at) => {
        const { reliedOn, under } = assess(asked, COLUMN, rights, at);
        if (reliedOn === null) return;
        for (const { permission: id, version: number } of [reliedOn, ...under]) {
          const versions = rights.permissions.find((one) => one.id === id)?.versions ?? [];
          const counted = versions.findLast(({ since }) => since <= at);
          assert.ok(counted !== undefined);
          assert.deepEqual([counted.version, counted.state], [number, "active"]);
          const { from, until } = counted.record.window;
          assert.ok((from === null || from <= at) && (until === null || at < until));
        }
      }),
      RUNS,
    );
  });
});
