import fc from "fast-check";
import { DUTIES, DUTY_CLASSES, type Duty, type DutyParameter } from "../../../src/domain/duty.js";
import type { Embargo } from "../../../src/domain/embargo.js";
import {
  EVIDENCE_KINDS,
  KINDS_OF_PERMISSION,
  type PermissionRecord,
  type PermissionVersion,
  REFERENCE_KINDS,
} from "../../../src/domain/permission.js";
import { STATES } from "../../../src/domain/permissionState.js";
import { PERIODS, QUOTA_UNITS } from "../../../src/domain/quota.js";
import {
  AFTER_ENDS,
  AI_ANSWERS,
  ANSWERS,
  type OutletSet,
  SEARCH_WISHES,
  type Terms,
} from "../../../src/domain/terms.js";
import { expandGroups, type Territories } from "../../../src/domain/territory.js";
import { TERRITORY_GROUPS } from "../../../src/domain/territoryGroups.js";
import {
  ACTIONS,
  ADS,
  AI_USES,
  AUDIENCES,
  COMPONENTS,
  EDITS,
  HEADLINE_CHANGES,
  MEDIA,
} from "../../../src/domain/use.js";
import { instantOf } from "../../../src/domain/window.js";

/** Arbitraries over every member of a record, in the forms in which a record holds them. */

type Arb<T> = fc.Arbitrary<T>;

const either = <T>(...values: readonly T[]): Arb<T> => fc.constantFrom(...values);
const some = <T>(values: readonly T[]): Arb<readonly T[]> => fc.subarray([...values]);
const orNull = <T>(value: Arb<T>): Arb<T | null> => fc.option(value, { nil: null });
const orAny = <T>(values: readonly T[]): Arb<"any" | readonly T[]> =>
  fc.oneof(fc.constant("any" as const), some(values));

const COUNTRIES = ["GB", "IE", "DE", "FR", "US", "AX", "ZW", "KP", "CH"];
const instant = fc.integer({ min: 1_700_000_000_000, max: 2_500_000_000_000 }).map(instantOf);
const count = fc.nat({ max: 1_000_000_000 });
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  either("Zoë & Ø", "urn:x:y", "@id", "“a”\n*", "https://lantern.example/*", "日本"),
);
const names = fc.uniqueArray(text, { maxLength: 3 });
const digest = fc.nat().map((number) => `sha256:${number.toString(16).padStart(64, "0")}` as const);

const outletSet: Arb<OutletSet> = fc
  .tuple(names, fc.option(names, { nil: undefined }))
  .map(([outlets, groups]) => (groups === undefined ? { outlets } : { outlets, groups }));

const listed: Arb<Territories> = fc.record({
  include: fc.oneof(fc.constant("worldwide" as const), some(COUNTRIES)),
  exclude: some(COUNTRIES),
});
const grouped: Arb<Territories> = fc
  .tuple(some(TERRITORY_GROUPS.map(({ code }) => code)), some(COUNTRIES), some(COUNTRIES))
  .map(([groups, countries, exclude]) => expandGroups({ include: [...groups, ...countries], exclude }));
const territories = fc.oneof(listed, grouped);

const embargo: Arb<Embargo> = fc.oneof(
  fc.record({ until: instant }),
  fc.record({ hoursAfterPublication: fc.oneof(fc.nat({ max: 900_000 }), fc.constant(0.5)) }),
  fc.record({ open: text }),
);
const window = fc.record({ from: orNull(instant), until: orNull(instant) });

const VALUES: Readonly<Record<string, Arb<DutyParameter>>> = {
  text,
  url: either("https://lantern.example/logo.png", "http://lantern.example/p?c=1"),
  "https url": either("https://lantern.example/p.gif", "https://lantern.example/p?c=1&d=2"),
  number: fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs)),
  flag: fc.boolean(),
  list: names,
};

function parametersOf(name: Duty["class"]): Arb<Duty["parameters"]> {
  const { parameters: kinds, needs = [] }: { parameters: Readonly<Record<string, string>>; needs?: readonly string[] } =
    DUTIES[name];
  const model = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, VALUES[kind] ?? text]));
  const currency = fc.oneof(text, either("GBP", "EUR"));
  const every = fc.record("currency" in model ? { ...model, currency } : model);
  return every.chain((all) =>
    some(Object.entries(all)).map((kept) => Object.fromEntries([...needs.map((need) => [need, all[need]]), ...kept])),
  );
}

const duty: Arb<Duty> = either(...DUTY_CLASSES).chain((name) =>
  fc.record({
    class: fc.constant(name),
    strength: either<Duty["strength"]>("must", "please"),
    placement: either<Duty["placement"]>("top", "bottom", null),
    media: orAny(MEDIA),
    due: fc.record({
      after: either<Duty["due"]["after"]>("asking", "publication", "correction", "request", "notice", "end"),
      hours: count,
    }),
    check: either<Duty["check"]>("rendered", "reported", "inspected", "counted"),
    parameters: parametersOf(name),
  }),
);

const answers = <K extends string, T>(keys: readonly K[], values: readonly T[]): Arb<Readonly<Record<K, T>>> =>
  fc.record(Object.fromEntries(keys.map((key) => [key, either(...values)])) as Record<K, Arb<T>>);

const actions = fc.tuple(some(ACTIONS), some(ACTIONS)).map(([allowed, asked]) => ({
  actions: allowed,
  ask: asked.filter((action) => !allowed.includes(action)),
}));

const terms: Arb<Terms> = fc
  .record({
    effect: either<Terms["effect"]>("allow", "allow", "deny"),
    absolute: fc.boolean(),
    media: orAny(MEDIA),
    territories,
    languages: fc.oneof(fc.constant("any" as const), some(["en", "en-GB", "de", "zh-Hant-TW"])),
    components: answers(COMPONENTS, ANSWERS),
    creditMatch: names,
    onward: fc.oneof(either<"none" | "anyone">("none", "anyone"), outletSet),
    edits: either(...EDITS),
    editsWithConsent: orNull(either(...EDITS)),
    headline: either(...HEADLINE_CHANGES),
    excerpt: orNull(
      fc.record({
        words: orNull(count),
        characters: orNull(count),
        paragraphs: orNull(count),
        percent: orNull(fc.nat({ max: 100 })),
      }),
    ),
    purpose: either<Terms["purpose"]>("any", "non-commercial"),
    paywall: fc.boolean(),
    ads: either(...ADS),
    audience: orAny(AUDIENCES),
    ai: answers(AI_USES, AI_ANSWERS),
    embargo: orNull(embargo),
    useWithinDays: orNull(fc.nat({ max: 36_500 })),
    maxUses: orNull(
      fc.record({
        count,
        unit: either(...QUOTA_UNITS),
        period: either(...PERIODS),
        per: either<"outlet" | "all">("outlet", "all"),
      }),
    ),
    maxDays: orNull(fc.integer({ min: 1, max: 36_500 })),
    afterEnd: either(...AFTER_ENDS),
    searchWish: either(...SEARCH_WISHES),
    revocable: fc.boolean(),
    noticeDays: fc.nat({ max: 36_500 }),
    duties: fc.array(duty, { maxLength: 4 }),
  })
  .chain((rest) => actions.map((done) => ({ ...rest, ...done })));

const workNames = { sources: names, authors: names, tags: names, urls: names, items: names };

const anyRecord: Arb<PermissionRecord> = fc.record({
  partner: either("lantern", "the-quiet-tide", "a/b c:é"),
  direction: either<PermissionRecord["direction"]>("inbound", "outbound"),
  parent: orNull(either("perm_0", "perm_1")),
  kind: either(...KINDS_OF_PERMISSION),
  license: fc.record({ id: either("house", "cc-by-4.0"), digest }),
  grantor: fc.record({
    name: text,
    basis: either<PermissionRecord["grantor"]["basis"]>("owner", "agent", "license-text"),
  }),
  rightsHolder: text,
  licensees: fc.oneof(either<"anyone" | "house">("anyone", "house"), outletSet),
  works: fc.record({ ...workNames, published: orNull(window), except: fc.record(workNames) }),
  terms,
  window,
  exclusivity: orNull(
    fc.record({
      kind: either<"exclusive" | "first">("exclusive", "first"),
      territories,
      media: orAny(MEDIA),
      until: orNull(instant),
    }),
  ),
  creditLine: orNull(text),
  notice: orNull(text),
  references: fc.array(fc.record({ kind: either(...REFERENCE_KINDS), number: text }), { maxLength: 3 }),
  evidence: fc.array(
    fc.record({
      kind: either(...EVIDENCE_KINDS),
      note: text,
      digest: orNull(digest),
      url: orNull(text),
      capturedAt: orNull(instant),
      capturedBy: orNull(text),
    }),
    { maxLength: 3 },
  ),
  fee: orNull(
    fc.record({
      amount: fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs),
      currency: either("GBP", "EUR"),
      basis: text,
      invoice: orNull(text),
    }),
  ),
  contributorPayment: fc.boolean(),
  reviewBy: orNull(instant),
});

/** As plain objects, which is how they come back. */
export const record = anyRecord.map((given) => structuredClone(given));

export const state: Arb<PermissionVersion["state"]> = either(...STATES);

export function versionOf(given: PermissionRecord, at: PermissionVersion["state"] = "active"): PermissionVersion {
  const since = "2026-01-01T00:00:00.000Z";
  return { version: 1, recordedAt: since, since, state: at, record: given, reason: null };
}
