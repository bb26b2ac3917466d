import assert from "node:assert/strict";
import mongoose from "mongoose";
import type { Connected } from "./contract.js";
import { refusalOf } from "./contractWrites.js";
import type { Doc, Row } from "./model.js";

const { Long } = mongoose.mongo.BSON;
const COUNT = 1_000;

/** Results that come in batches. */
export function cursorContract(connected: Connected): void {
  const filled = async () => {
    const collection = connected().collection<Row>("many");
    if ((await collection.countDocuments({})) !== COUNT) {
      await collection.deleteMany({});
      await collection.insertMany(Array.from({ length: COUNT }, (_, _id) => ({ _id, a: _id % 7, s: `s${_id}` })));
      await collection.createIndex({ a: 1, _id: 1 });
    }
    return collection;
  };
  const command = (doc: Doc) => connected().getClient().db(connected().name).command(doc);

  it("gives all documents once, in order, whatever the size of a batch", async () => {
    const collection = await filled();
    for (const batchSize of [1, 7, 100, 999, 1_000, 5_000]) {
      if (batchSize === 1) assert.equal((await collection.find({}).limit(20).batchSize(1).toArray()).length, 20);
      else {
        const found = await collection.find({}).sort({ _id: -1 }).batchSize(batchSize).toArray();
        assert.deepEqual([found.length, found[0]?._id, found.at(-1)?._id], [COUNT, COUNT - 1, 0]);
      }
    }
    const byIndex = await collection
      .find({ a: { $in: [3, 4] } })
      .batchSize(10)
      .toArray();
    assert.equal(new Set(byIndex.map(({ _id }) => _id)).size, 286);
  });

  it("goes on rightly while documents before and after the place are written", async () => {
    const collection = await filled();
    const cursor = collection.find({ a: 3 }).sort({ _id: 1 }).batchSize(10);
    const seen: unknown[] = [];
    for await (const { _id } of cursor) {
      seen.push(_id);
      if (seen.length === 15) {
        await collection.deleteOne({ _id: 3 });
        await collection.deleteOne({ _id: 990 + 4 });
        await collection.insertOne({ _id: 2_000, a: 3 });
      }
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.includes(2_000));
    assert.ok(!seen.includes(994));
    await collection.deleteMany({});
  });

  it("ends a cursor that is closed, and says so of one that is unknown", async () => {
    await filled();
    const { cursor } = await command({ find: "many", batchSize: 5 });
    assert.equal(cursor.firstBatch.length, 5);
    const killed = await command({ killCursors: "many", cursors: [Long.fromValue(cursor.id)] });
    assert.deepEqual(killed.cursorsKilled.map(String), [String(cursor.id)]);
    assert.equal((await refusalOf(command({ getMore: Long.fromValue(cursor.id), collection: "many" }))).code, 43);
    const again = await command({ killCursors: "many", cursors: [Long.fromValue(cursor.id)] });
    assert.deepEqual(again.cursorsNotFound.map(String), [String(cursor.id)]);
  });

  it("opens no cursor for a single batch or an exact limit", async () => {
    await filled();
    const limited = await command({ find: "many", limit: 5 });
    const single = await command({ find: "many", batchSize: 5, singleBatch: true });
    assert.deepEqual([Number(limited.cursor.id), Number(single.cursor.id)], [0, 0]);
    assert.deepEqual([limited.cursor.firstBatch.length, single.cursor.firstBatch.length], [5, 5]);
  });

  it("keeps a batch below 16 MB and gives the rest in the next", async () => {
    const collection = connected().collection<Row>("large");
    await collection.insertMany(Array.from({ length: 5 }, (_, _id) => ({ _id, body: "x".repeat(6 * 2 ** 20) })));
    const { cursor } = await command({ find: "large" });
    assert.ok(cursor.firstBatch.length < 5);
    await command({ killCursors: "large", cursors: [Long.fromValue(cursor.id)] });
    assert.equal((await collection.find({}).toArray()).length, 5);
    await collection.drop();
  });
}
