import type { Terms } from "../../domain/license.js";
import type { Grantor, Works } from "../../domain/permission.js";
import { ROLES, type Role } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import {
  components,
  edits,
  grantor,
  instant,
  media,
  onward,
  optionalText,
  slug,
  territories,
  text,
  works,
} from "./schemas.js";
import { type Parse, shape } from "./shape.js";

/** What the rights desk records: the license's terms hold where a member is absent. */
export interface GrantRequest {
  readonly license: string;
  readonly partner: string;
  readonly grantor: Grantor;
  /** Null: the partner's. */
  readonly rightsHolder: string | null;
  readonly works: Works;
  readonly territories?: Terms["territories"];
  readonly media?: Terms["media"];
  readonly components?: Terms["components"];
  readonly onward?: Terms["onward"];
  readonly edits?: Terms["edits"];
  /** Null: from the moment it is recorded. */
  readonly from: Instant | null;
  /** The first instant at which it no longer holds; null only with `openEnded`. */
  readonly until: Instant | null;
  readonly openEnded: boolean;
  readonly creditLine: string | null;
  readonly notice: string | null;
  readonly reference: string | null;
  readonly evidence: string;
}

const terms = { territories, media, components, onward, edits } as const;
const emptyWorks = { sources: [], authors: [], tags: [], items: [] } as const;
const grantProperties = {
  license: slug,
  partner: slug,
  grantor,
  rightsHolder: optionalText,
  works: { ...works, default: emptyWorks },
  ...terms,
  from: { ...instant, type: ["string", "null"], default: null },
  until: { ...instant, type: ["string", "null"], default: null },
  openEnded: { type: "boolean", default: false },
  creditLine: optionalText,
  notice: optionalText,
  reference: optionalText,
  evidence: text,
} as const;

export const parseGrant: Parse<GrantRequest> = shape({
  type: "object",
  required: ["license", "partner", "grantor", "evidence"],
  additionalProperties: false,
  properties: grantProperties,
});

/** A grant in full, and why: an amendment is a new version, not a patch. */
export type AmendRequest = GrantRequest & { readonly reason: string };

export const parseAmendment: Parse<AmendRequest> = shape({
  type: "object",
  required: ["license", "partner", "grantor", "evidence", "reason"],
  additionalProperties: false,
  properties: { ...grantProperties, reason: text },
});

export const parseReason: Parse<{ readonly reason: string }> = shape({
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: text },
});

const digest = { type: "string", pattern: "^sha256:[0-9a-f]{64}$" } as const;

export interface ApproveRequest {
  readonly revision: `sha256:${string}`;
  /** Null: every channel for which the column is cleared. */
  readonly channels: readonly string[] | null;
}

export const parseApproval: Parse<ApproveRequest> = shape({
  type: "object",
  required: ["revision"],
  additionalProperties: false,
  properties: {
    revision: digest,
    channels: { type: ["array", "null"], items: slug, minItems: 1, maxItems: 200, uniqueItems: true, default: null },
  },
});

export const parseRejection: Parse<{ readonly revision: `sha256:${string}`; readonly reason: string }> = shape({
  type: "object",
  required: ["revision", "reason"],
  additionalProperties: false,
  properties: { revision: digest, reason: text },
});

export const parseInstruction: Parse<{ readonly source: string; readonly channel: string; readonly until: Instant }> =
  shape({
    type: "object",
    required: ["source", "channel", "until"],
    additionalProperties: false,
    properties: { source: text, channel: slug, until: instant },
  });

export const parseAccount: Parse<{ readonly name: string; readonly role: Role }> = shape({
  type: "object",
  required: ["name", "role"],
  additionalProperties: false,
  properties: { name: text, role: { enum: ROLES } },
});

export const parseTokenName: Parse<{ readonly name: string }> = shape({
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: { name: text },
});

/** What the example newsroom's desk has recorded before the first start; days count from that start. */
export interface ExampleNewsroom {
  readonly newsroom: { readonly name: string; readonly url: string };
  readonly permissions: readonly (Omit<GrantRequest, "from" | "until" | "openEnded"> & {
    readonly validFromDays: number;
    readonly validForDays: number | null;
  })[];
  readonly standingInstructions: readonly {
    readonly source: string;
    readonly channel: string;
    readonly byName: string;
    readonly validForDays: number;
  }[];
}

const { from: _from, until: _until, openEnded: _openEnded, ...agreed } = grantProperties;

export const parseExampleNewsroom: Parse<ExampleNewsroom> = shape({
  type: "object",
  required: ["newsroom", "permissions", "standingInstructions"],
  additionalProperties: false,
  properties: {
    newsroom: {
      type: "object",
      required: ["name", "url"],
      additionalProperties: false,
      properties: { name: text, url: text },
    },
    permissions: {
      type: "array",
      items: {
        type: "object",
        required: ["license", "partner", "grantor", "evidence", "validFromDays", "validForDays"],
        additionalProperties: false,
        properties: { ...agreed, validFromDays: { type: "integer" }, validForDays: { type: ["integer", "null"] } },
      },
    },
    standingInstructions: {
      type: "array",
      items: {
        type: "object",
        required: ["source", "channel", "byName", "validForDays"],
        additionalProperties: false,
        properties: { source: text, channel: slug, byName: text, validForDays: { type: "integer", minimum: 1 } },
      },
    },
  },
});
