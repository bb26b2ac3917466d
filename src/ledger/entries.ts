import { calculateObjectSize } from "bson";
import { type Entry, subjectsOf } from "../domain/event.js";
import type { EntryDoc } from "../store/models/evidence.js";
import type { Models } from "../store/models/models.js";
import { patientCommand } from "../store/patientConnection.js";
import type { Head } from "./chain.js";
import { isDuplicateOnly } from "./duplicate.js";

export interface EntryQuery {
  readonly subject?: string | undefined;
  /** Entries before this sequence number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export function entryOf(doc: EntryDoc): Entry {
  const { _id, subjects: _, ...members } = doc;
  return { seq: _id, ...members } as unknown as Entry;
}

const BATCH_ENTRIES = 200;
const BATCH_BYTES = 2 ** 20;
/** How many documents a store sends at a time; entries of a thousand events are some 500 KB each. */
const SENT_AT_A_TIME = 8;

/** All entries after `seq` as they are stored, in order, in batches of about a megabyte. */
export async function* entryBatches(models: Models, seq: number): AsyncGenerator<readonly EntryDoc[]> {
  const found = models.entry.collection
    .find({ _id: { $gt: seq as never } })
    .sort({ _id: 1 })
    .batchSize(SENT_AT_A_TIME);
  let [batch, bytes]: [EntryDoc[], number] = [[], 0];
  for await (const doc of found) {
    batch.push(doc as unknown as EntryDoc);
    bytes += calculateObjectSize(doc);
    if (batch.length < BATCH_ENTRIES && bytes < BATCH_BYTES) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

/** Entries after `seq`, in order. */
export async function entriesAfter(models: Models, seq: number, limit: number): Promise<readonly Entry[]> {
  const docs = await models.entry
    .find({ _id: { $gt: seq } })
    .sort({ _id: 1 })
    .limit(limit)
    .lean();
  return docs.map((doc) => entryOf(doc as EntryDoc));
}

export function subjectsOfEntry({ events, once }: Pick<Entry, "events" | "once">): readonly string[] {
  return [...new Set([...events.flatMap(subjectsOf), ...(once === undefined ? [] : [`once:${once.key}`])])];
}

/**
 * Whether the store still holds the head that is known, and whether there is more after it. As a bare command: every
 * response asks this, and a cursor of the driver's costs twice as much.
 */
export async function look(
  models: Models,
  head: Head,
): Promise<{ readonly isThere: boolean; readonly isMore: boolean }> {
  const { db, collection } = models.entry;
  const from = { filter: { _id: { $gte: head.seq } }, sort: { _id: 1 }, projection: { hash: 1 } };
  const asked = { find: collection.collectionName, ...from, limit: 2, singleBatch: true };
  const { cursor } = await patientCommand(db, asked);
  const found = cursor.firstBatch as readonly Pick<EntryDoc, "_id" | "hash">[];
  if (head.seq === 0) return { isThere: true, isMore: found.length > 0 };
  const isThere = found[0]?._id === head.seq && found[0].hash === head.hash;
  return { isThere, isMore: isThere && found.length > 1 };
}

export async function entryAt(models: Models, seq: number): Promise<Entry | null> {
  const doc = await models.entry.findOne({ _id: seq }).lean();
  return doc === null ? null : entryOf(doc as EntryDoc);
}

/** An entry as it is stored, with what it is looked up by. */
export function docOfEntry({ seq, ...members }: Entry): EntryDoc {
  return { _id: seq, ...members, subjects: subjectsOfEntry(members) };
}

/** @returns false where the place was taken. */
export async function append(models: Models, doc: EntryDoc): Promise<boolean> {
  try {
    await models.entry.collection.insertOne(doc as never);
    return true;
  } catch (error) {
    if (isDuplicateOnly(error)) return false;
    throw error;
  }
}

export async function findEntries(models: Models, query: EntryQuery): Promise<readonly Entry[]> {
  const filter = {
    ...(query.subject === undefined ? {} : { subjects: query.subject }),
    ...(query.before === undefined ? {} : { _id: { $lt: query.before } }),
  };
  const docs = await models.entry.find(filter).sort({ _id: -1 }).limit(query.limit).lean();
  return docs.map((doc) => entryOf(doc as EntryDoc));
}
