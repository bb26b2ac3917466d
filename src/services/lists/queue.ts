import { FINDINGS, type FindingCode } from "../../domain/finding.js";
import { currentRevision, type Item } from "../../domain/item.js";
import type { Partner } from "../../domain/partner.js";
import type { Revision } from "../../domain/revision.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import { countWords } from "../../formats/html/words.js";
import type { Desk } from "../desk.js";
import { allStates, factsOf, feedRights, liveChannels, revisionsByDigest, stateOf } from "../reads.js";
import { assessChannels, type ChannelClearance, rulesByPartner } from "../releases.js";
import { countUpTo, type Order, type Page, type PageQuery, pageOf } from "./page.js";

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

export interface QueuePage extends Page<QueueRow> {
  readonly decision: Decision;
  /** In each state; `MAX_COUNTED_ROWS + 1` stands for more than that. */
  readonly counts: Readonly<Record<Decision, number>>;
}

export const DECISIONS = [
  "waiting",
  "approved",
  "held",
  "rejected",
  "withdrawn",
] as const satisfies readonly Decision[];

export function isDecision(text: string): text is Decision {
  return DECISIONS.some((decision) => decision === text);
}

/** Those that came into this state last stand first. */
const QUEUE_ORDER: Order = [
  ["inStateSince", -1],
  ["_id", 1],
];

/** The columns in one state of review, newest first, each with the answer per channel. */
export async function queue(desk: Desk, actor: Actor, decision: Decision, query: PageQuery): Promise<QueuePage> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const { item } = desk.models.projected;
  const page = await pageOf(item, { "review.decision": decision }, QUEUE_ORDER, query);
  const counts = await Promise.all(
    DECISIONS.map(async (name) => [name, await countUpTo(item, { "review.decision": name })] as const),
  );
  return {
    decision,
    rows: await rowsOf(
      desk,
      page.rows.map((doc) => stateOf<Item>(doc)),
    ),
    counts: Object.fromEntries(counts) as Record<Decision, number>,
    next: page.next,
  };
}

export function waitingCount(desk: Desk): Promise<number> {
  return countUpTo(desk.models.projected.item, { "review.decision": "waiting" });
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
    isRevision: currentRevision(item).number > 1,
    findings,
    doubts: findings.filter((code) => FINDINGS[code].severity === "doubt").length,
    clearances,
  };
}
