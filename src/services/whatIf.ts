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
import { offerOf } from "./offers.js";
import { factsOf, feedRights, getPermission, liveChannels, revisionsByDigest, stateOf } from "./reads.js";
import { checkedRecord } from "./rights.js";
import { knownPermissions, rulesFor } from "./rulebook.js";

/** Columns judged at a time. */
const BATCH_ITEMS = 200;
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

export interface Foreseen {
  readonly at: Instant;
  readonly permission: string;
  readonly partner: string;
  /** How many answers were compared. */
  readonly compared: number;
  readonly changes: readonly Change[];
}

interface Supposed {
  readonly permission: Permission;
  readonly partner: string;
}

/**
 * Supposes one act on permissions and lists every item × channel whose answer would differ: its verdict, what it relies
 * on, its parts or its duties. Nothing is recorded. A supposed revocation counts at once, whatever notice there is.
 */
export async function whatIf(desk: Desk, actor: Actor, request: WhatIfRequest): Promise<Foreseen> {
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
  const changes: Change[] = [];
  let compared = 0;
  for await (const batch of itemsOf(desk, partner)) {
    const rules = await rulesFor(
      desk,
      partner,
      batch.map(({ item }) => item.id),
    );
    const found = await compare(desk, batch, rules, { ...rules, ...index }, at);
    compared += found.compared;
    changes.push(...found.changes);
  }
  return { at, permission: permission.id, partner, compared, changes };
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

async function* itemsOf(desk: Desk, partner: string): AsyncGenerator<readonly Listed[]> {
  for (let after = ""; ; ) {
    const docs = await desk.models.projected.item
      .find({ partner, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(BATCH_ITEMS)
      .lean();
    const last = docs.at(-1);
    if (last === undefined) return;
    after = last._id;
    yield await listed(
      desk,
      docs.map((doc) => stateOf<Item>(doc)),
    );
  }
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
