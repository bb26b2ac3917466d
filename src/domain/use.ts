import type { Reach } from "./territory.js";
import type { Instant } from "./window.js";

export const ACTIONS = ["republish", "excerpt", "translate", "archive"] as const;
export type Action = (typeof ACTIONS)[number];

export const MEDIA = ["web", "print", "newsletter", "app", "broadcast", "social", "archive", "syndication"] as const;
export type Medium = (typeof MEDIA)[number];

export const COMPONENTS = ["text", "headline", "images", "graphics", "video", "embeds"] as const;
export type Component = (typeof COMPONENTS)[number];

/** From the narrowest to the widest: each allows what stands before it. */
export const EDITS = ["verbatim", "style", "cuts", "free"] as const;
export type Edits = (typeof EDITS)[number];

/** What may be done to the headline; each allows what stands before it. `adapt` keeps its meaning. */
export const HEADLINE_CHANGES = ["keep", "shorten", "adapt", "rewrite"] as const;
export type HeadlineChange = (typeof HEADLINE_CHANGES)[number];

export const PURPOSES = ["commercial", "non-commercial"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Advertisements: none on the page, around the column, or sold against this very column. Each allows what stands before it. */
export const ADS = ["none", "around", "against"] as const;
export type Ads = (typeof ADS)[number];

export const AUDIENCES = ["public", "subscribers", "members", "internal"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Showing in search, input to an answer of a machine, training of a model (the vocabulary of RSL 1.0). */
export const AI_USES = ["search", "input", "train"] as const;
export type AiUse = (typeof AI_USES)[number];

/** How much an excerpt takes; null where nobody has counted. */
export interface ExcerptSize {
  readonly words: number | null;
  readonly characters: number | null;
  readonly paragraphs: number | null;
}

/** The question: may this be done there? */
export interface Use {
  readonly action: Action;
  readonly channel: string;
  /** The outlet that receives, or null for a channel of our own. */
  readonly outlet: string | null;
  /** The groups that the outlet belongs to. */
  readonly outletGroups: readonly string[];
  readonly medium: Medium;
  readonly territories: Reach;
  /** The language it is published in, BCP 47; null: the column's own. */
  readonly language: string | null;
  readonly edits: Edits;
  readonly headline: HeadlineChange;
  /**
   * The parts asked for. Where text or headline is among them, the verdict is about those and the rest is answered part
   * by part; otherwise the verdict is about everything asked for.
   */
  readonly components: readonly Component[];
  /** Of the action `excerpt`: how much is taken. */
  readonly excerpt: ExcerptSize | null;
  /** Since when this very use has gone on; not stated for a new one. What was begun may be left an excerpt after the end. */
  readonly begunAt?: Instant;
  readonly purpose: Purpose;
  /** True where readers pay for this very page. */
  readonly paywall: boolean;
  readonly ads: Ads;
  readonly audience: Audience;
  /** What machines may do with it in this use. */
  readonly ai: readonly AiUse[];
}

/** The commonest use: the whole column, verbatim, on an open page of a newsroom with advertisements beside it. */
export const COMMON_USE = {
  action: "republish",
  outlet: null,
  outletGroups: [],
  medium: "web",
  language: null,
  edits: "verbatim",
  headline: "keep",
  components: COMPONENTS,
  excerpt: null,
  purpose: "commercial",
  paywall: false,
  ads: "around",
  audience: "public",
  ai: [],
} as const satisfies Partial<Use>;

/** A use that happened: a release that was opened under a permission. */
export interface RecordedUse {
  /** The one relied on, and those that it stands under. */
  readonly permissions: readonly string[];
  readonly item: string;
  readonly channel: string;
  readonly outlet: string | null;
  readonly outletGroups: readonly string[];
  /** Words of the column as it was released. */
  readonly words: number;
  readonly at: Instant;
}

/** The parts that the verdict is about. */
export function decisiveComponents({ components }: Use): readonly Component[] {
  const essential = components.filter((component) => component === "text" || component === "headline");
  return essential.length > 0 ? essential : components;
}
