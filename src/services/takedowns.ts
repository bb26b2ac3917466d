import type { Duty } from "../domain/duty.js";
import { DomainError } from "../domain/error.js";
import { latestVersion } from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import { type Actor, requireCapability, systemActor } from "../domain/role.js";
import {
  type Addressed,
  acknowledge as acknowledged,
  lift as lifted,
  type RecipientStanding,
  standingOfRecipient,
  type Takedown,
} from "../domain/takedown.js";
import type { Instant } from "../domain/window.js";
import { MAX_EVENTS_PER_ENTRY } from "../ledger/ledger.js";
import type { Desk } from "./desk.js";
import { holdingsOf, type OutletHolding } from "./holdings.js";
import { recordLapses, withdrawals } from "./lapses.js";
import { type Order, type Page, type PageQuery, pageOf, told } from "./lists/page.js";
import { getItem, getPermission, releasesOfItem, stateOf } from "./reads.js";
import { isSentAgain } from "./sentAgain.js";

/** Where the terms name no hours: a day, as the duty has it. */
const USUAL_HOURS = 24;
/** Outlets that one entry asks; the others are asked by the next ones. */
const RECIPIENTS_PER_ENTRY = 500;

/**
 * Takes a column down: out of every feed with the very next response, not to be approved again, and every outlet that
 * ever was sent it is asked to remove it within the hours that its terms give. What is taken down already stays so.
 */
export async function takeDown(desk: Desk, actor: Actor, id: string, reason: string): Promise<{ takedown: string }> {
  requireCapability(actor, "take-down");
  const fresh = desk.newId("take");
  const answer = await desk.ledger.act(actor, "take-down", async () => {
    const item = await getItem(desk, id);
    if (item.takenDownAt !== undefined) return { events: [], result: { takedown: await standingTakedown(desk, id) } };
    const recipients = (await toAsk(desk, id, new Set())).slice(0, RECIPIENTS_PER_ENTRY);
    const by = actor.id;
    return {
      events: [
        { type: "takedown.requested", takedown: fresh, item: id, reason, by, recipients },
        { type: "item.taken-down", item: id, takedown: fresh, reason, by },
        ...(await withdrawals(desk, { item: id }, "taken-down", MAX_EVENTS_PER_ENTRY - 2)),
      ],
      result: { takedown: fresh },
    };
  });
  desk.afterwards(() => recordLapses(desk, { item: id }));
  desk.afterwards(() => completeTakedown(desk, answer.takedown));
  return answer;
}

async function standingTakedown(desk: Desk, item: string): Promise<string> {
  const doc = await desk.models.projected.takedown.findOne({ item, state: { $ne: "lifted" } }).lean();
  if (doc === null) throw new TypeError(`${item} is taken down by no takedown`);
  return doc._id;
}

/** Asks outlets that one entry had no room for; a takedown that was cut off in between is found by its number of them. */
export async function completeTakedown(desk: Desk, id: string): Promise<void> {
  while (isFullOfRecipients(await getTakedown(desk, id))) if ((await extendTakedown(desk, id)) === 0) return;
}

/** True where the last entry that named outlets was full: more may be left to ask. */
function isFullOfRecipients({ recipients }: Pick<Takedown, "recipients">): boolean {
  return recipients.length > 0 && recipients.length % RECIPIENTS_PER_ENTRY === 0;
}

/**
 * Asks outlets as well whose fetch was under way when the column left: their delivery was recorded after the act had
 * read who was sent it. Returns how many were asked now.
 */
export async function extendTakedown(desk: Desk, id: string): Promise<number> {
  const missing = async (): Promise<readonly Addressed[]> => {
    const { item, recipients, state } = await getTakedown(desk, id);
    return state === "lifted" ? [] : toAsk(desk, item, new Set(recipients.map(({ outlet }) => outlet)));
  };
  if ((await missing()).length === 0) return 0;
  return desk.ledger.act(systemActor("outlets"), "take-down", async () => {
    const recipients = (await missing()).slice(0, RECIPIENTS_PER_ENTRY);
    if (recipients.length === 0) return { events: [], result: 0 };
    return { events: [{ type: "takedown.extended", takedown: id, recipients }], result: recipients.length };
  });
}

/** The outlets that were sent a column, but for those that were asked to remove it already. */
async function toAsk(desk: Desk, item: string, asked: ReadonlySet<string>): Promise<readonly Addressed[]> {
  const holdings = await holdingsOf(desk, systemActor("outlets"), item);
  const others = holdings.filter(({ outlet }) => outlet !== null && !asked.has(outlet));
  return others.length === 0 ? [] : recipientsOf(desk, others, await releasesOfItem(desk, item));
}

/** Each outlet once, whatever channels it took the column from; the shortest of its terms' hours holds. */
async function recipientsOf(
  desk: Desk,
  holdings: readonly OutletHolding[],
  releases: readonly Release[],
): Promise<readonly Addressed[]> {
  const outlets = [...new Set(holdings.flatMap(({ outlet }) => (outlet === null ? [] : [outlet])))];
  return Promise.all(
    outlets.map(async (outlet) => {
      const own = holdings.filter((holding) => holding.outlet === outlet);
      const channels = own.map(({ channel }) => channel);
      const held = own.flatMap(({ revisions }) => revisions).sort((a, b) => (a.firstAt < b.firstAt ? -1 : 1));
      const theirs = releases.filter(({ channel }) => channels.includes(channel));
      return {
        outlet,
        channels,
        revisions: [...new Set(held.map(({ revision }) => revision as Addressed["revisions"][number]))],
        firstAt: own.map(({ firstAt }) => firstAt).reduce((a, b) => (a < b ? a : b)),
        lastAt: own.map(({ lastAt }) => lastAt).reduce((a, b) => (a > b ? a : b)),
        hours: (await dutyHours(desk, theirs, "take-down")) ?? USUAL_HOURS,
      };
    }),
  );
}

/** The shortest hours that a duty of this class gives under the permissions of these releases; null where none has one. */
export async function dutyHours(
  desk: Desk,
  releases: readonly Release[],
  wanted: Duty["class"],
): Promise<number | null> {
  const ids = new Set(releases.flatMap(({ permission, under }) => [permission, ...under]));
  const records = await Promise.all([...ids].map((id) => getPermission(desk, id)));
  const duties = records.flatMap((permission) => latestVersion(permission).record.terms.duties);
  const hours = duties.filter((duty) => duty.class === wanted).map(({ due }) => due.hours);
  return hours.length === 0 ? null : Math.min(...hours);
}

/** Says that an outlet has taken note, or has removed its copies. To say so again changes nothing. */
export async function acknowledgeTakedown(
  desk: Desk,
  id: string,
  outlet: string,
  removed: boolean,
  by: string,
): Promise<TakedownView> {
  await desk.ledger.act(systemActor("outlets"), "acknowledge-takedown", async () => {
    const event = acknowledged(await getTakedown(desk, id), outlet, removed, by);
    return { events: event === null ? [] : [event], result: undefined };
  });
  return viewOf(await getTakedown(desk, id), desk.now());
}

/** Ends a takedown: the column waits for an editor anew. What outlets have removed stays recorded. Sent again, it changes nothing. */
export async function liftTakedown(desk: Desk, actor: Actor, id: string, reason: string): Promise<void> {
  requireCapability(actor, "take-down");
  await desk.ledger.act(actor, "lift-takedown", async () => {
    const takedown = await getTakedown(desk, id);
    const event = { type: "takedown.lifted", takedown: id, reason, by: actor.id } as const;
    const isAgain = () => isSentAgain(desk, { actor, act: "lift-takedown", subject: `takedown:${id}`, event });
    if (takedown.state === "lifted" && (await isAgain())) return { events: [], result: undefined };
    const ended = lifted(takedown, reason, actor.id);
    const restored = { type: "item.restored", item: takedown.item, takedown: id, by: actor.id } as const;
    return { events: [ended, restored], result: undefined };
  });
}

/** A takedown with the standing of each outlet at this moment. */
export interface TakedownView extends Omit<Takedown, "recipients"> {
  readonly recipients: readonly (Takedown["recipients"][number] & { readonly standing: RecipientStanding })[];
  /** How many outlets stand how. */
  readonly counts: Readonly<Record<RecipientStanding, number>>;
}

export function viewOf(takedown: Takedown, at: Instant): TakedownView {
  const recipients = takedown.recipients.map((one) => ({ ...one, standing: standingOfRecipient(one, at) }));
  const counts = { requested: 0, acknowledged: 0, overdue: 0, removed: 0 };
  for (const { standing } of recipients) counts[standing]++;
  return { ...takedown, recipients, counts };
}

/** @throws DomainError `takedown.unknown` */
export async function getTakedown(desk: Desk, id: string): Promise<Takedown> {
  const doc = await desk.models.projected.takedown.findOne({ _id: id }).lean();
  if (doc === null) throw new DomainError("takedown.unknown", `There is no takedown ${id}.`);
  return stateOf<Takedown>(doc);
}

const LATEST_FIRST: Order = [
  ["requestedAt", -1],
  ["_id", -1],
];

/** Takedowns in one state, latest first. */
export async function listTakedowns(
  desk: Desk,
  actor: Actor,
  state: Takedown["state"],
  query: PageQuery,
): Promise<Page<TakedownView>> {
  requireCapability(actor, "read");
  return takedownsWhere(desk, { state }, query);
}

export async function takedownsOfItem(
  desk: Desk,
  actor: Actor,
  item: string,
  query: PageQuery,
): Promise<Page<TakedownView>> {
  requireCapability(actor, "read");
  return takedownsWhere(desk, { item }, query);
}

/** What one outlet is asked, and no other outlet's answers. */
export async function takedownsFor(desk: Desk, outlet: string, query: PageQuery): Promise<Page<TakedownView>> {
  return told(await takedownsWhere(desk, { "recipients.outlet": outlet }, query), (view) =>
    viewOf(onlyFor(view, outlet), desk.now()),
  );
}

async function takedownsWhere(desk: Desk, filter: Record<string, string>, query: PageQuery) {
  await desk.ledger.catchUp();
  const page = await pageOf(desk.models.projected.takedown, filter, LATEST_FIRST, query);
  return told(page, (doc) => viewOf(stateOf<Takedown>(doc), desk.now()));
}

export function onlyFor(takedown: Takedown, outlet: string): Takedown {
  return { ...takedown, recipients: takedown.recipients.filter((one) => one.outlet === outlet) };
}
