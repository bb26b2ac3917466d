import type { Channel } from "../../domain/channel.js";
import type { Partner } from "../../domain/partner.js";
import { versionAt } from "../../domain/permission.js";
import { type Release, WITHDRAWAL_WORDS, type Withdrawal } from "../../domain/release.js";
import { contains, earliest, type Instant, instantOf, plusDays } from "../../domain/window.js";
import type { OutboundWithdrawal } from "../../formats/write/document.js";
import type { Desk } from "../desk.js";
import { recordSoon, unrecordedRemainders } from "../lapses.js";
import { allStates, getChannel, stateOf } from "../reads.js";
import { rulesByPartner, type Standing, standings } from "../releases.js";
import { knownPermissions } from "../rulebook.js";
import { knownSources } from "./knownSources.js";
import { type Composed, composeEntry, entryId, type Sources } from "./outbound.js";

/** Tombstones in one document. */
const MAX_TOMBSTONES = 1_000;
/** Open releases read at a time while a channel is filled with those that stand. */
const RELEASE_BATCH = 200;
/** What is about to be recorded is looked for again after this many milliseconds. */
const RECORD_MILLISECONDS = 1_000;

/** Where a page of older columns begins: after this release, which is the last of the page before. */
export interface Page {
  readonly openedAt: Instant;
  readonly release: string;
}

/** A channel as it stands: which releases are out, which have left. */
export interface ChannelState {
  readonly channel: Channel;
  readonly entries: readonly (Composed & { readonly release: Release })[];
  /** Where the page after this one begins; null on the last. */
  readonly next: Page | null;
  readonly withdrawn: readonly OutboundWithdrawal[];
  /**
   * Whether what is not in it has left: false where an excerpt is missing that is about to be recorded, and where nothing
   * was ever released here, so that a desk which lost its ledger does not tell outlets to delete what they have.
   */
  readonly isWhole: boolean;
  readonly updatedAt: Instant;
  readonly validUntil: Instant | null;
}

/**
 * Judges the open releases of the channel at this instant; what does not stand becomes a tombstone. Of what has given way
 * to an excerpt nothing is told until the excerpt is on record, which is done behind the reader.
 */
export async function channelState(
  desk: Desk,
  id: string,
  at: Instant,
  page: Page | null = null,
): Promise<ChannelState> {
  const channel = await getChannel(desk, id);
  const judged = await standingsOf(desk, channel, at, page);
  const unrecorded = unrecordedRemainders(judged);
  recordSoon(desk, unrecorded);
  const [sources, closed] = await Promise.all([
    sourcesFor(desk, judged),
    page === null ? closedReleases(desk, id, at) : [],
  ]);
  const composed = judged.flatMap((standing) => {
    const entry = composeEntry(standing, channel, sources, at);
    return entry === null ? [] : [{ ...entry, release: standing.release }];
  });
  const entries = composed.slice(0, channel.maxItems);
  const last = entries.at(-1)?.release;
  const present = new Set(composed.map(({ release }) => release.item));
  const withdrawn = page === null ? tombstones(closed, judged, present, tombstonesSince(desk, at)) : [];
  const instants = [
    channel.recordedAt,
    ...entries.map(({ entry }) => entry.updatedAt),
    ...withdrawn.map(({ when }) => when),
    ...judged.flatMap(({ lapse, remainder }) => (lapse === null || remainder === null ? [] : [lapse.at])),
  ];
  return {
    channel,
    entries,
    next: composed.length > entries.length && last ? { openedAt: last.openedAt, release: last.id } : null,
    withdrawn,
    isWhole: unrecorded.length === 0 && (judged.length > 0 || (await wasServed(desk, id))),
    updatedAt: instants.reduce((latest, instant) => (instant > latest ? instant : latest)),
    validUntil: earliest([
      ...composed.map(({ clearance }) => clearance.changesAt),
      ...withdrawn.map(({ when }) => plusDays(when, desk.settings.tombstoneDays)),
      ...(unrecorded.length === 0 ? [] : [soonAfter(at)]),
    ]),
  };
}

/**
 * Newest first, until one more stands than the page takes. Once there are tombstones enough, columns of partners with no
 * permission in force are passed over unread: a revocation that touches 100,000 columns does not make the channel slow.
 */
async function standingsOf(desk: Desk, channel: Channel, at: Instant, page: Page | null): Promise<readonly Standing[]> {
  const channels = new Map([[channel.id, channel]]);
  const judged: Standing[] = [];
  let [standing, from] = [0, page];
  let partners: readonly string[] | null = null;
  for (;;) {
    const releases = await openAfter(desk, channel.id, from, partners);
    const found = await standings(desk, releases, channels, at);
    judged.push(...found);
    standing += found.filter(({ lapse, remainder }) => lapse === null || remainder !== null).length;
    const last = releases.at(-1);
    if (last === undefined || releases.length < RELEASE_BATCH || standing > channel.maxItems) return judged;
    from = { openedAt: last.openedAt, release: last.id };
    if (judged.length - standing >= MAX_TOMBSTONES) partners ??= await partnersInForce(desk, at);
    if (partners?.length === 0) return judged;
  }
}

async function wasServed(desk: Desk, channel: string): Promise<boolean> {
  return (await desk.models.projected.release.findOne({ channel }).lean()) !== null;
}

/** Open releases of a channel after one of them, in the order of its pages: latest first. */
async function openAfter(
  desk: Desk,
  channel: string,
  after: Page | null,
  partners: readonly string[] | null,
): Promise<readonly Release[]> {
  const open = { channel, state: "open" as const, ...(partners === null ? {} : { partner: { $in: [...partners] } }) };
  const read = async (filter: object, limit: number) => {
    const order = { openedAt: -1, _id: -1 } as const;
    const found = desk.models.projected.release.find({ ...open, ...filter });
    return (await found.sort(order).limit(limit).lean()).map((doc) => stateOf<Release>(doc));
  };
  if (after === null) return read({}, RELEASE_BATCH);
  const together = await read({ openedAt: after.openedAt, _id: { $lt: after.release } }, RELEASE_BATCH);
  if (together.length === RELEASE_BATCH) return together;
  return [...together, ...(await read({ openedAt: { $lt: after.openedAt } }, RELEASE_BATCH - together.length))];
}

/** Those of whose permissions at least one is in force: of the others, nothing can stand. */
async function partnersInForce(desk: Desk, at: Instant): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id } of await allStates<Partner>(desk, "partner")) {
    const isInForce = (await knownPermissions(desk, id)).some((permission) => {
      const version = versionAt(permission, at);
      return version?.state === "active" && contains(version.record.window, at);
    });
    if (isInForce) found.push(id);
  }
  return found;
}

export async function sourcesFor(desk: Desk, judged: readonly Standing[]): Promise<Sources> {
  const [known, rules] = await Promise.all([
    knownSources(
      desk,
      judged.map(({ item }) => item),
    ),
    rulesByPartner(
      desk,
      judged.map(({ release }) => release),
    ),
  ]);
  return { ...known, rules };
}

function tombstonesSince(desk: Desk, at: Instant): Instant {
  return plusDays(at, -desk.settings.tombstoneDays);
}

/** What left within the configured days, as recorded; latest first. */
async function closedReleases(desk: Desk, channel: string, at: Instant): Promise<readonly Release[]> {
  const docs = await desk.models.projected.release
    .find({ channel, state: "withdrawn", withdrawnAt: { $gt: tombstonesSince(desk, at) } })
    .sort({ withdrawnAt: -1 })
    .limit(MAX_TOMBSTONES)
    .lean();
  return docs.map((doc) => stateOf<Release>(doc));
}

/** One per column that left and is not back in the channel, recorded or not; latest first. */
function tombstones(
  closed: readonly Release[],
  judged: readonly Standing[],
  present: ReadonlySet<string>,
  since: Instant,
): readonly OutboundWithdrawal[] {
  const recorded = closed.map(({ item, withdrawnAt, withdrawal }) => ({ item, at: withdrawnAt, withdrawal }));
  const pending = judged.flatMap(({ release, lapse, remainder }) =>
    lapse === null || lapse.at <= since || remainder !== null
      ? []
      : [{ item: release.item, at: lapse.at, withdrawal: lapse.withdrawal }],
  );
  const latest = new Map<string, OutboundWithdrawal>();
  for (const gone of [...pending, ...recorded]) {
    if (gone.at === null || gone.withdrawal === null || present.has(gone.item)) continue;
    if (latest.has(gone.item) || latest.size === MAX_TOMBSTONES) continue;
    latest.set(gone.item, tombstone(gone.item, gone.at, gone.withdrawal));
  }
  return [...latest.values()].sort((a, b) => (a.when === b.when ? (a.id < b.id ? -1 : 1) : a.when > b.when ? -1 : 1));
}

/** When a rendering is made anew although nothing else has happened: what was to be recorded may have failed. */
export function soonAfter(at: Instant): Instant {
  return instantOf(Date.parse(at) + RECORD_MILLISECONDS);
}

export function tombstone(item: string, when: Instant, withdrawal: Withdrawal): OutboundWithdrawal {
  return { id: entryId(item), when, reason: WITHDRAWAL_WORDS[withdrawal] };
}
