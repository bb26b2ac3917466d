import { isDeepStrictEqual } from "node:util";
import type { mongo } from "mongoose";
import type { Models } from "../store/models/models.js";
import type { ProjectionKind } from "../store/models/projections.js";
import { isDuplicateOnly } from "./duplicate.js";
import { KINDS } from "./fold.js";
import type { Replay } from "./replay.js";

type Doc = Readonly<Record<string, unknown>>;
type Collection = Models["history"]["collection"];

/** How many documents a store sends at a time: by default it fills a message of 16 MB. */
const SENT_AT_A_TIME = 100;

/** One document that is not as the ledger says. */
export interface Difference {
  readonly kind: ProjectionKind | "history";
  readonly id: string;
  /** Null where it is missing. */
  readonly stored: Doc | null;
  /** Null where the ledger knows nothing of it. */
  readonly expected: Doc | null;
}

/**
 * Where stored projections, and the history of replaced ones, differ from the ledger, one after another. What was folded
 * past the replayed head is not judged; what is stored up to it has to be folded when this is asked.
 */
export async function* differences(models: Models, { expected, head }: Replay): AsyncGenerator<Difference> {
  const pairs = [
    ...KINDS.map((kind) => ({ kind, stamp: "seq", of: (from: Models) => from.projected[kind].collection })),
    { kind: "history" as const, stamp: "until", of: (from: Models) => from.history.collection },
  ];
  for (const { kind, stamp, of } of pairs) {
    for await (const pair of joined(of(models), of(expected))) {
      if (isDeepStrictEqual(pair.stored, pair.expected)) continue;
      if (await isLater(models, Number(pair.stored?.[stamp]), head.seq)) continue;
      yield { kind, id: String((pair.stored ?? pair.expected)?._id), ...pair };
    }
  }
}

/** True for a stamp of an entry that was appended after the replay had read the last one. */
async function isLater(models: Models, seq: number, head: number): Promise<boolean> {
  return seq > head && (await models.entry.findOne({ _id: seq }, { _id: 1 }).lean()) !== null;
}

/** The documents of two collections side by side, by key. */
async function* joined(left: Collection, right: Collection) {
  const [stored, expected] = [left, right].map((collection) =>
    collection.find({}).sort({ _id: 1 }).batchSize(SENT_AT_A_TIME),
  );
  if (stored === undefined || expected === undefined) return;
  let [one, other]: (Doc | null)[] = [await stored.next(), await expected.next()];
  while (one || other) {
    const order = !one ? 1 : !other ? -1 : Buffer.compare(keyOf(one), keyOf(other));
    yield { stored: order <= 0 ? (one ?? null) : null, expected: order >= 0 ? (other ?? null) : null };
    if (order <= 0) one = await stored.next();
    if (order >= 0) other = await expected.next();
  }
}

/** Stores compare texts by their bytes in UTF-8. */
function keyOf({ _id }: Doc): Buffer {
  return Buffer.from(String(_id), "utf8");
}

/** Makes documents what the ledger says, but those into which somebody has folded a later entry meanwhile. */
export async function mend(models: Models, differences: readonly Difference[]): Promise<void> {
  for (const wanted of new Set(differences.map(({ kind }) => kind))) {
    const { collection } = wanted === "history" ? models.history : models.projected[wanted];
    const operations = differences.filter(({ kind }) => kind === wanted).map(operationOf);
    await unlessThere(collection.bulkWrite(operations, { ordered: false }));
  }
}

function operationOf({ kind, id, stored, expected }: Difference): mongo.AnyBulkWriteOperation {
  const filter = { _id: id, ...(kind === "history" || stored === null ? {} : { seq: stored.seq ?? null }) } as never;
  if (expected === null) return { deleteOne: { filter } };
  if (stored === null) return { insertOne: { document: expected } };
  return { replaceOne: { filter, replacement: expected, upsert: true } };
}

async function unlessThere(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
}
