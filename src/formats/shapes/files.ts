import type { ChannelFacts } from "../../domain/channel.js";
import type { PartnerFacts } from "../../domain/partner.js";
import type { TermsGiven } from "../../domain/terms.js";
import { ADS, AUDIENCES, COMMON_USE, MEDIA, PURPOSES } from "../../domain/use.js";
import { optionalText, reach, slug, slugs, text, webUrl } from "./schemas.js";
import { type Parse, shape } from "./shape.js";
import { termProperties } from "./termSchemas.js";

const MAX_POLL_INTERVAL_MINUTES = 10_080;
const MAX_CHANNEL_ITEMS = 1_000;

export interface PartnerFile extends Omit<PartnerFacts, "id" | "sources"> {
  readonly example: boolean;
  /** `id` here is the source's name within the partner. */
  readonly sources: PartnerFacts["sources"];
}

/** `feeds/inbound/<partner>.json` */
export const parsePartnerFile: Parse<PartnerFile> = shape({
  type: "object",
  required: ["name", "homepage", "rightsHolder", "creditLine", "contact", "sources"],
  additionalProperties: false,
  properties: {
    example: { type: "boolean", default: false },
    name: text,
    homepage: webUrl,
    rightsHolder: text,
    creditLine: text,
    contact: text,
    language: optionalText,
    sources: {
      type: "array",
      minItems: 1,
      maxItems: 100,
      items: {
        type: "object",
        required: ["id", "url"],
        additionalProperties: false,
        properties: {
          id: slug,
          title: { ...text, default: "Columns" },
          url: webUrl,
          pollIntervalMinutes: { type: "integer", minimum: 1, maximum: MAX_POLL_INTERVAL_MINUTES, default: 30 },
          maxPollIntervalMinutes: { type: "integer", minimum: 1, maximum: MAX_POLL_INTERVAL_MINUTES },
          credentials: slug,
        },
      },
    },
  },
});

export interface ChannelFile extends Omit<ChannelFacts, "id"> {
  readonly example: boolean;
}

/** `feeds/outbound/<channel>.json` */
export const parseChannelFile: Parse<ChannelFile> = shape({
  type: "object",
  required: ["title", "description", "homepage", "medium", "territories"],
  additionalProperties: false,
  properties: {
    example: { type: "boolean", default: false },
    title: text,
    description: text,
    homepage: webUrl,
    outlet: {
      type: ["object", "null"],
      default: null,
      required: ["id", "name"],
      additionalProperties: false,
      properties: { id: slug, name: text, groups: { ...slugs, default: [] } },
    },
    medium: { enum: MEDIA },
    territories: reach,
    purpose: { enum: PURPOSES, default: COMMON_USE.purpose },
    paywall: { type: "boolean", default: COMMON_USE.paywall },
    ads: { enum: ADS, default: COMMON_USE.ads },
    audience: { enum: AUDIENCES, default: COMMON_USE.audience },
    language: optionalText,
    formats: {
      type: "array",
      items: { enum: ["rss", "atom", "json"] },
      minItems: 1,
      uniqueItems: true,
      default: ["rss", "atom", "json"],
    },
    maxItems: { type: "integer", minimum: 1, maximum: MAX_CHANNEL_ITEMS, default: 50 },
  },
});

export type LicenseFile = TermsGiven & {
  readonly name: string;
  readonly spdx: string | null;
  readonly url: string | null;
};

/** `licenses/<license>/terms.json` */
export const parseLicenseFile: Parse<LicenseFile> = shape({
  type: "object",
  required: ["name", "effect", "actions", "media", "territories", "components", "onward", "edits", "duties"],
  additionalProperties: false,
  properties: {
    name: text,
    spdx: optionalText,
    url: { type: ["string", "null"], format: "uri", pattern: "^https?://", default: null },
    effect: { enum: ["allow", "deny"] },
    ...termProperties,
  },
});
