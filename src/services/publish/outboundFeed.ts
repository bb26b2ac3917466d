import type { Channel, ChannelFormat } from "../../domain/channel.js";
import { uuidUrnOf } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import type { OutboundFeed } from "../../formats/write/document.js";
import { refusalOf } from "../../formats/write/text.js";
import { writeFeed } from "../../formats/write/writeFeed.js";
import type { Desk } from "../desk.js";
import type { ChannelState, Page } from "./channelState.js";
import type { Composed } from "./outbound.js";

/** The document of one page of a channel, with its addresses. */
export function outboundFeed(
  desk: Desk,
  state: Pick<ChannelState, "channel" | "next" | "withdrawn" | "isWhole" | "updatedAt"> & {
    readonly entries: readonly Pick<Composed, "entry">[];
  },
  page: Page | null,
): OutboundFeed {
  const { channel, entries, next, withdrawn, isWhole, updatedAt } = state;
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
    isComplete: isWhole && page === null && next === null,
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

/**
 * Writes a document with this entry alone.
 *
 * @returns one sentence on why it cannot be written, or null
 */
export function problemIn(
  desk: Desk,
  channel: Channel,
  { entry }: Pick<Composed, "entry">,
  format: ChannelFormat,
): string | null {
  const { updatedAt } = entry;
  const alone = { channel, entries: [{ entry }], next: null, withdrawn: [], isWhole: true, updatedAt };
  try {
    writeFeed(outboundFeed(desk, alone, null), format);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return refusalOf(error, entry.id);
    desk.log.error({ err: error, channel: channel.id }, "the writer failed");
    return `The writer of feeds failed: ${(error as Error).message}`;
  }
}
