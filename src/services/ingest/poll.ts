import { hostname } from "node:os";
import { newId } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { Partner, Source } from "../../domain/partner.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { type Instant, instantOf } from "../../domain/window.js";
import type { PollDoc } from "../../store/models/desk.js";
import type { Desk } from "../desk.js";
import { allStates } from "../reads.js";
import { type Fetched, type FetchFeed, Unreachable } from "./fetchFeed.js";
import { takeIn } from "./intake.js";
import { type Changes, NO_CHANGES } from "./record.js";

/** A poll that takes longer than this is taken over by another process. */
const LEASE_SECONDS = 300;
const MAX_BACKOFF_MINUTES = 24 * 60;
/** Due times vary by this share, so that sources do not fall into step. */
const JITTER = 0.1;
const MAX_FAULTS_KEPT = 20;

export interface PollResult {
  readonly source: string;
  readonly outcome: "changed" | "unchanged" | "failed" | "gone" | "busy" | "held";
  readonly changes: Changes;
  /** In words: why it failed, or null. */
  readonly problem: string | null;
  readonly faults: readonly string[];
}

export interface PollRequest {
  /** Source ids; null: all that are due. */
  readonly sources: readonly string[] | null;
}

interface Place {
  readonly partner: Partner;
  readonly source: Source;
}

/** Polls sources, one after another. A source that fails keeps its last good state and is tried again with backoff. */
export async function poll(
  desk: Desk,
  actor: Actor,
  fetchFeed: FetchFeed,
  request: PollRequest,
): Promise<readonly PollResult[]> {
  requireCapability(actor, "poll");
  const places = await livePlaces(desk);
  await ensurePollDocs(desk, places);
  const chosen = request.sources === null ? await duePlaces(desk, places) : namedPlaces(places, request.sources);
  const results: PollResult[] = [];
  for (const place of chosen) results.push(await pollOne(desk, fetchFeed, place));
  return results;
}

async function livePlaces(desk: Desk): Promise<readonly Place[]> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  return partners.flatMap((partner) => partner.sources.map((source) => ({ partner, source })));
}

async function ensurePollDocs(desk: Desk, places: readonly Place[]): Promise<void> {
  const docs = await desk.models.poll.find({ _id: { $in: places.map(({ source }) => source.id) } }, { _id: 1 }).lean();
  const known = new Set(docs.map(({ _id }) => _id));
  for (const { source } of places) {
    if (known.has(source.id)) continue;
    const { _id, ...fresh } = freshPoll(source.id);
    await desk.models.poll.collection.replaceOne({ _id: _id as never }, fresh, { upsert: true });
  }
}

function freshPoll(id: string): PollDoc {
  const never = instantOf(0);
  return {
    _id: id,
    dueAt: never,
    leasedBy: null,
    leasedUntil: never,
    etag: null,
    lastModified: null,
    failures: 0,
    lastPolledAt: null,
    lastGoodAt: null,
    problem: null,
    goneAt: null,
    faults: [],
    feedRights: null,
  };
}

async function duePlaces(desk: Desk, places: readonly Place[]): Promise<readonly Place[]> {
  const docs = await desk.models.poll.find({ dueAt: { $lte: desk.clock() } }).lean();
  const due = new Set(docs.filter(({ goneAt }) => goneAt === null).map(({ _id }) => _id));
  return places.filter(({ source }) => due.has(source.id));
}

function namedPlaces(places: readonly Place[], names: readonly string[]): readonly Place[] {
  return names.map((name) => {
    const place = places.find(({ source }) => source.id === name);
    if (place === undefined) {
      const known = places.map(({ source }) => source.id).join(", ") || "none";
      throw new DomainError("source.unknown", `There is no source ${name}; there is ${known}.`);
    }
    return place;
  });
}

async function pollOne(desk: Desk, fetchFeed: FetchFeed, place: Place): Promise<PollResult> {
  const { source } = place;
  const leased = await lease(desk, source.id);
  if (leased === null) return result(source, "busy", "Another process is polling this source.");
  try {
    const fetched = await fetchFeed(source.url, leased);
    return await settle(desk, place, fetched);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return await failed(desk, source, leased, error);
  }
}

/** Who holds a lease: this run of this process on this machine. */
const HOLDER = `${hostname()} ${process.pid} ${newId("run")}`;

/** One process at a time: the lease is taken where the last one has run out, or where the run that held it is dead. */
async function lease(desk: Desk, id: string): Promise<PollDoc | null> {
  const now = desk.clock();
  const doc = await desk.models.poll.findOne({ _id: id }).lean();
  if (doc === null || (doc.leasedUntil > now && !isDead(doc.leasedBy))) return null;
  return desk.models.poll
    .findOneAndUpdate(
      { _id: id, leasedUntil: doc.leasedUntil, leasedBy: doc.leasedBy },
      { $set: { leasedBy: HOLDER, leasedUntil: later(now, LEASE_SECONDS / 60) } },
      { returnDocument: "after" },
    )
    .lean();
}

/** True where the holder ran on this machine and is gone; of another machine nothing is known. */
function isDead(holder: string | null): boolean {
  const [host, pid] = holder?.split(" ") ?? [];
  if (holder === null || host !== hostname() || holder === HOLDER) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

async function settle(desk: Desk, { partner, source }: Place, fetched: Fetched): Promise<PollResult> {
  const now = desk.clock();
  const dueAt = later(now, jittered(source.pollIntervalMinutes));
  const good = { dueAt, lastPolledAt: now, lastGoodAt: now, failures: 0, problem: null };
  if (fetched.kind === "gone") {
    const problem = "The server says that this feed is gone for good (410); it is polled no more.";
    await release(desk, source, { lastPolledAt: now, goneAt: now, problem });
    return result(source, "gone", problem);
  }
  if (fetched.kind === "unchanged") {
    await release(desk, source, good);
    return result(source, "unchanged", null);
  }
  const taken = await takeIn(desk, { partner, source }, fetched);
  if (taken.held !== null) {
    await release(desk, source, { ...good, problem: taken.held.detail });
    return result(source, "held", taken.held.detail);
  }
  const known = taken.feed === null ? await desk.models.poll.findOne({ _id: source.id }, { faults: 1 }).lean() : null;
  const found = taken.feed?.faults.slice(0, MAX_FAULTS_KEPT).map(({ detail }) => detail);
  const faults = found ?? known?.faults ?? [];
  await release(desk, source, { ...good, faults, etag: fetched.etag, lastModified: fetched.lastModified });
  const changed = Object.values(taken.changes).some((number) => number > 0);
  return {
    ...result(source, changed ? "changed" : "unchanged", null),
    changes: taken.changes,
    faults,
  };
}

async function failed(desk: Desk, source: Source, leased: PollDoc, error: DomainError): Promise<PollResult> {
  const now = desk.clock();
  const failures = leased.failures + 1;
  const backoff = Math.min(source.pollIntervalMinutes * 2 ** Math.min(failures, 12), MAX_BACKOFF_MINUTES);
  const asked = error instanceof Unreachable ? (error.retryAfterSeconds ?? 0) / 60 : 0;
  const dueAt = later(now, Math.max(jittered(backoff), Math.min(asked, MAX_BACKOFF_MINUTES)));
  await release(desk, source, { dueAt, lastPolledAt: now, failures, problem: error.message });
  desk.log.warn({ source: source.id, failures, problem: error.message }, "poll failed");
  return result(source, "failed", error.message);
}

async function release(desk: Desk, source: Source, facts: Partial<PollDoc>): Promise<void> {
  await desk.models.poll.updateOne(
    { _id: source.id },
    { $set: { ...facts, leasedBy: null, leasedUntil: instantOf(0) } },
  );
}

function result(source: Source, outcome: PollResult["outcome"], problem: string | null): PollResult {
  return { source: source.id, outcome, changes: NO_CHANGES, problem, faults: [] };
}

function jittered(minutes: number): number {
  return minutes * (1 - JITTER + 2 * JITTER * Math.random());
}

function later(at: Instant, minutes: number): Instant {
  return instantOf(Date.parse(at) + minutes * 60_000);
}
