import type { Licensees } from "../../../src/domain/exclusivity.js";
import type { PermissionVersion } from "../../../src/domain/permission.js";
import type { MaxUses } from "../../../src/domain/quota.js";
import type { ReasonCode } from "../../../src/domain/reasons.js";
import type { ExcerptLimit, Terms } from "../../../src/domain/terms.js";
import type { Component, RecordedUse, Use } from "../../../src/domain/use.js";
import type { Instant } from "../../../src/domain/window.js";
import type { WorkFacts } from "../../../src/domain/works.js";
import {
  beginningOf,
  coversLanguage,
  coversPlaces,
  hasBegun,
  hasEnded,
  milliseconds,
  namesOutlet,
} from "./obviousScope.js";

/** What one permission, looked at by itself, fails in: every code, in any order. */

export interface Asked {
  readonly use: Use;
  readonly work: WorkFacts;
  readonly at: Instant;
  /** Everything on record. */
  readonly uses: readonly RecordedUse[];
}

export function failuresOf(id: string, version: PermissionVersion, asked: Asked): readonly ReasonCode[] {
  const { terms, window, licensees } = version.record;
  const { use, work, at } = asked;
  const codes: ReasonCode[] = [];
  const fail = (code: ReasonCode, fails: boolean) => {
    if (fails) codes.push(code);
  };
  const mayStay = isReduced(terms, use);
  const goesOn = hasEnded(window, at) && mayStay && isLeft(version, use);
  const isOver = hasEnded(window, at) && !goesOn;
  const expiresByTheClock = version.state === "suspended" && isOver;
  if (version.state !== "active" && !expiresByTheClock && !goesOn) codes.push(`permission.${version.state}`);
  fail("window.not-begun", !hasBegun(window, at));
  fail("window.ended", isOver);
  codes.push(...embargoFailures(terms, asked), ...useWindowFailures(id, terms, asked));
  fail("quota.exhausted", terms.maxUses !== null && isExhausted(id, terms.maxUses, asked));
  if (!terms.actions.includes(use.action) && !mayStay) {
    codes.push(terms.ask.includes(use.action) ? "action.to-be-asked" : "action.not-allowed");
  }
  fail("medium.not-covered", terms.media !== "any" && !terms.media.includes(use.medium));
  fail("territory.not-covered", !coversPlaces(terms.territories, use.territories));
  const language = use.language ?? work.language;
  fail(
    "language.not-covered",
    terms.languages !== "any" && (language === null || !coversLanguage(terms.languages, language)),
  );
  codes.push(...receiverFailures(licensees, terms, use));
  for (const component of decisive(use)) fail(`component.${component}`, !clears(terms, component, work));
  codes.push(...editFailures(terms, use));
  fail("headline.not-allowed", isBeyond(["keep", "shorten", "adapt", "rewrite"], terms.headline, use.headline));
  fail(
    "excerpt.too-long",
    use.action === "excerpt" && terms.excerpt !== null && isTooLong(terms.excerpt, use, work.words),
  );
  fail("purpose.not-covered", terms.purpose === "non-commercial" && use.purpose === "commercial");
  fail("paywall.not-covered", use.paywall && !terms.paywall);
  fail("ads.not-covered", isBeyond(["none", "around", "against"], terms.ads, use.ads));
  fail("audience.not-covered", terms.audience !== "any" && !terms.audience.includes(use.audience));
  fail(
    "ai.not-allowed",
    use.ai.some((machine) => terms.ai[machine] !== "allow"),
  );
  return codes;
}

/** An excerpt of what goes on already, where the terms let it be reduced to one. */
function isReduced({ afterEnd, actions }: Terms, { action, begunAt }: Use): boolean {
  const isOfPublishing = actions.some((allowed) => allowed === "republish" || allowed === "excerpt");
  return action === "excerpt" && begunAt !== undefined && afterEnd !== "remove" && isOfPublishing;
}

/** The use began while the window ran, and it was the clock that ended it. */
function isLeft({ state, record: { window } }: PermissionVersion, { begunAt = "" }: Use): boolean {
  return (state === "active" || state === "expired") && hasBegun(window, begunAt) && !hasEnded(window, begunAt);
}

export function decisive({ components }: Use): readonly Component[] {
  const asksForWords = components.includes("text") || components.includes("headline");
  return components.filter((component) => !asksForWords || component === "text" || component === "headline");
}

export function clears(terms: Terms, component: Component, work: WorkFacts): boolean {
  if (terms.components[component] !== "allow") return false;
  const isPicture = component === "images" || component === "graphics";
  if (!isPicture || terms.creditMatch.length === 0) return true;
  const comparable = (text: string) => text.toLowerCase().replace(/\s+/gu, " ").trim();
  return work.imageCredits.every((credit) =>
    terms.creditMatch.some((name) => credit !== null && comparable(credit).includes(comparable(name))),
  );
}

/** True where what is asked stands after what is allowed. */
function isBeyond<T extends string>(order: readonly T[], allowed: T, asked: T): boolean {
  return order.indexOf(asked) > order.indexOf(allowed);
}

function embargoFailures({ embargo }: Terms, { work, at }: Asked): readonly ReasonCode[] {
  if (embargo === null) return [];
  if ("open" in embargo) return ["embargo.open"];
  if ("until" in embargo) return milliseconds(at) < milliseconds(embargo.until) ? ["embargo.not-lifted"] : [];
  if (work.publishedAt === null) return ["embargo.unknown"];
  const end = milliseconds(work.publishedAt) + embargo.hoursAfterPublication * 60 * 60 * 1_000;
  return milliseconds(at) < end ? ["embargo.not-lifted"] : [];
}

function useWindowFailures(id: string, { useWithinDays }: Terms, asked: Asked): readonly ReasonCode[] {
  if (useWithinDays === null) return [];
  const { work, use, at } = asked;
  const own = asked.uses.filter(
    (one) =>
      one.permissions.includes(id) &&
      one.item === work.id &&
      one.outlet === use.outlet &&
      milliseconds(one.at) <= milliseconds(at),
  );
  if (work.publishedAt === null) return own.length > 0 ? [] : ["use-window.unknown"];
  const end = milliseconds(work.publishedAt) + useWithinDays * 24 * 60 * 60 * 1_000;
  const isOpen = milliseconds(at) < end || own.some((one) => milliseconds(one.at) < end);
  return isOpen ? [] : ["use-window.closed"];
}

function isExhausted(id: string, quota: MaxUses, { use, work, at, uses }: Asked): boolean {
  const own = uses.filter(
    (one) =>
      one.permissions.includes(id) &&
      milliseconds(one.at) <= milliseconds(at) &&
      (quota.per === "all" || one.outlet === use.outlet),
  );
  const isSame = (one: RecordedUse) =>
    one.item === work.id && (quota.unit !== "downloads" || one.channel === use.channel);
  if (own.some(isSame)) return false;
  const counted = own.filter((one) => milliseconds(one.at) >= beginningOf(quota.period, at));
  if (quota.unit === "words") {
    let words = work.words;
    counted.forEach((one, index) => {
      const isLast = counted.findLastIndex(({ item }) => item === one.item) === index;
      if (isLast) words += one.words;
    });
    return words > quota.count;
  }
  const isNew = (one: RecordedUse, index: number) =>
    counted.findIndex(
      (other) => other.item === one.item && (quota.unit === "items" || other.channel === one.channel),
    ) === index;
  return counted.filter(isNew).length + 1 > quota.count;
}

function receiverFailures(licensees: Licensees, { onward }: Terms, use: Use): readonly ReasonCode[] {
  const { outlet, outletGroups } = use;
  if (licensees === "anyone") return [];
  if (licensees !== "house") {
    return outlet !== null && namesOutlet(licensees, outlet, outletGroups) ? [] : ["licensee.not-named"];
  }
  if (outlet === null || onward === "anyone") return [];
  return onward !== "none" && namesOutlet(onward, outlet, outletGroups) ? [] : ["outlet.not-covered"];
}

function editFailures({ edits, editsWithConsent }: Terms, use: Use): readonly ReasonCode[] {
  const order = ["verbatim", "style", "cuts", "free"] as const;
  if (!isBeyond(order, edits, use.edits)) return [];
  const isPossible = editsWithConsent !== null && !isBeyond(order, editsWithConsent, use.edits);
  return [isPossible ? "edits.to-be-asked" : "edits.not-allowed"];
}

function isTooLong(limit: ExcerptLimit, { excerpt }: Use, wordsOfWork: number): boolean {
  const size = excerpt ?? { words: null, characters: null, paragraphs: null };
  const exceeds = (most: number | null, taken: number | null) => most !== null && (taken === null || taken > most);
  const percent = size.words === null ? null : wordsOfWork === 0 ? 100 : (size.words * 100) / wordsOfWork;
  return (
    exceeds(limit.words, size.words) ||
    exceeds(limit.characters, size.characters) ||
    exceeds(limit.paragraphs, size.paragraphs) ||
    exceeds(limit.percent, percent)
  );
}
