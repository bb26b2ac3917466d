import { digestOfText, shortDigest } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { FeedProfile, Held } from "../../domain/heldFeed.js";
import type { Partner, Source } from "../../domain/partner.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { FeedOutline } from "../../formats/read/document.js";
import type { IntakeDoc } from "../../store/models/intake.js";
import type { Desk } from "../desk.js";
import { allStates } from "../reads.js";
import { isSentAgain } from "../sentAgain.js";
import { type Changes, NO_CHANGES, type SourceOf } from "./changes.js";

import type { Arrival } from "./reading/readingPool.js";
import type { ReadInto } from "./reading/work.js";
import { READING_FORM } from "./recogniseEntries.js";
import { record } from "./record.js";

export interface Place {
  readonly partner: Partner;
  readonly source: Source;
}

export interface FeedBody {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** Where the bytes came from: the base of relative addresses. */
  readonly url: string;
}

/** What came of a body. */
export interface Taken {
  /** Null where the bytes were those of the last time: nothing was read. */
  readonly feed: FeedOutline | null;
  readonly changes: Changes;
  /** Not null: nothing was taken. */
  readonly held: Held | null;
}

/**
 * The one way of a feed into the desk: read, compare with what the feed was, clean what is new, record. Bytes that were
 * taken before are not read, entries that were are not cleaned; neither makes an entry of the ledger.
 *
 * @throws DomainError `feed.unreadable`
 */
export async function takeIn(desk: Desk, place: Place, body: FeedBody): Promise<Taken> {
  const { partner, source } = place;
  const last = await desk.models.intake.findOne({ _id: source.id }).lean();
  const form = formFor(partner);
  const isReread = last?.form !== form;
  const digest = shortDigest(`${body.url}\n${body.contentType ?? ""}\n${digestOfText(body.bytes)}`);
  if (!isReread && last?.body === digest && last.held === null) return { feed: null, changes: NO_CHANGES, held: null };
  const arrival = await desk.reader.read(
    body.bytes,
    { contentType: body.contentType, url: body.url },
    {
      ...intoSource(place),
      known: isReread ? [] : last.entries,
      before: last?.profile ?? null,
      accepted: last?.accepted ?? null,
    },
  );
  const { feed, profile, held, entries } = arrival.outline;
  if (held !== null) {
    await holdBack(desk, source.id, held, last);
    return { feed, changes: NO_CHANGES, held };
  }
  const from = {
    partner: partner.id,
    source: source.id,
    statedByFeed: await keepFeedRights(desk, source, feed),
    isReread,
  };
  const changes = await recordArrival(desk, from, arrival);
  await keep(desk, {
    _id: source.id,
    form,
    body: digest,
    entries,
    profile: lasting(last, profile),
    held: null,
    accepted: null,
  });
  return { feed, changes, held: null };
}

/** For a document that is compared with none before it. */
export function intoSource({ partner, source }: Place): ReadInto {
  const { name, rightsHolder, language } = partner;
  return { partner: { name, rightsHolder, language }, source: source.id, known: [], before: null, accepted: null };
}

/** Where recording fails, the process that reads is not left waiting. */
async function recordArrival(desk: Desk, from: SourceOf, { outline, batches, leave }: Arrival): Promise<Changes> {
  try {
    return await record(
      desk,
      from,
      batches,
      outline.feed.tombstones.map(({ ref }) => ref),
    );
  } finally {
    await leave();
  }
}

/** What is not in the entry but decides how it reads. */
function formFor({ name, rightsHolder, language }: Partner): string {
  return shortDigest(JSON.stringify([READING_FORM, name, rightsHolder, language]));
}

/** A feed that was accepted, or never had entries before, is known by what it is now; an empty one by what it was. */
function lasting(last: IntakeDoc | null, profile: FeedProfile): FeedProfile {
  const before = last?.profile ?? null;
  return profile.entries === 0 && before !== null && last?.accepted === null ? before : profile;
}

async function keepFeedRights(desk: Desk, source: Source, feed: FeedOutline): Promise<string | null> {
  const feedRights = feed.statedRights.find(({ kind }) => kind === "copyright")?.text ?? null;
  await desk.models.poll.updateOne({ _id: source.id }, { $set: { feedRights } });
  return feedRights;
}

async function holdBack(desk: Desk, id: string, held: Held, last: IntakeDoc | null): Promise<void> {
  const since = last?.held?.code === held.code ? last.held.since : desk.now();
  desk.log.warn({ source: id, code: held.code }, "feed held back");
  await desk.models.intake.updateOne({ _id: id }, { $set: { held: { ...held, since } } });
}

async function keep(desk: Desk, { _id, ...facts }: IntakeDoc): Promise<void> {
  await desk.models.intake.collection.replaceOne({ _id: _id as never }, facts, { upsert: true });
}

/** What a person, a file or another program sends in for a source: the same way, without a feed to compare with. */
export async function receive(
  desk: Desk,
  actor: Actor,
  { partner, source }: Place,
  arrival: Arrival,
): Promise<Changes> {
  requireCapability(actor, "poll");
  const poll = await desk.models.poll.findOne({ _id: source.id }, { feedRights: 1 }).lean();
  const from = { partner: partner.id, source: source.id, statedByFeed: poll?.feedRights ?? null, sender: actor };
  return recordArrival(desk, from, arrival);
}

/** @throws DomainError `source.unknown` also for a partner that was retired. */
export async function placeNamed(desk: Desk, name: string): Promise<Place> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const places = partners.flatMap((partner) => partner.sources.map((source) => ({ partner, source })));
  const found = places.find(({ source }) => source.id === name);
  if (found !== undefined) return found;
  const known = places.map(({ source }) => source.id).join(", ") || "none";
  throw new DomainError("source.unknown", `There is no source ${name}; there is ${known}.`);
}

/** The next poll reads a source's feed anew, whatever was taken before. */
export async function forgetTaken(desk: Desk, source: string): Promise<void> {
  await desk.models.intake.updateOne({ _id: source }, { $set: { body: null, entries: [] } });
  await desk.models.poll.updateOne({ _id: source }, { $set: { etag: null, lastModified: null, dueAt: desk.clock() } });
}

/**
 * Accepts a feed that was held back exactly as it is now; the next poll takes it. Sent again, it changes nothing.
 *
 * @throws DomainError `act.conflict` where it is not held back.
 */
export async function acceptFeed(
  desk: Desk,
  actor: Actor,
  name: string,
  reason: string,
): Promise<{ readonly source: string }> {
  requireCapability(actor, "grant");
  const { partner, source } = await placeNamed(desk, name);
  const accepted = await desk.ledger.act(actor, "accept", async () => {
    const intake = await desk.models.intake.findOne({ _id: name }).lean();
    const held = intake?.held ?? null;
    const said = { type: "partner.feed-accepted", source: source.id, reason, by: actor.id } as const;
    const isAccepted = held === null || intake?.accepted === held.fingerprint;
    const isAgain = () => isSentAgain(desk, { actor, act: "accept", subject: `source:${source.id}`, event: said });
    if (isAccepted && (await isAgain())) return { events: [], result: null };
    if (held === null) throw new DomainError("act.conflict", `The feed of ${name} is not held back.`);
    const event = {
      type: "partner.feed-accepted",
      partner: partner.id,
      source: source.id,
      code: held.code,
      reason,
      by: actor.id,
    } as const;
    return { events: [event], result: held.fingerprint };
  });
  if (accepted === null) return { source: name };
  await desk.models.intake.updateOne({ _id: name }, { $set: { accepted } });
  await forgetTaken(desk, name);
  return { source: name };
}
