import type { Channel, ChannelFormat } from "../../domain/channel.js";
import { type Digest, digestOfText, uuidUrnOf } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { License } from "../../domain/license.js";
import type { Partner } from "../../domain/partner.js";
import { type Release, WITHDRAWAL_WORDS, type Withdrawal } from "../../domain/release.js";
import { earliest, type Instant, plusDays } from "../../domain/window.js";
import type { OutboundFeed, OutboundWithdrawal } from "../../formats/write/document.js";
import { MEDIA_TYPES, writeFeed } from "../../formats/write/writeFeed.js";
import type { Desk } from "../desk.js";
import { allStates, feedRights, getChannel, stateOf } from "../reads.js";
import { withReceipts } from "../receipts.js";
import { rulesByPartner, type Standing, standings } from "../releases.js";
import { type Composed, composeEntry, entryId, type Sources } from "./outbound.js";

/** Tombstones in one document; the withdrawals list has them all. */
const MAX_TOMBSTONES = 1_000;
/** Open releases read at a time while a channel is filled with those that stand. */
const RELEASE_BATCH = 200;

/** One channel in one format at one instant, ready to be sent. */
export interface Rendering {
  readonly channel: Channel;
  readonly body: Buffer;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly lastModified: Instant;
  /** At this instant the rendering may no longer be true. */
  readonly validUntil: Instant | null;
  /** The releases that the body carries. */
  readonly releases: readonly string[];
}

/** A channel as it stands: which releases are out, which have left. */
export interface ChannelState {
  readonly channel: Channel;
  readonly entries: readonly (Composed & { readonly release: Release })[];
  readonly withdrawn: readonly OutboundWithdrawal[];
  readonly updatedAt: Instant;
  readonly validUntil: Instant | null;
}

/** Judges every open release of the channel at this instant; what does not stand becomes a tombstone. */
export async function channelState(desk: Desk, id: string, at: Instant): Promise<ChannelState> {
  const channel = await getChannel(desk, id);
  const judged = await standingsOf(desk, channel, at);
  const sources = await sourcesFor(desk, judged);
  const composed = judged.flatMap((standing) => {
    const entry = composeEntry(standing, channel, sources, at);
    return entry === null ? [] : [{ ...entry, release: standing.release }];
  });
  const entries = composed.slice(0, channel.maxItems);
  const lapsed = judged.filter(({ lapse }) => lapse !== null);
  const withdrawn = await withdrawnFrom(
    desk,
    channel,
    lapsed,
    new Set(composed.map(({ release }) => release.item)),
    at,
  );
  const instants = [
    channel.recordedAt,
    ...entries.map(({ entry }) => entry.updatedAt),
    ...withdrawn.map(({ when }) => when),
  ];
  return {
    channel,
    entries,
    withdrawn,
    updatedAt: instants.reduce((latest, instant) => (instant > latest ? instant : latest)),
    validUntil: earliest(composed.map(({ clearance }) => clearance.changesAt)),
  };
}

/** Newest first, until the channel is full of releases that stand. */
async function standingsOf(desk: Desk, channel: Channel, at: Instant): Promise<readonly Standing[]> {
  const channels = new Map([[channel.id, channel]]);
  const judged: Standing[] = [];
  for (let skip = 0; ; skip += RELEASE_BATCH) {
    const docs = await desk.models.projected.release
      .find({ channel: channel.id, state: "open" })
      .sort({ openedAt: -1 })
      .skip(skip)
      .limit(RELEASE_BATCH)
      .lean();
    judged.push(
      ...(await standings(
        desk,
        docs.map((doc) => stateOf<Release>(doc)),
        channels,
        at,
      )),
    );
    const standing = judged.filter(({ lapse }) => lapse === null).length;
    if (docs.length < RELEASE_BATCH || standing >= channel.maxItems) return judged;
  }
}

export async function sourcesFor(desk: Desk, judged: readonly Standing[]): Promise<Sources> {
  const partners = await allStates<Partner>(desk, "partner");
  const licenses = await allStates<License>(desk, "license");
  const rules = await rulesByPartner(
    desk,
    judged.map(({ release }) => release),
  );
  const stated = await feedRights(
    desk,
    judged.flatMap(({ item }) => item.sightings.map(({ source }) => source)),
  );
  return {
    baseUrl: desk.settings.baseUrl,
    partners: new Map(partners.map((partner) => [partner.id, partner])),
    licenses: new Map(licenses.map((license) => [license.id, license])),
    rules,
    feedRights: stated,
  };
}

/** One tombstone per column that left within the configured days and is not back in the channel; latest first. */
async function withdrawnFrom(
  desk: Desk,
  channel: Channel,
  lapsed: readonly Standing[],
  present: ReadonlySet<string>,
  at: Instant,
): Promise<readonly OutboundWithdrawal[]> {
  const since = plusDays(at, -desk.settings.tombstoneDays);
  const docs = await desk.models.projected.release
    .find({ channel: channel.id, state: "withdrawn", withdrawnAt: { $gt: since } })
    .sort({ withdrawnAt: -1 })
    .limit(MAX_TOMBSTONES)
    .lean();
  const recorded = docs
    .map((doc) => stateOf<Release>(doc))
    .map(({ item, withdrawnAt, withdrawal }) => ({ item, at: withdrawnAt, withdrawal }));
  const pending = lapsed.map(({ release, lapse }) => ({
    item: release.item,
    at: lapse?.at ?? null,
    withdrawal: lapse?.withdrawal ?? null,
  }));
  const latest = new Map<string, OutboundWithdrawal>();
  for (const gone of [...pending, ...recorded]) {
    if (gone.at === null || gone.withdrawal === null || present.has(gone.item) || latest.has(gone.item)) continue;
    latest.set(gone.item, tombstone(gone.item, gone.at, gone.withdrawal));
  }
  return [...latest.values()].sort((a, b) => (a.when === b.when ? (a.id < b.id ? -1 : 1) : a.when > b.when ? -1 : 1));
}

function tombstone(item: string, when: Instant, withdrawal: Withdrawal): OutboundWithdrawal {
  return { id: entryId(item), when, reason: WITHDRAWAL_WORDS[withdrawal] };
}

/** @param changedAt the instant of the ledger's last entry: nothing in the body is younger, but for what lapsed by the clock. */
export async function render(
  desk: Desk,
  id: string,
  format: ChannelFormat,
  at: Instant,
  changedAt: Instant,
): Promise<Rendering> {
  const judged = await channelState(desk, id, at);
  const state = { ...judged, entries: await withReceipts(desk, judged.channel, judged.entries) };
  if (!state.channel.formats.includes(format)) {
    throw new DomainError(
      "channel.unknown",
      `The channel ${id} is not offered as ${format}; it is as ${state.channel.formats.join(", ")}.`,
    );
  }
  const { text, entries } = write(desk, state, format);
  const body = Buffer.from(text, "utf8");
  return {
    channel: state.channel,
    body,
    mediaType: MEDIA_TYPES[format],
    digest: digestOfText(body),
    lastModified: changedAt > state.updatedAt ? changedAt : state.updatedAt,
    validUntil: state.validUntil,
    releases: entries.map(({ release }) => release.id),
  };
}

/** One column that cannot be written, say for want of a notice, is left out and reported; it does not stop the others. */
function write(
  desk: Desk,
  state: ChannelState,
  format: ChannelFormat,
): { readonly text: string; readonly entries: ChannelState["entries"] } {
  try {
    return { text: writeFeed(outboundFeed(desk, state), format), entries: state.entries };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const entries = state.entries.filter((entry) =>
      isWritable(desk, { ...state, entries: [entry], withdrawn: [] }, format),
    );
    return { text: writeFeed(outboundFeed(desk, { ...state, entries }), format), entries };
  }
}

function isWritable(desk: Desk, alone: ChannelState, format: ChannelFormat): boolean {
  try {
    writeFeed(outboundFeed(desk, alone), format);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    desk.log.error(
      { channel: alone.channel.id, release: alone.entries[0]?.release.id, problem: error.message },
      "column left out",
    );
    return false;
  }
}

function outboundFeed(desk: Desk, { channel, entries, withdrawn, updatedAt }: ChannelState): OutboundFeed {
  const address = `${desk.settings.baseUrl}/feeds/${channel.id}`;
  return {
    id: uuidUrnOf(`imprimatur channel ${channel.id}`),
    title: channel.title,
    description: channel.description,
    language: channel.language ?? "en",
    homeUrl: channel.homepage,
    selfUrls: { rss: `${address}.rss`, atom: `${address}.atom`, json: `${address}.json` },
    withdrawalsUrl: `${address}/withdrawals.json`,
    updatedAt,
    publisher: desk.settings.publisher,
    entries: entries.map(({ entry }) => entry),
    withdrawn,
  };
}
