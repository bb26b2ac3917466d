import { type Duty, type DutyGiven, dutyOf } from "./duty.js";
import type { Embargo } from "./embargo.js";
import type { MaxUses } from "./quota.js";
import type { Territories } from "./territory.js";
import type { AiUse, HeadlineChange } from "./use.js";
import {
  type Action,
  ADS,
  type Ads,
  type Audience,
  COMPONENTS,
  type Component,
  EDITS,
  type Edits,
  type Medium,
} from "./use.js";

/** `ask`: not before the grantor was asked; until an amendment or an override says yes, it is refused. */
export const ANSWERS = ["allow", "ask", "deny"] as const;
export type Answer = (typeof ANSWERS)[number];
export type ComponentAnswers = Readonly<Record<Component, Answer>>;

/** `unknown` is denied, but says that nobody has answered yet. */
export const AI_ANSWERS = ["allow", "deny", "unknown"] as const;
export type AiAnswers = Readonly<Record<AiUse, (typeof AI_ANSWERS)[number]>>;

/** Outlets by id, or by the name of a group that a channel's file puts its outlet in. */
export interface OutletSet {
  readonly outlets: readonly string[];
  readonly groups?: readonly string[];
}

/** To whom the work may be passed on; a channel of another outlet is sublicensing. */
export type Onward = "none" | "anyone" | OutletSet;

/** The most that an excerpt may have; null does not limit. `percent` is of the column's words, 1–100. */
export interface ExcerptLimit {
  readonly words: number | null;
  readonly characters: number | null;
  readonly paragraphs: number | null;
  readonly percent: number | null;
}

/** What becomes of what was published when the permission ends. */
export const AFTER_ENDS = ["remove", "reduce", "may-stay"] as const;
export type AfterEnd = (typeof AFTER_ENDS)[number];

/** What the grantor wishes search engines to be told. */
export const SEARCH_WISHES = ["none", "canonical", "noindex", "both"] as const;
export type SearchWish = (typeof SEARCH_WISHES)[number];

/**
 * What may be done, where, by whom, and under which duties. With `effect` `deny` it is a prohibition: `actions`, `media`,
 * `territories`, `languages`, `audience` and `onward` say what it reaches, `components` and `ai` with `deny` what it forbids.
 */
export interface Terms {
  readonly effect: "allow" | "deny";
  /** Of a prohibition: no override lifts it. */
  readonly absolute: boolean;
  readonly actions: readonly Action[];
  /** Actions that the grantor is to be asked for each time; not among `actions`. */
  readonly ask: readonly Action[];
  readonly media: "any" | readonly Medium[];
  readonly territories: Territories;
  /** BCP 47 language ranges: `en` covers `en-GB` (RFC 4647, basic filtering). */
  readonly languages: "any" | readonly string[];
  readonly components: ComponentAnswers;
  /** Where not empty, pictures are cleared only if each one's credit names one of these; compared without case. */
  readonly creditMatch: readonly string[];
  readonly onward: Onward;
  readonly edits: Edits;
  /** Further edits that are possible once the grantor was asked, or null. */
  readonly editsWithConsent: Edits | null;
  readonly headline: HeadlineChange;
  readonly excerpt: ExcerptLimit | null;
  readonly purpose: "any" | "non-commercial";
  readonly paywall: boolean;
  readonly ads: Ads;
  readonly audience: "any" | readonly Audience[];
  readonly ai: AiAnswers;
  readonly embargo: Embargo | null;
  /** The first use must lie within so many days of the first publication; null does not limit. */
  readonly useWithinDays: number | null;
  readonly maxUses: MaxUses | null;
  /** A permission under these terms ends at most so many days after it begins; null does not limit. */
  readonly maxDays: number | null;
  readonly afterEnd: AfterEnd;
  readonly searchWish: SearchWish;
  /** False: the grantor cannot take it back, as with a public license. */
  readonly revocable: boolean;
  /** Days between a revocation and its effect. */
  readonly noticeDays: number;
  readonly duties: readonly Duty[];
}

/** What a file, a request or an older entry of the ledger says: the rest holds as `COMPLETION` has it. */
export type TermsGiven = Partial<Omit<Terms, "components" | "ai" | "excerpt" | "duties">> &
  Pick<Terms, "effect" | "actions" | "media" | "territories" | "onward" | "edits"> & {
    readonly components: Partial<ComponentAnswers>;
    readonly ai?: Partial<AiAnswers>;
    readonly excerpt?: Partial<ExcerptLimit> | null;
    readonly duties: readonly DutyGiven[];
  };

/** What is not stated: no constraint where a use is common (a page with advertisements beside it), no right where it is not. */
const COMPLETION = {
  absolute: false,
  ask: [],
  languages: "any",
  creditMatch: [],
  editsWithConsent: null,
  headline: "keep",
  purpose: "any",
  paywall: true,
  ads: "around",
  audience: "any",
  embargo: null,
  useWithinDays: null,
  maxUses: null,
  maxDays: null,
  afterEnd: "remove",
  searchWish: "none",
  revocable: true,
  noticeDays: 0,
} as const satisfies Partial<Terms>;

const NO_LIMIT: ExcerptLimit = { words: null, characters: null, paragraphs: null, percent: null };

export function completeTerms(given: TermsGiven): Terms {
  return {
    ...COMPLETION,
    ...given,
    components: completeComponents(given.components),
    ai: { search: "unknown", input: "unknown", train: "unknown", ...given.ai },
    excerpt: given.excerpt === null || given.excerpt === undefined ? null : { ...NO_LIMIT, ...given.excerpt },
    duties: given.duties.map(dutyOf),
  };
}

/** A component that is not named is denied. */
export function completeComponents(given: Partial<ComponentAnswers>): ComponentAnswers {
  return Object.fromEntries(COMPONENTS.map((component) => [component, given[component] ?? "deny"])) as ComponentAnswers;
}

export function allowsMedium(terms: Pick<Terms, "media">, medium: Medium): boolean {
  return terms.media === "any" || terms.media.includes(medium);
}

export function names(set: OutletSet, outlet: string, groups: readonly string[]): boolean {
  return set.outlets.includes(outlet) || (set.groups?.some((group) => groups.includes(group)) ?? false);
}

export function nameOutlets(set: OutletSet): string {
  const groups = (set.groups ?? []).map((group) => `the group ${group}`);
  return [...set.outlets, ...groups].join(", ") || "nobody";
}

export function allowsEdits(allowed: Edits, asked: Edits): boolean {
  return EDITS.indexOf(asked) <= EDITS.indexOf(allowed);
}

export function allowsAds(allowed: Ads, asked: Ads): boolean {
  return ADS.indexOf(asked) <= ADS.indexOf(allowed);
}
