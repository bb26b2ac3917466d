import assert from "node:assert/strict";
import { createRequire } from "node:module";
import mongoose from "mongoose";
import { StoreUnavailable } from "../../src/domain/error.js";
import { placesIn } from "../../src/store/embedded/place.js";
import { isTransient, patiently } from "../../src/store/patience.js";
import { openStore, type Store } from "../../src/store/store.js";
import { type Between, standBetween } from "./between.js";
import type { Row } from "./model.js";
import { temporaryFolder } from "./spawned.js";

const { mongo } = mongoose;
/** Enough that the driver's watch over the server meets each moment of a break. */
const BREAKS = 5;
/** What the driver throws but does not export. */
const driver = createRequire(createRequire(import.meta.url).resolve("mongoose"))("mongodb/lib/cmap/errors") as Record<
  "PoolClosedError" | "PoolClearedError" | "PoolClearedOnNetworkError" | "WaitQueueTimeoutError",
  new (
    ...given: unknown[]
  ) => Error
>;
const pool = { address: "here:27017", serverError: new Error("reset") };

function labelled(label: string): Error {
  const error = new mongo.MongoError("labelled");
  error.addErrorLabel(label);
  return error;
}

function answered(code: number, more: Record<string, unknown> = {}): Error {
  return new mongo.MongoServerError({ errmsg: `code ${code}`, code, ...more });
}

const TRANSIENT: readonly (readonly [string, unknown])[] = [
  ["a network error", new mongo.MongoNetworkError("connection 5 to here closed")],
  ["a network error for time", new mongo.MongoNetworkTimeoutError("timed out")],
  ["a pool that was cleared", new driver.PoolClearedError(pool)],
  ["a pool that was cleared because the heartbeat failed", new driver.PoolClearedOnNetworkError(pool)],
  ["a pool that was closed with its server", new driver.PoolClosedError(pool)],
  ["no free connection in time", new driver.WaitQueueTimeoutError("timed out", "here:27017")],
  ["no server in time", new mongo.MongoServerSelectionError("timed out", { error: null } as never)],
  ["no answer in the time given", new mongo.MongoOperationTimeoutError("timed out")],
  ["a server that was taken out", new mongo.MongoServerClosedError("closed")],
  ...["EPIPE", "ECONNRESET", "ECONNREFUSED", "ECONNABORTED"].map(
    (code) => [`the socket's ${code}`, Object.assign(new Error(code), { code })] as const,
  ),
  ...["RetryableWriteError", "RetryableError", "PoolRequestedRetry", "SystemOverloadedError"].map(
    (label) => [`the label ${label}`, labelled(label)] as const,
  ),
  ...[6, 7, 43, 64, 89, 91, 134, 189, 237, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436].map(
    (code) => [`the server's code ${code}`, answered(code)] as const,
  ),
  ["a label that the server sent", answered(1, { errorLabels: ["RetryableWriteError"] })],
  [
    "a write that was not confirmed because the primary stepped down",
    new mongo.MongoWriteConcernError({ writeConcernError: { code: 189, errmsg: "stepped down" }, ok: 1 }),
  ],
  [
    "a bulk write that broke",
    Object.assign(new Error("bulk"), { errorResponse: new mongo.MongoNetworkError("closed") }),
  ],
  [
    "a bulk write that was not confirmed",
    Object.assign(new Error("bulk"), { err: { code: 11602, errmsg: "interrupted" } }),
  ],
];

const LASTING: readonly (readonly [string, unknown])[] = [
  ["a duplicate key", answered(11000)],
  ["a refusal", answered(13)],
  ["a document that is too large", answered(10334)],
  ["a client that we closed", new mongo.MongoClientClosedError()],
  ["a client that never connected", new mongo.MongoNotConnectedError("not connected")],
  ["a label that is for transactions and change streams", labelled("ResumableChangeStreamError")],
  ["a mistake of ours", new TypeError("x is undefined")],
  ["nothing", undefined],
  ["a word", "ECONNRESET"],
];

describe("what is waited for", () => {
  for (const [what, error] of TRANSIENT) it(`is ${what}`, () => assert.equal(isTransient(error), true));
  for (const [what, error] of LASTING) it(`is not ${what}`, () => assert.equal(isTransient(error), false));

  it("ends in words where the patience is over, whether the store refuses or is silent", async () => {
    const cause = answered(10107);
    const refuses = patiently(() => Promise.reject(cause), 0);
    await assert.rejects(refuses, (error) => error instanceof StoreUnavailable && error.cause === cause);
    const silent = patiently(() => new Promise(() => undefined), 0);
    await assert.rejects(silent, StoreUnavailable);
  });

  it("is done again as often as it takes, and once where it is no use", async () => {
    const outcomes = [answered(10107), answered(189), new mongo.MongoNetworkError("closed")];
    assert.equal(
      await patiently(async () => {
        const next = outcomes.shift();
        if (next !== undefined) throw next;
        return "done";
      }),
      "done",
    );
    let tries = 0;
    const refused = patiently(async () => {
      tries++;
      throw answered(13);
    });
    await assert.rejects(refused, { code: 13 });
    assert.equal(tries, 1);
  });
});

describe("a store that is away for a while", () => {
  const folder = temporaryFolder();
  let embedded: Store;
  let between: Between;
  let store: Store;
  const rows = () => store.connection.collection<Row>("rows");

  before(async () => {
    embedded = await openStore({ mongodbUri: null, dataDir: folder.path });
    between = await standBetween(placesIn(folder.path).socketPath, "away");
    store = await openStore({ mongodbUri: between.uri, dataDir: folder.path });
  });
  beforeEach(async () => {
    await rows().deleteMany({});
    await rows().insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ] as never);
  });
  after(async () => {
    between.set("open");
    await store.close();
    await between.close();
    await embedded.close();
    folder.remove();
  });

  const operations: Readonly<Record<string, () => Promise<unknown>>> = {
    findOne: () => rows().findOne({ _id: 1 }),
    "find as a whole": () => rows().find({}).sort({ _id: 1 }).toArray(),
    countDocuments: () => rows().countDocuments({}),
    estimatedDocumentCount: () => rows().estimatedDocumentCount(),
    insertOne: () => rows().insertOne({ _id: 3 }),
    insertMany: () => rows().insertMany([{ _id: 4 }, { _id: 5 }]),
    updateOne: () => rows().updateOne({ _id: 1 }, { $set: { n: 7 } }),
    replaceOne: () => rows().replaceOne({ _id: 1 }, { n: 8 } as never),
    deleteOne: () => rows().deleteOne({ _id: 1 }),
    findOneAndUpdate: () => rows().findOneAndUpdate({ _id: 1 }, { $set: { n: 9 } }, { returnDocument: "after" }),
    bulkWrite: () => rows().bulkWrite([{ updateOne: { filter: { _id: 1 }, update: { $set: { n: 10 } } } }]),
  };
  /** Begins every operation, lets what is in the way of each happen, and names those that then failed. */
  const failing = async (happen: () => Promise<void>): Promise<readonly string[]> => {
    const outcomes = Object.entries(operations).map(async ([name, operation]) => {
      try {
        await operation();
        return [];
      } catch (error) {
        // An insert that was done before the connection broke meets itself.
        const isItself = name.startsWith("insert") && (error as { code?: unknown }).code === 11000;
        return isItself ? [] : [`${name}: ${error}`];
      }
    });
    await happen();
    return (await Promise.all(outcomes)).flat();
  };

  it("is waited for by every operation while no server is primary", async () => {
    between.set({ code: 10107, codeName: "NotWritablePrimary" });
    const failed = await failing(async () => {
      await between.stoppedMany(Object.keys(operations).length);
      between.set("open");
    });
    assert.deepEqual(failed, []);
  });

  it("is waited for by every operation while it is silent", async () => {
    between.set("frozen");
    const failed = await failing(async () => {
      await between.stoppedMany(1);
      between.set("open");
    });
    assert.deepEqual(failed, []);
  });

  it("is waited for by every operation where its connections break, and is found again each time", async () => {
    for (let time = 0; time < BREAKS; time++) {
      between.set("frozen");
      const failed = await failing(async () => {
        await between.stoppedMany(1);
        between.cut();
        between.set("open");
      });
      assert.deepEqual(failed, []);
    }
  });

  it("is not asked twice to count up", async () => {
    between.set("frozen");
    const outcome = rows().updateOne({ _id: 1 }, { $inc: { n: 1 } } as never);
    await between.stoppedMany(1);
    between.cut();
    between.set("open");
    await assert.rejects(outcome, StoreUnavailable);
    assert.equal((await rows().findOne({ _id: 1 }))?.n, 2);
  });
});
