import { foldChannel } from "../domain/channel.js";
import { type DomainEvent, type Entry, idOf } from "../domain/event.js";
import { foldInstruction } from "../domain/instruction.js";
import { foldItem } from "../domain/item.js";
import { foldLicense } from "../domain/license.js";
import { foldOverride } from "../domain/override.js";
import { foldPartner } from "../domain/partner.js";
import { foldPermission } from "../domain/permission.js";
import { foldRelease } from "../domain/release.js";
import { foldAccount } from "../domain/role.js";
import { foldKey } from "../domain/signingKey.js";
import { foldSource } from "../domain/sourceHealth.js";
import { foldTakedown } from "../domain/takedown.js";
import type { Instant } from "../domain/window.js";
import type { Models } from "../store/models/models.js";
import type { ProjectionKind } from "../store/models/projections.js";
import { isDuplicateOnly } from "./duplicate.js";

/** A folded state and the entry that last touched it. */
export interface Stamped {
  readonly seq: number;
  readonly state: { readonly id: string };
}

type Fold = (state: never, event: never, at: Instant) => { readonly id: string };

const FOLDS: Readonly<Record<ProjectionKind, Fold>> = {
  account: foldAccount,
  channel: foldChannel,
  instruction: foldInstruction,
  item: foldItem,
  key: foldKey,
  license: foldLicense,
  override: foldOverride,
  partner: foldPartner,
  permission: foldPermission,
  release: foldRelease,
  source: foldSource,
  takedown: foldTakedown,
};

export const KINDS = Object.keys(FOLDS) as readonly ProjectionKind[];

export function kindOf(event: DomainEvent): ProjectionKind {
  return event.type.slice(0, event.type.indexOf(".")) as ProjectionKind;
}

/** The one step that every projection, rebuild, verification and look into the past shares. */
export function foldOne(stamped: Stamped | null, event: DomainEvent, entry: Pick<Entry, "seq" | "at">): Stamped {
  const fold = FOLDS[kindOf(event)];
  return { seq: entry.seq, state: fold((stamped?.state ?? null) as never, event as never, entry.at) };
}

/** What entries make of one kind of projection: what is new, and what takes the place of what is stored. */
export interface Prepared {
  readonly kind: ProjectionKind;
  readonly fresh: readonly Stamped[];
  readonly changed: readonly Stamped[];
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
    const touched = entries.flatMap((entry) => entry.events.filter((event) => kindOf(event) === kind).map(idOf));
    if (touched.length > 0) prepared.push(await prepareKind(models, kind, [...new Set(touched)], entries));
  }
  return prepared;
}

/** Stores what was prepared; what somebody else has stored since, at a later stamp, stays. */
export async function write(models: Models, prepared: readonly Prepared[]): Promise<void> {
  for (const { kind, fresh, changed } of prepared) {
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
  const fresh = [...foldOver(new Map(), kind, entries, (id) => created.has(id)).values()];
  const others = new Set(ids.filter((id) => !created.has(id)));
  if (others.size === 0) return { kind, fresh, changed: [] };
  const stored = await load(models, kind, [...others]);
  const folded = foldOver(stored, kind, entries, (id) => others.has(id));
  const changed = [...folded].filter(([id, { seq }]) => seq !== stored.get(id)?.seq);
  const known = changed.filter(([id]) => stored.has(id)).map(([, stamped]) => stamped);
  const unknown = changed.filter(([id]) => !stored.has(id)).map(([, stamped]) => stamped);
  return { kind, fresh: [...fresh, ...unknown], changed: known };
}

/** What comes in large numbers; whatever one of these names is new, so that there is nothing to load. */
const CREATING: ReadonlySet<DomainEvent["type"]> = new Set(["item.received", "release.opened"]);

function createdIn(entries: readonly Entry[], kind: ProjectionKind): ReadonlySet<string> {
  const events = entries.flatMap((entry) => entry.events.filter((event) => kindOf(event) === kind));
  return new Set(events.filter(({ type }) => CREATING.has(type)).map(idOf));
}

/** What is stored, with the events folded over it that its stamp does not cover. */
function foldOver(
  stored: ReadonlyMap<string, Stamped>,
  kind: ProjectionKind,
  entries: readonly Entry[],
  isWanted: (id: string) => boolean,
): Map<string, Stamped> {
  const folded = new Map(stored);
  for (const entry of entries) {
    for (const event of entry.events) {
      if (kindOf(event) !== kind) continue;
      const id = idOf(event);
      if (!isWanted(id) || (stored.get(id)?.seq ?? 0) >= entry.seq) continue;
      folded.set(id, foldOne(folded.get(id) ?? null, event, entry));
    }
  }
  return folded;
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
