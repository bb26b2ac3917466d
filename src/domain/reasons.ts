/** Who can cure a refusal. */
export type Curer = "rights" | "editor" | "partner" | "nobody";

/** Stable codes; the sentence names the values compared. */
export const REASONS = {
  "permission.covers": "nobody",
  "permission.none": "rights",
  "permission.revoked": "rights",
  "prohibition.applies": "rights",
  "stated.reserved": "rights",
  "window.not-begun": "rights",
  "window.ended": "rights",
  "action.not-allowed": "rights",
  "medium.not-covered": "rights",
  "territory.not-covered": "rights",
  "outlet.not-covered": "rights",
  "component.text": "rights",
  "component.headline": "rights",
  "component.images": "rights",
  "component.embeds": "rights",
  "edits.not-allowed": "editor",
} as const satisfies Record<string, Curer>;

export type ReasonCode = keyof typeof REASONS;

export interface Reason {
  readonly code: ReasonCode;
  /** One sentence for a person. It does not vary with the clock. */
  readonly sentence: string;
  readonly curedBy: Curer;
  /** The permission it is about, or null where it is about none. */
  readonly permission: string | null;
}

export function reason(code: ReasonCode, sentence: string, permission: string | null = null): Reason {
  return { code, sentence, curedBy: REASONS[code], permission };
}
