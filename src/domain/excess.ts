import { coversLanguage } from "./language.js";
import type { MaxUses } from "./quota.js";
import {
  AFTER_ENDS,
  type AiAnswers,
  type Answer,
  allowsAds,
  allowsEdits,
  allowsMedium,
  type ExcerptLimit,
  type Onward,
  type Terms,
} from "./terms.js";
import { isWithinTerritories, nameTerritories } from "./territory.js";
import { AI_USES, COMPONENTS, EDITS, HEADLINE_CHANGES } from "./use.js";
import { foldedName } from "./works.js";

/** A member of the narrower terms that allows more than the wider terms do. */
export interface Excess {
  readonly member: string;
  readonly detail: string;
}

type Compare = (narrow: Terms, wide: Terms, who: string) => string | null;

/** One comparison for each member of the terms that can widen a right. */
const COMPARISONS: Readonly<Partial<Record<keyof Terms, Compare>>> = {
  actions: (narrow, wide, who) => {
    const more = narrow.actions.filter((action) => !wide.actions.includes(action));
    return more.length === 0 ? null : `${who} does not allow: ${more.join(", ")}.`;
  },
  ask: (narrow, wide, who) => {
    const more = narrow.ask.filter((action) => !wide.actions.includes(action) && !wide.ask.includes(action));
    return more.length === 0 ? null : `${who} does not let anyone ask for: ${more.join(", ")}.`;
  },
  media: ({ media }, wide, who) => {
    if (wide.media === "any" || (media !== "any" && media.every((medium) => allowsMedium(wide, medium)))) return null;
    return `${who} allows ${wide.media.join(", ")} only.`;
  },
  territories: ({ territories }, wide, who) =>
    isWithinTerritories(territories, wide.territories)
      ? null
      : `${who} covers ${nameTerritories(wide.territories)} only.`,
  languages: ({ languages }, wide, who) => {
    if (wide.languages === "any") return null;
    const within = languages !== "any" && languages.every((range) => coversLanguage(wide.languages, range));
    return within ? null : `${who} covers the languages ${wide.languages.join(", ")} only.`;
  },
  components: (narrow, wide, who) => {
    const more = COMPONENTS.filter((c) => rank(narrow.components[c]) > rank(wide.components[c]));
    return more.length === 0 ? null : `${who} does not cover: ${more.join(", ")}.`;
  },
  creditMatch: ({ creditMatch }, wide, who) => {
    if (wide.creditMatch.length === 0) return null;
    const within = creditMatch.length > 0 && creditMatch.every((name) => isCredited(name, wide.creditMatch));
    return within ? null : `${who} covers pictures credited to ${wide.creditMatch.join(", ")} only.`;
  },
  onward: ({ onward }, wide, who) =>
    isOnwardWithin(onward, wide.onward) ? null : `${who} does not allow passing the work on so far.`,
  edits: ({ edits }, wide, who) => (allowsEdits(wide.edits, edits) ? null : `${who} allows ${wide.edits} only.`),
  editsWithConsent: ({ editsWithConsent }, wide, who) => {
    const most =
      EDITS[Math.max(EDITS.indexOf(wide.edits), EDITS.indexOf(wide.editsWithConsent ?? "verbatim"))] ?? "verbatim";
    return editsWithConsent === null || allowsEdits(most, editsWithConsent) ? null : `${who} allows ${most} at most.`;
  },
  headline: ({ headline }, wide, who) =>
    HEADLINE_CHANGES.indexOf(headline) <= HEADLINE_CHANGES.indexOf(wide.headline)
      ? null
      : `${who} lets the headline ${wide.headline} only.`,
  excerpt: ({ excerpt }, wide, who) =>
    isExcerptWithin(excerpt, wide.excerpt) ? null : `${who} limits excerpts further.`,
  purpose: ({ purpose }, wide, who) =>
    wide.purpose === "any" || purpose === wide.purpose ? null : `${who} is for ${wide.purpose} use only.`,
  paywall: ({ paywall }, wide, who) => (wide.paywall || !paywall ? null : `${who} allows no paywall.`),
  ads: ({ ads }, wide, who) => (allowsAds(wide.ads, ads) ? null : `${who} allows advertisements: ${wide.ads}.`),
  audience: ({ audience }, wide, who) => {
    const allowed = wide.audience;
    if (allowed === "any" || (audience !== "any" && audience.every((one) => allowed.includes(one)))) return null;
    return `${who} is for ${allowed.join(", ")} only.`;
  },
  ai: ({ ai }, wide, who) => {
    const more = AI_USES.filter((use) => moreAi(ai, wide.ai, use));
    return more.length === 0 ? null : `${who} does not allow machines: ${more.join(", ")}.`;
  },
  embargo: ({ embargo }, wide, who) =>
    wide.embargo === null || JSON.stringify(embargo) === JSON.stringify(wide.embargo) || isLater(embargo, wide.embargo)
      ? null
      : `${who} has an embargo that is to be kept.`,
  useWithinDays: ({ useWithinDays }, wide, who) =>
    isLimitWithin(useWithinDays, wide.useWithinDays)
      ? null
      : `${who} asks for first use within ${wide.useWithinDays} days of publication.`,
  maxUses: ({ maxUses }, wide, who) =>
    isQuotaWithin(maxUses, wide.maxUses) ? null : `${who} allows ${nameQuota(wide.maxUses)} at most.`,
  afterEnd: ({ afterEnd }, wide, who) =>
    AFTER_ENDS.indexOf(afterEnd) <= AFTER_ENDS.indexOf(wide.afterEnd)
      ? null
      : `${who} says what becomes of it after the end: ${wide.afterEnd}.`,
  duties: ({ duties }, wide, who) => {
    const kept = new Set(duties.filter(({ strength }) => strength === "must").map((duty) => duty.class));
    const dropped = wide.duties.filter((duty) => duty.strength === "must" && !kept.has(duty.class));
    return dropped.length === 0
      ? null
      : `${who} asks for duties that are not kept: ${dropped.map((duty) => duty.class).join(", ")}.`;
  },
  maxDays: ({ maxDays }, wide, who) =>
    isLimitWithin(maxDays, wide.maxDays) ? null : `${who} holds for at most ${wide.maxDays} days.`,
};

/** Where `narrow` would allow more than `wide` does: one sentence each, with the member concerned. */
export function excessOver(narrow: Terms, wide: Terms, who = "The license"): readonly Excess[] {
  if (wide.effect !== narrow.effect) {
    return [
      {
        member: "effect",
        detail: `${who} says ${wide.effect}; a permission under it cannot ${narrow.effect}.`,
      },
    ];
  }
  if (wide.effect === "deny") return [];
  return Object.entries(COMPARISONS).flatMap(([member, compare]) => {
    const detail = compare(narrow, wide, who);
    return detail === null ? [] : [{ member, detail }];
  });
}

export function nameQuota(quota: MaxUses | null): string {
  if (quota === null) return "any number";
  const per = quota.per === "outlet" ? " for each outlet" : "";
  return `${quota.count} ${quota.unit} ${quota.period === "total" ? "in total" : `a ${quota.period}`}${per}`;
}

/** A longer name names fewer pictures. */
function isCredited(name: string, wide: readonly string[]): boolean {
  return wide.some((other) => foldedName(name).includes(foldedName(other)));
}

function rank(answer: Answer): number {
  return ["deny", "ask", "allow"].indexOf(answer);
}

function moreAi(narrow: AiAnswers, wide: AiAnswers, use: (typeof AI_USES)[number]): boolean {
  return narrow[use] === "allow" && wide[use] !== "allow";
}

function isOnwardWithin(narrow: Onward, wide: Onward): boolean {
  if (wide === "anyone" || narrow === "none") return true;
  if (wide === "none" || narrow === "anyone") return false;
  const groups = narrow.groups ?? [];
  return (
    narrow.outlets.every((outlet) => wide.outlets.includes(outlet)) &&
    groups.every((group) => wide.groups?.includes(group) ?? false)
  );
}

function isLimitWithin(narrow: number | null, wide: number | null): boolean {
  return wide === null || (narrow !== null && narrow <= wide);
}

function isExcerptWithin(narrow: ExcerptLimit | null, wide: ExcerptLimit | null): boolean {
  if (wide === null) return true;
  return (["words", "characters", "paragraphs", "percent"] as const).every((unit) =>
    isLimitWithin(narrow?.[unit] ?? null, wide[unit]),
  );
}

/** Quotas of different units or periods are not compared: such a one is not within. */
function isQuotaWithin(narrow: MaxUses | null, wide: MaxUses | null): boolean {
  if (wide === null) return true;
  if (narrow === null || narrow.unit !== wide.unit || narrow.period !== wide.period) return false;
  return narrow.count <= wide.count && (narrow.per === "all" || wide.per === "outlet");
}

function isLater(narrow: Terms["embargo"], wide: Terms["embargo"]): boolean {
  if (narrow === null || wide === null) return wide === null;
  if ("open" in narrow) return true;
  if ("until" in narrow && "until" in wide) return narrow.until >= wide.until;
  return (
    "hoursAfterPublication" in narrow &&
    "hoursAfterPublication" in wide &&
    narrow.hoursAfterPublication >= wide.hoursAfterPublication
  );
}
