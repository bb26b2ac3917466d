import assert from "node:assert/strict";
import mongoose from "mongoose";
import type { Connected } from "./contract.js";
import type { Row } from "./model.js";

const { Long, Double, Int32, ObjectId } = mongoose.mongo.BSON;

/** The driver's own type admits no `$inc` on members that it does not know. */
type Changes = Record<string, Record<string, unknown>>;
const changes = (given: Changes): Changes => given;

interface Refusal {
  readonly code?: number;
  readonly keyPattern?: unknown;
  readonly keyValue?: unknown;
  readonly message?: string;
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
}

export function refusalOf(act: Promise<unknown>): Promise<Refusal> {
  return act.then(
    () => assert.fail("it was not refused"),
    (error: Refusal) => error,
  );
}

/** Inserts, updates, upserts, deletes and findAndModify, as the driver's user sees them. */
export function writeContract(connected: Connected): void {
  const empty = async (name = "writes") => {
    const collection = connected().collection<Row>(name);
    await collection.deleteMany({});
    return collection;
  };

  it("keeps a document's members in their order and their types", async () => {
    const collection = await empty();
    const doc = {
      _id: 1,
      z: new Double(1),
      a: new Int32(1),
      m: Long.fromNumber(5),
      d: { y: 1, x: new Date(5) },
      n: null,
    };
    await collection.insertOne(doc);
    const found = await collection.findOne({ _id: 1 }, { promoteValues: false });
    assert.deepEqual(Object.keys(found ?? {}), ["_id", "z", "a", "m", "d", "n"]);
    assert.ok(found?.z instanceof Double && found.a instanceof Int32 && found.m instanceof Long);
  });

  it("puts _id first, and makes one where there is none", async () => {
    const collection = await empty();
    await collection.insertOne({ a: 1, _id: "late" });
    await connected()
      .getClient()
      .db(connected().name)
      .command({ insert: "writes", documents: [{ b: 1 }] });
    assert.deepEqual(Object.keys((await collection.findOne({ a: 1 })) ?? {}), ["_id", "a"]);
    const made = await collection.findOne({ b: 1 });
    assert.ok(made?._id instanceof ObjectId);
    assert.deepEqual(Object.keys(made), ["_id", "b"]);
  });

  it("reports a duplicate _id with code, pattern and value, and an ordered insert stops there", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: "a" });
    const refusal = await refusalOf(collection.insertOne({ _id: "a", more: true }));
    assert.equal(refusal.code, 11000);
    assert.deepEqual(refusal.keyPattern, { _id: 1 });
    assert.deepEqual(refusal.keyValue, { _id: "a" });
    assert.match(
      refusal.message ?? "",
      /^E11000 duplicate key error collection: \S+\.writes index: _id_ dup key: \{ _id: "a" \}$/u,
    );
    await refusalOf(collection.insertMany([{ _id: "b" }, { _id: "a" }, { _id: "c" }]));
    assert.equal(await collection.countDocuments({}), 2);
  });

  it("goes on after a refusal where the insert is not ordered, and names each place", async () => {
    const collection = await empty();
    await collection.insertMany([{ _id: 1 }, { _id: 2 }]);
    const act = collection.insertMany([{ _id: 1 }, { _id: 3 }, { _id: 2 }, { _id: 4 }], { ordered: false });
    const { writeErrors } = await refusalOf(act);
    assert.deepEqual(
      writeErrors?.map(({ index, code }) => [index, code]),
      [
        [0, 11000],
        [2, 11000],
      ],
    );
    assert.equal(await collection.countDocuments({}), 4);
  });

  it("refuses an _id that is an array, and a document over 16 MB", async () => {
    const collection = await empty();
    assert.equal((await refusalOf(collection.insertOne({ _id: [1] }))).code, 53);
    const tooLarge = { _id: 1, body: "x".repeat(16 * 2 ** 20) };
    const refusal = await refusalOf(collection.insertOne(tooLarge));
    assert.ok(refusal.code === 10334 || /larger than|too large|Size must be/u.test(refusal.message ?? ""));
    assert.equal(await collection.countDocuments({}), 0);
  });

  it("refuses an update that would make a document larger than 16 MB, and leaves it as it was", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: 1, a: "x".repeat(9 * 2 ** 20) });
    await refusalOf(collection.updateOne({ _id: 1 }, { $set: { b: "y".repeat(9 * 2 ** 20) } }));
    assert.deepEqual(Object.keys((await collection.findOne({ _id: 1 })) ?? {}), ["_id", "a"]);
    await collection.deleteMany({});
  });

  it("replaces a document, and upserts one where none is found", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: 1, seq: 5, old: true });
    const replaced = await collection.replaceOne({ _id: 1, seq: { $lt: 6 } }, { seq: 6 }, { upsert: true });
    assert.deepEqual([replaced.matchedCount, replaced.modifiedCount, replaced.upsertedCount], [1, 1, 0]);
    assert.deepEqual(await collection.findOne({ _id: 1 }), { _id: 1, seq: 6 });
    const stale = await refusalOf(collection.replaceOne({ _id: 1, seq: { $lt: 6 } }, { seq: 5 }, { upsert: true }));
    assert.equal(stale.code, 11000);
    const made = await collection.replaceOne({ _id: 2, seq: { $lt: 6 } }, { seq: 1 }, { upsert: true });
    assert.deepEqual([made.matchedCount, made.upsertedCount, made.upsertedId], [0, 1, 2]);
    assert.deepEqual(await collection.findOne({ _id: 2 }), { _id: 2, seq: 1 });
  });

  it("takes an upsert's equalities over, and $setOnInsert only then", async () => {
    const collection = await empty();
    const update: Changes = { $set: { b: 2 }, $inc: { n: 1 }, $setOnInsert: { first: true } };
    await collection.updateOne({ a: 1, n: { $exists: false } }, update, { upsert: true });
    const made = await collection.findOne({ a: 1 }, { projection: { _id: 0 } });
    assert.deepEqual(made, { a: 1, b: 2, first: true, n: 1 });
    await collection.updateOne({ a: 1 }, { $set: { b: 3 }, $setOnInsert: { first: false } }, { upsert: true });
    assert.deepEqual(await collection.findOne({ a: 1 }, { projection: { _id: 0 } }), { ...made, b: 3 });
  });

  it("counts as modified only what changed", async () => {
    const collection = await empty();
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    const { matchedCount, modifiedCount } = await collection.updateMany({}, { $set: { a: 1 } });
    assert.deepEqual([matchedCount, modifiedCount], [2, 1]);
  });

  it("adds by type: integers stay whole, 64 bits are exact, other types are refused", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: 1, i: 2 ** 31 - 1, l: Long.fromString("9007199254740993"), d: 0.5, s: "x" });
    await collection.updateOne({ _id: 1 }, changes({ $inc: { i: 1, l: 2, d: 1 } }));
    const found = await collection.findOne({ _id: 1 }, { promoteValues: false });
    assert.deepEqual([String(found?.i), String(found?.l), String(found?.d)], ["2147483648", "9007199254740995", "1.5"]);
    assert.ok(found?.i instanceof Long);
    assert.equal((await refusalOf(collection.updateOne({ _id: 1 }, changes({ $inc: { s: 1 } })))).code, 14);
  });

  it("refuses to change an _id, and paths that conflict", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: 1, a: 1 });
    assert.equal((await refusalOf(collection.updateOne({ _id: 1 }, { $set: { _id: 2 } }))).code, 66);
    assert.equal((await refusalOf(collection.replaceOne({ _id: 1 }, { _id: 2, a: 1 }))).code, 66);
    assert.equal((await refusalOf(collection.updateOne({ _id: 1 }, { $set: { b: 1, "b.c": 1 } }))).code, 40);
    assert.equal((await refusalOf(collection.updateOne({ _id: 1 }, { $set: { "a.b": 1 } }))).code, 28);
    assert.deepEqual(await collection.find({}).toArray(), [{ _id: 1, a: 1 }]);
  });

  it("does several statements in one bulk", async () => {
    const collection = await empty();
    const done = await collection.bulkWrite([
      { insertOne: { document: { _id: 1, a: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: changes({ $inc: { a: 1 } }) } },
      { replaceOne: { filter: { _id: 2 }, replacement: { b: 1 }, upsert: true } },
      { deleteOne: { filter: { _id: 1, a: 2 } } },
    ]);
    assert.deepEqual([done.insertedCount, done.modifiedCount, done.upsertedCount, done.deletedCount], [1, 1, 1, 1]);
    assert.deepEqual(await collection.find({}).toArray(), [{ _id: 2, b: 1 }]);
  });

  it("finds and changes one document in one step: of 50 who want a lease, one gets it", async () => {
    const collection = await empty();
    await collection.insertOne({ _id: "lease", until: 0 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, by) =>
        collection.findOneAndUpdate(
          { _id: "lease", until: { $lte: 5 } },
          { $set: { until: 10, by } },
          { returnDocument: "after" },
        ),
      ),
    );
    const winners = answers.filter((answer) => answer !== null);
    assert.equal(winners.length, 1);
    assert.deepEqual(await collection.findOne({ _id: "lease" }), winners[0]);
  });

  it("finds and changes: before or after, first by a sort, with a projection, upserting, removing", async () => {
    const collection = await empty();
    await collection.insertMany([1, 2, 3].map((_id) => ({ _id, a: _id * 10, b: "x" })));
    const first = await collection.findOneAndUpdate(
      {},
      { $set: { b: "y" } },
      { sort: { a: -1 }, projection: { b: 1 } },
    );
    assert.deepEqual(first, { _id: 3, b: "x" });
    const made = await collection.findOneAndUpdate({ _id: 9 }, changes({ $inc: { n: 1 } }), {
      upsert: true,
      returnDocument: "after",
    });
    assert.deepEqual(made, { _id: 9, n: 1 });
    assert.equal(await collection.findOneAndUpdate({ _id: 8 }, { $set: { n: 1 } }), null);
    assert.deepEqual(await collection.findOneAndReplace({ _id: 1 }, { c: 1 }, { returnDocument: "after" }), {
      _id: 1,
      c: 1,
    });
    assert.deepEqual(await collection.findOneAndDelete({ b: "y" }), { _id: 3, a: 30, b: "y" });
    assert.equal(await collection.countDocuments({}), 3);
  });

  it("makes no collection where an update finds nothing to change", async () => {
    await connected()
      .collection("nowhere")
      .updateOne({ a: 1 }, { $set: { b: 1 } });
    const names = (await connected().listCollections()).map(({ name }) => name);
    assert.ok(!names.includes("nowhere"));
  });

  it("reads what was acknowledged, from 50 writers at once", async () => {
    const collection = await empty();
    await Promise.all(
      Array.from({ length: 50 }, async (_, writer) => {
        for (let n = 0; n < 5; n++) {
          await collection.insertOne({ _id: `${writer}/${n}` });
          assert.notEqual(await collection.findOne({ _id: `${writer}/${n}` }), null);
        }
      }),
    );
    assert.equal(await collection.countDocuments({}), 250);
    assert.equal(await collection.estimatedDocumentCount(), 250);
  });
}
