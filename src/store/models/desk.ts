import { type Connection, type Model, Schema } from "mongoose";

const SHAPE = { versionKey: false, minimize: false, strict: "throw", autoIndex: false, autoCreate: false } as const;

/** How polling a source stands: a plain document, for polls that changed nothing are not evidence. */
export interface PollDoc {
  readonly _id: string;
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
    },
    { ...SHAPE, collection: "tokens" },
  );
  schema.index({ holder: 1, kind: 1 });
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

/** Small marks: up to which entry the projections are folded, whether the example was set up. */
export interface MarkDoc {
  readonly _id: string;
  readonly seq: number;
}

export function markModel(connection: Connection): Model<MarkDoc> {
  const schema = new Schema<MarkDoc>({ _id: String, seq: Number }, { ...SHAPE, collection: "marks" });
  return connection.model<MarkDoc>("Mark", schema);
}
