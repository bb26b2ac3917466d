import { calculateObjectSize } from "bson";
import type { Item, SeenRevision } from "../domain/item.js";
import type { License, LicenseVersion } from "../domain/license.js";
import type { Permission, PermissionVersion } from "../domain/permission.js";
import { type HistoryDoc, type HistoryKind, historyId } from "../store/models/projections.js";
import type { Desk } from "./desk.js";
import { stateOf } from "./reads.js";

/** Earlier versions on one page: as many, or as much, whichever is reached first; at least one. */
const PAGE_VERSIONS = 100;
const PAGE_BYTES = 4 * 2 ** 20;
/** Behind every entry. */
const END_SEQ = 10 ** 11;

export interface VersionPage<Version> {
  /** In the order recorded; each once. */
  readonly versions: readonly Version[];
  /** Names the page of those before them; null where these are the first. */
  readonly before: number | null;
}

/** The permission with its latest versions, as many as a page holds. */
export async function withVersions(desk: Desk, permission: Permission): Promise<Permission> {
  const { versions } = await earlierVersions(desk, permission.id, null);
  return { ...permission, versions: eachOnce([...versions, ...permission.versions], numberOf) };
}

/** Versions of a permission that its projection does not hold any more. */
export function earlierVersions(
  desk: Desk,
  permission: string,
  before: number | null,
): Promise<VersionPage<PermissionVersion>> {
  return page(desk, "permission", permission, before, (state: Permission) => state.versions, numberOf);
}

/** The item with its latest revisions, as many as a page holds. */
export async function withRevisions<Known extends Item>(desk: Desk, item: Known): Promise<Known> {
  if (item.revisions[0]?.number === 1) return item;
  const { versions } = await earlierRevisions(desk, item.id, null);
  return { ...item, revisions: eachOnce([...versions, ...item.revisions], revisionNumber) };
}

/** Revisions of an item before those that its projection holds. */
export function earlierRevisions(desk: Desk, item: string, before: number | null): Promise<VersionPage<SeenRevision>> {
  return page(desk, "item", item, before, (state: Item) => state.revisions, revisionNumber);
}

/** True where the text is, or was, one of the item's. */
export async function hasRevision(desk: Desk, item: Item, digest: string): Promise<boolean> {
  if (item.revisions.some((revision) => revision.digest === digest)) return true;
  const earlier = { _id: range("item", item.id, END_SEQ), "state.revisions.digest": digest };
  return (await desk.models.history.collection.findOne(earlier as never)) !== null;
}

const numberOf = ({ version }: PermissionVersion) => version;
const revisionNumber = ({ number }: SeenRevision) => number;
const nameOfLicenseVersion = ({ recordedAt, digest }: LicenseVersion) => `${recordedAt} ${digest}`;

async function page<State, Version extends object>(
  desk: Desk,
  kind: HistoryKind,
  id: string,
  before: number | null,
  versionsOf: (state: State) => readonly Version[],
  keyOf: (version: Version) => unknown,
): Promise<VersionPage<Version>> {
  const left = { _id: range(kind, id, (before ?? END_SEQ) - 1), leavesOut: true };
  const docs: HistoryDoc[] = [];
  let bytes = 0;
  for await (const found of desk.models.history.collection.find(left as never).sort({ _id: -1 })) {
    const doc = found as unknown as HistoryDoc;
    bytes += calculateObjectSize(doc);
    const oldest = docs.at(-1);
    if (oldest !== undefined && (docs.length === PAGE_VERSIONS || bytes > PAGE_BYTES))
      return { versions: versionsIn(docs), before: oldest.seq };
    docs.push(doc);
  }
  return { versions: versionsIn(docs), before: null };

  function versionsIn(latestFirst: readonly HistoryDoc[]): readonly Version[] {
    const all = latestFirst.toReversed().flatMap(({ state }) => versionsOf(state as State));
    return eachOnce(all, keyOf);
  }
}

/** Keys of the states that one thing has had, up to an entry. */
function range(kind: HistoryKind, id: string, seq: number) {
  return { $gte: historyId(kind, id, 0), $lte: historyId(kind, id, seq) };
}

function eachOnce<Version>(versions: readonly Version[], keyOf: (version: Version) => unknown): readonly Version[] {
  return [...new Map(versions.map((version) => [keyOf(version), version])).values()];
}

/** What this process knows of one kind, with every version. */
export interface Known<State> {
  /** Everything up to this entry is known. */
  readSeq: number;
  readonly states: Map<string, { readonly seq: number; readonly state: State }>;
}

export function nothingKnown<State>(): Known<State> {
  return { readSeq: 0, states: new Map() };
}

/** Every license with all its versions; what entries have touched since is read again. */
export async function knownLicenses(desk: Desk): Promise<ReadonlyMap<string, License>> {
  const known = licenses.get(desk) ?? nothingKnown<License>();
  licenses.set(desk, known);
  await readOn(desk, "license", known, nameOfLicenseVersion);
  return new Map([...known.states].map(([id, { state }]) => [id, state]));
}

const licenses = new WeakMap<Desk, Known<License>>();

export async function readOnPermissions(
  desk: Desk,
  known: Known<Permission>,
  keep: (permission: Permission) => Permission,
): Promise<readonly Permission[]> {
  return readOn(desk, "permission", known, numberOf, keep);
}

/**
 * Reads what entries have touched since, with the versions that those entries left out. Reads arrive in any order: an older
 * one never replaces a newer.
 *
 * @returns the states that are newer than what was known
 */
async function readOn<
  Version extends object,
  State extends { readonly id: string; readonly versions: readonly Version[] },
>(
  desk: Desk,
  kind: "license" | "permission",
  known: Known<State>,
  keyOf: (version: Version) => unknown,
  keep: (state: State) => State = (state) => state,
): Promise<readonly State[]> {
  const [from, head] = [known.readSeq, desk.ledger.head().seq];
  const model = desk.models.projected[kind] as Desk["models"]["projected"]["permission"];
  const touched = await model
    .find({ seq: { $gt: from } })
    .sort({ seq: 1 })
    .lean();
  // Read after them: a state is in the history before the one that replaces it is stored.
  const left = touched.length === 0 ? new Map<string, HistoryDoc[]>() : await leftOutSince(desk, kind, from);
  const fresh = touched.flatMap((doc) => {
    const before = known.states.get(doc._id);
    if ((before?.seq ?? 0) >= doc.seq) return [];
    const state = stateOf<State>(doc);
    const own = (left.get(doc._id) ?? []).filter(({ until }) => until <= doc.seq).map((one) => one.state as State);
    const versions = [...(before?.state.versions ?? []), ...own.flatMap((one) => one.versions), ...state.versions];
    const kept = keep({ ...state, versions: eachOnce(versions, keyOf) });
    known.states.set(doc._id, { seq: doc.seq, state: kept });
    return [kept];
  });
  // Everything up to the head that this process knows is folded; later entries may still arrive in another order.
  known.readSeq = Math.max(known.readSeq, head);
  return fresh;
}

/** States of which an entry after `seq` has left versions out, by id, oldest first. */
async function leftOutSince(desk: Desk, kind: HistoryKind, seq: number): Promise<Map<string, HistoryDoc[]>> {
  const docs = await desk.models.history
    .find({ kind, until: { $gt: seq }, leavesOut: true })
    .sort({ until: 1 })
    .lean();
  const byId = new Map<string, HistoryDoc[]>();
  for (const doc of docs) byId.set(doc.state.id, [...(byId.get(doc.state.id) ?? []), doc as HistoryDoc]);
  return byId;
}
