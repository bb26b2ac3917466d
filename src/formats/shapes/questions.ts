import type { Use } from "../../domain/use.js";
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
} from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import type { WorkFacts } from "../../domain/works.js";
import { type AmendRequest, type GrantRequest, grantSchema, parseAmendment } from "./grants.js";
import { instant, MAX_LIST, opaqueId, optionalInstant, optionalText, reach, slug, slugs, text } from "./schemas.js";
import { type Parse, shape } from "./shape.js";

/** How many questions one batch may hold. */
export const MAX_QUESTIONS = 1_000;

/**
 * One use of one column: an item on record, or the facts of a column that is not. What `use` leaves out is as the
 * channel is; without a channel, as the commonest use is.
 */
export interface AssessRequest {
  readonly item: string | null;
  readonly work: (Partial<WorkFacts> & Pick<WorkFacts, "partner">) | null;
  readonly channel: string | null;
  readonly use: Partial<Omit<Use, "channel">>;
  /** Null: now. */
  readonly at: Instant | null;
}

const someOf = (values: readonly string[]) => ({ type: "array", items: { enum: values }, uniqueItems: true }) as const;
const texts = { type: "array", items: text, maxItems: MAX_LIST } as const;
const count = { type: ["integer", "null"], minimum: 0, default: null } as const;

const use = {
  type: "object",
  default: {},
  additionalProperties: false,
  properties: {
    action: { enum: ACTIONS },
    outlet: { anyOf: [{ type: "null" }, slug] },
    outletGroups: slugs,
    medium: { enum: MEDIA },
    territories: reach,
    language: { anyOf: [{ type: "null" }, text] },
    edits: { enum: EDITS },
    headline: { enum: HEADLINE_CHANGES },
    components: { ...someOf(COMPONENTS), minItems: 1 },
    excerpt: {
      type: ["object", "null"],
      additionalProperties: false,
      properties: { words: count, characters: count, paragraphs: count },
    },
    purpose: { enum: PURPOSES },
    paywall: { type: "boolean" },
    ads: { enum: ADS },
    audience: { enum: AUDIENCES },
    ai: someOf(AI_USES),
  },
} as const;

const work = {
  type: ["object", "null"],
  default: null,
  required: ["partner"],
  additionalProperties: false,
  properties: {
    id: text,
    partner: slug,
    sources: texts,
    authors: texts,
    tags: texts,
    url: { anyOf: [{ type: "null" }, text] },
    publishedAt: { anyOf: [{ type: "null" }, instant] },
    language: { anyOf: [{ type: "null" }, text] },
    words: { type: "integer", minimum: 0 },
    imageCredits: { type: "array", items: { anyOf: [{ type: "null" }, text] }, maxItems: MAX_LIST },
    reserved: optionalText,
  },
} as const;

const question = {
  type: "object",
  additionalProperties: false,
  properties: {
    item: { ...opaqueId, type: ["string", "null"], default: null },
    work,
    channel: { ...slug, type: ["string", "null"], default: null },
    use,
    at: optionalInstant,
  },
} as const;

export const parseAssessment: Parse<AssessRequest> = shape(question);

export const parseAssessBatch: Parse<{ readonly questions: readonly AssessRequest[] }> = shape({
  type: "object",
  required: ["questions"],
  additionalProperties: false,
  properties: { questions: { type: "array", items: question, minItems: 1, maxItems: MAX_QUESTIONS } },
});

/** One act on permissions that has not happened. */
export interface WhatIfRequest {
  readonly revoke: string | null;
  readonly amend: { readonly permission: string; readonly record: AmendRequest } | null;
  readonly grant: GrantRequest | null;
  /** Null: now. A later instant shows what would differ then. */
  readonly at: Instant | null;
}

export const parseWhatIf: Parse<WhatIfRequest> = shape({
  type: "object",
  additionalProperties: false,
  properties: {
    revoke: { ...opaqueId, type: ["string", "null"], default: null },
    amend: {
      type: ["object", "null"],
      default: null,
      required: ["permission", "record"],
      additionalProperties: false,
      properties: { permission: opaqueId, record: parseAmendment.schema },
    },
    grant: { ...grantSchema, type: ["object", "null"], default: null },
    at: optionalInstant,
  },
});
