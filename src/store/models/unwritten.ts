import { type Connection, type Model, Schema } from "mongoose";

/** Why a released column could not be written: the withdrawal is evidence, these words are for staff only. */
export interface UnwrittenDoc {
  /** The release. */
  readonly _id: string;
  readonly item: string;
  readonly channel: string;
  /** One sentence. */
  readonly problem: string;
  readonly at: string;
}

export function unwrittenModel(connection: Connection): Model<UnwrittenDoc> {
  const schema = new Schema<UnwrittenDoc>(
    { _id: String, item: String, channel: String, problem: String, at: String },
    {
      versionKey: false,
      minimize: false,
      strict: "throw",
      autoIndex: false,
      autoCreate: false,
      collection: "unwrittens",
    },
  );
  schema.index({ item: 1, at: -1, _id: -1 });
  schema.index({ channel: 1, at: -1, _id: -1 });
  return connection.model<UnwrittenDoc>("Unwritten", schema);
}
