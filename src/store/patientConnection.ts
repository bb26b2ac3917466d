import type { Collection, Connection, mongo } from "mongoose";
import { onceOnly, patiently, STORE_PATIENCE_MILLISECONDS } from "./patience.js";

/**
 * Acknowledged means kept, and what is read was kept: by a majority of a replica set, in the journal, from the primary.
 * The embedded store keeps everything before it answers, and takes these as said.
 */
export const KEPT = {
  writeConcern: { w: "majority", j: true },
  readConcern: { level: "majority" },
  readPreference: "primary",
} as const;

/** How long operations wait, in milliseconds; asked anew for each. */
export type Patience = () => number;

const patiences = new WeakMap<Connection, Patience>();

/**
 * What is done again where the store was away. Reads change nothing. A write by key comes to the same when it is done
 * twice; an insert that was done already meets its own key, and a change that asks for what was there before finds it
 * changed: to the caller both look as if somebody else had been first.
 */
const REPEATABLE = [
  "findOne",
  "countDocuments",
  "estimatedDocumentCount",
  "insertOne",
  "insertMany",
  "updateOne",
  "updateMany",
  "replaceOne",
  "deleteOne",
  "deleteMany",
  "bulkWrite",
  "findOneAndUpdate",
] as const;

type Operation = (...given: unknown[]) => Promise<unknown>;

/**
 * From now on every operation on a connection's collections waits for a store that is away, and throws `StoreUnavailable`
 * where it stays away. Cursors wait where they are read as a whole.
 */
export function makePatient(connection: Connection, patience: Patience): void {
  patiences.set(connection, patience);
  const plain = connection.collection.bind(connection) as (...given: unknown[]) => Collection;
  const known = new WeakSet<Collection>();
  const patient = (...given: unknown[]): Collection => {
    const collection = plain(...given);
    if (known.has(collection)) return collection;
    known.add(collection);
    const operations = collection as unknown as Record<string, Operation>;
    for (const name of REPEATABLE) {
      const once = (operations[name] as Operation).bind(collection);
      operations[name] = (...asked) =>
        isRepeatable(asked) ? patiently(() => once(...asked), patience()) : onceOnly(() => once(...asked));
    }
    const find = collection.find.bind(collection) as (...asked: unknown[]) => mongo.FindCursor;
    collection.find = ((...asked: unknown[]) => patientCursor(find(...asked), patience)) as typeof collection.find;
    return collection;
  };
  connection.collection = patient as typeof connection.collection;
}

/** To count up twice is not the same as once. */
function isRepeatable([, update]: readonly unknown[]): boolean {
  return !(typeof update === "object" && update !== null && "$inc" in update);
}

function patientCursor<T extends mongo.FindCursor>(cursor: T, patience: Patience): T {
  const toArray = cursor.toArray.bind(cursor);
  const next = cursor.next.bind(cursor);
  let isReadWhole = false;
  cursor.next = () => (isReadWhole ? next() : onceOnly(next));
  cursor.toArray = () => {
    isReadWhole = true;
    return patiently(() => {
      cursor.rewind();
      return toArray();
    }, patience());
  };
  return cursor;
}

/**
 * Runs a bare command that may be done twice, with the same patience: of what every response needs, for it costs half.
 * The driver gives it none of the connection's concerns, so they are named.
 */
export function patientCommand(connection: Connection, asked: mongo.BSON.Document): Promise<mongo.BSON.Document> {
  const patience = patiences.get(connection) ?? (() => STORE_PATIENCE_MILLISECONDS);
  const { writeConcern, readConcern } = KEPT;
  const whole = "find" in asked ? { ...asked, readConcern } : { ...asked, writeConcern };
  return patiently(() => connection.getClient().db(connection.name).command(whole), patience());
}
