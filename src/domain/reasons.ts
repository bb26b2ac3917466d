/** Who can cure a refusal. */
export type Curer = "rights" | "editor" | "partner" | "nobody";

interface ReasonRule {
  readonly curedBy: Curer;
  /** True where a named role may lift it for one column, for a time. */
  readonly overridable: boolean;
}

const constraint = { curedBy: "rights", overridable: true } as const;
const editing = { curedBy: "editor", overridable: true } as const;
const embargo = { curedBy: "partner", overridable: true } as const;
/** No column leaves without a permission in force: nothing here is lifted. */
const ground = { curedBy: "rights", overridable: false } as const;
const statement = { curedBy: "nobody", overridable: false } as const;

/** Stable codes; the sentence names the values compared. */
export const REASONS = {
  "permission.covers": statement,
  "override.applies": statement,
  "permission.none": ground,
  "permission.draft": ground,
  "permission.pending": ground,
  "permission.suspended": ground,
  "permission.rejected": ground,
  "permission.superseded": ground,
  "permission.expired": ground,
  "permission.revoked": ground,
  "parent.missing": ground,
  "parent.circular": ground,
  "parent.other-works": ground,
  "prohibition.applies": constraint,
  "exclusivity.applies": constraint,
  "stated.reserved": ground,
  "window.not-begun": ground,
  "window.ended": ground,
  "embargo.not-lifted": embargo,
  "embargo.open": embargo,
  "embargo.unknown": embargo,
  "use-window.closed": constraint,
  "use-window.unknown": constraint,
  "quota.exhausted": constraint,
  "action.not-allowed": constraint,
  "action.to-be-asked": constraint,
  "medium.not-covered": constraint,
  "territory.not-covered": constraint,
  "language.not-covered": constraint,
  "licensee.not-named": constraint,
  "outlet.not-covered": constraint,
  "component.text": constraint,
  "component.headline": constraint,
  "component.images": constraint,
  "component.graphics": constraint,
  "component.video": constraint,
  "component.embeds": constraint,
  "edits.not-allowed": editing,
  "edits.to-be-asked": constraint,
  "headline.not-allowed": editing,
  "excerpt.too-long": editing,
  "purpose.not-covered": constraint,
  "paywall.not-covered": constraint,
  "ads.not-covered": constraint,
  "audience.not-covered": constraint,
  "ai.not-allowed": constraint,
} as const satisfies Record<string, ReasonRule>;

export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

export interface Reason {
  readonly code: ReasonCode;
  /** One sentence for a person. It does not vary with the clock while the answer is the same. */
  readonly sentence: string;
  readonly curedBy: Curer;
  /** The permission it is about, or null where it is about none. */
  readonly permission: string | null;
}

export function reason(code: ReasonCode, sentence: string, permission: string | null = null): Reason {
  return { code, sentence, curedBy: REASONS[code].curedBy, permission };
}
