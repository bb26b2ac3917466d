import { DomainError, StoreUnavailable } from "../../domain/error.js";
import type { Partner, Source } from "../../domain/partner.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { isPaused, type SourceState } from "../../domain/sourceHealth.js";
import { faultInWords } from "../../formats/read/document.js";
import type { Credential } from "../../formats/shapes/credentials.js";
import type { PollDoc } from "../../store/models/desk.js";
import type { Desk } from "../desk.js";
import { allStates } from "../reads.js";
import { type Changes, NO_CHANGES } from "./changes.js";
import { credentialsIn, secretsOf } from "./credentials.js";
import type { FeedFetcher, Fetched } from "./fetchFeed.js";
import { type Place, takeIn } from "./intake.js";
import { lease, release, whileLeased } from "./lease.js";
import { aboutAddress, dueSources, ensurePollDocs, isDue } from "./pollDocs.js";
import { withoutSecrets } from "./shownUrl.js";
import { afterBody, afterFailure, afterGone, afterUnchanged } from "./standing.js";
import { isPushed, keepSubscribed, renewSubscriptions } from "./websub/subscribe.js";

/** Hosts that are asked at the same time; each of them one request after another. */
const HOSTS_AT_ONCE = 8;
/** After so many answers in a row that did not come in time, a host's other sources wait for the next round. */
const MAX_LATE_IN_A_ROW = 2;
const MAX_FAULTS_KEPT = 20;
const NEVER_READ =
  "The server says that nothing has changed (304), and nothing was read of this feed yet; tell the partner.";
const OUR_FAULT =
  "The desk failed while it took this feed, by a fault of its own that the log names; it is tried again later.";

export interface PollResult {
  readonly source: string;
  readonly outcome: "changed" | "unchanged" | "failed" | "gone" | "busy" | "paused" | "held";
  readonly changes: Changes;
  /** In words: why it failed, or null. */
  readonly problem: string | null;
  readonly faults: readonly string[];
}

export interface PollRequest {
  /** Source ids; null: all that are due. */
  readonly sources: readonly string[] | null;
}

/**
 * Polls sources, those of different hosts side by side. A source that fails keeps its last good state and is tried again
 * with backoff; one that is paused is left alone.
 */
export async function poll(
  desk: Desk,
  actor: Actor,
  fetchFeed: FeedFetcher,
  request: PollRequest,
): Promise<readonly PollResult[]> {
  requireCapability(actor, "poll");
  const places = await livePlaces(desk);
  const sources = places.map(({ source }) => source);
  await ensurePollDocs(desk, sources);
  const paused = await pausedSources(desk);
  const chosen =
    request.sources === null ? await duePlaces(desk, places, paused) : namedPlaces(places, request.sources);
  const lateMilliseconds = request.sources === null ? desk.settings.fetch.timeoutSeconds * 1_000 : null;
  const results = await byHost(chosen, lateMilliseconds, (place) => {
    const state = paused.get(place.source.id);
    if (state === undefined) return pollOne(desk, fetchFeed, place, request.sources === null);
    return Promise.resolve(result(place.source, "paused", `It is paused: ${state.reason}. Resume it first.`));
  });
  if (request.sources === null) {
    await renewSubscriptions(desk, fetchFeed.client, new Set(sources.map(({ id }) => id)), new Set(paused.keys()));
  }
  return results;
}

export async function livePlaces(desk: Desk): Promise<readonly Place[]> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  return partners.flatMap((partner) => partner.sources.map((source) => ({ partner, source })));
}

export async function pausedSources(desk: Desk): Promise<ReadonlyMap<string, SourceState>> {
  const states = (await allStates<SourceState>(desk, "source")).filter(isPaused);
  return new Map(states.map((state) => [state.id, state]));
}

async function duePlaces(desk: Desk, places: readonly Place[], paused: ReadonlyMap<string, SourceState>) {
  const due = await dueSources(
    desk,
    places.map(({ source }) => source),
  );
  return places.filter(({ source }) => due.has(source.id) && !paused.has(source.id));
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

/**
 * Results in the order of the places. A fault of ours in one poll is thrown once the others are done.
 *
 * @param lateMilliseconds what takes as long is late, and a host that is late again and again holds nobody up; null: none is.
 */
async function byHost(
  places: readonly Place[],
  lateMilliseconds: number | null,
  work: (place: Place) => Promise<PollResult>,
): Promise<readonly PollResult[]> {
  const hosts = new Map<string, Place[]>();
  for (const place of places) {
    const { host } = new URL(place.source.url);
    hosts.set(host, [...(hosts.get(host) ?? []), place]);
  }
  const waiting = hosts.values();
  const found = new Map<Place, PollResult>();
  const worker = async () => {
    for (const group of waiting) {
      let late = 0;
      for (const place of group) {
        const began = performance.now();
        found.set(place, await work(place));
        late = lateMilliseconds !== null && performance.now() - began >= lateMilliseconds ? late + 1 : 0;
        if (late === MAX_LATE_IN_A_ROW) break;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: HOSTS_AT_ONCE }, worker));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return places.flatMap((place) => found.get(place) ?? []);
}

/** @param onlyDue others poll by the same rhythm: what one of them has polled since it was chosen is not due any more. */
async function pollOne(desk: Desk, fetchFeed: FeedFetcher, place: Place, onlyDue: boolean): Promise<PollResult> {
  const { source } = place;
  const taken = await lease(desk, source.id, (doc) => !onlyDue || isDue(desk, doc, source));
  if (taken === null) return result(source, "busy", "Another process polls this source, or has just done so.");
  return whileLeased(desk, taken, () => pollLeased(desk, fetchFeed, place, aboutAddress(taken, source)));
}

/** A fault of ours is thrown, once the source says that it failed and waits longer. */
async function pollLeased(desk: Desk, fetchFeed: FeedFetcher, place: Place, leased: PollDoc): Promise<PollResult> {
  const { source } = place;
  let credential: Credential | null = null;
  try {
    credential = await credentialOf(desk, source);
    const fetched = await fetchFeed(leased.movedTo ?? source.url, leased, { credential, sourceUrl: source.url });
    if (fetched.kind === "body") await keepSubscribed(desk, fetchFeed.client, source, fetched);
    if (fetched.kind === "unchanged" && leased.lastGoodAt === null)
      throw new DomainError("feed.unreadable", NEVER_READ);
    return await settle(desk, place, leased, fetched);
  } catch (error) {
    // Nothing could be noted on it either.
    if (error instanceof StoreUnavailable) throw error;
    if (!(error instanceof DomainError)) {
      await failed(desk, source, leased, new DomainError("feed.unreadable", OUR_FAULT)).catch((unsaid: unknown) =>
        desk.log.error({ source: source.id, err: unsaid }, "a failed poll was not noted on its source"),
      );
      throw error;
    }
    return await failed(desk, source, leased, withoutCredential(error, credential));
  }
}

async function credentialOf({ settings }: Desk, { credentials }: Source): Promise<Credential | null> {
  return credentials === undefined ? null : credentialsIn(settings.credentialsFile)(credentials);
}

/** A feed may repeat what opened it, and a reader what the feed says. */
function withoutCredential(error: DomainError, credential: Credential | null): DomainError {
  const said = withoutSecrets(error.message, secretsOf(credential));
  return said === error.message ? error : new DomainError(error.code, said);
}

async function settle(desk: Desk, place: Place, leased: PollDoc, fetched: Fetched): Promise<PollResult> {
  const { source } = place;
  if (fetched.kind === "gone") {
    const facts = afterGone(desk, leased);
    await release(desk, leased, facts);
    return result(source, facts.goneAt === null ? "failed" : "gone", facts.problem);
  }
  const pushed = await isPushed(desk, source);
  if (fetched.kind === "unchanged") {
    await release(desk, leased, afterUnchanged(desk, source, leased, fetched, pushed));
    return result(source, "unchanged", null);
  }
  const { feed, changes, held } = await takeIn(desk, place, fetched);
  const unchanged = afterUnchanged(desk, source, leased, fetched, pushed);
  if (held !== null) {
    await release(desk, leased, { ...unchanged, problem: held.detail });
    return result(source, "held", held.detail);
  }
  const faults = feed === null ? leased.faults : feed.faults.slice(0, MAX_FAULTS_KEPT).map(faultInWords);
  await release(desk, leased, { ...afterBody(desk, source, leased, fetched, feed, pushed), faults });
  const changed = Object.values(changes).some((number) => number > 0);
  return { ...result(source, changed ? "changed" : "unchanged", null), changes, faults };
}

async function failed(desk: Desk, source: Source, leased: PollDoc, error: DomainError): Promise<PollResult> {
  const facts = afterFailure(desk, source, leased, error);
  await release(desk, leased, facts);
  desk.log.warn({ source: source.id, failures: facts.failures, problem: error.message }, "poll failed");
  return result(source, "failed", error.message);
}

function result(source: Source, outcome: PollResult["outcome"], problem: string | null): PollResult {
  return { source: source.id, outcome, changes: NO_CHANGES, problem, faults: [] };
}
