import assert from "node:assert/strict";
import fc from "fast-check";
import mongoose from "mongoose";
import { runs } from "../runs.js";
import type { Connected } from "./contract.js";
import * as generate from "./generate.js";
import { type Doc, matches, type Row, sorted } from "./model.js";
import { project, updated } from "./modelChanges.js";

const { deserialize, EJSON, serialize } = mongoose.mongo.BSON;
const RUNS = { numRuns: runs(25) };
const CANNOT_INDEX_PARALLEL_ARRAYS = 171;

/** The members' order counts, and so do the types, as far as the driver tells them. */
export function shown(docs: unknown): unknown {
  return JSON.parse(EJSON.stringify(deserialize(serialize({ docs }, { ignoreUndefined: false })), { relaxed: false }));
}

function byId(docs: readonly Doc[]): Doc[] {
  return [...docs].sort((a, b) => Number(a._id) - Number(b._id));
}

/** Generated documents, filters, sorts, projections and updates, compared with the model, with and without indexes. */
export function generatedContract(connected: Connected): void {
  const filled = async (docs: readonly Row[], indexes: readonly generate.IndexWish[]) => {
    const collection = connected().collection<Row>("generated");
    await collection.drop().catch(() => undefined);
    await collection.insertMany(docs.map((doc) => ({ ...doc })));
    for (const { key, ...options } of indexes) {
      await collection.createIndex({ ...key }, options).catch((error: { code?: number }) => {
        if (error.code !== CANNOT_INDEX_PARALLEL_ARRAYS) throw error;
      });
    }
    return collection;
  };

  it("finds what the model finds, whatever indexes there are", async () => {
    await fc.assert(
      fc.asyncProperty(
        generate.documents,
        generate.indexes,
        fc.array(generate.filter, { minLength: 6, maxLength: 12 }),
        async (docs, keys, filters) => {
          const collection = await filled(docs, keys);
          for (const filter of filters) {
            const expected = docs.filter((doc) => matches(doc, filter));
            const found = await collection.find(filter).toArray();
            assert.deepEqual(shown(byId(found)), shown(byId(expected)), EJSON.stringify(filter));
            assert.equal(await collection.countDocuments(filter), expected.length, EJSON.stringify(filter));
          }
        },
      ),
      RUNS,
    );
  });

  it("sorts, skips and limits as the model does", async () => {
    const shapes = fc.oneof(generate.ordered, fc.record({ filter: generate.filter, sort: generate.sort }));
    const asked = fc
      .tuple(shapes, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 6 }))
      .map(([shape, skip, limit]) => ({ ...shape, skip, limit }));
    await fc.assert(
      fc.asyncProperty(
        generate.documents,
        generate.indexes,
        fc.array(asked, { minLength: 6, maxLength: 12 }),
        async (docs, keys, queries) => {
          const collection = await filled(docs, keys);
          for (const { filter, sort, skip, limit } of queries) {
            const found = await collection.find(filter).sort(sort).skip(skip).limit(limit).toArray();
            const all = sorted(
              docs.filter((doc) => matches(doc, filter)),
              sort,
            );
            assert.deepEqual(shown(found), shown(all.slice(skip, skip + limit)), EJSON.stringify({ filter, sort }));
          }
        },
      ),
      RUNS,
    );
  });

  it("projects as the model does", async () => {
    await fc.assert(
      fc.asyncProperty(generate.documents, generate.projection, async (docs, projection) => {
        const collection = await filled(docs, []);
        const found = await collection.find({}, { projection }).sort({ _id: 1 }).toArray();
        const expected = byId(docs).map((doc) => project(doc, projection));
        assert.deepEqual(shown(found), shown(expected), JSON.stringify(projection));
      }),
      RUNS,
    );
  });

  it("updates by operators as the model does, and keeps its indexes true", async () => {
    await fc.assert(
      fc.asyncProperty(
        generate.documents,
        generate.indexes,
        generate.update,
        generate.filter,
        async (docs, keys, update, filter) => {
          const collection = await filled(docs, keys);
          for (const doc of docs) await updateLikeTheModel(collection, doc, update);
          const now = await collection.find({}).toArray();
          const expected = now.filter((doc) => matches(doc, filter));
          assert.deepEqual(shown(byId(await collection.find(filter).toArray())), shown(byId(expected)));
        },
      ),
      RUNS,
    );
  });

  it("deletes what the model finds, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(generate.documents, generate.indexes, generate.filter, async (docs, keys, filter) => {
        const collection = await filled(docs, keys);
        const rest = docs.filter((doc) => !matches(doc, filter));
        const { deletedCount } = await collection.deleteMany(filter);
        assert.equal(deletedCount, docs.length - rest.length, EJSON.stringify(filter));
        assert.deepEqual(shown(byId(await collection.find({}).toArray())), shown(byId(rest)));
      }),
      RUNS,
    );
  });
}

async function updateLikeTheModel(
  collection: mongoose.Collection<Row>,
  doc: Row,
  update: Record<string, Doc>,
): Promise<void> {
  const expected = updated(doc, update);
  const outcome = await collection.updateOne({ _id: doc._id ?? 0 }, update).catch((error: { code?: number }) => error);
  const now = await collection.findOne({ _id: doc._id ?? 0 });
  if (expected !== null && "modifiedCount" in outcome) assert.equal(outcome.matchedCount, 1);
  else assert.ok("code" in outcome, `${EJSON.stringify(doc)} ${EJSON.stringify(update)}`);
  if ("code" in outcome && outcome.code === CANNOT_INDEX_PARALLEL_ARRAYS) assert.deepEqual(shown(now), shown(doc));
  else assert.deepEqual(shown(now), shown(expected ?? doc), EJSON.stringify(update));
}
