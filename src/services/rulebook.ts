import type { Channel } from "../domain/channel.js";
import type { Override } from "../domain/override.js";
import type { Permission } from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import { happened, indexed, type Rule, type RuleIndex, type Rules } from "../domain/rules.js";
import type { Terms } from "../domain/terms.js";
import { countsUses, grantsFirstUse } from "../domain/timedConstraints.js";
import type { RecordedUse } from "../domain/use.js";
import type { Desk } from "./desk.js";
import { allStates, stateOf } from "./reads.js";

/** The permissions of one partner as this process knows them, arranged when they are first asked for. */
interface Chapter {
  readonly permissions: Map<string, Permission>;
  /** The entry that last touched each permission: reads arrive in any order, and an older one never replaces a newer. */
  readonly seqs: Map<string, number>;
  index: RuleIndex | null;
}

/** What has been read of the permissions, up to an entry of the ledger. */
interface Book {
  readSeq: number;
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
  const uses = await countedUses(desk, chapter, index, items);
  return { ...index, ...happened({ uses, overrides }) };
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
  const book = books.get(desk) ?? { readSeq: 0, chapters: new Map(), terms: new Map() };
  books.set(desk, book);
  const head = desk.ledger.head().seq;
  const docs = await desk.models.projected.permission
    .find({ seq: { $gt: book.readSeq } })
    .sort({ seq: 1 })
    .lean();
  for (const doc of docs) put(book, stateOf<Permission>(doc), doc.seq);
  // Everything up to the head that this process knows is folded; later entries may still arrive in another order.
  book.readSeq = Math.max(book.readSeq, head);
  return book.chapters.get(partner) ?? blankChapter();
}

function blankChapter(): Chapter {
  return { permissions: new Map(), seqs: new Map(), index: null };
}

function put(book: Book, permission: Permission, seq: number): void {
  const chapter = book.chapters.get(permission.partner) ?? blankChapter();
  book.chapters.set(permission.partner, chapter);
  if ((chapter.seqs.get(permission.id) ?? 0) >= seq) return;
  chapter.seqs.set(permission.id, seq);
  const versions = permission.versions.map((version) => ({
    ...version,
    record: { ...version.record, terms: shared(book, version.record.terms) },
  }));
  chapter.permissions.set(permission.id, { ...permission, versions });
  chapter.index = null;
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
  { permissions }: Chapter,
  index: RuleIndex,
  items: readonly string[],
): Promise<readonly RecordedUse[]> {
  const rules = [...permissions.keys()].flatMap((id) => index.rule(id) ?? []);
  const counting = rules.filter(({ clauses }) => clauses.some(countsUses)).map(idOf);
  const waitsForFirst = rules.some(({ clauses }) => clauses.some(grantsFirstUse));
  if (counting.length === 0 && !waitsForFirst) return [];
  const { release } = desk.models.projected;
  const found = [
    ...(await release.find({ permission: { $in: counting } }).lean()),
    ...(await release.find({ under: { $in: counting } }).lean()),
    ...(waitsForFirst ? await release.find({ item: { $in: [...new Set(items)] } }).lean() : []),
  ];
  const channels = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const releases = new Map(found.map((doc) => [doc._id, stateOf<Release>(doc)]));
  return [...releases.values()].map((one) => recordedUse(one, channels));
}

function idOf({ permission }: Rule): string {
  return permission.id;
}

function recordedUse(release: Release, channels: ReadonlyMap<string, Channel>): RecordedUse {
  const { permission, under, item, channel, outlet, words, openedAt } = release;
  const outletGroups = channels.get(channel)?.outlet?.groups ?? [];
  return { permissions: [permission, ...under], item, channel, outlet, outletGroups, words, at: openedAt };
}
