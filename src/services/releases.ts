import { type Channel, useOf } from "../domain/channel.js";
import { brokenAt } from "../domain/clearance.js";
import { digestOf } from "../domain/digest.js";
import { endedBy } from "../domain/ending.js";
import { currentRevision, type Item } from "../domain/item.js";
import { type Permission, versionAt } from "../domain/permission.js";
import {
  type Release,
  type ReleaseOpened,
  type ReleaseWithdrawn,
  releasedUse,
  usedSince,
  type Withdrawal,
  withdraw,
} from "../domain/release.js";
import type { Revision } from "../domain/revision.js";
import { type Rules, withPlanned } from "../domain/rules.js";
import type { RecordedUse } from "../domain/use.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import type { Desk } from "./desk.js";
import { type Offer, type OfferedWork, offerOf, recorded, remainderOf } from "./offers.js";
import { contentsByDigest, factsOf, feedRights, itemsById } from "./reads.js";
import { rulesFor } from "./rulebook.js";

export interface ChannelClearance extends Offer {
  readonly channel: Channel;
}

/** The answer for every channel, at one instant. */
export function assessChannels(
  channels: readonly Channel[],
  work: OfferedWork,
  rules: Rules,
  at: Instant,
): readonly ChannelClearance[] {
  return channels.map((channel) => ({ channel, ...offerOf(channel, work, rules, at) }));
}

/** The answers for releases that are made together: each counts for those that follow, as quotas ask. */
export function assessTogether(
  channels: readonly Channel[],
  work: OfferedWork,
  rules: Rules,
  at: Instant,
  planned: RecordedUse[] = [],
): readonly ChannelClearance[] {
  return channels.map((channel) => {
    const offer = offerOf(channel, work, withPlanned(rules, planned), at);
    const use = plannedUse(channel, work.facts, offer, at);
    if (use !== null) planned.push(use);
    return { channel, ...offer };
  });
}

function plannedUse(
  { id, outlet }: Channel,
  { id: item, words: all }: WorkFacts,
  { clearance: { reliedOn, under }, excerpt }: Offer,
  at: Instant,
): RecordedUse | null {
  const words = excerpt?.words ?? all;
  if (reliedOn === null) return null;
  const permissions = [reliedOn.permission, ...under.map(({ permission }) => permission)];
  return { permissions, item, channel: id, outlet: outlet?.id ?? null, outletGroups: outlet?.groups ?? [], words, at };
}

/** The events that put one revision into cleared channels, closing what was open there. */
export function openReleases(
  desk: Pick<Desk, "newId">,
  item: Item,
  revision: string,
  words: number,
  cleared: readonly ChannelClearance[],
  existing: readonly Release[],
): readonly (ReleaseOpened | ReleaseWithdrawn)[] {
  return cleared.flatMap(({ channel, ...offer }) => {
    const open = existing.filter((release) => release.channel === channel.id && release.state === "open");
    const opened = releaseOf(desk, item, revision, words, channel, offer);
    return opened === null ? [] : [...open.map((release) => withdraw(release, "superseded")), opened];
  });
}

/** The event that releases what is offered; null where nothing is cleared. */
export function releaseOf(
  desk: Pick<Desk, "newId">,
  { id: item, partner }: Pick<Item, "id" | "partner">,
  revision: string,
  words: number,
  channel: Channel,
  { clearance: { reliedOn, under }, excerpt }: Offer,
): ReleaseOpened | null {
  if (reliedOn === null) return null;
  return {
    type: "release.opened",
    release: desk.newId("rel"),
    item,
    partner,
    channel: channel.id,
    revision: revision as ReleaseOpened["revision"],
    permission: reliedOn.permission,
    permissionVersion: reliedOn.version,
    under: under.map(({ permission }) => permission),
    outlet: channel.outlet?.id ?? null,
    words: excerpt?.words ?? words,
    ...(excerpt === null ? {} : { excerpt: recorded(excerpt) }),
  };
}

/** True where opening what is offered of the current text would say nothing that the release does not say already. */
export function isSameRelease(release: Release, item: Item, { clearance, excerpt }: Offer): boolean {
  const { reliedOn, under } = clearance;
  return (
    release.revision === currentRevision(item).digest &&
    release.permission === reliedOn?.permission &&
    release.permissionVersion === reliedOn.version &&
    release.under.join() === under.map(({ permission }) => permission).join() &&
    digestOf(release.excerpt) === digestOf(excerpt === null ? null : recorded(excerpt))
  );
}

/** A release as it stands: what is published, and since when it is not. */
export interface Standing {
  readonly release: Release;
  readonly item: Item;
  readonly revision: Pick<Revision, "digest" | "content"> | null;
  readonly facts: WorkFacts | null;
  /** Null while the clearance is unbroken since the release was opened. */
  readonly lapse: { readonly at: Instant; readonly withdrawal: Withdrawal } | null;
  /** Of a lapsed release, what its permission lets stay: recorded as a release of its own before anything is sent. */
  readonly remainder: Offer | null;
}

/**
 * Judges open releases from the permissions, columns and channels as they are, not from what was recorded: the gate holds
 * at the very instant a permission ends or a column is held, with no request and no job. A body that was erased is a
 * lapse as well.
 */
export async function standings(
  desk: Desk,
  releases: readonly Release[],
  channels: ReadonlyMap<string, Channel>,
  at: Instant,
): Promise<readonly Standing[]> {
  const items = await itemsById(
    desk,
    releases.map(({ item }) => item),
  );
  const places = releases.flatMap((release) => {
    const item = items.get(release.item);
    const channel = channels.get(release.channel);
    return item === undefined || channel === undefined
      ? []
      : [{ release, item, channel, ended: endedBy(release, item, channel, at) }];
  });
  const alive = places.filter(({ ended }) => ended === null).map(({ release }) => release);
  const [revisions, rules, stated] = await Promise.all([
    contentsByDigest(
      desk,
      alive.map(({ revision }) => revision),
    ),
    rulesByPartner(desk, alive),
    feedRights(
      desk,
      [...items.values()].flatMap(({ sightings }) => sightings.map(({ source }) => source)),
    ),
  ]);
  return places.map(({ release, item, channel, ended }): Standing => {
    const revision = revisions.get(release.revision) ?? null;
    const facts = revision === null ? null : factsOf(item, revision.content, stated);
    const known = rules.get(release.partner);
    if (ended !== null || facts === null || revision === null || known === undefined) {
      const lapse = ended ?? ({ at, withdrawal: "withdrawn-by-partner" } as const);
      return { release, item, revision, facts, lapse, remainder: null };
    }
    const judged = judge(release, channel, { facts, content: revision.content }, known, at);
    return { release, item, revision, facts, ...judged };
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

export function judge(
  release: Release,
  channel: Channel,
  work: OfferedWork,
  rules: Rules,
  at: Instant,
): Pick<Standing, "lapse" | "remainder"> {
  const since = release.openedAt > channel.usedSince ? release.openedAt : channel.usedSince;
  const broken = brokenAt(releasedUse(channel, release), work.facts, rules, since, at);
  if (broken === null) return { lapse: null, remainder: null };
  const relied = [release.permission, ...release.under].flatMap((id) => rules.rule(id)?.permission ?? []);
  if (relied.some((one) => isRevoked(one, broken)))
    return { lapse: { at: broken, withdrawal: "revoked" }, remainder: null };
  const remainder = release.excerpt === null ? remainderSince(broken, release, channel, work, rules, at) : null;
  return { lapse: { at: broken, withdrawal: remainder === null ? "expired" : "reduced" }, remainder };
}

/** What stays must have been allowed to stay ever since: what has lapsed does not come back by itself. */
function remainderSince(
  broken: Instant,
  release: Release,
  channel: Channel,
  work: OfferedWork,
  rules: Rules,
  at: Instant,
): Offer | null {
  const begunAt = usedSince(release, channel);
  const offer = remainderOf(channel, work, rules, begunAt, at);
  if (offer === null) return null;
  const use = useOf(channel, offer.excerpt, begunAt);
  return brokenAt(use, work.facts, rules, broken, at) === null ? offer : null;
}

function isRevoked(permission: Permission, at: Instant): boolean {
  return versionAt(permission, at)?.state === "revoked";
}
