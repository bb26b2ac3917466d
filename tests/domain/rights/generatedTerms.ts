import type { Embargo } from "../../../src/domain/embargo.js";
import { PERIODS, QUOTA_UNITS } from "../../../src/domain/quota.js";
import type { ComponentAnswers, OutletSet, Terms } from "../../../src/domain/terms.js";
import { WORLDWIDE } from "../../../src/domain/territory.js";
import { ACTIONS, ADS, AUDIENCES, type COMPONENTS, EDITS, HEADLINE_CHANGES, MEDIA } from "../../../src/domain/use.js";
import { TERMS } from "../build.js";
import { type Dice, few, GROUPS, instant, OUTLETS, pick, some, territories } from "./pools.js";

const AI_ALLOWED = { search: "allow", input: "allow", train: "allow" } as const;

/** `odds` is how rarely each single constraint binds: once in so many. */
export function terms(dice: Dice, odds: number, effect: Terms["effect"]): Terms {
  const now = <T>(bound: () => T, free: T): T => (dice(odds) === 0 ? bound() : free);
  const actions = now(() => some(dice, ACTIONS), ACTIONS);
  return {
    ...TERMS,
    effect,
    absolute: dice(3) === 0,
    actions,
    ask: dice(2) === 0 ? some(dice, ACTIONS) : [],
    media: now<Terms["media"]>(() => some(dice, MEDIA), "any"),
    territories: now(() => territories(dice), WORLDWIDE),
    languages: now<Terms["languages"]>(() => [pick(dice, ["de", "en", "EN-gb"])], "any"),
    components: components(dice, effect === "deny" ? 2 : odds, effect),
    creditMatch: now<readonly string[]>(() => few(dice, ["Lantern press", "agency"]), []),
    onward: now<Terms["onward"]>(() => (dice(3) === 0 ? "none" : outletSet(dice)), "anyone"),
    edits: now(() => pick(dice, EDITS), "free"),
    editsWithConsent: dice(3) === 0 ? pick(dice, EDITS) : null,
    headline: now(() => pick(dice, HEADLINE_CHANGES), "rewrite"),
    excerpt: dice(3) === 0 ? excerptLimit(dice) : null,
    purpose: now<Terms["purpose"]>(() => "non-commercial", "any"),
    paywall: now(() => false, true),
    ads: now(() => pick(dice, ADS), "against"),
    audience: now<Terms["audience"]>(() => some(dice, AUDIENCES), "any"),
    ai: now<Terms["ai"]>(
      () => ({ ...AI_ALLOWED, search: pick(dice, ["deny", "unknown"]), train: pick(dice, ["allow", "deny"]) }),
      AI_ALLOWED,
    ),
    embargo: now(() => embargo(dice), null),
    useWithinDays: now<number | null>(() => pick(dice, [0, 1, 1, 2, 2, 366]), null),
    maxUses:
      dice(Math.ceil(odds / 2)) > 0
        ? null
        : {
            count: pick(dice, [0, 1, 1, 2, 3, 800, 1_600]),
            unit: pick(dice, QUOTA_UNITS),
            period: pick(dice, PERIODS),
            per: pick(dice, ["outlet", "all"]),
          },
    afterEnd: pick(dice, ["remove", "reduce", "may-stay"]),
  };
}

function components(dice: Dice, odds: number, effect: Terms["effect"]): ComponentAnswers {
  const usual = effect === "deny" ? "deny" : "allow";
  const answer = () => (dice(odds) === 0 ? pick(dice, ["allow", "ask", "deny"] as const) : usual);
  return {
    text: answer(),
    headline: answer(),
    images: answer(),
    graphics: answer(),
    video: answer(),
    embeds: answer(),
  } satisfies Record<(typeof COMPONENTS)[number], unknown>;
}

export function outletSet(dice: Dice): OutletSet {
  return dice(2) === 0
    ? { outlets: some(dice, OUTLETS) }
    : { outlets: some(dice, OUTLETS), groups: some(dice, GROUPS) };
}

export function embargo(dice: Dice): Embargo {
  switch (dice(5)) {
    case 0:
      return { open: "until the trial is over" };
    case 1:
    case 2:
      return { until: instant(dice) };
    default:
      return { hoursAfterPublication: pick(dice, [0, 0.5, 24, 48, 720]) };
  }
}

export function excerptLimit(dice: Dice): Terms["excerpt"] {
  const most = (values: readonly number[]) => (dice(3) === 0 ? pick(dice, values) : null);
  return {
    words: most([0, 100, 400]),
    characters: most([0, 500]),
    paragraphs: most([0, 3]),
    percent: most([1, 10, 50, 100]),
  };
}
