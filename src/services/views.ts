import type { Item } from "../domain/item.js";
import type { Partner } from "../domain/partner.js";
import { latestVersion, type Permission } from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import type { Revision } from "../domain/revision.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { covers, folded, type WorkFacts } from "../domain/works.js";
import { withoutComponents } from "../formats/html/components.js";
import { namesOfPeople } from "./accounts.js";
import { type Marks, marksOf } from "./columnMarks.js";
import type { Desk } from "./desk.js";
import { knownSources } from "./publish/knownSources.js";
import { type UnwrittenFacts, unwritten } from "./publish/unwritten.js";
import { unwritableAmong } from "./publish/writable.js";
import { allStates, currentFacts, getItem, liveChannels, releasesOfItem, revisionsByDigest } from "./reads.js";
import { assessChannels, type ChannelClearance } from "./releases.js";
import { knownPermissions, rulesFor } from "./rulebook.js";
import { withRevisions } from "./versions.js";

/** Releases, and permissions, that are told of one column. */
const MAX_SHOWN = 100;

/** Everything about one column that an editor or the rights desk decides by. */
export interface ColumnView {
  readonly item: Item;
  readonly partner: Partner | null;
  readonly revision: Revision;
  /** The body as a page may show it: no images, no embeds; nothing is loaded from the partner's site. */
  readonly bodyHtml: string;
  /** Where in it something was cut or noticed. */
  readonly marks: Marks;
  /** The text that is published where it differs from the current one. */
  readonly published: Revision | null;
  readonly clearances: readonly ChannelClearance[];
  /** Channels that are cleared, and why nothing true could be written there. */
  readonly unwritable: ReadonlyMap<string, string>;
  /** Those that are open, and the latest `MAX_SHOWN` of all. */
  readonly releases: readonly Release[];
  /** Channels that it left because it could not be written there. */
  readonly unwritten: readonly UnwrittenFacts[];
  /** The first `MAX_SHOWN` that are about it. */
  readonly permissions: readonly Permission[];
}

export async function column(desk: Desk, actor: Actor, id: string): Promise<ColumnView> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const item = await withRevisions(desk, await getItem(desk, id));
  const { revision, facts } = await currentFacts(desk, item);
  const permissions = await knownPermissions(desk, item.partner);
  const releases = await releasesOfItem(desk, id);
  const open = releases.findLast(({ state }) => state === "open");
  const earlier = open === undefined || open.revision === revision.digest ? null : open.revision;
  const at = desk.now();
  const [known, rules] = [await knownSources(desk, [item]), await rulesFor(desk, item.partner, [id])];
  const clearances = assessChannels(await liveChannels(desk), { facts, content: revision.content }, rules, at);
  const bodyHtml = withoutComponents(revision.content.html, ["images", "embeds"]);
  return {
    item,
    partner: known.partners.get(item.partner) ?? null,
    revision,
    bodyHtml,
    marks: marksOf(revision, bodyHtml),
    published: earlier === null ? null : ((await revisionsByDigest(desk, [earlier])).get(earlier) ?? null),
    clearances,
    unwritable: unwritableAmong(desk, clearances, { item, revision, facts, rules }, known, at),
    releases: releases.filter(({ state }, at) => state === "open" || at >= releases.length - MAX_SHOWN),
    unwritten: await unwritten(desk, { item: id }),
    permissions: permissions.filter((permission) => isAbout(permission, facts)).slice(0, MAX_SHOWN),
  };
}

function isAbout(permission: Permission, facts: WorkFacts): boolean {
  const { works } = latestVersion(permission).record;
  return covers({ ...folded(works), except: folded(works.except) }, folded(facts));
}

/** Ids of accounts, wherever they stand in what is shown. */
const ACCOUNT = /\bacct_\w+/gu;

/**
 * What ids in the ledger mean to a person: partners, sources and channels by id, and of the people those who are named in
 * what is shown.
 */
export async function namesOf(desk: Desk, shown: unknown): Promise<ReadonlyMap<string, string>> {
  const partners = await allStates<Partner>(desk, "partner");
  return new Map([
    ...(await namesOfPeople(desk, JSON.stringify(shown).match(ACCOUNT) ?? [])),
    ...partners.map(({ id, name }) => [id, name] as const),
    ...partners.flatMap(({ name, sources }) => sources.map(({ id, title }) => [id, `${name}: ${title}`] as const)),
    ...(await liveChannels(desk)).map(({ id, title }) => [id, title] as const),
  ]);
}
