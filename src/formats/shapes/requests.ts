import { REASON_CODES, type ReasonCode } from "../../domain/reasons.js";
import { ROLES, type Role } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import { agreedProperties, type GrantRequest } from "./grants.js";
import { digest, instant, opaqueId, slug, text, webUrl } from "./schemas.js";
import { type Parse, shape } from "./shape.js";

export const parseReason: Parse<{ readonly reason: string }> = shape({
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: text },
});

export const parseMerge: Parse<{ readonly item: string; readonly reason: string }> = shape({
  type: "object",
  required: ["item", "reason"],
  additionalProperties: false,
  properties: { item: opaqueId, reason: text },
});

export const parseSplit: Parse<{
  readonly item: string | null;
  readonly source: string | null;
  readonly reason: string;
}> = shape({
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: {
    item: { ...opaqueId, type: ["string", "null"], default: null },
    source: { ...text, type: ["string", "null"], default: null },
    reason: text,
  },
});

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

/** Cuts by their places in the list of the revision, from 0. */
export const parsePutBack: Parse<{ readonly revision: `sha256:${string}`; readonly cuts: readonly number[] }> = shape({
  type: "object",
  required: ["revision", "cuts"],
  additionalProperties: false,
  properties: {
    revision: digest,
    cuts: { type: "array", minItems: 1, maxItems: 1_000, items: { type: "integer", minimum: 0 } },
  },
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

const MAX_OVERLAP_HOURS = 720;

export const parseRotation: Parse<{ readonly overlapHours: number }> = shape({
  type: "object",
  additionalProperties: false,
  properties: { overlapHours: { type: "integer", minimum: 0, maximum: MAX_OVERLAP_HOURS, default: 24 } },
});

export const parseOutletAnswer: Parse<{ readonly removed: boolean }> = shape({
  type: "object",
  required: ["removed"],
  additionalProperties: false,
  properties: { removed: { type: "boolean" } },
});

export const parseAcknowledgement: Parse<{ readonly outlet: string; readonly removed: boolean }> = shape({
  type: "object",
  required: ["outlet", "removed"],
  additionalProperties: false,
  properties: { outlet: slug, removed: { type: "boolean" } },
});

export interface ContactRequest {
  /** Null: the outlet is not told this way. */
  readonly webhook: string | null;
  readonly email: string | null;
  /** Of the contact that it replaces; 0 where there was none. Null where the request does not say. */
  readonly version: number | null;
}

export const parseContact: Parse<ContactRequest> = shape({
  type: "object",
  additionalProperties: false,
  properties: {
    webhook: { ...webUrl, type: ["string", "null"], default: null },
    email: { type: ["string", "null"], pattern: "^[^\\s@,;<>]+@[^\\s@,;<>]+$", maxLength: 254, default: null },
    version: { type: ["integer", "null"], minimum: 0, default: null },
  },
});

const MAX_RECEIPT_CHARACTERS = 4_000;

export const parseReceipt: Parse<{ readonly receipt: string }> = shape({
  type: "object",
  required: ["receipt"],
  additionalProperties: false,
  properties: { receipt: { type: "string", minLength: 1, maxLength: MAX_RECEIPT_CHARACTERS } },
});

export interface OverrideRequest {
  readonly item: string;
  /** Null: every channel. */
  readonly channel: string | null;
  readonly codes: readonly ReasonCode[];
  readonly reason: string;
  readonly until: Instant;
}

export const parseOverride: Parse<OverrideRequest> = shape({
  type: "object",
  required: ["item", "codes", "reason", "until"],
  additionalProperties: false,
  properties: {
    item: opaqueId,
    channel: { ...slug, type: ["string", "null"], default: null },
    codes: { type: "array", items: { enum: REASON_CODES }, minItems: 1, uniqueItems: true },
    reason: text,
    until: instant,
  },
});

export interface ImportRequest {
  /** ODRL 2.2 as JSON-LD. */
  readonly policy: object;
  /** Null: as the policy says. */
  readonly partner: string | null;
  readonly license: string | null;
  readonly state: "draft" | "pending" | "active";
}

export const parseImport: Parse<ImportRequest> = shape({
  type: "object",
  required: ["policy"],
  additionalProperties: false,
  properties: {
    policy: { type: "object" },
    partner: { ...slug, type: ["string", "null"], default: null },
    license: { ...slug, type: ["string", "null"], default: null },
    state: { enum: ["draft", "pending", "active"], default: "pending" },
  },
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
        properties: {
          ...agreedProperties,
          validFromDays: { type: "integer" },
          validForDays: { type: ["integer", "null"] },
        },
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
