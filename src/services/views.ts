import { DomainError } from "../domain/error.js";
import { FINDINGS, type FindingCode } from "../domain/finding.js";
import { currentRevision, type Item } from "../domain/item.js";
import type { Partner } from "../domain/partner.js";
import { latestVersion, type Permission } from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import type { Revision } from "../domain/revision.js";
import { type Actor, requireCapability } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import { covers, folded, type WorkFacts } from "../domain/works.js";
import { withoutComponents } from "../formats/html/components.js";
import { countWords } from "../formats/html/words.js";
import { people } from "./accounts.js";
import { type PermissionFacts, standingOf } from "./audit.js";
import { type Marks, marksOf } from "./columnMarks.js";
import type { Desk } from "./desk.js";
import { knownSources } from "./publish/knownSources.js";
import { type UnwrittenFacts, unwritten } from "./publish/unwritten.js";
import { unwritableAmong } from "./publish/writable.js";
import {
  allStates,
  currentFacts,
  factsOf,
  feedRights,
  getItem,
  liveChannels,
  permissionsOf,
  releasesOfItem,
  revisionsByDigest,
  stateOf,
} from "./reads.js";
import { assessChannels, type ChannelClearance, rulesByPartner } from "./releases.js";
import { rulesFor } from "./rulebook.js";

export type Decision = Item["review"]["decision"];

/** One column as the queue shows it. */
export interface QueueRow {
  readonly item: Item;
  readonly title: string;
  readonly authors: readonly string[];
  readonly partner: string;
  readonly publishedAt: Instant | null;
  readonly words: number;
  readonly revision: string;
  /** True where an earlier text of it is published now. */
  readonly isRevision: boolean;
  readonly findings: readonly FindingCode[];
  readonly doubts: number;
  readonly clearances: readonly ChannelClearance[];
}

export interface QueuePage {
  readonly decision: Decision;
  readonly rows: readonly QueueRow[];
  readonly counts: Readonly<Record<Decision, number>>;
  /** Pass as `after` for the next page; null where this is the last. */
  readonly next: string | null;
}

export const QUEUE_PAGE_ROWS = 50;
const DECISIONS = ["waiting", "approved", "held", "rejected", "withdrawn"] as const;

/** The columns in one state of review, newest first, each with the answer per channel. */
export async function queue(desk: Desk, actor: Actor, decision: Decision, after: string | null): Promise<QueuePage> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const skip = rowsBefore(after);
  const docs = await desk.models.projected.item
    .find({ "review.decision": decision })
    .sort({ "review.at": -1, _id: 1 })
    .skip(skip)
    .limit(QUEUE_PAGE_ROWS + 1)
    .lean();
  const items = docs.slice(0, QUEUE_PAGE_ROWS).map((doc) => stateOf<Item>(doc));
  const counts = await Promise.all(
    DECISIONS.map(
      async (name) => [name, await desk.models.projected.item.countDocuments({ "review.decision": name })] as const,
    ),
  );
  return {
    decision,
    rows: await rowsOf(desk, items),
    counts: Object.fromEntries(counts) as Record<Decision, number>,
    next: docs.length > QUEUE_PAGE_ROWS ? String(skip + QUEUE_PAGE_ROWS) : null,
  };
}

/** @throws DomainError `input.invalid` for what no page gave as its `next`. */
function rowsBefore(after: string | null): number {
  if (after === null) return 0;
  if (/^\d{1,9}$/u.test(after)) return Number(after);
  throw new DomainError("input.invalid", "There is no such page; follow the links from the first one.");
}

async function rowsOf(desk: Desk, items: readonly Item[]): Promise<readonly QueueRow[]> {
  const at = desk.now();
  const channels = await liveChannels(desk);
  const names = new Map((await allStates<Partner>(desk, "partner")).map(({ id, name }) => [id, name]));
  const revisions = await revisionsByDigest(
    desk,
    items.map((item) => currentRevision(item).digest),
  );
  const stated = await feedRights(
    desk,
    items.flatMap(({ sightings }) => sightings.map(({ source }) => source)),
  );
  const rules = await rulesByPartner(
    desk,
    items.map(({ id, partner }) => ({ item: id, partner })),
  );
  return items.flatMap((item) => {
    const revision = revisions.get(currentRevision(item).digest);
    if (revision === undefined) return [];
    const facts = factsOf(item, revision.content, stated);
    const own = rules.get(item.partner);
    const clearances = own === undefined ? [] : assessChannels(channels, { facts, content: revision.content }, own, at);
    return [rowOf(item, revision, names.get(item.partner) ?? item.partner, clearances)];
  });
}

function rowOf(
  item: Item,
  { content, digest }: Revision,
  partner: string,
  clearances: readonly ChannelClearance[],
): QueueRow {
  const { findings } = currentRevision(item);
  return {
    item,
    title: content.title,
    authors: content.authors,
    partner,
    publishedAt: content.publishedAt,
    words: countWords(content.html),
    revision: digest,
    isRevision: item.revisions.length > 1,
    findings,
    doubts: findings.filter((code) => FINDINGS[code].severity === "doubt").length,
    clearances,
  };
}

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
  readonly releases: readonly Release[];
  /** Channels that it left because it could not be written there. */
  readonly unwritten: readonly UnwrittenFacts[];
  readonly permissions: readonly Permission[];
}

export async function column(desk: Desk, actor: Actor, id: string): Promise<ColumnView> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const item = await getItem(desk, id);
  const { revision, facts } = await currentFacts(desk, item);
  const permissions = await permissionsOf(desk, item.partner);
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
    releases,
    unwritten: await unwritten(desk, { item: id }),
    permissions: permissions.filter((permission) => isAbout(permission, facts)),
  };
}

function isAbout(permission: Permission, facts: WorkFacts): boolean {
  const { works } = latestVersion(permission).record;
  return covers({ ...folded(works), except: folded(works.except) }, folded(facts));
}

/** Every permission with its standing at this moment; those that end soonest first, the ended last. */
export async function permissionList(desk: Desk, actor: Actor): Promise<readonly PermissionFacts[]> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const at = desk.now();
  const facts = (await allStates<Permission>(desk, "permission")).map((permission) => ({
    permission,
    standing: standingOf(permission, at),
  }));
  return facts.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

function orderOf({ permission, standing }: PermissionFacts): string {
  const { window } = latestVersion(permission).record;
  return `${standing === "in force" || standing === "not begun" ? 0 : 1} ${window.until ?? "9999"} ${permission.id}`;
}

/** What ids in the ledger mean to a person: people, partners, sources, channels and licenses by id. */
export async function namesOf(desk: Desk): Promise<ReadonlyMap<string, string>> {
  const partners = await allStates<Partner>(desk, "partner");
  return new Map([
    ...(await people(desk)).map(({ id, name }) => [id, name] as const),
    ...partners.map(({ id, name }) => [id, name] as const),
    ...partners.flatMap(({ name, sources }) => sources.map(({ id, title }) => [id, `${name}: ${title}`] as const)),
    ...(await liveChannels(desk)).map(({ id, title }) => [id, title] as const),
  ]);
}

export function waitingCount(desk: Desk): Promise<number> {
  return desk.models.projected.item.countDocuments({ "review.decision": "waiting" });
}
