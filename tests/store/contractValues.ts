import assert from "node:assert/strict";
import mongoose from "mongoose";
import type { Connected } from "./contract.js";
import type { Doc, Row } from "./model.js";

const { Binary, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo.BSON;

/** Values of all types in MongoDB's order, each above the one before. */
const ASCENDING: readonly unknown[] = [
  new MinKey(),
  [],
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  Long.fromString("-9007199254740993"),
  -(2 ** 53),
  -1,
  Decimal128.fromString("0.1"),
  0.1,
  1,
  Long.fromString("9007199254740993"),
  Decimal128.fromString("9007199254740993.5"),
  Number.POSITIVE_INFINITY,
  "",
  "a",
  "a\0",
  "ab",
  "é",
  "😀",
  {},
  { x: 1 },
  { x: 1, y: 1 },
  { x: 2 },
  { x: "a" },
  new Binary(Buffer.from("b")),
  new Binary(Buffer.from("b"), 128),
  new Binary(Buffer.from("aa")),
  new ObjectId("65a000000000000000000001"),
  false,
  true,
  new Date(-1),
  new Date(0),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 4_000_000_000, i: 1 }),
  new MaxKey(),
];

/** What the generated cases meet too seldom. */
export function valueContract(connected: Connected): void {
  const fresh = async (key: Record<string, 1 | -1> | null, ...docs: Row[]) => {
    const collection = connected().collection<Row>("values");
    await collection.drop().catch(() => undefined);
    await collection.insertMany(docs);
    if (key !== null) await collection.createIndex(key);
    return async (filter: Doc) => {
      const found = (await collection.find(filter).toArray()).map(({ _id }) => Number(_id));
      assert.equal(await collection.countDocuments(filter), found.length, JSON.stringify(filter));
      return found.sort((a, b) => a - b);
    };
  };

  for (const key of [null, { a: 1, _id: 1 }, { a: -1, _id: -1 }] as const) {
    it(`orders values of all types, ${key === null ? "without an index" : `by ${JSON.stringify(key)}`}`, async () => {
      const docs = ASCENDING.map((a, _id) => ({ _id, a }));
      const order = docs.map(({ _id }) => _id);
      await fresh(key === null ? null : { ...key }, ...docs.toReversed());
      const collection = connected().collection<Row>("values");
      for (const turn of [1, -1] as const) {
        const found = (await collection.find({}).sort({ a: turn, _id: turn }).toArray()).map(({ _id }) => _id);
        assert.deepEqual(found, turn === 1 ? order : order.toReversed());
      }
    });
  }

  for (const key of [null, { a: 1 }, { a: -1 }] as const) {
    const how = key === null ? "without an index" : `by ${JSON.stringify(key)}`;
    it(`finds arrays as a whole and by element, ${how}`, async () => {
      const found = await fresh(
        key,
        { _id: 1, a: [1, 2] },
        { _id: 2, a: [[1, 2], 3] },
        { _id: 3, a: [2, 1] },
        { _id: 4, a: [] },
        { _id: 5, a: [[]] },
        { _id: 6, a: 1 },
      );
      assert.deepEqual(await found({ a: [1, 2] }), [1, 2]);
      assert.deepEqual(await found({ a: { $in: [[1, 2], 3] } }), [1, 2]);
      assert.deepEqual(await found({ a: [] }), [4, 5]);
      assert.deepEqual(await found({ a: { $gt: 1, $lt: 2 } }), [1, 3]);
    });
  }

  for (const key of [null, { "a.x": 1 }, { "a.x": -1 }] as const) {
    const how = key === null ? "without an index" : `by ${JSON.stringify(key)}`;
    it(`finds null where a document lacks the member, not where an array has no documents, ${how}`, async () => {
      const found = await fresh(
        key,
        { _id: 1, a: [1] },
        { _id: 2, a: [] },
        { _id: 3, a: [{ x: null }] },
        { _id: 4, a: [{ x: 1 }, { y: 1 }] },
        { _id: 5 },
        { _id: 6, a: { x: 1 } },
        { _id: 7, a: 5 },
      );
      for (const filter of [
        { "a.x": null },
        { "a.x": { $gte: null } },
        { "a.x": { $lte: null } },
        { "a.x": { $in: [null] } },
      ])
        assert.deepEqual(await found(filter), [3, 4, 5, 7], JSON.stringify(filter));
      assert.deepEqual(await found({ "a.x": { $ne: null } }), [1, 2, 6]);
      assert.deepEqual(await found({ "a.x": { $exists: true } }), [3, 4, 6]);
    });
  }
}
