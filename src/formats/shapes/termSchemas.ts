import { CHECKS, DUTY_CLASSES } from "../../domain/duty.js";
import { PERIODS, QUOTA_UNITS } from "../../domain/quota.js";
import { AFTER_ENDS, AI_ANSWERS, ANSWERS, SEARCH_WISHES } from "../../domain/terms.js";
import { ACTIONS, ADS, AI_USES, AUDIENCES, COMPONENTS, EDITS, HEADLINE_CHANGES, MEDIA } from "../../domain/use.js";
import { countries, instant, MAX_LIST, slugs, text } from "./schemas.js";

/** JSON Schemas of everything that terms may say; licenses and permissions share them. */

const MAX_DUTIES = 40;
const MAX_DAYS = 36_500;
const MAX_HOURS = MAX_DAYS * 24;
const MAX_COUNT = 1_000_000_000;

const someOf = (values: readonly string[]) => ({ type: "array", items: { enum: values }, uniqueItems: true }) as const;
const limit = { type: ["integer", "null"], minimum: 0, maximum: MAX_COUNT, default: null } as const;
const optionalDays = { type: ["integer", "null"], minimum: 0, maximum: MAX_DAYS } as const;

export const media = { anyOf: [{ const: "any" }, { ...someOf(MEDIA), minItems: 1 }] } as const;

export const territories = {
  type: "object",
  required: ["include"],
  additionalProperties: false,
  properties: {
    include: { anyOf: [{ const: "worldwide" }, { ...countries, minItems: 1 }] },
    exclude: { ...countries, default: [] },
  },
} as const;

export const outletSet = {
  type: "object",
  required: ["outlets"],
  additionalProperties: false,
  properties: { outlets: slugs, groups: slugs },
} as const;

const onward = { anyOf: [{ enum: ["none", "anyone"] }, outletSet] } as const;
export const licensees = { anyOf: [{ enum: ["anyone", "house"] }, outletSet] } as const;

const language = { type: "string", pattern: "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$", maxLength: 35 } as const;
const languages = {
  anyOf: [{ const: "any" }, { type: "array", items: language, minItems: 1, maxItems: MAX_LIST, uniqueItems: true }],
} as const;

const components = {
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(COMPONENTS.map((component) => [component, { enum: ANSWERS, default: "deny" }])),
} as const;

const ai = {
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(AI_USES.map((use) => [use, { enum: AI_ANSWERS, default: "unknown" }])),
} as const;

const excerpt = {
  type: ["object", "null"],
  additionalProperties: false,
  properties: { words: limit, characters: limit, paragraphs: limit, percent: { ...limit, maximum: 100 } },
} as const;

const member = (name: string, schema: object) =>
  ({ type: "object", required: [name], additionalProperties: false, properties: { [name]: schema } }) as const;

const embargo = {
  anyOf: [
    { type: "null" },
    member("until", instant),
    member("hoursAfterPublication", { type: "integer", minimum: 0, maximum: MAX_HOURS }),
    member("open", text),
  ],
} as const;

const maxUses = {
  type: ["object", "null"],
  required: ["count", "unit", "period"],
  additionalProperties: false,
  properties: {
    count: { type: "integer", minimum: 0, maximum: MAX_COUNT },
    unit: { enum: QUOTA_UNITS },
    period: { enum: PERIODS },
    per: { enum: ["outlet", "all"], default: "all" },
  },
} as const;

const parameter = {
  anyOf: [
    { type: "number" },
    { type: "boolean" },
    { type: "string", maxLength: 2_000 },
    { type: "array", items: text, maxItems: MAX_LIST },
  ],
} as const;

const duties = {
  type: "array",
  maxItems: MAX_DUTIES,
  items: {
    type: "object",
    required: ["class"],
    additionalProperties: false,
    properties: {
      class: { enum: DUTY_CLASSES },
      strength: { enum: ["must", "please"] },
      placement: { enum: ["top", "bottom", null] },
      media,
      due: {
        type: "object",
        required: ["after", "hours"],
        additionalProperties: false,
        properties: {
          after: { enum: ["asking", "publication", "correction", "request", "notice", "end"] },
          hours: { type: "integer", minimum: 0, maximum: MAX_HOURS },
        },
      },
      check: { enum: CHECKS },
      parameters: { type: "object", maxProperties: 20, additionalProperties: parameter },
    },
  },
} as const;

/** Every member of terms but the effect, each of which a license or a permission may leave out. */
export const termProperties = {
  absolute: { type: "boolean" },
  actions: { ...someOf(ACTIONS), minItems: 1 },
  ask: someOf(ACTIONS),
  media,
  territories,
  languages,
  components,
  creditMatch: { type: "array", items: text, maxItems: MAX_LIST, uniqueItems: true },
  onward,
  edits: { enum: EDITS },
  editsWithConsent: { enum: [...EDITS, null] },
  headline: { enum: HEADLINE_CHANGES },
  excerpt,
  purpose: { enum: ["any", "non-commercial"] },
  paywall: { type: "boolean" },
  ads: { enum: ADS },
  audience: { anyOf: [{ const: "any" }, { ...someOf(AUDIENCES), minItems: 1 }] },
  ai,
  embargo,
  useWithinDays: optionalDays,
  maxUses,
  maxDays: { ...optionalDays, minimum: 1 },
  afterEnd: { enum: AFTER_ENDS },
  searchWish: { enum: SEARCH_WISHES },
  revocable: { type: "boolean" },
  noticeDays: { type: "integer", minimum: 0, maximum: MAX_DAYS },
  duties,
} as const;
