/** JSON Schemas of the parts that files and requests share. */

export const MAX_LIST = 500;
const MAX_TEXT = 2_000;

export const text = { type: "string", minLength: 1, maxLength: MAX_TEXT, pattern: "\\S" } as const;
export const optionalText = { type: ["string", "null"], maxLength: MAX_TEXT, pattern: "\\S", default: null } as const;

/** A name in files, addresses and commands. */
export const slug = { type: "string", pattern: "^[a-z0-9]+(?:[.-][a-z0-9]+)*$", maxLength: 64 } as const;
export const slugs = { type: "array", items: slug, maxItems: MAX_LIST, uniqueItems: true } as const;

export const webUrl = { type: "string", format: "uri", pattern: "^https?://", maxLength: MAX_TEXT } as const;

export const digest = { type: "string", pattern: "^sha256:[0-9a-f]{64}$" } as const;

/** The id of a permission, an item, an override. */
export const opaqueId = { type: "string", pattern: "^[a-z]+_[0-9a-z]+$", maxLength: 80 } as const;
export const optionalId = { ...opaqueId, type: ["string", "null"], default: null } as const;

/** An ISO 3166-1 code, or the name of a group of countries. */
const country = { type: "string", pattern: "^[A-Z]{2,8}$" } as const;
const MAX_COUNTRIES = 260;
export const countries = { type: "array", items: country, maxItems: MAX_COUNTRIES, uniqueItems: true } as const;

/** Any instant of RFC 3339; the parser (shape.ts) puts it into the form that compares as text. */
export const instant = { type: "string", format: "date-time", "x-instant": true } as const;
export const optionalInstant = { ...instant, type: ["string", "null"], default: null } as const;

export const reach = { anyOf: [{ const: "worldwide" }, { ...countries, minItems: 1 }] } as const;

const names = { type: "array", items: text, maxItems: MAX_LIST, uniqueItems: true, default: [] } as const;
const workNames = { sources: names, authors: names, tags: names, urls: names, items: names } as const;

/** Half-open; null is an open end. */
const window = {
  type: ["object", "null"],
  default: null,
  additionalProperties: false,
  properties: { from: optionalInstant, until: optionalInstant },
} as const;

export const works = {
  type: "object",
  additionalProperties: false,
  properties: {
    ...workNames,
    published: window,
    except: { type: "object", additionalProperties: false, properties: workNames },
  },
} as const;

export const grantor = {
  type: "object",
  required: ["name", "basis"],
  additionalProperties: false,
  properties: { name: text, basis: { enum: ["owner", "agent", "license-text"] } },
} as const;
