import { isDeepStrictEqual } from "node:util";
import type { Channel } from "../domain/channel.js";
import { type Override, overrideAsOf } from "../domain/override.js";
import {
  type Permission,
  type PermissionRecord,
  type PermissionVersion,
  permissionAsOf,
} from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import { happened, indexed, type Rule, type RuleIndex, type Rules } from "../domain/rules.js";
import type { Terms } from "../domain/terms.js";
import { countsUses, grantsFirstUse } from "../domain/timedConstraints.js";
import type { RecordedUse } from "../domain/use.js";
import type { Instant } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { allStates, stateOf } from "./reads.js";
import { type Known, nothingKnown, readOnPermissions } from "./versions.js";

/** The permissions of one partner as this process knows them, arranged when they are first asked for. */
interface Chapter {
  readonly permissions: Map<string, Permission>;
  index: RuleIndex | null;
}

interface Book {
  readonly known: Known<Permission>;
  readonly chapters: Map<string, Chapter>;
  /** Terms are as few as the licenses and what was agreed beside them: permissions share them. */
  readonly terms: Map<string, Terms>;
}

const books = new WeakMap<Desk, Book>();

/**
 * The rules for columns of one partner, as they are on record now. Permissions stay in memory; what an entry has
 * touched since is read again, so an act of any process counts with the very next question.
 */
export async function rulesFor(desk: Desk, partner: string, items: readonly string[]): Promise<Rules> {
  const chapter = await chapterOf(desk, partner);
  chapter.index ??= indexed([...chapter.permissions.values()]);
  const { index } = chapter;
  const overrides = await overridesOf(desk, items);
  const uses = await countedUses(desk, [...chapter.permissions.keys()], index, items, allChannels);
  return { ...index, ...happened({ uses, overrides }) };
}

/** What is on record for columns of one partner: the permissions, and the rules that they and all else make. */
export interface RecordOf {
  readonly permissions: readonly Permission[];
  readonly rules: Rules;
}

/**
 * The rules for one column as the ledger had them at an instant: permissions as they were amended by then, overrides,
 * and uses of channels as those were. Null is the present: the rules that feeds are judged by.
 */
export async function recordAt(desk: Desk, partner: string, item: string, past: Instant | null): Promise<RecordOf> {
  if (past === null) {
    return { permissions: await knownPermissions(desk, partner), rules: await rulesFor(desk, partner, [item]) };
  }
  const { permissions, index } = await chapterAsOf(desk, partner, past);
  const overrides = (await overridesOf(desk, [item])).flatMap((override) => overrideAsOf(override, past) ?? []);
  const ids = permissions.map(({ id }) => id);
  const uses = await countedUses(desk, ids, index, [item], () => channelsAsOf(desk, past));
  const rules = { ...index, ...happened({ uses: uses.filter(({ at }) => at <= past), overrides }) };
  return { permissions, rules };
}

interface PastChapter {
  readonly past: Instant;
  readonly permissions: readonly Permission[];
  readonly index: RuleIndex;
}

/** Of each chapter as it is now, the past one asked about last: a batch asks about one instant again and again. */
const pastChapters = new WeakMap<RuleIndex, PastChapter>();

async function chapterAsOf(desk: Desk, partner: string, past: Instant): Promise<PastChapter> {
  const chapter = await chapterOf(desk, partner);
  chapter.index ??= indexed([...chapter.permissions.values()]);
  const known = pastChapters.get(chapter.index);
  if (known?.past === past) return known;
  const permissions = [...chapter.permissions.values()].flatMap((one) => permissionAsOf(one, past) ?? []);
  const made = { past, permissions, index: indexed(permissions) };
  pastChapters.set(chapter.index, made);
  return made;
}

/** The permissions of a partner, those of an unknown partner being none. */
export async function knownPermissions(desk: Desk, partner: string): Promise<readonly Permission[]> {
  return [...(await chapterOf(desk, partner)).permissions.values()];
}

/** The permissions of all partners. */
export async function everyPermission(desk: Desk): Promise<readonly Permission[]> {
  await chapterOf(desk, "");
  const chapters = [...(books.get(desk)?.chapters.values() ?? [])];
  return chapters.flatMap(({ permissions }) => [...permissions.values()]);
}

async function chapterOf(desk: Desk, partner: string): Promise<Chapter> {
  const book = books.get(desk) ?? { known: nothingKnown<Permission>(), chapters: new Map(), terms: new Map() };
  books.set(desk, book);
  const fresh = await readOnPermissions(desk, book.known, (permission) => compact(book, permission));
  for (const permission of fresh) {
    const chapter = book.chapters.get(permission.partner) ?? blankChapter();
    book.chapters.set(permission.partner, chapter);
    chapter.permissions.set(permission.id, permission);
    chapter.index = null;
  }
  return book.chapters.get(partner) ?? blankChapter();
}

function blankChapter(): Chapter {
  return { permissions: new Map(), index: null };
}

/** Versions share their terms with all permissions, and their works with the version before: few change either. */
function compact(book: Book, permission: Permission): Permission {
  let before: PermissionRecord | null = null;
  const versions = permission.versions.map((version): PermissionVersion => {
    const { works, terms } = version.record;
    const record: PermissionRecord = {
      ...version.record,
      terms: shared(book, terms),
      works: before !== null && isDeepStrictEqual(works, before.works) ? before.works : works,
    };
    before = record;
    return { ...version, record };
  });
  return { ...permission, versions };
}

function shared({ terms }: Book, wanted: Terms): Terms {
  const key = JSON.stringify(wanted);
  const known = terms.get(key) ?? wanted;
  terms.set(key, known);
  return known;
}

async function overridesOf(desk: Desk, items: readonly string[]): Promise<readonly Override[]> {
  const docs = await desk.models.projected.override.find({ item: { $in: [...new Set(items)] } }).lean();
  return docs.map((doc) => stateOf<Override>(doc));
}

/** Releases that some permission counts; nothing is read where none does. */
async function countedUses(
  desk: Desk,
  permissions: readonly string[],
  index: RuleIndex,
  items: readonly string[],
  channelsThen: (desk: Desk) => Promise<readonly Channel[]>,
): Promise<readonly RecordedUse[]> {
  const rules = permissions.flatMap((id) => index.rule(id) ?? []);
  const counting = rules.filter(({ clauses }) => clauses.some(countsUses)).map(idOf);
  const waitsForFirst = rules.some(({ clauses }) => clauses.some(grantsFirstUse));
  if (counting.length === 0 && !waitsForFirst) return [];
  const { release } = desk.models.projected;
  const found = [
    ...(await release.find({ permission: { $in: counting } }).lean()),
    ...(await release.find({ under: { $in: counting } }).lean()),
    ...(waitsForFirst ? await release.find({ item: { $in: [...new Set(items)] } }).lean() : []),
  ];
  const channels = new Map((await channelsThen(desk)).map((channel) => [channel.id, channel]));
  const releases = new Map(found.map((doc) => [doc._id, stateOf<Release>(doc)]));
  return [...releases.values()].map((one) => recordedUse(one, channels));
}

function allChannels(desk: Desk): Promise<readonly Channel[]> {
  return allStates<Channel>(desk, "channel");
}

async function channelsAsOf(desk: Desk, past: Instant): Promise<readonly Channel[]> {
  const then: Channel[] = [];
  for (const { id } of await allChannels(desk)) {
    const channel = (await desk.ledger.asOf("channel", id, past)) as Channel | null;
    if (channel !== null) then.push(channel);
  }
  return then;
}

function idOf({ permission }: Rule): string {
  return permission.id;
}

function recordedUse(release: Release, channels: ReadonlyMap<string, Channel>): RecordedUse {
  const { permission, under, item, channel, outlet, words, openedAt } = release;
  const outletGroups = channels.get(channel)?.outlet?.groups ?? [];
  return { permissions: [permission, ...under], item, channel, outlet, outletGroups, words, at: openedAt };
}
