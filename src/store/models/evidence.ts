import { type Connection, type Model, mongo, Schema } from "mongoose";
import { jsonIn } from "../../domain/revision.js";

const { Mixed } = Schema.Types;
const SHAPE = { versionKey: false, minimize: false, strict: "throw", autoIndex: false, autoCreate: false } as const;

/** An entry as stored: `_id` is the sequence number, so the unique key decides who appends. */
export interface EntryDoc {
  readonly _id: number;
  readonly at: string;
  readonly actor: unknown;
  readonly act: string;
  readonly events: readonly unknown[];
  readonly clocks?: unknown;
  readonly once?: unknown;
  /** Derived from the events and the key, for look-up. */
  readonly subjects: readonly string[];
  readonly prev: string;
  readonly hash: string;
}

export function entryModel(connection: Connection): Model<EntryDoc> {
  const schema = new Schema<EntryDoc>(
    {
      _id: Number,
      at: String,
      actor: Mixed,
      act: String,
      events: [Mixed],
      clocks: Mixed,
      once: Mixed,
      subjects: [String],
      prev: String,
      hash: String,
    },
    { ...SHAPE, collection: "entries" },
  );
  schema.index({ subjects: 1, _id: 1 });
  schema.index({ at: 1 });
  return connection.model<EntryDoc>("Entry", schema);
}

/**
 * A body, content-addressed: the bytes of which `_id` is the digest, and the JSON of how they were read. Older bodies are
 * documents instead of bytes. `content` is null where it was erased.
 */
export interface RevisionDoc {
  readonly _id: string;
  readonly content: unknown;
  readonly reading: unknown;
}

/** What a part of a body says, whether it is kept as bytes or as a document. */
export function saidBy(part: unknown): unknown {
  const bytes = bytesOf(part);
  return bytes === null ? part : jsonIn(bytes);
}

/** Null where the part is kept as a document, or was erased. */
export function bytesOf(part: unknown): Uint8Array | null {
  return part instanceof mongo.Binary ? part.value() : null;
}

export function revisionModel(connection: Connection): Model<RevisionDoc> {
  const schema = new Schema<RevisionDoc>(
    { _id: String, content: Mixed, reading: Mixed },
    { ...SHAPE, collection: "revisions" },
  );
  return connection.model<RevisionDoc>("Revision", schema);
}

/** One distinct rendering of a channel: `_id` is its ETag's digest. */
export interface RenderingDoc {
  readonly _id: string;
  readonly channel: string;
  readonly format: string;
  readonly at: string;
  readonly releases: readonly string[];
}

export function renderingModel(connection: Connection): Model<RenderingDoc> {
  const schema = new Schema<RenderingDoc>(
    { _id: String, channel: String, format: String, at: String, releases: [String] },
    { ...SHAPE, collection: "renderings" },
  );
  schema.index({ releases: 1 });
  return connection.model<RenderingDoc>("Rendering", schema);
}

/**
 * One fetch: who was sent which rendering, when; durable before the body is sent. Fetches alike that became durable in one
 * commit are one row.
 */
export interface DeliveryDoc {
  readonly _id: string;
  readonly rendering: string;
  readonly channel: string;
  /** Token id of the outlet, or null on a public channel. */
  readonly token: string | null;
  /** The first of them. */
  readonly at: string;
  readonly status: number;
  /** How many they are, and when the last was; not stated of one. */
  readonly fetches?: number;
  readonly lastAt?: string;
}

export function deliveryModel(connection: Connection): Model<DeliveryDoc> {
  const schema = new Schema<DeliveryDoc>(
    {
      _id: String,
      rendering: String,
      channel: String,
      token: String,
      at: String,
      status: Number,
      fetches: Number,
      lastAt: String,
    },
    { ...SHAPE, collection: "deliveries" },
  );
  schema.index({ rendering: 1, at: 1 });
  return connection.model<DeliveryDoc>("Delivery", schema);
}
