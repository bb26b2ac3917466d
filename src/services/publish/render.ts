import type { Channel, ChannelFormat } from "../../domain/channel.js";
import { type Digest, digestOfText, uuidUrnOf } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { Instant } from "../../domain/window.js";
import type { OutboundFeed } from "../../formats/write/document.js";
import { MEDIA_TYPES, writeFeed } from "../../formats/write/writeFeed.js";
import type { Desk } from "../desk.js";
import { withReceipts } from "../receipts.js";
import type { WantedRendering } from "./cache.js";
import { type ChannelState, channelState, type Page } from "./channelState.js";

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
  const judged = await channelState(desk, id, at, page);
  const state = { ...judged, entries: await withReceipts(desk, judged.channel, judged.entries) };
  if (!state.channel.formats.includes(format)) {
    throw new DomainError(
      "channel.unknown",
      `The channel ${id} is not offered as ${format}; it is as ${state.channel.formats.join(", ")}.`,
    );
  }
  const { text, entries } = write(desk, state, page, format);
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
  page: Page | null,
  format: ChannelFormat,
): { readonly text: string; readonly entries: ChannelState["entries"] } {
  const text = (entries: ChannelState["entries"]) => writeFeed(outboundFeed(desk, { ...state, entries }, page), format);
  try {
    return { text: text(state.entries), entries: state.entries };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const entries = state.entries.filter((entry) => isWritable(desk, { ...state, entries: [entry] }, format));
    return { text: text(entries), entries };
  }
}

function isWritable(desk: Desk, alone: ChannelState, format: ChannelFormat): boolean {
  try {
    writeFeed(outboundFeed(desk, { ...alone, withdrawn: [] }, null), format);
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

function outboundFeed(desk: Desk, state: ChannelState, page: Page | null): OutboundFeed {
  const { channel, entries, next, withdrawn, updatedAt } = state;
  const { baseUrl, publisher } = desk.settings;
  const address = `${baseUrl}/feeds/${channel.id}`;
  const at = (start: Page | null) => {
    const query = start === null ? "" : `?after=${pageName(start)}`;
    return { rss: `${address}.rss${query}`, atom: `${address}.atom${query}`, json: `${address}.json${query}` };
  };
  return {
    id: uuidUrnOf(`imprimatur channel ${channel.id}`),
    title: channel.title,
    description: channel.description,
    language: channel.language ?? "en",
    homeUrl: channel.homepage,
    selfUrls: at(page),
    firstUrls: at(null),
    nextUrls: next === null ? null : at(next),
    isComplete: page === null && next === null,
    hubUrl: `${baseUrl}/hub`,
    withdrawalsUrl: `${address}/withdrawals.json`,
    updatedAt,
    publisher,
    entries: entries.map(({ entry }) => entry),
    withdrawn,
  };
}

/** A page's name in an address: `<instant>~<release>`, both made of characters that need no escaping. */
export function pageName({ openedAt, release }: Page): string {
  return `${openedAt}~${release}`;
}
