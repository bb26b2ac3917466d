import type { Channel, ChannelFormat } from "../domain/channel.js";
import type { Release } from "../domain/release.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import type { DeliveryDoc } from "../store/models/evidence.js";
import type { Desk } from "./desk.js";
import { type Page, type PageQuery, pageAmong } from "./lists/page.js";
import { allStates, getItem, getPermission, releasesOfItem, stateOf } from "./reads.js";

/** Ids that one query asks for. */
const BATCH_IDS = 500;
/** Tokens, and revisions, that an answer names for one outlet in one channel. */
const MAX_SHOWN_PARTS = 100;

/** Fetches of what carried the column; one that was answered 304 is counted: what it names was seen. */
export interface Fetches {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly fetches: number;
  /** Of these, answered 304: the copy there was still right. */
  readonly unchanged: number;
}

/**
 * The copy that was fetched last, against what the channel carries now: the same text, a text that was corrected since,
 * or a text that has left the channel.
 */
export type Copy = "current" | "outdated" | "withdrawn";

export interface RevisionHeld extends Fetches {
  readonly revision: string;
}

export interface TokenHolding extends Fetches {
  /** Null on a public channel. */
  readonly token: string | null;
  readonly name: string | null;
  /** The revision fetched last. */
  readonly revision: string;
  readonly copy: Copy;
}

/** What one outlet got through one channel. `outlet` null: a public channel, whose readers are not known. */
export interface OutletHolding extends Fetches {
  readonly outlet: string | null;
  readonly channel: string;
  readonly formats: readonly ChannelFormat[];
  readonly revisions: readonly RevisionHeld[];
  readonly tokens: readonly TokenHolding[];
  /** The oldest copy that any of its tokens holds. */
  readonly copy: Copy;
}

interface Row extends Fetches {
  readonly channel: string;
  readonly token: string | null;
  readonly format: ChannelFormat;
  readonly release: string;
}

/** Who was sent the column, and which of its texts they hold. */
export async function holdingsOf(desk: Desk, actor: Actor, item: string): Promise<readonly OutletHolding[]> {
  requireCapability(actor, "read");
  await getItem(desk, item);
  const releases = new Map((await releasesOfItem(desk, item)).map((release) => [release.id, release]));
  const rows = await rowsOf(desk, [...releases.keys()]);
  const channels = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const names = await tokenNames(desk, rows);
  return [...grouped(rows, ({ channel }) => channel)].map(([channel, own]): OutletHolding => {
    const current = [...releases.values()].find((one) => one.channel === channel && one.state === "open");
    const revisionOf = ({ release }: Row) => releases.get(release)?.revision ?? "";
    const tokens = [...grouped(own, ({ token }) => token)].map(([token, theirs]): TokenHolding => {
      const last = theirs.reduce((latest, row) => (row.lastAt > latest.lastAt ? row : latest));
      const revision = revisionOf(last);
      const held = releases.get(last.release);
      const copy = current === undefined ? "withdrawn" : isSameText(held, current) ? "current" : "outdated";
      return { token, name: token === null ? null : (names.get(token) ?? token), revision, copy, ...sumOf(theirs) };
    });
    return {
      outlet: channels.get(channel)?.outlet?.id ?? null,
      channel,
      formats: [...new Set(own.map(({ format }) => format))].sort(),
      revisions: [...grouped(own, revisionOf)].map(([revision, rowsOfIt]) => ({ revision, ...sumOf(rowsOfIt) })),
      tokens,
      copy: tokens.find(({ copy }) => copy !== "current")?.copy ?? "current",
      ...sumOf(own),
    };
  });
}

export interface DeliveryFacts extends Omit<Fetches, "unchanged"> {
  readonly channel: string;
  readonly token: string | null;
  readonly revision: string;
}

/** Who was sent this column: per channel, token and revision, the first and last time; in the order of these. */
export async function deliveriesOf(
  desk: Desk,
  actor: Actor,
  item: string,
  query: PageQuery,
): Promise<Page<DeliveryFacts>> {
  requireCapability(actor, "read");
  const releases = new Map((await releasesOfItem(desk, item)).map((release) => [release.id, release]));
  const revisionOf = ({ release }: Row) => releases.get(release)?.revision ?? "";
  const rows = await rowsOf(desk, [...releases.keys()]);
  const alike = grouped(rows, (row) => `${row.channel}\n${row.token ?? ""}\n${revisionOf(row)}`);
  const page = pageAmong(
    [...alike].map(([id, own]) => ({ id, own })),
    query,
  );
  const facts = page.rows.flatMap(({ own }) => {
    const [first] = own;
    if (first === undefined) return [];
    const { unchanged: _, ...sum } = sumOf(own);
    return [{ channel: first.channel, token: first.token, revision: revisionOf(first), ...sum }];
  });
  return { rows: facts, next: page.next };
}

/** What each outlet holds, with those of its tokens and revisions that were fetched last. */
export function inShort(holdings: readonly OutletHolding[]): readonly OutletHolding[] {
  const latest = <Part extends Fetches>(parts: readonly Part[]) =>
    parts.toSorted((a, b) => (a.lastAt > b.lastAt ? -1 : 1)).slice(0, MAX_SHOWN_PARTS);
  return holdings.map((one) => ({ ...one, tokens: latest(one.tokens), revisions: latest(one.revisions) }));
}

/** An excerpt is another text than the whole it is of. */
function isSameText(held: Release | undefined, current: Release): boolean {
  return held?.revision === current.revision && held.excerpt?.digest === current.excerpt?.digest;
}

/** What one outlet got through one channel of everything that stood on a permission. */
export interface PermissionDelivery extends Fetches {
  readonly outlet: string | null;
  readonly channel: string;
  readonly formats: readonly ChannelFormat[];
  /** How many of the columns that stood on the permission were in what it fetched. */
  readonly items: number;
}

export async function permissionDeliveries(
  desk: Desk,
  actor: Actor,
  id: string,
): Promise<readonly PermissionDelivery[]> {
  requireCapability(actor, "read");
  await getPermission(desk, id);
  const relied = await desk.models.projected.release.find({ permission: id }, { item: 1 }).lean();
  const above = await desk.models.projected.release.find({ under: id }, { item: 1 }).lean();
  const items = new Map([...relied, ...above].map((doc) => [doc._id, stateOf<Release>(doc).item]));
  const found = new Map<string, Fetches & { readonly formats: Set<ChannelFormat>; readonly items: Set<string> }>();
  await eachDelivery(desk, [...items.keys()], (doc, { format, releases }) => {
    const before = found.get(doc.channel);
    const sum = before === undefined ? fetchesIn(doc) : sumOf([before, fetchesIn(doc)]);
    const [formats, carried] = [before?.formats ?? new Set<ChannelFormat>(), before?.items ?? new Set<string>()];
    formats.add(format);
    for (const release of releases) carried.add(items.get(release) ?? release);
    found.set(doc.channel, { ...sum, formats, items: carried });
  });
  const channels = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  return [...found].map(([channel, { formats, items: carried, ...sum }]) => ({
    outlet: channels.get(channel)?.outlet?.id ?? null,
    channel,
    formats: [...formats].sort(),
    items: carried.size,
    ...sum,
  }));
}

/** One row for each token, format and release: the fetches of renderings that carried it. */
async function rowsOf(desk: Desk, wanted: readonly string[]): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  await eachDelivery(desk, wanted, (doc, { format, releases }) => {
    const { channel, token } = doc;
    for (const release of releases) {
      const key = `${token ?? ""}\n${format}\n${release}`;
      const before = rows.get(key);
      const sum = before === undefined ? fetchesIn(doc) : sumOf([before, fetchesIn(doc)]);
      rows.set(key, { channel, token, format, release, ...sum });
    }
  });
  return [...rows.values()];
}

export interface Carrier {
  readonly format: ChannelFormat;
  /** Those of the releases asked about that it carried. */
  readonly releases: readonly string[];
}

/**
 * Visits every fetch of a rendering that carried one of the releases, by the indexes of renderings and deliveries: some
 * hundreds of renderings are in memory at a time, however many there are.
 */
export async function eachDelivery(
  desk: Desk,
  wanted: readonly string[],
  visit: (doc: DeliveryDoc, carrier: Carrier) => void,
): Promise<void> {
  const batchOf = new Map(wanted.map((release, index) => [release, Math.floor(index / BATCH_IDS)]));
  for (let from = 0; from < wanted.length; from += BATCH_IDS) {
    const carriers = new Map<string, Carrier>();
    const asked = desk.models.rendering.collection.find({ releases: { $in: wanted.slice(from, from + BATCH_IDS) } });
    for await (const { _id, format, releases } of asked) {
      const carried = (releases as readonly string[]).filter((release) => batchOf.has(release));
      // A rendering that carries releases of several batches is visited with the first of these.
      if (Math.min(...carried.map((release) => batchOf.get(release) ?? 0)) * BATCH_IDS < from) continue;
      carriers.set(String(_id), { format: format as ChannelFormat, releases: carried });
      if (carriers.size === BATCH_IDS) await eachFetchOf(desk, carriers, visit);
    }
    await eachFetchOf(desk, carriers, visit);
  }
}

/** Visits the fetches of some renderings, and forgets these. */
async function eachFetchOf(
  desk: Desk,
  carriers: Map<string, Carrier>,
  visit: (doc: DeliveryDoc, carrier: Carrier) => void,
): Promise<void> {
  const ids = [...carriers.keys()];
  for await (const found of desk.models.delivery.collection.find({ rendering: { $in: ids } })) {
    const doc = found as unknown as DeliveryDoc;
    const carrier = carriers.get(doc.rendering);
    if (carrier !== undefined) visit(doc, carrier);
  }
  carriers.clear();
}

/** What one row of the evidence says. */
function fetchesIn({ at, status, fetches = 1, lastAt = at }: DeliveryDoc): Fetches {
  return { firstAt: at, lastAt, fetches, unchanged: status === 304 ? fetches : 0 };
}

/** Only the counts and instants of what is summed up. */
function sumOf(parts: readonly Fetches[]): Fetches {
  return parts.reduce((sum, part) => ({
    firstAt: part.firstAt < sum.firstAt ? part.firstAt : sum.firstAt,
    lastAt: part.lastAt > sum.lastAt ? part.lastAt : sum.lastAt,
    fetches: sum.fetches + part.fetches,
    unchanged: sum.unchanged + part.unchanged,
  }));
}

function grouped<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

async function tokenNames(desk: Desk, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ token }) => (token === null ? [] : [token])))];
  const docs = await desk.models.token.find({ id: { $in: ids } }).lean();
  return new Map(docs.map(({ id, name }) => [id, name]));
}
