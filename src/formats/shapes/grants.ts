import type { Licensees } from "../../domain/exclusivity.js";
import {
  EVIDENCE_KINDS,
  type Evidence,
  type Fee,
  type Grantor,
  KINDS_OF_PERMISSION,
  type PermissionKind,
  REFERENCE_KINDS,
  type Reference,
} from "../../domain/permission.js";
import type { TermsGiven } from "../../domain/terms.js";
import type { Medium } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import type { completeWorks } from "../../domain/works.js";
import {
  digest,
  grantor,
  instant,
  MAX_LIST,
  opaqueId,
  optionalId,
  optionalInstant,
  optionalText,
  slug,
  text,
  webUrl,
  works,
} from "./schemas.js";
import { type Parse, shape } from "./shape.js";
import { licensees, media, termProperties, territories } from "./termSchemas.js";

export interface ExclusivityGiven {
  readonly kind: "exclusive" | "first";
  /** Null: as the terms say. */
  readonly territories: TermsGiven["territories"] | null;
  readonly media: "any" | readonly Medium[] | null;
  readonly until: Instant | null;
}

/** What the rights desk records: the license's terms hold where a member is absent. */
export interface GrantRequest extends Partial<Omit<TermsGiven, "effect">> {
  readonly license: string;
  readonly partner: string;
  readonly direction: "inbound" | "outbound";
  readonly parent: string | null;
  /** Null: what the rest speaks for. */
  readonly kind: PermissionKind | null;
  /** Of a new permission; an amendment leaves the state as it is. */
  readonly state: "draft" | "pending" | "active";
  readonly grantor: Grantor;
  /** Null: the partner's. */
  readonly rightsHolder: string | null;
  /** Null: anyone where the license's own text grants it, else this house. */
  readonly licensees: Licensees | null;
  readonly works: Parameters<typeof completeWorks>[0];
  /** Null: from the moment it is recorded. */
  readonly from: Instant | null;
  /** The first instant at which it no longer holds; null only with `openEnded`. */
  readonly until: Instant | null;
  readonly openEnded: boolean;
  readonly exclusivity: ExclusivityGiven | null;
  /** Permissions whose exclusivity this one is known to break, or whose use breaks this one's. */
  readonly acceptsConflictsWith: readonly string[];
  readonly creditLine: string | null;
  readonly notice: string | null;
  /** One number of no stated kind; `references` has more to say. */
  readonly reference: string | null;
  readonly references: readonly Reference[];
  /** In one sentence, or piece by piece. */
  readonly evidence: string | readonly Evidence[];
  readonly fee: Fee | null;
  readonly contributorPayment: boolean;
  readonly reviewBy: Instant | null;
}

const evidence = {
  anyOf: [
    text,
    {
      type: "array",
      minItems: 1,
      maxItems: MAX_LIST,
      items: {
        type: "object",
        required: ["kind", "note"],
        additionalProperties: false,
        properties: {
          kind: { enum: EVIDENCE_KINDS },
          note: text,
          digest: { anyOf: [{ type: "null" }, digest] },
          url: { anyOf: [{ type: "null" }, webUrl] },
          capturedAt: { anyOf: [{ type: "null" }, instant] },
          capturedBy: { anyOf: [{ type: "null" }, text] },
        },
      },
    },
  ],
} as const;

const exclusivity = {
  type: ["object", "null"],
  default: null,
  required: ["kind"],
  additionalProperties: false,
  properties: {
    kind: { enum: ["exclusive", "first"] },
    territories: {
      ...territories,
      type: ["object", "null"],
      default: null,
    },
    media: { anyOf: [{ type: "null" }, ...media.anyOf], default: null },
    until: optionalInstant,
  },
} as const;

const fee = {
  type: ["object", "null"],
  default: null,
  required: ["amount", "currency", "basis"],
  additionalProperties: false,
  properties: {
    amount: { type: "number", minimum: 0 },
    currency: { type: "string", pattern: "^[A-Z]{3}$" },
    basis: text,
    invoice: optionalText,
  },
} as const;

const references = {
  type: "array",
  default: [],
  maxItems: MAX_LIST,
  items: {
    type: "object",
    required: ["kind", "number"],
    additionalProperties: false,
    properties: { kind: { enum: REFERENCE_KINDS }, number: text },
  },
} as const;

/** Everything of a grant but its window, which the example newsroom counts in days. */
export const agreedProperties = {
  license: slug,
  partner: slug,
  direction: { enum: ["inbound", "outbound"], default: "inbound" },
  parent: optionalId,
  kind: { enum: [...KINDS_OF_PERMISSION, null], default: null },
  state: { enum: ["draft", "pending", "active"], default: "active" },
  grantor,
  rightsHolder: optionalText,
  licensees: { anyOf: [{ type: "null" }, ...licensees.anyOf], default: null },
  works: { ...works, default: {} },
  ...termProperties,
  exclusivity,
  acceptsConflictsWith: { type: "array", items: opaqueId, maxItems: MAX_LIST, default: [] },
  creditLine: optionalText,
  notice: optionalText,
  reference: optionalText,
  references,
  evidence,
  fee,
  contributorPayment: { type: "boolean", default: false },
  reviewBy: optionalInstant,
} as const;

const windowProperties = {
  from: optionalInstant,
  until: optionalInstant,
  openEnded: { type: "boolean", default: false },
} as const;

const REQUIRED = ["license", "partner", "grantor", "evidence"] as const;

export const grantSchema = {
  type: "object",
  required: REQUIRED,
  additionalProperties: false,
  properties: { ...agreedProperties, ...windowProperties },
} as const;

export const parseGrant: Parse<GrantRequest> = shape(grantSchema);

/** The version of the permission that an act was decided from; null where the request does not say. */
export interface Versioned {
  readonly version: number | null;
}

const version = { type: ["integer", "null"], minimum: 1, default: null } as const;

/** A grant in full, and why: an amendment is a new version, not a patch. */
export type AmendRequest = GrantRequest & Versioned & { readonly reason: string };

export const parseAmendment: Parse<AmendRequest> = shape({
  ...grantSchema,
  required: [...REQUIRED, "reason"],
  properties: { ...grantSchema.properties, reason: text, version },
});

export interface RevokeRequest extends Versioned {
  readonly reason: string;
  /** `notice`: as the terms say. `now`: the desk stops relying on it at once. */
  readonly effect: "notice" | "now";
}

export const parseRevocation: Parse<RevokeRequest> = shape({
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: text, effect: { enum: ["notice", "now"], default: "notice" }, version },
});

export interface MoveRequest extends Versioned {
  readonly reason: string;
  /** Of `supersede`: the permission that takes its place. */
  readonly successor: string | null;
}

export const parseMove: Parse<MoveRequest> = shape({
  type: "object",
  required: ["reason"],
  additionalProperties: false,
  properties: { reason: text, successor: optionalId, version },
});
