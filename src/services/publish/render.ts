import type { Channel, ChannelFormat } from "../../domain/channel.js";
import { type Digest, digestOfText } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import { earliest, type Instant, laterOf } from "../../domain/window.js";
import { MEDIA_TYPES, type WrittenEntries, writeFeed } from "../../formats/write/writeFeed.js";
import type { Desk } from "../desk.js";
import { withReceipts } from "../receipts.js";
import type { WantedRendering } from "./cache.js";
import { type ChannelState, channelState, type Page, soonAfter, tombstone } from "./channelState.js";
import { outboundFeed, problemIn } from "./outboundFeed.js";
import { type Unwritable, withdrawSoon } from "./unwritten.js";

/** One page of a channel in one format at one instant, ready to be sent. */
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

/** @param changedAt the instant of the ledger's last entry: nothing in the body is younger, but for what lapsed by the clock. */
export async function render(
  desk: Desk,
  { channel: id, format, page }: WantedRendering,
  at: Instant,
  changedAt: Instant,
): Promise<Rendering> {
  const state = await signedState(desk, id, at, page);
  if (!state.channel.formats.includes(format)) {
    throw new DomainError(
      "channel.unknown",
      `The channel ${id} is not offered as ${format}; it is as ${state.channel.formats.join(", ")}.`,
    );
  }
  const { text, entries, unwritable } = write(desk, state, page, format, at);
  withdrawSoon(desk, unwritable);
  const body = Buffer.from(text, "utf8");
  return {
    channel: state.channel,
    body,
    mediaType: MEDIA_TYPES[format],
    digest: digestOfText(body),
    lastModified: unwritable.length === 0 ? laterOf(changedAt, state.updatedAt) : at,
    validUntil: unwritable.length === 0 ? state.validUntil : earliest([state.validUntil, soonAfter(at)]),
    releases: entries.map(({ release }) => release.id),
  };
}

async function signedState(desk: Desk, id: string, at: Instant, page: Page | null): Promise<ChannelState> {
  const judged = await channelState(desk, id, at, page);
  return { ...judged, entries: await withReceipts(desk, judged.channel, judged.entries) };
}

interface Written {
  readonly text: string;
  readonly entries: ChannelState["entries"];
  readonly unwritable: readonly Unwritable[];
}

/**
 * One column that cannot be written, say for want of a notice, does not stop the others: it is told as withdrawn at once.
 * What is wrong with the channel itself is no fault of its columns, and does stop it.
 */
function write(desk: Desk, state: ChannelState, page: Page | null, format: ChannelFormat, at: Instant): Written {
  const known = knownEntries(desk);
  const text = (entries: ChannelState["entries"], more: Partial<ChannelState> = {}) =>
    writeFeed(outboundFeed(desk, { ...state, ...more, entries }, page), format, known);
  try {
    return { text: text(state.entries), entries: state.entries, unwritable: [] };
  } catch {
    // Whose fault it was is found below; where it is the channel's own, or nobody's, that throws.
    text([]);
    const unwritable = state.entries.flatMap((entry) => {
      const problem = problemIn(desk, state.channel, entry, format);
      return problem === null ? [] : [{ release: entry.release, problem }];
    });
    const entries = state.entries.filter(({ release }) => unwritable.every((one) => one.release.id !== release.id));
    const left = page === null ? unwritable.map(({ release }) => tombstone(release.item, at, "unwritable")) : [];
    const withdrawn = [...left, ...state.withdrawn];
    return { text: text(entries, { withdrawn, updatedAt: at }), entries, unwritable };
  }
}

/** Characters of written entries that are kept, with what they were written from: some thousand columns. */
const MAX_KEPT_CHARACTERS = 40_000_000;
const written = new WeakMap<Desk, WrittenEntries>();

/** What was written before, but for what was used longest ago where it grew too much. */
function knownEntries(desk: Desk): WrittenEntries {
  const known: WrittenEntries = written.get(desk) ?? new Map();
  written.set(desk, known);
  let characters = 0;
  for (const [key, piece] of known) characters += key.length + piece.length;
  for (const [key, piece] of known) {
    if (characters <= MAX_KEPT_CHARACTERS) break;
    characters -= key.length + piece.length;
    known.delete(key);
  }
  return known;
}
