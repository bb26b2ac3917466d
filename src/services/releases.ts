import { type Channel, useOf } from "../domain/channel.js";
import { assess, brokenAt, type Clearance } from "../domain/clearance.js";
import { newId } from "../domain/digest.js";
import type { Item } from "../domain/item.js";
import { type Permission, versionAt } from "../domain/permission.js";
import {
  type Release,
  type ReleaseOpened,
  type ReleaseWithdrawn,
  type Withdrawal,
  withdraw,
} from "../domain/release.js";
import type { Revision } from "../domain/revision.js";
import { systemActor } from "../domain/role.js";
import { type Rules, withPlanned } from "../domain/rules.js";
import type { RecordedUse } from "../domain/use.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import { MAX_EVENTS_PER_ENTRY } from "../ledger/ledger.js";
import type { Desk } from "./desk.js";
import { factsOf, feedRights, itemsById, liveChannels, revisionsByDigest, stateOf } from "./reads.js";
import { rulesFor } from "./rulebook.js";

/** How many open releases are judged at a time when lapses are recorded. */
const SWEEP_BATCH_RELEASES = 500;

export interface ChannelClearance {
  readonly channel: Channel;
  readonly clearance: Clearance;
}

/** The answer for every channel, at one instant. */
export function assessChannels(
  channels: readonly Channel[],
  facts: WorkFacts,
  rules: Rules,
  at: Instant,
): readonly ChannelClearance[] {
  return channels.map((channel) => ({ channel, clearance: assess(useOf(channel), facts, rules, at) }));
}

/** The answers for releases that are made together: each counts for those that follow, as quotas ask. */
export function assessTogether(
  channels: readonly Channel[],
  facts: WorkFacts,
  rules: Rules,
  at: Instant,
  planned: RecordedUse[] = [],
): readonly ChannelClearance[] {
  return channels.map((channel) => {
    const clearance = assess(useOf(channel), facts, withPlanned(rules, planned), at);
    const use = plannedUse(channel, facts, clearance, at);
    if (use !== null) planned.push(use);
    return { channel, clearance };
  });
}

function plannedUse(
  { id, outlet }: Channel,
  { id: item, words }: WorkFacts,
  { reliedOn, under }: Clearance,
  at: Instant,
): RecordedUse | null {
  if (reliedOn === null) return null;
  const permissions = [reliedOn.permission, ...under.map(({ permission }) => permission)];
  return { permissions, item, channel: id, outlet: outlet?.id ?? null, outletGroups: outlet?.groups ?? [], words, at };
}

/** The events that put one revision into cleared channels, closing what was open there. */
export function openReleases(
  item: Item,
  revision: string,
  words: number,
  cleared: readonly ChannelClearance[],
  existing: readonly Release[],
): readonly (ReleaseOpened | ReleaseWithdrawn)[] {
  return cleared.flatMap(({ channel, clearance }) => {
    const open = existing.filter((release) => release.channel === channel.id && release.state === "open");
    if (clearance.reliedOn === null) return [];
    const opened: ReleaseOpened = {
      type: "release.opened",
      release: newId("rel"),
      item: item.id,
      partner: item.partner,
      channel: channel.id,
      revision: revision as ReleaseOpened["revision"],
      permission: clearance.reliedOn.permission,
      permissionVersion: clearance.reliedOn.version,
      under: clearance.under.map(({ permission }) => permission),
      outlet: channel.outlet?.id ?? null,
      words,
    };
    return [...open.map((release) => withdraw(release, "superseded")), opened];
  });
}

/** A release as it stands: what is published, and since when it is not. */
export interface Standing {
  readonly release: Release;
  readonly item: Item;
  readonly revision: Revision | null;
  readonly facts: WorkFacts | null;
  /** Null while the clearance is unbroken since the release was opened. */
  readonly lapse: { readonly at: Instant; readonly withdrawal: Withdrawal } | null;
}

/**
 * Judges open releases from the permissions as they are, not from what was recorded: the gate holds at the very instant
 * a permission ends, with no request and no job. A body that was erased is a lapse as well.
 */
export async function standings(
  desk: Desk,
  releases: readonly Release[],
  channels: ReadonlyMap<string, Channel>,
  at: Instant,
): Promise<readonly Standing[]> {
  const [items, revisions, rules] = await Promise.all([
    itemsById(
      desk,
      releases.map(({ item }) => item),
    ),
    revisionsByDigest(
      desk,
      releases.map(({ revision }) => revision),
    ),
    rulesByPartner(desk, releases),
  ]);
  const stated = await feedRights(
    desk,
    [...items.values()].flatMap(({ sightings }) => sightings.map(({ source }) => source)),
  );
  return releases.flatMap((release) => {
    const item = items.get(release.item);
    const channel = channels.get(release.channel);
    if (item === undefined || channel === undefined) return [];
    const revision = revisions.get(release.revision) ?? null;
    const facts = revision === null ? null : factsOf(item, revision.content, stated);
    const lapse = lapseOf(release, channel, facts, rules.get(release.partner), at);
    return [{ release, item, revision, facts, lapse }];
  });
}

/** The rules for each partner's columns. */
export async function rulesByPartner(
  desk: Desk,
  columns: readonly { readonly partner: string; readonly item: string }[],
): Promise<ReadonlyMap<string, Rules>> {
  const found = new Map<string, Rules>();
  for (const partner of new Set(columns.map((column) => column.partner))) {
    const items = columns.filter((column) => column.partner === partner).map(({ item }) => item);
    found.set(partner, await rulesFor(desk, partner, items));
  }
  return found;
}

function lapseOf(
  release: Release,
  channel: Channel,
  facts: WorkFacts | null,
  rules: Rules | undefined,
  at: Instant,
): Standing["lapse"] {
  if (facts === null || rules === undefined) return { at, withdrawal: "withdrawn-by-partner" };
  const since = release.openedAt > channel.usedSince ? release.openedAt : channel.usedSince;
  const broken = brokenAt(useOf(channel), facts, rules, since, at);
  if (broken === null) return null;
  const relied = [release.permission, ...release.under].flatMap((id) => rules.rule(id)?.permission ?? []);
  return { at: broken, withdrawal: relied.some((one) => isRevoked(one, broken)) ? "revoked" : "expired" };
}

function isRevoked(permission: Permission, at: Instant): boolean {
  return versionAt(permission, at)?.state === "revoked";
}

/**
 * Records the releases that have lapsed. They are out of every feed already; this is the evidence, in entries of at
 * most `MAX_EVENTS_PER_ENTRY` events. Returns how many were recorded.
 */
export async function recordLapses(desk: Desk, partner: string): Promise<number> {
  let recorded = 0;
  for (let after = ""; ; ) {
    const docs = await desk.models.projected.release
      .find({ partner, state: "open", _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(Math.min(SWEEP_BATCH_RELEASES, MAX_EVENTS_PER_ENTRY))
      .lean();
    const last = docs.at(-1);
    if (last === undefined) return recorded;
    after = last._id;
    recorded += await recordLapsesAmong(
      desk,
      docs.map((doc) => doc._id),
    );
  }
}

async function recordLapsesAmong(desk: Desk, ids: readonly string[]): Promise<number> {
  const judge = async (at: Instant) => {
    const docs = await desk.models.projected.release.find({ _id: { $in: [...ids] }, state: "open" }).lean();
    const channels = new Map((await liveChannels(desk)).map((channel) => [channel.id, channel]));
    const judged = await standings(
      desk,
      docs.map((doc) => stateOf<Release>(doc)),
      channels,
      at,
    );
    return judged.flatMap(({ release, lapse }) =>
      lapse === null ? [] : [withdraw(release, lapse.withdrawal, lapse.at)],
    );
  };
  if ((await judge(desk.clock())).length === 0) return 0;
  return desk.ledger.act(systemActor("sweep"), "record-lapses", async (at) => {
    const events = await judge(at);
    return { events, result: events.length };
  });
}
