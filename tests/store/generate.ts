import fc from "fast-check";
import mongoose from "mongoose";
import type { Doc, Row } from "./model.js";

/** Documents, filters, sorts, projections and updates that meet often enough to be interesting. */

const { Binary, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongoose.mongo.BSON;
const IDS = ["65a000000000000000000001", "65a000000000000000000002", "75a000000000000000000000"];

const text = fc.constantFrom("", "a", "ab", "b", "B", "é", "\uffee", "😀", "a\0b", "10", "9");
const odd = fc.constantFrom(0, 1, -1, 2, 3, 1.5, -0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, Number.NaN, Infinity);
/** Mostly from a few, so that documents and filters meet. */
const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 3, arbitrary: odd },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const long = fc.constantFrom("9007199254740993", "9007199254740995", "-9007199254740993", "9223372036854775807");

/** One number in every type that holds it. */
const typed = fc
  .tuple(fc.constantFrom(0, 1, 2, -1), fc.constantFrom(Double, Int32, Long))
  .map(([plainly, type]) => (type === Long ? Long.fromNumber(plainly) : new type(plainly)));

const rare = fc
  .constantFrom<() => unknown>(
    () => new Binary(Buffer.from("ab")),
    () => new Binary(Buffer.from("b")),
    () => new Binary(Buffer.from("b"), 128),
    () => new Timestamp({ t: 1, i: 2 }),
    () => new Timestamp({ t: 4_000_000_000, i: 1 }),
    () => new MinKey(),
    () => new MaxKey(),
  )
  .map((make) => make());

/** Made anew each time: the driver must not meet an object that a test holds. */
const ranged: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: number },
  { weight: 1, arbitrary: typed },
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: long.map((digits) => Long.fromString(digits)) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 1e12).map((ms) => new Date(ms)) },
  { weight: 1, arbitrary: fc.constantFrom(...IDS).map((hex) => new ObjectId(hex)) },
);

/** Any value that is neither a document nor an array. */
export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 20, arbitrary: ranged },
  { weight: 1, arbitrary: rare },
);

const small: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: scalar }, fc.array(scalar, { maxLength: 2 }));

const plain = (member: fc.Arbitrary<unknown>): fc.Arbitrary<Doc> =>
  fc.record({ x: member, y: member }, { requiredKeys: [] }).map((doc) => ({ ...doc }));

export const nested = plain(small);

const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: nested },
  { weight: 4, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(fc.oneof(nested, scalar), { maxLength: 3 }) },
);

export const fields: fc.Arbitrary<Doc> = fc
  .record({ a: value, b: value, c: scalar }, { requiredKeys: [] })
  .map((doc) => ({ ...doc }));

/** Documents with the keys 0, 1, 2…, in some order. */
export const documents: fc.Arbitrary<Row[]> = fc
  .array(fields, { minLength: 1, maxLength: 12 })
  .map((list) =>
    list.map((doc, index) => ({ _id: (index * 7) % list.length === index ? index : index + 100, ...doc })),
  );

/** Some often, so that filter, order and index meet on one. */
export const path = fc.oneof(
  { weight: 4, arbitrary: fc.constant("a") },
  { weight: 2, arbitrary: fc.constant("a.x") },
  { weight: 3, arbitrary: fc.constantFrom("b", "c", "a.y", "b.x", "_id") },
);
const comparable = fc.oneof({ weight: 6, arbitrary: scalar }, nested, fc.array(scalar, { maxLength: 2 }));

const operators: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ $gt: ranged }) },
  { weight: 3, arbitrary: fc.record({ $gte: ranged }) },
  { weight: 3, arbitrary: fc.record({ $lt: ranged }) },
  { weight: 2, arbitrary: fc.record({ $lte: ranged }) },
  fc.record({ $gt: number, $lte: number }),
  fc.record({ $gte: text, $lt: text }),
  fc.record({ $eq: comparable }),
  fc.record({ $ne: comparable }),
  fc.record({ $in: fc.array(comparable, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(comparable, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $elemMatch: plain(scalar) }),
  fc.record({ $not: fc.record({ $gt: ranged }) }),
);

const condition: fc.Arbitrary<Doc> = fc
  .tuple(path, fc.oneof({ weight: 1, arbitrary: comparable }, { weight: 2, arbitrary: operators }))
  .map(([name, asked]) => ({ [name]: asked }));

const conditions: fc.Arbitrary<Doc> = fc
  .array(condition, { minLength: 1, maxLength: 3 })
  .map((list) => Object.assign({}, ...list) as Doc);

export const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 5, arbitrary: conditions },
  { weight: 1, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("$and", "$or", "$nor"), fc.array(conditions, { minLength: 1, maxLength: 3 }), conditions)
      .map(([name, branches, beside]) => ({ ...beside, [name]: branches })),
  },
);

const direction = fc.constantFrom<1 | -1>(1, -1);

/** By one path or two, of which the second never meets an array, and by `_id` where that leaves a choice. */
export const sort: fc.Arbitrary<Record<string, 1 | -1>> = fc
  .tuple(path, direction, direction, fc.option(direction))
  .map(([name, one, other, second]) => {
    if (name === "_id") return { _id: one };
    return { [name]: one, ...(second === null || name === "c" ? {} : { c: second }), _id: other };
  });

/** A range and an order that one index may serve together. */
export const ordered = fc
  .tuple(path, fc.constantFrom("$gt", "$gte", "$lt", "$lte"), number, direction, direction)
  .map(([name, operator, bound, one, other]) => ({
    filter: { [name]: { [operator]: bound } } as Doc,
    sort: name === "_id" ? { _id: one } : { [name]: one, _id: other },
  }));

/** An index and its options. */
export interface IndexWish {
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Doc;
}

const indexKey = fc.oneof(
  fc.tuple(path, direction, direction).map(([name, one, other]) => ({ [name]: one, _id: name === "_id" ? 1 : other })),
  fc.tuple(path, direction).map(([name, one]) => ({ [name]: name === "_id" ? 1 : one })),
  fc.tuple(path, direction, path, direction).map(([a, one, b, other]) => ({ [a]: one, [b]: other })),
);

/** The index on `_id` alone takes no options. */
const ownKey = indexKey.filter((key) => Object.keys(key).some((name) => name !== "_id"));

const partial: fc.Arbitrary<Doc> = fc.oneof(
  fc.constantFrom("a", "b.x", "c").map((name) => ({ [name]: { $exists: true } })),
  fc.tuple(fc.constantFrom("a", "c"), fc.constantFrom("$gt", "$lte"), ranged).map(([a, o, v]) => ({ [a]: { [o]: v } })),
  fc.record({ c: scalar }),
);

/** Indexes of all kinds but unique ones; no two on one key. */
export const indexes: fc.Arbitrary<IndexWish[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ key: indexKey }) },
    { weight: 1, arbitrary: fc.record({ key: ownKey, sparse: fc.constant(true) }) },
    { weight: 2, arbitrary: fc.record({ key: ownKey, partialFilterExpression: partial }) },
  ),
  { maxLength: 3, selector: ({ key }) => JSON.stringify(key) },
);

const wanted = (bit: 0 | 1): fc.Arbitrary<Record<string, 0 | 1>> =>
  fc
    .subarray(["a.x", "b", "c"], { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name) => [name, bit])) as Record<string, 0 | 1>);

export const projection: fc.Arbitrary<Record<string, 0 | 1>> = fc.oneof(
  fc.tuple(wanted(1), fc.boolean()).map(([names, id]) => (id ? names : { ...names, _id: 0 as const })),
  fc.tuple(wanted(0), fc.boolean()).map(([names, id]) => (id ? names : { ...names, _id: 0 as const })),
);

const whole = fc.integer({ min: -3, max: 3 });

/** Operators on paths of which none lies in another. */
export const update: fc.Arbitrary<Record<string, Doc>> = fc
  .record(
    {
      $set: fc.record({ a: value, "b.x": value, z: scalar }, { requiredKeys: [] }),
      $unset: fc.record({ "b.y": fc.constant(""), c: fc.constant("") }, { requiredKeys: [] }),
      $inc: fc.record({ n: whole, "m.k": whole }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, paths]) => Object.keys(paths).length > 0)))
  .filter((given) => Object.keys(given).length > 0)
  .map((given) => given as Record<string, Doc>);
