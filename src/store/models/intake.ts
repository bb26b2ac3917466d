import { type Connection, type Model, Schema } from "mongoose";
import type { FeedProfile, Held } from "../../domain/heldFeed.js";

/**
 * What was last taken from a source, so that what is the same again costs nothing: a plain document, for nothing rests
 * on it. Where it is missing everything is read anew, and the ledger still records nothing twice.
 */
export interface IntakeDoc {
  /** Source id. */
  readonly _id: string;
  /** Which way of reading it was taken by. */
  readonly form: string;
  /** Digest of the bytes of the last body that was taken whole. */
  readonly body: string | null;
  /** Digests of the entries that the last body carried. */
  readonly entries: readonly string[];
  readonly profile: FeedProfile | null;
  /** Why the feed is held back now; null where it is not. */
  readonly held: (Held & { readonly since: string }) | null;
  /** Fingerprint of the state that staff accepted. */
  readonly accepted: string | null;
}

export function intakeModel(connection: Connection): Model<IntakeDoc> {
  const { Mixed } = Schema.Types;
  const schema = new Schema<IntakeDoc>(
    { _id: String, form: String, body: String, entries: [String], profile: Mixed, held: Mixed, accepted: String },
    {
      versionKey: false,
      minimize: false,
      strict: "throw",
      autoIndex: false,
      autoCreate: false,
      collection: "intakes",
    },
  );
  return connection.model<IntakeDoc>("Intake", schema);
}
