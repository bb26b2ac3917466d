import type { Channel } from "../domain/channel.js";
import { DomainError } from "../domain/error.js";
import type { Instruction } from "../domain/instruction.js";
import { currentRevision, type Item } from "../domain/item.js";
import type { License } from "../domain/license.js";
import type { Partner } from "../domain/partner.js";
import type { Permission } from "../domain/permission.js";
import type { Release } from "../domain/release.js";
import type { Reading, Revision, RevisionContent } from "../domain/revision.js";
import { reservesAllRights } from "../domain/statedRight.js";
import type { WorkFacts } from "../domain/works.js";
import { countWords, imageSources } from "../formats/html/words.js";
import { saidBy } from "../store/models/evidence.js";
import type { ProjectionKind } from "../store/models/projections.js";
import type { Desk } from "./desk.js";

/** A projection without its storage members. */
export function stateOf<State extends { readonly id: string }>(doc: object): State {
  const { _id, seq: _, ...members } = doc as Record<string, unknown>;
  return { id: String(_id), ...members } as unknown as State;
}

/** For the small kinds: partners, channels, licenses, instructions, accounts. */
export async function allStates<State extends { readonly id: string }>(
  desk: Desk,
  kind: ProjectionKind,
): Promise<readonly State[]> {
  const docs = await desk.models.projected[kind].collection.find({}).sort({ _id: 1 }).toArray();
  return docs.map((doc) => stateOf<State>(doc));
}

async function findOne<State extends { readonly id: string }>(
  desk: Desk,
  kind: ProjectionKind,
  id: string,
): Promise<State | null> {
  const doc = await desk.models.projected[kind].collection.findOne({ _id: id as never });
  return doc === null ? null : stateOf<State>(doc);
}

export async function getItem(desk: Desk, id: string): Promise<Item> {
  const item = await findOne<Item>(desk, "item", id);
  if (item === null) throw new DomainError("item.unknown", `There is no item ${id}; the queue lists what there is.`);
  return item;
}

/** @throws DomainError `channel.unknown` also for a channel that was retired. */
export async function getChannel(desk: Desk, id: string): Promise<Channel> {
  const channel = await findOne<Channel>(desk, "channel", id);
  if (channel === null || channel.retiredAt !== null) {
    throw new DomainError(
      "channel.unknown",
      `There is no channel ${id}; the files in feeds/outbound/ name what there is.`,
    );
  }
  return channel;
}

export async function getPermission(desk: Desk, id: string): Promise<Permission> {
  const permission = await findOne<Permission>(desk, "permission", id);
  if (permission === null) throw new DomainError("permission.unknown", `There is no permission ${id}.`);
  return permission;
}

export async function getPartner(desk: Desk, id: string): Promise<Partner> {
  const partner = await findOne<Partner>(desk, "partner", id);
  if (partner === null) {
    throw new DomainError("partner.unknown", `There is no partner ${id}; add feeds/inbound/${id}.json and apply.`);
  }
  return partner;
}

export async function getLicense(desk: Desk, id: string): Promise<License> {
  const license = await findOne<License>(desk, "license", id);
  if (license === null) {
    throw new DomainError(
      "license.unknown",
      `There is no license ${id}; add the folder licenses/${id} and apply, or name another.`,
    );
  }
  return license;
}

export async function liveChannels(desk: Desk): Promise<readonly Channel[]> {
  return (await allStates<Channel>(desk, "channel")).filter(({ retiredAt }) => retiredAt === null);
}

export async function permissionsOf(desk: Desk, partner: string): Promise<readonly Permission[]> {
  const docs = await desk.models.projected.permission.find({ partner }).sort({ _id: 1 }).lean();
  return docs.map((doc) => stateOf<Permission>(doc));
}

export async function itemsById(desk: Desk, ids: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const docs = await desk.models.projected.item.find({ _id: { $in: [...ids] } }).lean();
  return new Map(docs.map((doc) => [doc._id, stateOf<Item>(doc)]));
}

export async function instructionsFor(desk: Desk, source: string): Promise<readonly Instruction[]> {
  const docs = await desk.models.projected.instruction.find({ source }).lean();
  return docs.map((doc) => stateOf<Instruction>(doc));
}

export async function releasesOfItem(desk: Desk, item: string): Promise<readonly Release[]> {
  const docs = await desk.models.projected.release.find({ item }).sort({ openedAt: 1 }).lean();
  return docs.map((doc) => stateOf<Release>(doc));
}

/** At most one for each channel. */
export async function openReleasesOfItem(desk: Desk, item: string): Promise<readonly Release[]> {
  const docs = await desk.models.projected.release.find({ item, state: "open" }).sort({ _id: 1 }).lean();
  return docs.map((doc) => stateOf<Release>(doc));
}

/** The bodies that exist, by digest; an erased or unknown one is absent. */
export async function revisionsByDigest(
  desk: Desk,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Revision>> {
  const docs = await desk.models.revision.find({ _id: { $in: [...new Set(digests)] } }).lean();
  return new Map(
    docs.map(({ _id, content, reading }) => [
      _id,
      {
        digest: _id as Revision["digest"],
        content: saidBy(content) as RevisionContent,
        reading: saidBy(reading) as Reading,
      },
    ]),
  );
}

/** The texts alone, without how they were read, which is twice as much to fetch. */
export async function contentsByDigest(
  desk: Desk,
  digests: readonly string[],
): Promise<ReadonlyMap<string, Pick<Revision, "digest" | "content">>> {
  const docs = await desk.models.revision.collection
    .find({ _id: { $in: [...new Set(digests)] as never[] } }, { projection: { content: 1 } })
    .toArray();
  return new Map(
    docs.map(({ _id, content }) => [
      String(_id),
      { digest: String(_id) as Revision["digest"], content: saidBy(content) as RevisionContent },
    ]),
  );
}

/** @throws DomainError `item.unknown` where the text was erased. */
export async function getRevision(desk: Desk, digest: string): Promise<Revision> {
  const revision = (await revisionsByDigest(desk, [digest])).get(digest);
  if (revision === undefined)
    throw new DomainError("item.unknown", `The text ${digest} is not in the store; it was erased.`);
  return revision;
}

/** What each source's feed as a whole says about its rights, verbatim. */
export async function feedRights(desk: Desk, sources: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const docs = await desk.models.poll.find({ _id: { $in: [...new Set(sources)] } }).lean();
  return new Map(docs.flatMap(({ _id, feedRights: stated }) => (stated === null ? [] : [[_id, stated] as const])));
}

/** The facts by which permissions are matched, of one revision of an item. */
export function factsOf(item: Item, content: RevisionContent, statedByFeeds: ReadonlyMap<string, string>): WorkFacts {
  const own = content.statedRights.find((stated) => stated.about === undefined && reservesAllRights(stated))?.text;
  const feed = item.sightings.map(({ source }) => statedByFeeds.get(source)).find((text) => text !== undefined);
  const fromFeed = feed !== undefined && /all\s+rights\s+reserved/iu.test(feed) ? feed : null;
  return {
    id: item.id,
    partner: item.partner,
    sources: item.sightings.filter(({ partner }) => partner === item.partner).map(({ source }) => source),
    authors: content.authors,
    tags: content.tags,
    url: content.url,
    publishedAt: content.publishedAt,
    language: content.language,
    words: countWords(content.html),
    imageCredits: imageCredits(content),
    reserved: own ?? fromFeed,
  };
}

/** A picture in the text of which the feed says nothing else has no credit. */
function imageCredits({ images, html }: RevisionContent): WorkFacts["imageCredits"] {
  const stated = new Set(images.map(({ url }) => url));
  const others = imageSources(html).filter((url) => !stated.has(url));
  return [...images.map(({ credit }) => credit), ...others.map(() => null)];
}

export async function currentFacts(
  desk: Desk,
  item: Item,
): Promise<{ readonly revision: Revision; readonly facts: WorkFacts }> {
  const revision = await getRevision(desk, currentRevision(item).digest);
  const stated = await feedRights(
    desk,
    item.sightings.map(({ source }) => source),
  );
  return { revision, facts: factsOf(item, revision.content, stated) };
}
