import { DomainError } from "../domain/error.js";
import type { HeldCode } from "../domain/heldFeed.js";
import type { Instruction } from "../domain/instruction.js";
import type { License } from "../domain/license.js";
import type { Partner } from "../domain/partner.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { type Health, healthOf, isPaused, NEVER_POLLED, type SourceState } from "../domain/sourceHealth.js";
import type { Instant } from "../domain/window.js";
import type { InboundSubscriptionDoc, PollDoc } from "../store/models/desk.js";
import type { Desk } from "./desk.js";
import { aboutAddress } from "./ingest/pollDocs.js";
import { shownUrl } from "./ingest/shownUrl.js";
import { BY_ID, type Page, type PageQuery, pageAmong, pageOf, told } from "./lists/page.js";
import { allStates, stateOf } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";
import { knownLicenses } from "./versions.js";

/** A source and how polling it stands. */
export interface SourceHealth {
  readonly id: string;
  readonly partner: string;
  readonly url: string;
  readonly health: Health;
  /** Where a permanent redirect that has held leads; the partner's file should say so. */
  readonly movedTo: { readonly url: string; readonly at: Instant } | null;
  /** The hub that sends what is new, if one does. */
  readonly hub: Pushed | null;
  readonly lastPolledAt: Instant | null;
  readonly lastGoodAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly problem: string | null;
  readonly faults: readonly string[];
  /** Why nothing is taken from the feed as it is now, or null. */
  readonly held: { readonly code: HeldCode; readonly detail: string; readonly since: Instant } | null;
}

export interface Pushed {
  readonly url: string;
  readonly state: InboundSubscriptionDoc["state"];
  readonly until: Instant | null;
  readonly problem: string | null;
}

/** Every source in the partners' files, to choose one of. */
export async function sourceNames(desk: Desk): Promise<readonly { readonly id: string; readonly partner: string }[]> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  return partners.flatMap(({ name, sources }) => sources.map(({ id }) => ({ id, partner: name })));
}

/** The sources in the partners' files, by id. */
export async function listSources(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<SourceHealth>> {
  requireCapability(actor, "read");
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const sources = partners.flatMap((partner) => partner.sources.map((source) => ({ id: source.id, partner, source })));
  const page = pageAmong(sources, query);
  const ids = page.rows.map(({ id }) => id);
  const docs = await desk.models.poll.find({ _id: { $in: ids } }).lean();
  const polls = new Map(docs.map((doc) => [doc._id, doc]));
  const stateDocs = await desk.models.projected.source.find({ _id: { $in: ids } }).lean();
  const states = new Map(stateDocs.map((doc) => [doc._id, stateOf<SourceState>(doc)]));
  const subscribed = await desk.models.inboundSubscription.find({ source: { $in: ids } }).lean();
  const hubs = new Map(subscribed.map((doc) => [doc.source, doc]));
  const held = await heldSources(desk, ids);
  return told(page, ({ partner, source }) => {
    const doc = polls.get(source.id);
    const poll = doc === undefined ? null : aboutAddress(doc, source);
    return {
      id: source.id,
      partner: partner.name,
      url: source.url,
      health: healthOf(states.get(source.id), poll?.standing ?? NEVER_POLLED),
      movedTo: movedOf(poll),
      hub: pushedBy(hubs.get(source.id)),
      lastPolledAt: poll?.lastPolledAt ?? null,
      lastGoodAt: poll?.lastGoodAt ?? null,
      dueAt: poll?.dueAt ?? null,
      problem: poll?.problem ?? null,
      faults: poll?.faults ?? [],
      held: held.get(source.id) ?? null,
    };
  });
}

function movedOf(poll: PollDoc | null): SourceHealth["movedTo"] {
  if (poll === null || poll.movedTo === null || poll.movedAt === null) return null;
  return { url: shownUrl(poll.movedTo), at: poll.movedAt };
}

function pushedBy(doc: InboundSubscriptionDoc | undefined): Pushed | null {
  if (doc === undefined) return null;
  return { url: shownUrl(doc.hub), state: doc.state, until: doc.leasedUntil, problem: doc.problem };
}

/** Stops polling a source, and taking what a hub sends of it, until somebody resumes it. Sent again, it changes nothing. */
export async function pauseSource(desk: Desk, actor: Actor, source: string, reason: string): Promise<void> {
  requireCapability(actor, "pause");
  return desk.ledger.act(actor, "pause", async () => {
    const event = { type: "source.paused", source, by: actor.id, reason } as const;
    if (!isPaused(await stateOfSource(desk, source))) return { events: [event], result: undefined };
    if (await isSentAgain(desk, { actor, act: "pause", subject: `source:${source}`, event }))
      return { events: [], result: undefined };
    throw new DomainError("act.conflict", `${source} is paused already.`);
  });
}

/**
 * Polls a source again that was paused, or whose server had said that it is gone; it is due at once. Sent again, it records
 * nothing.
 */
export async function resumeSource(desk: Desk, actor: Actor, source: string): Promise<void> {
  requireCapability(actor, "pause");
  const poll = await desk.models.poll.findOne({ _id: source }).lean();
  await desk.ledger.act(actor, "resume", async () => {
    const event = { type: "source.resumed", source, by: actor.id } as const;
    const isStopped = isPaused(await stateOfSource(desk, source)) || (poll?.goneAt ?? null) !== null;
    if (isStopped) return { events: [event], result: undefined };
    if (await isSentAgain(desk, { actor, act: "resume", subject: `source:${source}`, event, undoneBy: ["pause"] }))
      return { events: [], result: undefined };
    throw new DomainError("act.conflict", `${source} is neither paused nor gone; there is nothing to resume.`);
  });
  await desk.models.poll.updateOne({ _id: source }, { $set: { goneAt: null, dueAt: desk.clock() } });
}

/** @throws DomainError `source.unknown` */
async function stateOfSource(desk: Desk, id: string): Promise<SourceState | undefined> {
  const partners = (await allStates<Partner>(desk, "partner")).filter(({ retiredAt }) => retiredAt === null);
  const known = partners.flatMap(({ sources }) => sources.map((source) => source.id));
  if (!known.includes(id))
    throw new DomainError("source.unknown", `There is no source ${id}; GET /api/v1/sources lists what there is.`);
  const doc = await desk.models.projected.source.findOne({ _id: id }).lean();
  return doc === null ? undefined : stateOf<SourceState>(doc);
}

async function heldSources(desk: Desk, ids: readonly string[]) {
  const docs = await desk.models.intake.find({ _id: { $in: [...ids] } }, { held: 1 }).lean();
  return new Map(
    docs.flatMap(({ _id, held }) => {
      if (held === null) return [];
      const { code, detail, since } = held;
      return [[_id, { code, detail, since }] as const];
    }),
  );
}

export async function listPartners(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<Partner>> {
  requireCapability(actor, "read");
  return told(await pageOf(desk.models.projected.partner, {}, BY_ID, query), (doc) => stateOf<Partner>(doc));
}

export async function listLicenses(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<License>> {
  requireCapability(actor, "read");
  const known = await knownLicenses(desk);
  const page = await pageOf(desk.models.projected.license, {}, BY_ID, query);
  return told(page, (doc) => known.get(doc._id) ?? stateOf<License>(doc));
}

export async function listInstructions(desk: Desk, actor: Actor, query: PageQuery): Promise<Page<Instruction>> {
  requireCapability(actor, "read");
  return told(await pageOf(desk.models.projected.instruction, {}, BY_ID, query), (doc) => stateOf<Instruction>(doc));
}
