import assert from "node:assert/strict";
import fc from "fast-check";
import type mongoose from "mongoose";
import { runs } from "../runs.js";
import type { Connected } from "./contract.js";
import { shown } from "./contractGenerated.js";
import * as generate from "./generate.js";
import { type Doc, matches, type Row, sorted } from "./model.js";
import { clash, replaced, updated } from "./modelChanges.js";

const RUNS = { numRuns: runs(25) };
const DUPLICATE_KEY = 11000;

type Act =
  | { readonly act: "insert" | "replace" | "upsert"; readonly id: number; readonly fields: Doc }
  | { readonly act: "update" | "updateMany" | "take"; readonly filter: Doc; readonly update: Record<string, Doc> }
  | { readonly act: "remove"; readonly filter: Doc };

/** Keys of unique indexes of which at most one field meets arrays. */
const UNIQUE = [["c"], ["a"], ["c", "_id"], ["a.x", "c"], ["c", "b"]] as const;

const id = fc.integer({ min: 0, max: 5 });
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom("insert", "replace", "upsert"), id, fields: generate.fields }),
    fc.record({
      act: fc.constantFrom("update", "updateMany", "take"),
      filter: generate.filter,
      update: generate.update,
    }),
    fc.record({ act: fc.constant("remove"), filter: generate.filter }),
  ),
  { minLength: 5, maxLength: 25 },
);

/** What is stored according to the model. */
class Model {
  readonly paths: readonly string[];
  readonly rows = new Map<number, Doc>();

  constructor(paths: readonly string[]) {
    this.paths = paths;
  }

  all(): Doc[] {
    return sorted([...this.rows.values()], { _id: 1 });
  }

  found(filter: Doc): Doc[] {
    return this.all().filter((doc) => matches(doc, filter));
  }

  /** False where the document would break the unique key, or cannot be made. */
  put(doc: Doc | null): boolean {
    if (doc === null) return false;
    const own = Number(doc._id);
    if ([...this.rows].some(([other, known]) => other !== own && clash(known, doc, this.paths))) return false;
    this.rows.set(own, doc);
    return true;
  }
}

/** Does one act on both; both must do it, or both must refuse it. */
async function perform(collection: mongoose.Collection<Row>, model: Model, act: Act): Promise<void> {
  const { done, expected } = begin(collection, model, act);
  const refusal = await done.then(
    () => null,
    (error: { code?: number }) => error,
  );
  assert.equal(refusal === null, expected, `${JSON.stringify(act)} ${refusal}`);
  // Other refusals are those of $inc on what is no number, and of members below what is no document.
  if (refusal !== null) assert.ok([DUPLICATE_KEY, 14, 28].includes(refusal.code ?? 0), String(refusal));
}

function begin(
  collection: mongoose.Collection<Row>,
  model: Model,
  given: Act,
): { done: Promise<unknown>; expected: boolean } {
  switch (given.act) {
    case "insert":
      return {
        expected: !model.rows.has(given.id) && model.put({ _id: given.id, ...given.fields }),
        done: collection.insertOne({ _id: given.id, ...given.fields }),
      };
    case "replace":
    case "upsert": {
      const upsert = given.act === "upsert";
      const isMeant = upsert || model.rows.has(given.id);
      return {
        expected: !isMeant || model.put(replaced({ _id: given.id }, given.fields)),
        done: collection.replaceOne({ _id: given.id }, { ...given.fields }, { upsert }),
      };
    }
    case "remove":
      for (const { _id } of model.found(given.filter)) model.rows.delete(Number(_id));
      return { expected: true, done: collection.deleteMany(given.filter) };
    default:
      return beginUpdate(collection, model, given);
  }
}

function beginUpdate(
  collection: mongoose.Collection<Row>,
  model: Model,
  { act, filter, update }: Extract<Act, { readonly update: unknown }>,
): { done: Promise<unknown>; expected: boolean } {
  const found = model.found(filter);
  if (act === "take") {
    const last = found.at(-1);
    const expected = last === undefined || model.put(updated(last, update));
    return { expected, done: collection.findOneAndUpdate(filter, update, { sort: { _id: -1 } }) };
  }
  // Of several, a refusal in the midst would leave it to the order which ones are changed: one by one, by key.
  const each = act === "update" ? found.slice(0, 1) : found;
  const expected = each.map((doc) => model.put(updated(doc, update)));
  const one = async () => {
    for (const [at, { _id }] of each.entries()) {
      const outcome = await collection
        .updateOne({ _id: Number(_id) }, update)
        .catch((error: { code?: number }) => error);
      assert.equal(!("code" in outcome), expected[at], JSON.stringify(update));
    }
  };
  return { expected: true, done: one() };
}

/** Sequences of writes with a unique index, compared with the model after each; at the end every index is asked. */
export function sequenceContract(connected: Connected): void {
  it("keeps what the model keeps through any sequence of writes under a unique key", async () => {
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.constantFrom(...UNIQUE),
        generate.indexes,
        fc.array(generate.filter, { maxLength: 8 }),
        async (sequence, paths, indexes, filters) => {
          const collection = connected().collection<Row>("sequences");
          await collection.drop().catch(() => undefined);
          const key = Object.fromEntries(paths.map((path) => [path, 1]));
          await collection.createIndex(key, { unique: true, name: "unique" });
          // Two arrays under one compound index would be refused: the others have one field each.
          for (const { key: others, ...options } of indexes.filter((wish) => Object.keys(wish.key).length === 1))
            await collection.createIndex({ ...others }, { ...options, name: `other ${JSON.stringify(others)}` });
          const model = new Model(paths);
          for (const act of sequence) await perform(collection, model, act);
          assert.deepEqual(shown(await collection.find({}).sort({ _id: 1 }).toArray()), shown(model.all()));
          for (const filter of filters) {
            const found = await collection.find(filter).sort({ _id: 1 }).toArray();
            assert.deepEqual(shown(found), shown(model.found(filter)));
          }
        },
      ),
      RUNS,
    );
  });
}
