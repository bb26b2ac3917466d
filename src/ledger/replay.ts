import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { digestOf } from "../domain/digest.js";
import type { Entry } from "../domain/event.js";
import type { EntryDoc } from "../store/models/evidence.js";
import { defineModels, type Models } from "../store/models/models.js";
import { openStore } from "../store/store.js";
import { EMPTY_HEAD, faultsOf, type Head, headOf } from "./chain.js";
import { isDuplicateOnly } from "./duplicate.js";
import { entryBatches, entryOf, subjectsOfEntry } from "./entries.js";
import { project } from "./projections.js";

/** More faults are counted only. */
const MAX_FAULTS_TOLD = 1_000;

/**
 * Before V8 collects, it lets a heap grow to several times of what is needed, and further the more memory the machine
 * has: so much more than was left the last time, while a ledger is replayed. 0: as V8 likes.
 */
const HEAP_GROWTH_PERCENT = 20;

/** What is wrong, in one sentence each. */
export interface Faults {
  add(sentences: readonly string[]): void;
  told(): readonly string[];
}

/** The ledger as it was folded anew, in a store of its own that is gone afterwards. */
export interface Replay {
  readonly head: Head;
  /** Projections and history as they should be; in `revision` the digests of bodies, `content` false of those erased. */
  readonly expected: Models;
  readonly faults: Faults;
}

/**
 * Reads the whole ledger once, checks the chain, and folds everything anew, in batches: into an embedded store in the
 * system's folder for temporary files, so that neither memory nor the desk's own store has to hold it twice.
 *
 * @param each is shown every entry, in order
 */
export async function replayed<Result>(
  models: Models,
  each: (entry: Entry) => void,
  use: (replay: Replay) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "imprimatur-replay-"));
  keepHeapSmall();
  try {
    const store = await openStore({ mongodbUri: null, dataDir, isPassing: true });
    try {
      const expected = defineModels(store.connection);
      const faults = faultList();
      return await use({ head: await foldAll(models, expected, faults, each), expected, faults });
    } finally {
      await store.close();
    }
  } finally {
    letHeapGrow(0);
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What is to be kept to is first known once V8 has collected. */
function keepHeapSmall(): void {
  letHeapGrow(HEAP_GROWTH_PERCENT);
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function letHeapGrow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

function faultList(): Faults {
  const told: string[] = [];
  let more = 0;
  return {
    add: (sentences) => {
      const room = MAX_FAULTS_TOLD - told.length;
      told.push(...sentences.slice(0, room));
      more += Math.max(0, sentences.length - room);
    },
    told: () => (more === 0 ? told : [...told, `and ${more} more faults of these kinds`]),
  };
}

async function foldAll(models: Models, expected: Models, faults: Faults, each: (entry: Entry) => void): Promise<Head> {
  let head = EMPTY_HEAD;
  for await (const docs of entryBatches(models, 0)) {
    const entries = docs.map(entryOf);
    for (const [index, entry] of entries.entries()) {
      faults.add([...faultsOf(entry, head), ...subjectFaults(entry, docs[index])]);
      head = headOf(entry);
      each(entry);
    }
    await foldBatch(expected, entries, faults);
    await noteBodies(expected, entries);
  }
  return head;
}

/** An entry that was tampered with may be one that cannot be folded; the others are. */
async function foldBatch(expected: Models, entries: readonly Entry[], faults: Faults): Promise<void> {
  try {
    await project(expected, entries);
  } catch (error) {
    const [only, ...more] = entries;
    if (!(error instanceof TypeError) || only === undefined) throw error;
    if (more.length === 0) faults.add([`entry ${only.seq} cannot be folded: ${error.message}`]);
    else for (const entry of entries) await foldBatch(expected, [entry], faults);
  }
}

function subjectFaults(entry: Entry, doc: EntryDoc | undefined): readonly string[] {
  const isRight = digestOf(subjectsOfEntry(entry)) === digestOf(doc?.subjects ?? []);
  return isRight ? [] : [`entry ${entry.seq} has wrong look-up subjects`];
}

/** Digests of revisions that must lie in the store, and of those that were erased by an act. */
async function noteBodies(expected: Models, entries: readonly Entry[]): Promise<void> {
  const events = entries.flatMap((entry) => entry.events);
  const seen = events.flatMap((event) =>
    event.type === "item.received" || event.type === "item.revised" ? [event.revision] : [],
  );
  const erased = events.flatMap((event) => (event.type === "item.purged" ? event.revisions : []));
  const { collection } = expected.revision;
  try {
    const docs = seen.map((digest) => ({ _id: digest as never }));
    if (docs.length > 0) await collection.insertMany(docs, { ordered: false });
  } catch (error) {
    // Two columns may say the same.
    if (!isDuplicateOnly(error)) throw error;
  }
  for (const digest of erased) {
    await collection.replaceOne({ _id: digest as never }, { content: false }, { upsert: true });
  }
}
