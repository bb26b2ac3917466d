import assert from "node:assert/strict";
import mongoose, { type Collection } from "mongoose";
import { openStore, type Store } from "../../src/store/store.js";
import type { Row } from "./model.js";
import { temporaryFolder } from "./spawned.js";

type Act = (rows: Collection<Row>, db: mongoose.mongo.Db) => Promise<unknown>;

const finding =
  (filter: object): Act =>
  (rows) =>
    rows.find(filter as never).toArray();
const updating =
  (update: object): Act =>
  (rows) =>
    rows.updateOne({ _id: 1 }, update as never);
const running =
  (command: object): Act =>
  (_rows, db) =>
    db.command(command as never);

/** What is not there, and the name by which it is refused. */
const REFUSED: readonly (readonly [string, Act])[] = [
  ["distinct", (rows) => rows.distinct("a")],
  ["renameCollection", (rows) => rows.rename("other")],
  ["explain", (rows) => rows.find({}).explain()],
  ["collMod", running({ collMod: "rows" })],
  ["$lookup", (rows) => rows.aggregate([{ $match: {} }, { $lookup: { from: "x", as: "y", pipeline: [] } }]).toArray()],
  ["$group", (rows) => rows.aggregate([{ $group: { _id: "$a", n: { $sum: 1 } } }]).toArray()],
  ["$project", (rows) => rows.aggregate([{ $project: { a: 1 } }]).toArray()],
  ["$out", (rows) => rows.aggregate([{ $match: {} }, { $out: "x" }]).toArray()],
  ["$changeStream", (rows) => rows.watch().next()],
  ["$regex", finding({ a: { $regex: "x" } })],
  ["a regular expression in a filter", finding({ a: /x/u })],
  ["$where", finding({ $where: "true" })],
  ["$expr", finding({ $expr: { $eq: ["$a", 1] } })],
  ["$text", finding({ $text: { $search: "x" } })],
  ["$type", finding({ a: { $type: "string" } })],
  ["$mod", finding({ a: { $mod: [2, 0] } })],
  ["$gt with a value of BSON type 4", finding({ a: { $gt: [1] } })],
  ["the path 'a..b'", finding({ "a..b": 1 })],
  ["$push", updating({ $push: { a: 1 } })],
  ["$max", updating({ $max: { a: 1 } })],
  ["$rename", updating({ $rename: { a: "b" } })],
  ["$currentDate", updating({ $currentDate: { a: true } })],
  ["updating inside an array (list.0)", updating({ $set: { "list.0": 1 } })],
  ["the path 'list.$[]'", updating({ $set: { "list.$[]": 1 } })],
  ["an update with an aggregation pipeline", (rows) => rows.updateOne({ _id: 1 }, [{ $set: { a: 1 } }])],
  ["an upsert by the dotted path a.b", (rows) => rows.updateOne({ "a.b": 1 }, { $set: { c: 1 } }, { upsert: true })],
  ["the option arrayFilters of update", (rows) => rows.updateOne({}, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] })],
  ["the option collation of find", (rows) => rows.find({}).collation({ locale: "de" }).toArray()],
  ["the option let of find", (rows) => rows.find({}, { let: { x: 1 } }).toArray()],
  ["the option tailable of find", (rows) => rows.find({}, { tailable: true }).toArray()],
  ["the option min of find", (rows) => rows.find({}).min({ a: 1 }).hint({ a: 1 }).toArray()],
  ["readConcern snapshot", (rows) => rows.find({}, { readConcern: { level: "snapshot" } }).toArray()],
  ["transactions (txnNumber)", running({ insert: "rows", documents: [{ a: 1 }], txnNumber: mongoose.mongo.Long.ONE })],
  ["a projection of a by anything but 0 or 1", (rows) => rows.find({}, { projection: { a: "$b" } }).toArray()],
  ["the path 'a.$'", (rows) => rows.find({ a: 1 }, { projection: { "a.$": 1 } }).toArray()],
  [
    "an order of a other than 1 and -1",
    (rows) =>
      rows
        .find({})
        .sort({ a: { $meta: "textScore" } })
        .toArray(),
  ],
  ["the index option expireAfterSeconds", (rows) => rows.createIndex({ a: 1 }, { expireAfterSeconds: 1 })],
  ["an order of a other than 1 and -1", (rows) => rows.createIndex({ a: "text" })],
  ["an index on a position (a.0)", (rows) => rows.createIndex({ "a.0": 1 })],
  ["the option capped of create", (_rows, db) => db.createCollection("capped", { capped: true, size: 1_000 })],
];

describe("what the embedded store lacks", () => {
  const folder = temporaryFolder();
  let store: Store | undefined;

  before(async () => {
    store = await openStore({ mongodbUri: null, dataDir: folder.path });
    await store.connection.collection<Row>("rows").insertOne({ _id: 1, a: "x", list: [1, 2] });
  });

  after(async () => {
    await store?.close();
    folder.remove();
  });

  for (const [name, act] of REFUSED) {
    it(`is refused by name: ${name}`, async () => {
      assert.ok(store !== undefined);
      const { connection } = store;
      const rows = connection.collection<Row>("rows");
      const refusal = await act(rows, connection.getClient().db(connection.name)).then(
        () => assert.fail("it was not refused"),
        (error: Error) => error.message,
      );
      assert.ok(refusal.includes(`not supported by the embedded store: ${name}`), refusal);
      assert.deepEqual(await rows.find({}).toArray(), [{ _id: 1, a: "x", list: [1, 2] }]);
    });
  }
});
