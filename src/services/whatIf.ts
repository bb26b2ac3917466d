import { setImmediate } from "node:timers/promises";
import type { Channel } from "../domain/channel.js";
import type { Clearance } from "../domain/clearance.js";
import { DomainError } from "../domain/error.js";
import type { Item } from "../domain/item.js";
import { currentRevision } from "../domain/item.js";
import {
  amend as amendPermission,
  foldPermission,
  type Permission,
  type PermissionEvent,
  revoke as revokePermission,
} from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import type { RevisionContent } from "../domain/revision.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { indexed, type Rules } from "../domain/rules.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import type { WhatIfRequest } from "../formats/shapes/questions.js";
import type { Desk } from "./desk.js";
import { BY_ID, cursorAt, FIRST_PAGE, MAX_PAGE_BYTES, type Page, type PageQuery, pageOf } from "./lists/page.js";
import { offerOf } from "./offers.js";
import { factsOf, feedRights, getPermission, liveChannels, revisionsByDigest, stateOf } from "./reads.js";
import { checkedRecord } from "./rights.js";
import { knownPermissions, rulesFor } from "./rulebook.js";

/** Columns judged at a time; readers are answered in between. */
const BATCH_ITEMS = 50;
/** Columns that one answer compares at most; the next one goes on after them. */
export const MAX_COMPARED_COLUMNS = 5_000;
/** The id that a permission has which has not been granted. */
export const HYPOTHETICAL = "perm_hypothetical";

export interface Change {
  readonly item: string;
  readonly title: string;
  readonly channel: string;
  /** True where the column is out in the channel now: a refusal takes it out. */
  readonly isReleased: boolean;
  readonly before: Clearance;
  readonly after: Clearance;
}

/**
 * How many answers, one for each column in each channel, were compared and would differ: of the columns from `after` on, up
 * to `MAX_COMPARED_COLUMNS` of them.
 */
export interface ForeseenCounts {
  readonly compared: number;
  readonly changed: number;
  /** Refused now, and cleared then. */
  readonly cleared: number;
  /** Cleared now, and refused then. */
  readonly refused: number;
  /** Of those refused then, published now: they would leave. */
  readonly leaving: number;
}

export interface Foreseen extends ForeseenCounts {
  readonly at: Instant;
  readonly permission: string;
  readonly partner: string;
  /** The first of those that would differ, whole columns, up to the limit that was asked for. */
  readonly changes: readonly Change[];
  /** Where the listing stopped: pass it as `after` to see further changes; null where all that were counted are listed. */
  readonly more: string | null;
  /** Where the counting stopped: pass it as `after` to count on; null where every column was compared. */
  readonly next: string | null;
}

interface Supposed {
  readonly permission: Permission;
  readonly partner: string;
}

/**
 * Supposes one act on permissions, counts the answers that would differ for a column in a channel (its verdict, what it
 * relies on, its parts or its duties) and lists the first. Nothing is recorded. A supposed revocation counts at once,
 * whatever notice there is.
 */
export async function whatIf(
  desk: Desk,
  actor: Actor,
  request: WhatIfRequest,
  query: PageQuery = FIRST_PAGE,
): Promise<Foreseen> {
  requireCapability(actor, "read");
  await desk.ledger.catchUp();
  const now = desk.now();
  const at = request.at ?? now;
  if (at < now) {
    const detail = `${at} is past; a supposition is about now or later. What was answered then, /assess and explain say.`;
    throw new DomainError("input.invalid", detail, [{ pointer: "/at", detail }]);
  }
  const { permission, partner } = await suppose(desk, request, now);
  const others = (await knownPermissions(desk, partner)).filter(({ id }) => id !== permission.id);
  const index = indexed([...others, permission]);
  const listing = listingUpTo(query.limit);
  let counts: ForeseenCounts = { compared: 0, changed: 0, cleared: 0, refused: 0, leaving: 0 };
  let { after }: { after: string | null } = query;
  for (let columns = 0; columns < MAX_COMPARED_COLUMNS; columns += BATCH_ITEMS) {
    const page = await itemsOf(desk, partner, after);
    const ids = page.rows.map(({ item }) => item.id);
    const rules = await rulesFor(desk, partner, ids);
    const found = await compare(desk, page.rows, rules, { ...rules, ...index }, at);
    counts = counted(counts, found);
    for (const id of ids)
      listing.add(
        id,
        found.changes.filter(({ item }) => item === id),
      );
    after = page.next;
    if (after === null) break;
    await setImmediate();
  }
  return { at, permission: permission.id, partner, ...counts, ...listing.listed(), next: after };
}

function counted(
  before: ForeseenCounts,
  { compared, changes }: { readonly compared: number; readonly changes: readonly Change[] },
): ForeseenCounts {
  const refused = changes.filter((change) => turns(change, "refused"));
  return {
    compared: before.compared + compared,
    changed: before.changed + changes.length,
    cleared: before.cleared + changes.filter((change) => turns(change, "cleared")).length,
    refused: before.refused + refused.length,
    leaving: before.leaving + changes.filter(leaves).length,
  };
}

function turns({ before, after }: Change, to: Clearance["verdict"]): boolean {
  return before.verdict !== to && after.verdict === to;
}

/** It is out now, and would be refused. */
function leaves({ isReleased, after }: Change): boolean {
  return isReleased && after.verdict === "refused";
}

/** Keeps the changes of whole columns until the next column's would be too many, or too large. */
function listingUpTo(limit: number) {
  const changes: Change[] = [];
  let bytes = 0;
  let last = "";
  let more: string | null = null;
  return {
    add(column: string, its: readonly Change[]): void {
      bytes += its.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(its));
      const isFull = changes.length > 0 && (changes.length + its.length > limit || bytes > MAX_PAGE_BYTES);
      if (more === null && its.length > 0 && isFull) more = cursorAt([last]);
      if (more === null) changes.push(...its);
      last = column;
    },
    listed: () => ({ changes, more }),
  };
}

async function suppose(desk: Desk, { revoke, amend, grant }: WhatIfRequest, at: Instant): Promise<Supposed> {
  const wanted = [revoke, amend, grant].filter((act) => act !== null).length;
  if (wanted !== 1) {
    throw new DomainError("input.invalid", "Suppose exactly one act: revoke, amend or grant.", [
      { pointer: "", detail: `names ${wanted} acts` },
    ]);
  }
  if (grant !== null) {
    const { record } = await checkedRecord(desk, HYPOTHETICAL, grant, at);
    const event: PermissionEvent = { type: "permission.granted", permission: HYPOTHETICAL, record, state: grant.state };
    return supposed(null, event, at);
  }
  const known = await getPermission(desk, revoke ?? amend?.permission ?? "");
  if (amend === null) return supposed(known, revokePermission(known, "supposed", "now", at), at);
  const { record } = await checkedRecord(desk, known.id, amend.record, at);
  return supposed(known, amendPermission(known, record, amend.record.reason, at), at);
}

function supposed(known: Permission | null, event: PermissionEvent, at: Instant): Supposed {
  const permission = foldPermission(known, event, at);
  return { permission, partner: permission.partner };
}

interface Listed {
  readonly item: Item;
  readonly title: string;
  readonly content: RevisionContent;
  readonly facts: WorkFacts;
}

async function itemsOf(desk: Desk, partner: string, after: string | null): Promise<Page<Listed>> {
  const { rows, next } = await pageOf(desk.models.projected.item, { partner }, BY_ID, { after, limit: BATCH_ITEMS });
  const items = rows.map((doc) => stateOf<Item>(doc));
  return { rows: await listed(desk, items), next };
}

async function listed(desk: Desk, items: readonly Item[]): Promise<readonly Listed[]> {
  const revisions = await revisionsByDigest(
    desk,
    items.map((item) => currentRevision(item).digest),
  );
  const stated = await feedRights(
    desk,
    items.flatMap(({ sightings }) => sightings.map(({ source }) => source)),
  );
  return items.flatMap((item) => {
    const revision = revisions.get(currentRevision(item).digest);
    if (revision === undefined) return [];
    return [
      {
        item,
        title: revision.content.title,
        content: revision.content,
        facts: factsOf(item, revision.content, stated),
      },
    ];
  });
}

async function compare(
  desk: Desk,
  batch: readonly Listed[],
  before: Rules,
  after: Rules,
  at: Instant,
): Promise<{ readonly compared: number; readonly changes: readonly Change[] }> {
  const channels = await liveChannels(desk);
  const changed = batch.flatMap(({ item, title, ...work }) =>
    channels.flatMap((channel) => {
      const answers = {
        before: offerOf(channel, work, before, at).clearance,
        after: offerOf(channel, work, after, at).clearance,
      };
      if (saysTheSame(answers.before, answers.after)) return [];
      return [{ item: item.id, title, channel, ...answers }];
    }),
  );
  const out = await releasedAmong(
    desk,
    changed.map(({ item }) => item),
  );
  const changes = changed.map(({ channel, ...change }) => ({
    ...change,
    channel: channel.id,
    isReleased: out.has(placeOf(change.item, channel)),
  }));
  return { compared: batch.length * channels.length, changes };
}

/** What an editor or an outlet would notice; when the answer changes next, and words about other permissions, are not. */
function saysTheSame(a: Clearance, b: Clearance): boolean {
  const noticed = ({ verdict, reliedOn, under, components, duties, afterEnd }: Clearance) =>
    JSON.stringify([verdict, reliedOn, under, components, duties, afterEnd]);
  return noticed(a) === noticed(b);
}

function placeOf(item: string, { id }: Pick<Channel, "id">): string {
  return `${item} ${id}`;
}

async function releasedAmong(desk: Desk, items: readonly string[]): Promise<ReadonlySet<string>> {
  const docs = await desk.models.projected.release.find({ item: { $in: [...new Set(items)] }, state: "open" }).lean();
  return new Set(docs.map((doc) => stateOf<Release>(doc)).map(({ item, channel }) => placeOf(item, { id: channel })));
}
