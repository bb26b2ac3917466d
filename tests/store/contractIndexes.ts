import assert from "node:assert/strict";
import mongoose from "mongoose";
import type { Connected } from "./contract.js";
import { refusalOf } from "./contractWrites.js";
import type { Row } from "./model.js";

const { Long } = mongoose.mongo.BSON;

/** Unique, compound, multikey, sparse and partial indexes, and what the store says of them. */
export function indexContract(connected: Connected): void {
  const fresh = async (...docs: Row[]) => {
    const collection = connected().collection<Row>("indexed");
    await collection.drop().catch(() => undefined);
    if (docs.length > 0) await collection.insertMany(docs);
    return collection;
  };

  it("refuses a second document with a unique compound key, and shows the key", async () => {
    const collection = await fresh();
    await collection.createIndex({ a: 1, "b.c": -1 }, { unique: true, name: "pair" });
    await collection.insertOne({ _id: 1, a: "x", b: { c: 2 } });
    await collection.insertOne({ _id: 2, a: "x", b: { c: 3 } });
    const refusal = await refusalOf(collection.insertOne({ _id: 3, a: "x", b: { c: 2 } }));
    assert.equal(refusal.code, 11000);
    assert.deepEqual(refusal.keyPattern, { a: 1, "b.c": -1 });
    assert.deepEqual(refusal.keyValue, { a: "x", "b.c": 2 });
    assert.match(refusal.message ?? "", /index: pair dup key: \{ a: "x", b\.c: 2 \}/u);
    assert.equal((await refusalOf(collection.updateOne({ _id: 2 }, { $set: { "b.c": 2 } }))).code, 11000);
    assert.equal((await collection.findOne({ _id: 2 }))?.a, "x");
    await collection.updateOne({ _id: 1 }, { $set: { "b.c": 9 } });
    await collection.updateOne({ _id: 2 }, { $set: { "b.c": 2 } });
  });

  it("counts a missing member as null in a unique index, not in a sparse one", async () => {
    const collection = await fresh();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.createIndex({ s: 1 }, { unique: true, sparse: true });
    await collection.insertOne({ _id: 1 });
    assert.equal((await refusalOf(collection.insertOne({ _id: 2, a: null }))).code, 11000);
    await collection.insertOne({ _id: 3, a: 1 });
    await collection.insertOne({ _id: 4, a: 2, s: "x" });
    assert.equal((await refusalOf(collection.insertOne({ _id: 5, a: 3, s: "x" }))).code, 11000);
    assert.equal(await collection.countDocuments({ s: null }), 2);
    assert.deepEqual(await collection.find({ s: "x" }).toArray(), [{ _id: 4, a: 2, s: "x" }]);
  });

  it("is unique for each element of an array, between documents but not within one", async () => {
    const collection = await fresh();
    await collection.createIndex({ keys: 1 }, { unique: true });
    await collection.insertOne({ _id: 1, keys: ["a", "b", "a"] });
    const refusal = await refusalOf(collection.insertOne({ _id: 2, keys: ["c", "b"] }));
    assert.deepEqual(refusal.keyValue, { keys: "b" });
    await collection.insertOne({ _id: 3, keys: ["c"] });
    assert.deepEqual(
      (await collection.find({ keys: "a" }).toArray()).map(({ _id }) => _id),
      [1],
    );
  });

  it("refuses within one insert what another document of it has taken, and inserts the rest", async () => {
    const collection = await fresh({ _id: 0, a: "stored" });
    await collection.createIndex({ a: 1 }, { unique: true });
    const given = [
      { _id: 1, a: "x" },
      { _id: 2, a: "x" },
      { _id: 1, a: "y" },
      { _id: 3, a: "stored" },
      { _id: 4, a: "y" },
    ];
    const refusal = await refusalOf(collection.insertMany(given, { ordered: false }));
    assert.deepEqual(
      refusal.writeErrors?.map(({ index }) => index),
      [1, 2, 3],
    );
    const ids = async () => (await collection.find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    assert.deepEqual(await ids(), [0, 1, 4]);
    await refusalOf(
      collection.insertMany([
        { _id: 5, a: "z" },
        { _id: 6, a: "z" },
        { _id: 7, a: "w" },
      ]),
    );
    assert.deepEqual(await ids(), [0, 1, 4, 5]);
  });

  it("finds all of many keys, in their order, also where one of them has many documents", async () => {
    const many = Array.from({ length: 1_500 }, (_, _id) => ({
      _id,
      a: _id < 700 ? 3 : _id,
      tags: [`t${_id % 90}`, "all"],
    }));
    const collection = await fresh(...many);
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ tags: 1, _id: 1 });
    const wanted = [3, ...Array.from({ length: 150 }, (_, index) => 699 + index * 2)];
    const found = await collection
      .find({ a: { $in: [...wanted].reverse() } })
      .sort({ a: 1 })
      .toArray();
    const expected = many.filter(({ a }) => wanted.includes(a));
    assert.deepEqual(
      found.map(({ _id }) => _id),
      expected.map(({ _id }) => _id),
    );
    const tagged = await collection.find({ tags: { $in: ["all", "t1", "t2"] } }).toArray();
    assert.deepEqual(
      tagged.map(({ _id }) => Number(_id)).sort((a, b) => a - b),
      many.map(({ _id }) => _id),
    );
    assert.equal(await collection.countDocuments({ a: { $in: wanted } }), expected.length);
    assert.equal(
      (await collection.find({ _id: { $in: Array.from({ length: 400 }, (_, i) => i * 3) } }).toArray()).length,
      400,
    );
  });

  it("is unique only among the documents of a partial index", async () => {
    const collection = await fresh();
    await collection.createIndex({ slug: 1 }, { unique: true, partialFilterExpression: { state: "open" } });
    await collection.insertMany([
      { _id: 1, slug: "a", state: "open" },
      { _id: 2, slug: "a", state: "closed" },
      { _id: 3, slug: "a", state: "closed" },
    ]);
    assert.equal((await refusalOf(collection.updateOne({ _id: 2 }, { $set: { state: "open" } }))).code, 11000);
    await collection.updateOne({ _id: 1 }, { $set: { state: "closed" } });
    await collection.updateOne({ _id: 2 }, { $set: { state: "open" } });
    assert.deepEqual(
      (await collection.find({ slug: "a", state: "open" }).toArray()).map(({ _id }) => _id),
      [2],
    );
    assert.equal(await collection.countDocuments({ slug: "a" }), 3);
  });

  it("tells integers apart that are the same double", async () => {
    const big = ["9007199254740992", "9007199254740993", "9007199254740994", "9223372036854775807"].map((digits) =>
      Long.fromString(digits),
    );
    const collection = await fresh();
    await collection.createIndex({ n: 1 }, { unique: true });
    await collection.insertMany(big.map((n, _id) => ({ _id, n })));
    assert.equal((await refusalOf(collection.insertOne({ _id: 9, n: 2 ** 53 }))).code, 11000);
    const found = await collection
      .find({ n: { $gt: big[0], $lt: big[3] } })
      .sort({ n: -1 })
      .toArray();
    assert.deepEqual(
      found.map(({ _id }) => _id),
      [2, 1],
    );
  });

  it("keeps NaN out of every range but its own, by an index as without", async () => {
    const collection = await fresh({ _id: 1, n: Number.NaN }, { _id: 2, n: -Infinity }, { _id: 3, n: 1 });
    for (const name of ["none", "n_1", "n_-1"]) {
      if (name !== "none") await collection.createIndex({ n: name === "n_1" ? 1 : -1 });
      const found = async (filter: object) =>
        (await collection.find(filter).sort({ n: 1 }).toArray()).map(({ _id }) => _id);
      assert.deepEqual(await found({ n: { $lt: 5 } }), [2, 3], name);
      assert.deepEqual(await found({ n: { $lte: Number.NaN } }), [1], name);
      assert.deepEqual(await found({ n: { $gt: Number.NaN } }), [], name);
      assert.deepEqual(await found({ n: { $ne: Number.NaN } }), [2, 3], name);
      assert.equal(await collection.countDocuments({ n: { $lt: 5 } }), 2);
      if (name === "n_1") await collection.dropIndex(name);
    }
  });

  it("refuses to build a unique index over duplicates, and leaves none behind", async () => {
    const collection = await fresh({ _id: 1, a: 1 }, { _id: 2, a: 1 });
    assert.equal((await refusalOf(collection.createIndex({ a: 1 }, { unique: true }))).code, 11000);
    assert.deepEqual(
      (await collection.indexes()).map(({ name }) => name),
      ["_id_"],
    );
  });

  it("refuses a document with two arrays in one compound index", async () => {
    const collection = await fresh();
    await collection.createIndex({ a: 1, b: 1 });
    assert.equal((await refusalOf(collection.insertOne({ a: [1], b: [2] }))).code, 171);
    await collection.insertOne({ _id: 1, a: [1], b: 2 });
  });

  it("finds through fields of one array with whichever elements meet them", async () => {
    const collection = await fresh({
      _id: 1,
      a: [
        { b: 1, c: 9 },
        { b: 8, c: 2 },
      ],
    });
    await collection.createIndex({ "a.b": 1, "a.c": 1 });
    assert.equal(await collection.countDocuments({ "a.b": 1, "a.c": 2 }), 1);
    assert.equal(await collection.countDocuments({ a: { $elemMatch: { b: 1, c: 2 } } }), 0);
    assert.equal(await collection.countDocuments({ "a.b": { $gt: 7, $lt: 2 } }), 1);
  });

  it("lists, repeats and drops indexes as the driver asks", async () => {
    const collection = await fresh();
    assert.equal(await collection.createIndex({ a: 1, b: -1 }), "a_1_b_-1");
    await collection.createIndex({ a: 1, b: -1 });
    await collection.createIndex({ c: 1 }, { unique: true, partialFilterExpression: { d: { $exists: true } } });
    assert.deepEqual(await collection.indexes(), [
      { v: 2, key: { _id: 1 }, name: "_id_" },
      { v: 2, key: { a: 1, b: -1 }, name: "a_1_b_-1" },
      { v: 2, key: { c: 1 }, name: "c_1", unique: true, partialFilterExpression: { d: { $exists: true } } },
    ]);
    assert.equal((await refusalOf(collection.createIndex({ a: 1 }, { name: "a_1_b_-1" }))).code, 86);
    await collection.dropIndex("a_1_b_-1");
    assert.equal((await refusalOf(collection.dropIndex("a_1_b_-1"))).code, 27);
    assert.equal((await collection.indexes()).length, 2);
  });

  it("lists collections, and drops one with everything in it", async () => {
    const collection = await fresh({ _id: 1, a: 1 });
    await collection.createIndex({ a: 1 });
    assert.ok((await connected().listCollections()).some(({ name }) => name === "indexed"));
    await collection.drop();
    assert.ok(!(await connected().listCollections()).some(({ name }) => name === "indexed"));
    assert.equal(await collection.countDocuments({}), 0);
    await collection.insertOne({ _id: 1 });
    assert.equal((await collection.indexes()).length, 1);
  });
}
