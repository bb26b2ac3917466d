import { newId } from "../../domain/digest.js";
import type { DomainEvent } from "../../domain/event.js";
import { type FindingCode, hasDoubt } from "../../domain/finding.js";
import { identityKeys } from "../../domain/identity.js";
import { isStanding } from "../../domain/instruction.js";
import { currentRevision, foldItem, type Item, type ItemReceived } from "../../domain/item.js";
import { withdraw } from "../../domain/release.js";
import type { Revision } from "../../domain/revision.js";
import { systemActor } from "../../domain/role.js";
import type { RecordedUse } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import { MAX_EVENTS_PER_ENTRY } from "../../ledger/ledger.js";
import type { Desk } from "../desk.js";
import { factsOf, instructionsFor, liveChannels, releasesOfItem, stateOf } from "../reads.js";
import { assessTogether, type ChannelClearance, openReleases } from "../releases.js";
import { rulesFor } from "../rulebook.js";
import type { Column } from "./columns.js";

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

interface SourceOf {
  readonly partner: string;
  readonly source: string;
  readonly statedByFeed: string | null;
}

interface Bench extends SourceOf {
  readonly at: Instant;
  readonly known: ReadonlyMap<string, Item>;
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
    await storeBodies(
      desk,
      batch.map(({ revision }) => revision),
    );
    changes = sum(changes, await act(desk, (at) => columnEvents(desk, from, batch, at)));
  }
  const refs = tombstones.slice(0, MAX_EVENTS_PER_ENTRY / 5);
  return refs.length === 0 ? changes : sum(changes, await act(desk, () => tombstoneEvents(desk, from, refs)));
}

function act(desk: Desk, decide: (at: Instant) => Promise<readonly DomainEvent[]>): Promise<Changes> {
  return desk.ledger.act(systemActor("ingest"), "poll", async (at) => {
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

/** A body is written once; the same content has the same digest. */
async function storeBodies(desk: Desk, revisions: readonly Revision[]): Promise<void> {
  const digests = revisions.map(({ digest }) => digest);
  const docs = await desk.models.revision.find({ _id: { $in: digests } }, { _id: 1 }).lean();
  const present = new Set<string>(docs.map(({ _id }) => _id));
  const missing = new Map(
    revisions.filter(({ digest }) => !present.has(digest)).map((revision) => [revision.digest, revision]),
  );
  if (missing.size === 0) return;
  const operations = [...missing.values()].map(({ digest, content, reading }) => ({
    replaceOne: { filter: { _id: digest as never }, replacement: { content, reading }, upsert: true },
  }));
  await desk.models.revision.collection.bulkWrite(operations, { ordered: false });
}

async function columnEvents(
  desk: Desk,
  from: SourceOf,
  columns: readonly Column[],
  at: Instant,
): Promise<readonly DomainEvent[]> {
  const keys = columns.flatMap((column) => column.keys);
  const docs = await desk.models.projected.item.find({ keys: { $in: keys } }).lean();
  const known = new Map<string, Item>();
  for (const doc of docs) {
    const item = stateOf<Item>(doc);
    for (const key of item.keys) known.set(key, item);
  }
  const bench: Bench = { ...from, at, known, release: await instructedReleases(desk, from, at) };
  return columns.flatMap((column) => eventsFor(column, bench));
}

function eventsFor({ keys, revision }: Column, bench: Bench): readonly DomainEvent[] {
  const key = keys.find((candidate) => bench.known.has(candidate));
  const item = key === undefined ? undefined : bench.known.get(key);
  const findings = [...new Set(revision.reading.findings.map(({ code }) => code))];
  if (item === undefined) return arrival(keys, revision, findings, bench);
  return [...sighting(item, keys, bench), ...revising(item, revision, findings, bench)];
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

function sighting(item: Item, keys: readonly string[], { source, partner }: Bench): readonly DomainEvent[] {
  const isNewPlace = !item.sightings.some((sighted) => sighted.source === source);
  const newKeys = keys.filter((key) => !item.keys.includes(key));
  if (!isNewPlace && newKeys.length === 0) return [];
  return [{ type: "item.sighted", item: item.id, partner, source, keys: newKeys }];
}

/** Only the source that brought a column may change it: another feed's shorter copy is a sighting, not a correction. */
function revising(
  item: Item,
  revision: Revision,
  findings: readonly FindingCode[],
  { source }: Bench,
): readonly DomainEvent[] {
  if (item.sightings[0]?.source !== source) return [];
  if (currentRevision(item).digest === revision.digest) return [];
  return [{ type: "item.revised", item: item.id, source, revision: revision.digest, findings }];
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
