import type { Exclusivity, Licensees } from "../../../src/domain/exclusivity.js";
import type { Override } from "../../../src/domain/override.js";
import type { Permission, PermissionRecord, PermissionVersion } from "../../../src/domain/permission.js";
import { REASON_CODES } from "../../../src/domain/reasons.js";
import type { RightsRecord } from "../../../src/domain/rules.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import {
  ACTIONS,
  ADS,
  AI_USES,
  AUDIENCES,
  COMPONENTS,
  EDITS,
  HEADLINE_CHANGES,
  MEDIA,
  PURPOSES,
  type RecordedUse,
  type Use,
} from "../../../src/domain/use.js";
import type { Instant, Window } from "../../../src/domain/window.js";
import { ALL_WORKS, type WorkFacts, type WorkNames, type Works } from "../../../src/domain/works.js";
import { recordWith } from "../build.js";
import { outletSet, terms } from "./generatedTerms.js";
import * as pools from "./pools.js";
import { type Dice, few, instant, pick, some, territories } from "./pools.js";

/** A question with all that is on record. */
export interface Case {
  readonly use: Use;
  readonly work: WorkFacts;
  readonly record: RightsRecord;
  readonly at: Instant;
}

export const PERMISSION_IDS = ["perm_a", "perm_b", "perm_c", "perm_d", "perm_e"] as const;
const MISSING = "perm_missing";

export function caseOf(dice: Dice): Case {
  const record = recordOf(dice);
  return { ...questionOf(dice), record };
}

export function questionOf(dice: Dice): Omit<Case, "record"> {
  return { use: useOf(dice), work: workOf(dice), at: instant(dice) };
}

export function recordOf(dice: Dice): RightsRecord {
  const odds = pick(dice, [4, 12, 40, 100]);
  const count = 1 + dice(PERMISSION_IDS.length);
  const start = dice(PERMISSION_IDS.length);
  const ids = PERMISSION_IDS.map((_, index) => PERMISSION_IDS[(index + start) % PERMISSION_IDS.length] ?? MISSING);
  const many = (most: number) => Array.from({ length: dice(2) * dice(most + 1) });
  return {
    permissions: ids.slice(0, count).map((id) => permission(dice, id, odds)),
    uses: many(6)
      .map(() => recordedUse(dice))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    overrides: many(2).map((_, index) => override(dice, index)),
  };
}

function permission(dice: Dice, id: string, odds: number): Permission {
  const partner = dice(20) === 0 ? pick(dice, pools.PARTNERS) : "lantern";
  const effect = dice(7) === 0 ? "deny" : "allow";
  const first = version(dice, 1, { partner, id, odds, effect });
  const versions: PermissionVersion[] = [{ ...first, since: dice(4) === 0 ? instant(dice) : pools.FIRST_INSTANT }];
  for (let more = dice(3) === 0 ? 1 + dice(2) : 0; more > 0; more--) {
    const changed = dice(6) === 0 ? "deny" : effect;
    const next = version(dice, versions.length + 1, { partner, id, odds, effect: changed });
    versions.push(dice(3) === 0 ? { ...next, record: first.record } : next);
  }
  return { id, partner, versions };
}

interface Kind {
  readonly partner: string;
  readonly id: string;
  readonly odds: number;
  readonly effect: "allow" | "deny";
}

const OTHER_STATES = ["draft", "pending", "suspended", "revoked", "expired", "rejected", "superseded"] as const;

function version(dice: Dice, number: number, kind: Kind): PermissionVersion {
  const since = instant(dice);
  const state = dice(8) === 0 ? pick(dice, OTHER_STATES) : "active";
  return { version: number, recordedAt: since, since, state, record: recordOfPermission(dice, kind), reason: null };
}

function recordOfPermission(dice: Dice, { partner, odds, effect }: Kind): PermissionRecord {
  return recordWith({
    partner,
    parent: dice(5) === 0 ? pick(dice, [...PERMISSION_IDS, MISSING]) : null,
    licensees: licensees(dice),
    works: works(dice),
    window: window(dice, 4),
    exclusivity: dice(8) === 0 ? exclusivity(dice) : null,
    terms: terms(dice, odds, effect),
  });
}

function licensees(dice: Dice): Licensees {
  return pick(dice, ["house", "anyone", "house", outletSet(dice)]);
}

function window(dice: Dice, odds: number): Window {
  return { from: dice(odds) === 0 ? instant(dice) : null, until: dice(odds) === 0 ? instant(dice) : null };
}

function exclusivity(dice: Dice): Exclusivity {
  return {
    kind: pick(dice, ["exclusive", "first"]),
    territories: dice(2) === 0 ? WORLDWIDE : territories(dice),
    media: dice(2) === 0 ? "any" : some(dice, MEDIA),
    until: dice(2) === 0 ? null : instant(dice),
  };
}

function works(dice: Dice): Works {
  if (dice(2) === 0) return ALL_WORKS;
  const except = dice(5) === 0 ? workNames(dice, 8) : ALL_WORKS.except;
  return { ...workNames(dice, 6), published: dice(8) === 0 ? window(dice, 2) : null, except };
}

function workNames(dice: Dice, odds: number): WorkNames {
  const named = (values: readonly string[]) => (dice(odds) === 0 ? few(dice, values) : []);
  return {
    sources: named(pools.SOURCES),
    authors: named(pools.AUTHORS_RETYPED),
    tags: named(pools.TAGS_RETYPED),
    urls: named(pools.PATTERNS),
    items: named(pools.ITEMS),
  };
}

function workOf(dice: Dice): WorkFacts {
  return {
    id: dice(2) === 0 ? "item_1" : pick(dice, pools.ITEMS),
    partner: dice(30) === 0 ? "beacon" : "lantern",
    sources: few(dice, pools.SOURCES),
    authors: some(dice, pools.AUTHORS),
    tags: some(dice, pools.TAGS_RETYPED),
    url: dice(5) === 0 ? null : pick(dice, pools.URLS),
    publishedAt: dice(6) === 0 ? null : instant(dice),
    language: dice(8) === 0 ? null : pick(dice, pools.LANGUAGES),
    words: pick(dice, [0, 3, 800, 800]),
    imageCredits: Array.from({ length: dice(3) }, () => pick(dice, pools.CREDITS)),
    reserved: dice(8) === 0 ? "All rights reserved." : null,
  };
}

function receiver(dice: Dice): Pick<Use, "outlet" | "outletGroups"> {
  if (dice(2) === 0) return { outlet: null, outletGroups: [] };
  return { outlet: pick(dice, pools.OUTLETS), outletGroups: some(dice, pools.GROUPS) };
}

function useOf(dice: Dice): Use {
  const size = (values: readonly number[]) => (dice(5) === 0 ? null : pick(dice, values));
  return {
    ...receiver(dice),
    action: dice(2) === 0 ? "republish" : pick(dice, ACTIONS),
    channel: pick(dice, pools.CHANNELS),
    medium: dice(2) === 0 ? "web" : pick(dice, MEDIA),
    territories: pools.reach(dice),
    language: dice(2) === 0 ? null : pick(dice, pools.LANGUAGES),
    edits: dice(2) === 0 ? "verbatim" : pick(dice, EDITS),
    headline: dice(2) === 0 ? "keep" : pick(dice, HEADLINE_CHANGES),
    components: dice(2) === 0 ? COMPONENTS : some(dice, COMPONENTS),
    excerpt:
      dice(5) === 0
        ? null
        : { words: size([0, 1, 80, 100, 101]), characters: size([0, 500, 501]), paragraphs: size([0, 3, 4]) },
    purpose: pick(dice, PURPOSES),
    paywall: dice(2) === 0,
    ads: pick(dice, ADS),
    audience: dice(2) === 0 ? "public" : pick(dice, AUDIENCES),
    ai: dice(3) === 0 ? some(dice, AI_USES) : [],
    ...(dice(3) === 0 ? { begunAt: instant(dice) } : {}),
  };
}

function recordedUse(dice: Dice): RecordedUse {
  return {
    ...receiver(dice),
    permissions: few(dice, PERMISSION_IDS),
    item: pick(dice, pools.ITEMS),
    channel: pick(dice, pools.CHANNELS),
    words: pick(dice, [400, 800, 800]),
    at: instant(dice),
  };
}

/** Given before it ends, and ended by somebody, if at all, while it ran: nothing else can come on record. */
function override(dice: Dice, index: number): Override {
  const [givenAt = pools.FIRST_INSTANT, endedAt = "", until = pools.LAST_INSTANT] = [
    dice(2) === 0 ? pools.FIRST_INSTANT : instant(dice),
    instant(dice),
    dice(2) === 0 ? pools.LAST_INSTANT : instant(dice),
  ].sort();
  return {
    id: `over_${index}`,
    item: pick(dice, pools.ITEMS),
    channel: dice(2) === 0 ? null : pick(dice, pools.CHANNELS),
    codes: dice(6) === 0 ? REASON_CODES : REASON_CODES.filter(() => dice(4) === 0),
    by: "acct_1",
    role: "rights",
    reason: "agreed by telephone",
    givenAt,
    until,
    endedAt: dice(4) === 0 && endedAt < until ? endedAt : null,
  };
}
