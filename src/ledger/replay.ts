import { digestOf, digestOfText } from "../domain/digest.js";
import { type Entry, idOf } from "../domain/event.js";
import { bytesOf } from "../store/models/evidence.js";
import type { Models } from "../store/models/models.js";
import type { ProjectionKind } from "../store/models/projections.js";
import { EMPTY_HEAD, faultsOf, type Head, headOf } from "./chain.js";
import { entriesAfter, subjectsOfEntry } from "./entries.js";
import { foldOne, KINDS, kindOf, type Stamped, stampedOf } from "./projections.js";

const BATCH_ENTRIES = 200;
const BATCH_BODIES = 100;

export type States = Readonly<Record<ProjectionKind, Map<string, Stamped>>>;

export interface Replay {
  readonly head: Head;
  readonly states: States;
  /** Digests of revisions that must lie in the store, and of those that were erased by an act. */
  readonly bodies: ReadonlySet<string>;
  readonly erased: ReadonlySet<string>;
  readonly faults: readonly string[];
}

/** Reads the whole ledger once, checks the chain, and folds every state anew in memory. */
export async function replay(models: Models, each: (entry: Entry) => void = () => undefined): Promise<Replay> {
  const states = Object.fromEntries(KINDS.map((kind) => [kind, new Map<string, Stamped>()])) as unknown as States;
  const bodies = new Set<string>();
  const erased = new Set<string>();
  const faults: string[] = [];
  let head = EMPTY_HEAD;
  for (let found = await entriesAfter(models, 0, BATCH_ENTRIES); found.length > 0; ) {
    for (const entry of found) {
      faults.push(...faultsOf(entry, head));
      head = headOf(entry);
      foldInto(states, entry);
      noteBodies(entry, bodies, erased);
      each(entry);
    }
    found = await entriesAfter(models, head.seq, BATCH_ENTRIES);
  }
  return { head, states, bodies, erased, faults };
}

function foldInto(states: States, entry: Entry): void {
  for (const event of entry.events) {
    const states_ = states[kindOf(event)];
    const id = idOf(event);
    states_.set(id, foldOne(states_.get(id) ?? null, event, entry));
  }
}

function noteBodies(entry: Entry, bodies: Set<string>, erased: Set<string>): void {
  for (const event of entry.events) {
    if (event.type === "item.received" || event.type === "item.revised") bodies.add(event.revision);
    if (event.type === "item.purged") for (const digest of event.revisions) erased.add(digest);
  }
}

export interface ProjectionDifference {
  readonly kind: ProjectionKind;
  readonly id: string;
  /** What the ledger says; null where the ledger knows nothing of it. */
  readonly expected: Stamped | null;
}

/**
 * Where stored projections differ from the ledger; empty where a rebuild would change nothing.
 * What other processes have folded past the replayed head is not judged.
 */
export async function differences(
  models: Models,
  { states, head }: Pick<Replay, "states" | "head">,
): Promise<readonly ProjectionDifference[]> {
  const found: ProjectionDifference[] = [];
  for (const kind of KINDS) {
    const missing = new Map(states[kind]);
    for await (const doc of models.projected[kind].collection.find({})) {
      const stored = stampedOf(doc);
      const expected = states[kind].get(stored.state.id) ?? null;
      missing.delete(stored.state.id);
      if (stored.seq > head.seq) continue;
      if (expected === null || digestOf(expected) !== digestOf(stored))
        found.push({ kind, id: stored.state.id, expected });
    }
    found.push(...[...missing].map(([id, expected]) => ({ kind, id, expected })));
  }
  return found;
}

/** Bodies that are missing or were changed; an absence is right only where an act erased the body. */
export async function bodyFaults(
  models: Models,
  bodies: ReadonlySet<string>,
  erased: ReadonlySet<string>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const digests = [...bodies].filter((digest) => !erased.has(digest));
  for (let from = 0; from < digests.length; from += BATCH_BODIES) {
    const batch = digests.slice(from, from + BATCH_BODIES);
    const docs = await models.revision.find({ _id: { $in: batch } }).lean();
    const present = new Map(docs.map((doc) => [doc._id, doc.content]));
    for (const digest of batch) {
      const content = present.get(digest);
      if (content === undefined) faults.push(`body ${digest} is missing`);
      else if (digestOfBody(content) !== digest) faults.push(`body ${digest} was changed after it was stored`);
    }
  }
  return faults;
}

function digestOfBody(content: unknown): string {
  const bytes = bytesOf(content);
  return bytes === null ? digestOf(content) : digestOfText(bytes);
}

/** Every entry's look-up subjects, derived anew. */
export async function subjectFaults(models: Models): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const doc of models.entry.collection.find({})) {
    const expected = subjectsOfEntry(doc as unknown as Entry);
    if (digestOf(expected) !== digestOf(doc.subjects))
      faults.push(`entry ${String(doc._id)} has wrong look-up subjects`);
  }
  return faults;
}
