import { newId } from "../../domain/digest.js";
import type { DomainEvent } from "../../domain/event.js";
import { type FindingCode, hasDoubt } from "../../domain/finding.js";
import { identityKeys } from "../../domain/identity.js";
import { isStanding } from "../../domain/instruction.js";
import { foldItem, type Item, type ItemReceived } from "../../domain/item.js";
import { withdraw } from "../../domain/release.js";
import type { Revision } from "../../domain/revision.js";
import { type Actor, systemActor } from "../../domain/role.js";
import type { RecordedUse } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import { MAX_EVENTS_PER_ENTRY } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import { factsOf, instructionsFor, liveChannels, releasesOfItem, stateOf } from "../reads.js";
import { assessTogether, type ChannelClearance, openReleases } from "../releases.js";
import { rulesFor } from "../rulebook.js";
import type { Column } from "./columns.js";
import { type Recognition, recogniseAll } from "./recognise.js";

/** What one poll changed. */
export interface Changes {
  readonly received: number;
  readonly revised: number;
  readonly sighted: number;
  readonly withdrawn: number;
  readonly released: number;
}

export const NO_CHANGES: Changes = { received: 0, revised: 0, sighted: 0, withdrawn: 0, released: 0 };

/** A new column makes one event, and two for each instruction that releases it. */
const MAX_COLUMNS_PER_ENTRY = 200;

export interface SourceOf {
  readonly partner: string;
  readonly source: string;
  readonly statedByFeed: string | null;
  /** Who sends it in, where that is not the desk's own poll. */
  readonly sender?: Actor;
  /** True where an older program read the source last: what only reads differently is not a new revision. */
  readonly isReread?: boolean;
}

interface Bench extends SourceOf {
  readonly at: Instant;
  readonly recognised: Recognition;
  /** What standing instructions could release, assessed per column. */
  readonly release: (item: Item, revision: Revision) => readonly DomainEvent[];
}

/**
 * Records columns and tombstones of one poll: bodies first, content-addressed, then one entry with all events (a feed
 * with more than `MAX_COLUMNS_PER_ENTRY` columns takes several). What is unchanged makes no event and no write.
 */
export async function record(
  desk: Desk,
  from: SourceOf,
  columns: readonly Column[],
  tombstones: readonly string[],
): Promise<Changes> {
  let changes = NO_CHANGES;
  for (let start = 0; start < columns.length; start += MAX_COLUMNS_PER_ENTRY) {
    const batch = columns.slice(start, start + MAX_COLUMNS_PER_ENTRY);
    changes = sum(changes, await act(desk, from, (at) => columnEvents(desk, from, batch, at)));
  }
  const refs = tombstones.slice(0, MAX_EVENTS_PER_ENTRY / 5);
  return refs.length === 0 ? changes : sum(changes, await act(desk, from, () => tombstoneEvents(desk, from, refs)));
}

function act(
  desk: Desk,
  { sender }: SourceOf,
  decide: (at: Instant) => Promise<readonly DomainEvent[]>,
): Promise<Changes> {
  const [actor, name] =
    sender === undefined ? ([systemActor("ingest"), "poll"] as const) : ([sender, "receive"] as const);
  return desk.ledger.act(actor, name, async (at) => {
    const events = await decide(at);
    return { events, result: count(events) };
  });
}

function count(events: readonly DomainEvent[]): Changes {
  const of = (type: DomainEvent["type"]) => events.filter((event) => event.type === type).length;
  return {
    received: of("item.received"),
    revised: of("item.revised"),
    sighted: of("item.sighted"),
    withdrawn: of("item.withdrawn"),
    released: of("release.opened"),
  };
}

function sum(a: Changes, b: Changes): Changes {
  return {
    received: a.received + b.received,
    revised: a.revised + b.revised,
    sighted: a.sighted + b.sighted,
    withdrawn: a.withdrawn + b.withdrawn,
    released: a.released + b.released,
  };
}

/** A body is written once, before the entry that names it; the same content has the same digest. */
async function storeBodies(desk: Desk, columns: readonly Column[], events: readonly DomainEvent[]): Promise<void> {
  const named = new Set<string>(
    events.flatMap((event) => (event.type === "item.received" || event.type === "item.revised" ? event.revision : [])),
  );
  const needed = new Map(
    columns.filter(({ revision }) => named.has(revision.digest)).map(({ revision }) => [revision.digest, revision]),
  );
  if (needed.size === 0) return;
  const docs = await desk.models.revision.find({ _id: { $in: [...needed.keys()] } }, { _id: 1 }).lean();
  for (const { _id } of docs) needed.delete(_id as Revision["digest"]);
  const operations = [...needed.values()].map(({ digest, content, reading }) => ({
    replaceOne: { filter: { _id: digest as never }, replacement: { content, reading }, upsert: true },
  }));
  if (operations.length > 0) await desk.models.revision.collection.bulkWrite(operations, { ordered: false });
}

async function columnEvents(
  desk: Desk,
  from: SourceOf,
  columns: readonly Column[],
  at: Instant,
): Promise<readonly DomainEvent[]> {
  const recognised = await recogniseAll(desk, from, columns);
  const bench: Bench = { ...from, at, recognised, release: await instructedReleases(desk, from, at) };
  const events = columns.flatMap((column) => eventsFor(column, bench));
  await storeBodies(desk, columns, events);
  return events;
}

function eventsFor(column: Column, bench: Bench): readonly DomainEvent[] {
  const { revision } = column;
  const item = bench.recognised.itemOf(column);
  const keys = bench.recognised.freeKeys(column);
  const findings = [...new Set(revision.reading.findings.map(({ code }) => code))];
  if (item !== undefined) return [...sighting(item, keys, bench), ...revising(item, column, findings, bench)];
  return keys.length === 0 ? [] : arrival(keys, revision, findings, bench);
}

function arrival(
  keys: readonly string[],
  revision: Revision,
  findings: readonly FindingCode[],
  bench: Bench,
): readonly DomainEvent[] {
  const received: ItemReceived = {
    type: "item.received",
    item: newId("item"),
    partner: bench.partner,
    source: bench.source,
    keys,
    revision: revision.digest,
    findings,
  };
  if (hasDoubt(findings)) return [received];
  return [received, ...bench.release(foldItem(null, received, bench.at), revision)];
}

function sighting(item: Item, newKeys: readonly string[], { source, partner }: Bench): readonly DomainEvent[] {
  const isNewPlace = !item.sightings.some((sighted) => sighted.source === source);
  if (!isNewPlace && newKeys.length === 0) return [];
  return [{ type: "item.sighted", item: item.id, partner, source, keys: newKeys }];
}

/**
 * Only the source that brought a column may change it: another feed's shorter copy is a sighting, not a correction.
 * A cosmetic difference (docs/revision.md) is no change.
 */
function revising(
  item: Item,
  column: Column,
  findings: readonly FindingCode[],
  { source, recognised }: Bench,
): readonly DomainEvent[] {
  if (item.sightings[0]?.source !== source || recognised.isUnchanged(column, item)) return [];
  return [{ type: "item.revised", item: item.id, source, revision: column.revision.digest, findings }];
}

/**
 * What standing instructions do with a new column: approve and release it where it is cleared. They never decide about
 * a change to a column that is here already; an editor does.
 */
async function instructedReleases(desk: Desk, from: SourceOf, at: Instant): Promise<Bench["release"]> {
  const standing = (await instructionsFor(desk, from.source)).filter((instruction) => isStanding(instruction, at));
  if (standing.length === 0) return () => [];
  const channels = await liveChannels(desk);
  const rules = await rulesFor(desk, from.partner, []);
  const planned: RecordedUse[] = [];
  const stated = new Map(from.statedByFeed === null ? [] : [[from.source, from.statedByFeed]]);
  return (item, revision) => {
    const facts = factsOf(item, revision.content, stated);
    return standing.flatMap((instruction) => {
      const asked = channels.filter(({ id }) => id === instruction.channel);
      const cleared = assessTogether(asked, facts, rules, at, planned).filter(
        ({ clearance }) => clearance.verdict === "cleared",
      );
      return approvedBy(`instruction:${instruction.id}`, item, revision, facts.words, cleared);
    });
  };
}

function approvedBy(
  by: string,
  item: Item,
  revision: Revision,
  words: number,
  cleared: readonly ChannelClearance[],
): readonly DomainEvent[] {
  if (cleared.length === 0) return [];
  const channels = cleared.map(({ channel }) => channel.id);
  const approved = { type: "item.approved", item: item.id, revision: revision.digest, channels, by } as const;
  return [approved, ...openReleases(item, revision.digest, words, cleared, [])];
}

/** A tombstone counts only from the source that brought the column. */
async function tombstoneEvents(
  desk: Desk,
  { source }: SourceOf,
  refs: readonly string[],
): Promise<readonly DomainEvent[]> {
  const keys = refs.flatMap((guid) => identityKeys({ source, guid, url: null, title: "", publishedAt: null }));
  const docs = await desk.models.projected.item.find({ keys: { $in: keys } }).lean();
  const owned = docs.map((doc) => stateOf<Item>(doc)).filter((item) => item.sightings[0]?.source === source);
  const events: DomainEvent[] = [];
  for (const item of owned.filter(({ review }) => review.decision !== "withdrawn")) {
    const open = (await releasesOfItem(desk, item.id)).filter(({ state }) => state === "open");
    events.push({ type: "item.withdrawn", item: item.id, source });
    events.push(...open.map((release) => withdraw(release, "withdrawn-by-partner")));
  }
  return events;
}
