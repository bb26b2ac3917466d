import type { PermissionRecord } from "../../../src/domain/permission.js";
import { PERIODS, QUOTA_UNITS } from "../../../src/domain/quota.js";
import type { Terms } from "../../../src/domain/terms.js";
import { ADS, AI_USES, AUDIENCES, COMPONENTS, EDITS, HEADLINE_CHANGES, MEDIA } from "../../../src/domain/use.js";
import { embargo, excerptLimit, outletSet } from "./generatedTerms.js";
import * as pools from "./pools.js";
import { type Dice, instant, pick } from "./pools.js";

type Narrowing = (record: PermissionRecord, dice: Dice) => PermissionRecord;

function without<T>(values: readonly T[], dice: Dice): readonly T[] {
  return values.length === 0 ? values : values.toSpliced(dice(values.length), 1);
}

function oneDown<T>(order: readonly T[], value: T): T {
  return order[order.indexOf(value) - 1] ?? value;
}

function lower(value: number | null, dice: Dice): number | null {
  return value === null ? pick(dice, [0, 3, 100]) : Math.max(0, value - 1);
}

/** Ways to make the terms allow less in one respect. */
const OF_TERMS: readonly ((terms: Terms, dice: Dice) => Partial<Terms>)[] = [
  ({ actions }, dice) => ({ actions: without(actions, dice) }),
  // No action that was not allowed is among them: what is to be asked for may be overridden where nothing else is.
  ({ actions }, dice) => ({ actions: [], ask: pick(dice, [actions, []]) }),
  ({ media }, dice) => ({ media: without(media === "any" ? MEDIA : media, dice) }),
  ({ territories }, dice) => ({
    territories: { ...territories, exclude: [...territories.exclude, pick(dice, pools.COUNTRIES)] },
  }),
  ({ territories }, dice) => {
    const { include } = territories;
    return {
      territories: { ...territories, include: without(include === "worldwide" ? pools.COUNTRIES : include, dice) },
    };
  },
  ({ languages }, dice) => ({ languages: without(languages === "any" ? ["de", "en"] : languages, dice) }),
  ({ components }, dice) => {
    const component = pick(dice, COMPONENTS);
    return { components: { ...components, [component]: components[component] === "allow" ? "ask" : "deny" } };
  },
  ({ creditMatch }, dice) => ({ creditMatch: creditMatch.length === 1 ? creditMatch : without(creditMatch, dice) }),
  ({ creditMatch }) => ({ creditMatch: creditMatch.length === 0 ? ["agency"] : creditMatch }),
  ({ onward }, dice) => {
    if (onward === "none") return {};
    if (onward === "anyone") return { onward: outletSet(dice) };
    return { onward: { ...onward, outlets: without(onward.outlets, dice) } };
  },
  ({ onward }) => ({ onward: onward === "none" || onward === "anyone" ? "none" : { outlets: onward.outlets } }),
  ({ edits }) => ({ edits: oneDown(EDITS, edits) }),
  () => ({ editsWithConsent: null }),
  ({ headline }) => ({ headline: oneDown(HEADLINE_CHANGES, headline) }),
  ({ excerpt }, dice) => {
    if (excerpt === null) return { excerpt: excerptLimit(dice) };
    const field = pick(dice, ["words", "characters", "paragraphs", "percent"] as const);
    return { excerpt: { ...excerpt, [field]: lower(excerpt[field], dice) } };
  },
  () => ({ purpose: "non-commercial" }),
  () => ({ paywall: false }),
  ({ ads }) => ({ ads: oneDown(ADS, ads) }),
  ({ audience }, dice) => ({ audience: without(audience === "any" ? AUDIENCES : audience, dice) }),
  ({ ai }, dice) => ({ ai: { ...ai, [pick(dice, AI_USES)]: pick(dice, ["deny", "unknown"]) } }),
  ({ embargo: held }, dice) => {
    if (held === null) return { embargo: embargo(dice) };
    if ("hoursAfterPublication" in held) return { embargo: { hoursAfterPublication: held.hoursAfterPublication + 24 } };
    return { embargo: { open: "until somebody says so" } };
  },
  ({ useWithinDays }, dice) => ({ useWithinDays: lower(useWithinDays, dice) }),
  ({ maxUses }, dice) => {
    if (maxUses !== null) return { maxUses: { ...maxUses, count: Math.max(0, maxUses.count - 1) } };
    const per = pick(dice, ["outlet", "all"] as const);
    return { maxUses: { count: dice(3), unit: pick(dice, QUOTA_UNITS), period: pick(dice, PERIODS), per } };
  },
];

/** Ways to make the rest of a record allow less in one respect. */
const OF_RECORDS: readonly Narrowing[] = [
  (record, dice) => {
    const { licensees } = record;
    if (licensees === "house") return record;
    if (licensees === "anyone") return { ...record, licensees: pick(dice, ["house", outletSet(dice)]) };
    return { ...record, licensees: { ...licensees, outlets: without(licensees.outlets, dice) } };
  },
  (record, dice) => {
    const from = instant(dice);
    const { window } = record;
    return { ...record, window: { ...window, from: window.from !== null && window.from > from ? window.from : from } };
  },
  (record, dice) => {
    const until = instant(dice);
    const { window } = record;
    const isSooner = window.until !== null && window.until < until;
    return { ...record, window: { ...window, until: isSooner ? window.until : until } };
  },
  (record, dice) => {
    const { works } = record;
    const kind = pick(dice, ["sources", "authors", "tags", "items"] as const);
    const named = { sources: pools.SOURCES, authors: pools.AUTHORS, tags: pools.TAGS, items: pools.ITEMS }[kind];
    const names = works[kind].length === 0 ? [pick<string>(dice, named)] : works[kind].slice(0, 1);
    return { ...record, works: { ...works, [kind]: names } };
  },
  (record, dice) => {
    const { except } = record.works;
    const more = pick(dice, [
      { items: [...except.items, pick(dice, pools.ITEMS)] },
      { tags: [...except.tags, pick(dice, pools.TAGS)] },
      { urls: [...except.urls, pick(dice, pools.PATTERNS)] },
    ]);
    return { ...record, works: { ...record.works, except: { ...except, ...more } } };
  },
  (record, dice) => ({
    ...record,
    works: { ...record.works, published: record.works.published ?? { from: instant(dice), until: null } },
  }),
  (record, dice) => ({ ...record, parent: record.parent ?? pick(dice, ["perm_a", "perm_b", "perm_missing"]) }),
];

/** A record that allows no more than the one given, in some respect perhaps less. */
export function narrowed(record: PermissionRecord, dice: Dice): PermissionRecord {
  const ofTerms = OF_TERMS.map(
    (narrow): Narrowing =>
      ({ terms, ...rest }) => ({ ...rest, terms: { ...terms, ...narrow(terms, dice) } }),
  );
  return pick(dice, [...ofTerms, ...OF_RECORDS])(record, dice);
}
