import assert from "node:assert/strict";
import { openStore, type Store } from "../../src/store/store.js";
import type { Row } from "./model.js";
import { temporaryFolder } from "./spawned.js";

describe("the log of queries that no index serves", () => {
  const folder = temporaryFolder();
  let store: Store | undefined;
  const rows = () => {
    assert.ok(store !== undefined);
    return store.connection.collection<Row>("rows");
  };
  const scans = async () => {
    assert.ok(store !== undefined);
    const answer = await store.connection.getClient().db("admin").command({ imprimaturScans: 1, reset: true });
    const list = answer.scans as Record<string, unknown>[];
    return list.map(({ ns, filter, sort, why, count }) => [ns, filter, sort, why, count]);
  };

  before(async () => {
    store = await openStore({ mongodbUri: null, dataDir: folder.path });
    await rows().insertMany(
      Array.from({ length: 50 }, (_, _id) => ({ _id, a: _id % 5, b: _id, tags: [_id, "x"], n: { c: _id } })),
    );
    await rows().createIndex({ a: 1, b: -1 });
    await rows().createIndex({ tags: 1, _id: 1 });
    await rows().createIndex({ "n.c": 1 }, { unique: true, sparse: true });
    await rows().createIndex({ open: 1 }, { partialFilterExpression: { open: { $exists: true } } });
  });

  beforeEach(() => scans());

  after(async () => {
    await store?.close();
    folder.remove();
  });

  it("stays empty where keys and indexes serve", async () => {
    await rows().findOne({ _id: 1 });
    await rows()
      .find({ _id: { $in: [1, 2] } })
      .toArray();
    await rows()
      .find({ _id: { $gt: 1 } })
      .sort({ _id: 1 })
      .limit(2)
      .toArray();
    await rows()
      .find({ a: 1, b: { $lt: 30 } })
      .sort({ b: 1 })
      .toArray();
    await rows()
      .find({ a: { $in: [1, 2] } })
      .sort({ a: -1, b: 1 })
      .toArray();
    await rows().find({ a: 1 }).sort({ b: -1 }).skip(2).toArray();
    await rows()
      .find({ tags: "x", _id: { $lt: 40 } })
      .sort({ _id: -1 })
      .limit(5)
      .toArray();
    await rows().find({ "n.c": 7 }).toArray();
    await rows().find({ open: "x" }).toArray();
    await rows()
      .find({ $or: [{ a: 1 }, { _id: 3 }, { "n.c": 4 }] })
      .toArray();
    await rows().countDocuments({ a: 1 });
    await rows().countDocuments({});
    await rows().updateOne({ _id: 1, b: 1 }, { $set: { z: 1 } });
    await rows().findOneAndUpdate({ _id: 1, a: { $lte: 9 } }, { $set: { z: 2 } });
    assert.deepEqual(await scans(), []);
  });

  it("names a query that reads the whole collection, and how often", async () => {
    const found = await rows()
      .find({ z: 5, b: { $gt: 1, $lt: 3 } })
      .toArray();
    await rows()
      .find({ z: 6, b: { $gt: 2, $lt: 9 } })
      .toArray();
    await rows().deleteMany({ "n.c": null });
    assert.deepEqual(found, []);
    assert.deepEqual(await scans(), [
      ["imprimatur.rows", { z: { $eq: "?" }, b: { $gt: "?", $lt: "?" } }, {}, "scan", 2],
      ["imprimatur.rows", { "n.c": { $eq: "?" } }, {}, "scan", 1],
    ]);
  });

  it("names a query that only its order keeps from a scan", async () => {
    await rows().find({ z: 1 }).sort({ _id: 1 }).limit(1).toArray();
    assert.deepEqual(await scans(), [["imprimatur.rows", { z: { $eq: "?" } }, { _id: 1 }, "scan", 1]]);
  });

  it("names an order that no index gives", async () => {
    const found = await rows().find({ a: 1 }).sort({ n: 1 }).limit(2).toArray();
    assert.deepEqual(
      found.map(({ _id }) => _id),
      [1, 6],
    );
    assert.deepEqual(await scans(), [["imprimatur.rows", { a: { $eq: "?" } }, { n: 1 }, "sort", 1]]);
  });

  it("marks the listing of all documents as what was asked for", async () => {
    await rows().find({}).toArray();
    await rows().find({}).sort({ _id: -1 }).toArray();
    assert.deepEqual(await scans(), [
      ["imprimatur.rows", {}, {}, "listing", 1],
      ["imprimatur.rows", {}, { _id: -1 }, "listing", 1],
    ]);
  });
});
