import { ACTIONS, COMPONENTS, DUTY_CLASSES, EDITS, MEDIA } from "../../domain/license.js";

/** JSON Schemas of the parts that files and requests share. */

const MAX_LIST = 500;
const MAX_TEXT = 2_000;

export const text = { type: "string", minLength: 1, maxLength: MAX_TEXT, pattern: "\\S" } as const;
export const optionalText = { type: ["string", "null"], maxLength: MAX_TEXT, pattern: "\\S", default: null } as const;

/** A name in files, addresses and commands. */
export const slug = { type: "string", pattern: "^[a-z0-9]+(?:[.-][a-z0-9]+)*$", maxLength: 64 } as const;

export const webUrl = { type: "string", format: "uri", pattern: "^https?://", maxLength: MAX_TEXT } as const;

const country = { type: "string", pattern: "^[A-Z]{2}$" } as const;
export const countries = { type: "array", items: country, maxItems: 249, uniqueItems: true } as const;

export const instant = {
  type: "string",
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,3})?Z$",
  format: "date-time",
} as const;

export const territories = {
  type: "object",
  required: ["include"],
  additionalProperties: false,
  properties: {
    include: { anyOf: [{ const: "worldwide" }, { ...countries, minItems: 1 }] },
    exclude: { ...countries, default: [] },
  },
} as const;

export const reach = { anyOf: [{ const: "worldwide" }, { ...countries, minItems: 1 }] } as const;

export const media = {
  anyOf: [{ const: "any" }, { type: "array", items: { enum: MEDIA }, minItems: 1, uniqueItems: true }],
} as const;

export const onward = {
  anyOf: [
    { enum: ["none", "anyone"] },
    {
      type: "object",
      required: ["outlets"],
      additionalProperties: false,
      properties: { outlets: { type: "array", items: slug, minItems: 1, maxItems: MAX_LIST, uniqueItems: true } },
    },
  ],
} as const;

const answer = { enum: ["allow", "deny"], default: "deny" } as const;
export const components = {
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(COMPONENTS.map((component) => [component, answer])),
} as const;

export const duties = {
  type: "array",
  maxItems: 20,
  items: {
    type: "object",
    required: ["class", "strength", "placement"],
    additionalProperties: false,
    properties: {
      class: { enum: DUTY_CLASSES },
      strength: { enum: ["must", "please"] },
      placement: { enum: ["top", "bottom"] },
    },
  },
} as const;

export const actions = { type: "array", items: { enum: ACTIONS }, minItems: 1, uniqueItems: true } as const;
export const edits = { enum: EDITS } as const;

const names = { type: "array", items: text, maxItems: MAX_LIST, uniqueItems: true, default: [] } as const;
export const works = {
  type: "object",
  additionalProperties: false,
  properties: { sources: names, authors: names, tags: names, items: names },
} as const;

export const grantor = {
  type: "object",
  required: ["name", "basis"],
  additionalProperties: false,
  properties: { name: text, basis: { enum: ["owner", "agent", "license-text"] } },
} as const;
