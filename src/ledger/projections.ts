import { type DomainEvent, type Entry, idOf } from "../domain/event.js";
import type { Models } from "../store/models/models.js";
import type { HistoryDoc, ProjectionKind } from "../store/models/projections.js";
import { isDuplicateOnly } from "./duplicate.js";
import { eventsById, foldEntry, KINDS, kindOf, type Replaced, type Stamped } from "./fold.js";
import { historyOf, keepHistory } from "./history.js";

/** What entries make of one kind of projection: what is new, and what takes the place of what is stored. */
export interface Prepared {
  readonly kind: ProjectionKind;
  readonly fresh: readonly Stamped[];
  readonly changed: readonly Stamped[];
  /** States that these replace, or that were replaced before they were ever stored. */
  readonly history: readonly HistoryDoc[];
}

/**
 * Folds entries, in order, into the stored projections. Repeats are harmless: an event that a document's stamp already
 * covers is passed over, and a document is replaced only by one with a later stamp.
 */
export async function project(models: Models, entries: readonly Entry[]): Promise<void> {
  await write(models, await prepare(models, entries));
}

/** Folds entries over what is stored, and stores nothing. */
export async function prepare(models: Models, entries: readonly Entry[]): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const kind of KINDS) {
    const touched = new Set(eventsOf(entries, kind).map(idOf));
    if (touched.size > 0) prepared.push(await prepareKind(models, kind, [...touched], entries));
  }
  return prepared;
}

/** Stores what was prepared, replaced states first; what somebody else has stored since, at a later stamp, stays. */
export async function write(models: Models, prepared: readonly Prepared[]): Promise<void> {
  for (const { kind, fresh, changed, history } of prepared) {
    await keepHistory(models, history);
    const hereAlready = await insert(models, kind, fresh);
    await replace(models, kind, [...changed, ...hereAlready]);
  }
}

async function prepareKind(
  models: Models,
  kind: ProjectionKind,
  ids: readonly string[],
  entries: readonly Entry[],
): Promise<Prepared> {
  const created = createdIn(entries, kind);
  const fresh = foldOver(new Map(), kind, entries, (id) => created.has(id));
  const others = new Set(ids.filter((id) => !created.has(id)));
  const stored = others.size === 0 ? new Map<string, Stamped>() : await load(models, kind, [...others]);
  const folded = foldOver(stored, kind, entries, (id) => others.has(id));
  const changed = [...folded.states].filter(([id, { seq }]) => seq !== stored.get(id)?.seq);
  const known = changed.filter(([id]) => stored.has(id)).map(([, stamped]) => stamped);
  const unknown = changed.filter(([id]) => !stored.has(id)).map(([, stamped]) => stamped);
  const history = historyOf(kind, [...fresh.replaced, ...folded.replaced]);
  return { kind, fresh: [...fresh.states.values(), ...unknown], changed: known, history };
}

/** What comes in large numbers; whatever one of these names is new, so that there is nothing to load. */
const CREATING: ReadonlySet<DomainEvent["type"]> = new Set(["item.received", "release.opened"]);

function createdIn(entries: readonly Entry[], kind: ProjectionKind): ReadonlySet<string> {
  return new Set(
    eventsOf(entries, kind)
      .filter(({ type }) => CREATING.has(type))
      .map(idOf),
  );
}

function eventsOf(entries: readonly Entry[], kind: ProjectionKind): readonly DomainEvent[] {
  return entries.flatMap(({ events }) => events.filter((event) => kindOf(event) === kind));
}

/** What is stored, with the events folded over it that its stamp does not cover, and what was replaced by that. */
function foldOver(
  stored: ReadonlyMap<string, Stamped>,
  kind: ProjectionKind,
  entries: readonly Entry[],
  isWanted: (id: string) => boolean,
): { readonly states: ReadonlyMap<string, Stamped>; readonly replaced: readonly Replaced[] } {
  const states = new Map(stored);
  const replaced: Replaced[] = [];
  for (const entry of entries) {
    for (const [id, events] of eventsById(entry, kind)) {
      if (!isWanted(id) || (stored.get(id)?.seq ?? 0) >= entry.seq) continue;
      const before = states.get(id) ?? null;
      const { stamped, leavesOut } = foldEntry(kind, before, events, entry);
      states.set(id, stamped);
      if (before !== null) replaced.push({ before, until: entry.seq, leavesOut });
    }
  }
  return { states, replaced };
}

async function load(models: Models, kind: ProjectionKind, ids: readonly string[]): Promise<Map<string, Stamped>> {
  const docs = await models.projected[kind].collection.find({ _id: { $in: ids as never } }).toArray();
  return new Map(docs.map((doc) => [String(doc._id), stampedOf(doc)]));
}

export function stampedOf(doc: Record<string, unknown>): Stamped {
  const { _id, seq, ...state } = doc;
  return { seq: Number(seq), state: { id: String(_id), ...state } };
}

export function docOf({ seq, state }: Stamped): Record<string, unknown> {
  const { id, ...members } = state;
  return { _id: id, seq, ...members };
}

/** @returns what somebody else has inserted first, it may be at an earlier stamp. Inserting costs half of an upsert. */
async function insert(models: Models, kind: ProjectionKind, fresh: readonly Stamped[]): Promise<readonly Stamped[]> {
  if (fresh.length === 0) return [];
  try {
    await models.projected[kind].collection.insertMany(fresh.map(docOf) as never[], { ordered: false });
    return [];
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
    return fresh;
  }
}

async function replace(models: Models, kind: ProjectionKind, changed: readonly Stamped[]): Promise<void> {
  if (changed.length === 0) return;
  const operations = changed.map((stamped) => ({
    replaceOne: {
      filter: { _id: stamped.state.id as never, seq: { $lt: stamped.seq } },
      replacement: docOf(stamped),
      upsert: true,
    },
  }));
  try {
    await models.projected[kind].collection.bulkWrite(operations, { ordered: false });
  } catch (error) {
    // The upsert of a document that carries a later stamp meets its own key: somebody else was further, as is right.
    if (!isDuplicateOnly(error)) throw error;
  }
}
