import { type Connection, type Model, Schema } from "mongoose";

const SHAPE = { versionKey: false, minimize: false, strict: "throw", autoIndex: false, autoCreate: false } as const;

/** What must not be known outside the desk: a plain document, so that every process has it and the ledger does not. */
export interface SecretDoc {
  /** `receipt-key:<kid>`, `acknowledgement` or `repeats`. */
  readonly _id: string;
  readonly secret: string;
  readonly madeAt: string;
}

export function secretModel(connection: Connection): Model<SecretDoc> {
  const schema = new Schema<SecretDoc>(
    { _id: String, secret: String, madeAt: String },
    { ...SHAPE, collection: "secrets" },
  );
  return connection.model<SecretDoc>("Secret", schema);
}

/** Where an outlet wants to be told of what it has to remove. Addresses of people stay out of the ledger. */
export interface ContactDoc {
  /** Outlet id. */
  readonly _id: string;
  readonly webhook: string | null;
  /** Signs what is sent to the webhook (HMAC-SHA256); the outlet knows it. */
  readonly secret: string | null;
  readonly email: string | null;
  readonly updatedAt: string;
  /** Counts its changes, from 1; absent, like who made the last one, in those of earlier versions, which is 1. */
  readonly version?: number;
  readonly updatedBy?: string;
}

export function contactModel(connection: Connection): Model<ContactDoc> {
  const schema = new Schema<ContactDoc>(
    {
      _id: String,
      webhook: String,
      secret: String,
      email: String,
      updatedAt: String,
      version: Number,
      updatedBy: String,
    },
    { ...SHAPE, collection: "contacts" },
  );
  return connection.model<ContactDoc>("Contact", schema);
}

export interface AttemptDoc {
  readonly at: string;
  /** In words; null where it arrived. */
  readonly problem: string | null;
}

/** One message to one outlet by one way. Attempts that changed nothing are no evidence. */
export interface NotificationDoc {
  readonly _id: string;
  readonly kind: "takedown" | "withdrawal";
  readonly takedown: string | null;
  readonly outlet: string;
  readonly way: "webhook" | "email";
  /** The JSON text that a webhook is sent; an e-mail says it in words. */
  readonly body: string;
  readonly createdAt: string;
  readonly state: "waiting" | "delivered" | "dead";
  readonly nextAt: string;
  readonly leasedUntil: string;
  readonly attempts: readonly AttemptDoc[];
  /** When somebody recorded that the outlet's copies are gone, and who did; of notices of withdrawals only. */
  readonly answeredAt?: string;
  readonly answeredBy?: string;
}

export function notificationModel(connection: Connection): Model<NotificationDoc> {
  const schema = new Schema<NotificationDoc>(
    {
      _id: String,
      kind: String,
      takedown: String,
      outlet: String,
      way: String,
      body: String,
      createdAt: String,
      state: String,
      nextAt: String,
      leasedUntil: String,
      answeredAt: String,
      answeredBy: String,
      attempts: [{ _id: false, at: String, problem: String }],
    },
    { ...SHAPE, collection: "notifications" },
  );
  schema.index({ state: 1, nextAt: 1 });
  schema.index({ takedown: 1 });
  schema.index({ state: 1, createdAt: -1, _id: -1 });
  schema.index({ kind: 1, createdAt: 1 });
  schema.index({ kind: 1, answeredAt: 1, createdAt: 1, _id: 1 });
  return connection.model<NotificationDoc>("Notification", schema);
}
