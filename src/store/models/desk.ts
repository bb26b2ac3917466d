import { type Connection, type Model, Schema } from "mongoose";
import type { Moving } from "../../domain/movedAddress.js";
import type { Pace } from "../../domain/schedule.js";
import type { Health } from "../../domain/sourceHealth.js";

const SHAPE = { versionKey: false, minimize: false, strict: "throw", autoIndex: false, autoCreate: false } as const;

/** How polling a source stands: a plain document, for polls that changed nothing are not evidence. */
export interface PollDoc {
  readonly _id: string;
  /** The address in the partner's file that the rest is about. */
  readonly address: string | null;
  /** Where a permanent redirect that has held leads: asked in place of `address`. */
  readonly movedTo: string | null;
  readonly movedAt: string | null;
  /** A permanent redirect that has not held for long enough yet. */
  readonly moving: Moving | null;
  readonly standing: Health;
  readonly pace: Pace;
  readonly dueAt: string;
  /** Who polls it now and until when; several processes share the work by it. */
  readonly leasedBy: string | null;
  readonly leasedUntil: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly failures: number;
  readonly lastPolledAt: string | null;
  readonly lastGoodAt: string | null;
  /** In words, or null where the last poll went well. */
  readonly problem: string | null;
  readonly goneAt: string | null;
  readonly faults: readonly string[];
  /** What the feed as a whole says about its rights, verbatim. */
  readonly feedRights: string | null;
}

export function pollModel(connection: Connection): Model<PollDoc> {
  const schema = new Schema<PollDoc>(
    {
      _id: String,
      address: String,
      movedTo: String,
      movedAt: String,
      moving: Schema.Types.Mixed,
      standing: Schema.Types.Mixed,
      pace: Schema.Types.Mixed,
      dueAt: String,
      leasedBy: String,
      leasedUntil: String,
      etag: String,
      lastModified: String,
      failures: Number,
      lastPolledAt: String,
      lastGoodAt: String,
      problem: String,
      goneAt: String,
      faults: [String],
      feedRights: String,
    },
    { ...SHAPE, collection: "polls" },
  );
  schema.index({ dueAt: 1 });
  return connection.model<PollDoc>("Poll", schema);
}

/** A subscription to a hub (WebSub), one for each source and topic; plain, for it is no evidence. */
export interface InboundSubscriptionDoc {
  /** The unguessable part of the callback's address. */
  readonly _id: string;
  readonly source: string;
  readonly topic: string;
  readonly hub: string;
  /** What the hub signs its deliveries with. */
  readonly secret: string;
  readonly state: "asked" | "active" | "denied" | "failed";
  /** In words, or null. */
  readonly problem: string | null;
  readonly askedAt: string;
  /** When to ask the hub again: before the lease ends, or after a failure. */
  readonly renewAt: string;
  readonly leasedUntil: string | null;
  readonly lastDeliveryAt: string | null;
  /** Deliveries that were thrown away because their signature was missing or wrong. */
  readonly discarded: number;
}

export function inboundSubscriptionModel(connection: Connection): Model<InboundSubscriptionDoc> {
  const schema = new Schema<InboundSubscriptionDoc>(
    {
      _id: String,
      source: String,
      topic: String,
      hub: String,
      secret: String,
      state: String,
      problem: String,
      askedAt: String,
      renewAt: String,
      leasedUntil: String,
      lastDeliveryAt: String,
      discarded: Number,
    },
    { ...SHAPE, collection: "inboundSubscriptions" },
  );
  schema.index({ source: 1 });
  schema.index({ renewAt: 1 });
  return connection.model<InboundSubscriptionDoc>("InboundSubscription", schema);
}

/** A secret's digest and what it opens. The secret itself is never stored. */
export interface TokenDoc {
  /** SHA-256 of the secret. */
  readonly _id: string;
  readonly id: string;
  readonly kind: "api" | "session" | "sign-in" | "outlet";
  /** Account id, or channel id for kind `outlet`. */
  readonly holder: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** To the minute; absent until it was first used. */
  readonly lastUsedAt?: string;
  /** Of a session: the digest of the API token that opened it, or null for a sign-in link; absent in those of earlier versions. */
  readonly openedBy?: string | null;
  /** Of an outlet's token: the outlet that it was issued to; absent in those of earlier versions. */
  readonly outlet?: string;
}

export function tokenModel(connection: Connection): Model<TokenDoc> {
  const schema = new Schema<TokenDoc>(
    {
      _id: String,
      id: String,
      kind: String,
      holder: String,
      name: String,
      createdAt: String,
      expiresAt: String,
      revokedAt: String,
      lastUsedAt: String,
      openedBy: String,
      outlet: String,
    },
    { ...SHAPE, collection: "tokens" },
  );
  schema.index({ holder: 1, kind: 1, createdAt: -1, id: -1 });
  schema.index({ id: 1 }, { unique: true });
  return connection.model<TokenDoc>("Token", schema);
}

/** The person behind an account id. */
export interface PersonDoc {
  readonly _id: string;
  readonly name: string;
}

export function personModel(connection: Connection): Model<PersonDoc> {
  const schema = new Schema<PersonDoc>({ _id: String, name: String }, { ...SHAPE, collection: "people" });
  return connection.model<PersonDoc>("Person", schema);
}

/** Small marks: up to which entry the projections are folded, whether the store is an example, where the desk listens. */
export interface MarkDoc {
  readonly _id: string;
  readonly seq: number;
  readonly text?: string;
}

export function markModel(connection: Connection): Model<MarkDoc> {
  const schema = new Schema<MarkDoc>({ _id: String, seq: Number, text: String }, { ...SHAPE, collection: "marks" });
  return connection.model<MarkDoc>("Mark", schema);
}
