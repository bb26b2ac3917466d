import { type Connection, type Model, Schema } from "mongoose";

/** A WebSub subscription: a plain document, for what was sent by it is evidence among the deliveries. */
export interface SubscriptionDoc {
  /** Digest of topic and callback. */
  readonly _id: string;
  /** The feed's public address, without a token. */
  readonly topic: string;
  readonly channel: string;
  readonly format: string;
  readonly callback: string;
  /** Id of the outlet's token that it was made with; null on a public channel. */
  readonly token: string | null;
  /** What deliveries are signed with, or null. */
  readonly secret: string | null;
  readonly leaseUntil: string;
  /** Digest of the rendering that was last acknowledged. */
  readonly sent: string | null;
  /** Not before this instant; also what keeps two processes from sending the same at once. */
  readonly dueAt: string;
  /** Attempts in a row that failed, of the rendering that is due. */
  readonly failures: number;
  /** Why the last attempt failed, in words. */
  readonly problem: string | null;
  /** The rendering that was given up after the last attempt, until a newer one arrives. */
  readonly dead: string | null;
  readonly deadAt: string | null;
}

export function subscriptionModel(connection: Connection): Model<SubscriptionDoc> {
  const text = { type: String };
  const schema = new Schema<SubscriptionDoc>(
    {
      ...{ _id: text, topic: text, channel: text, format: text, callback: text, token: text, secret: text },
      ...{ leaseUntil: text, sent: text, dueAt: text, failures: Number, problem: text, dead: text, deadAt: text },
    },
    {
      ...{ versionKey: false, minimize: false, strict: "throw", autoIndex: false, autoCreate: false },
      collection: "subscriptions",
    },
  );
  schema.index({ dueAt: 1 });
  return connection.model<SubscriptionDoc>("Subscription", schema);
}
