import { type Channel, type ChannelFormat, isPublic } from "../../domain/channel.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { writeOpml } from "../../formats/read/opml.js";
import { MEDIA_TYPES } from "../../formats/write/writeFeed.js";
import type { Desk } from "../desk.js";
import { liveChannels } from "../reads.js";

/** A channel as it is offered to subscribers. */
export interface ListedChannel {
  readonly title: string;
  readonly description: string;
  readonly homepage: string;
  readonly feeds: readonly {
    readonly format: ChannelFormat;
    readonly url: string;
    /** Without parameters, as `link rel="alternate"` names it. */
    readonly type: string;
  }[];
}

/** What anyone may subscribe to. An outlet's channel is not in it: nothing tells whether there is one. */
export async function publicListing(desk: Desk): Promise<readonly ListedChannel[]> {
  return (await liveChannels(desk)).filter(isPublic).map((channel) => listed(desk, channel));
}

/** Every channel, for those who work at the desk; tokens are not in it. */
export async function channelListing(desk: Desk, actor: Actor): Promise<readonly ListedChannel[]> {
  requireCapability(actor, "read");
  return (await liveChannels(desk)).map((channel) => listed(desk, channel));
}

function listed(desk: Desk, { id, title, description, homepage, formats }: Channel): ListedChannel {
  const feeds = formats.map((format) => {
    const [type = ""] = MEDIA_TYPES[format].split(";");
    return { format, type, url: `${desk.settings.baseUrl}/feeds/${id}.${format}` };
  });
  return { title, description, homepage, feeds };
}

/** An OPML 2.0 list of subscriptions; each channel once, in the first of its formats. */
export function opmlOf(desk: Desk, channels: readonly ListedChannel[]): string {
  const feeds = channels.flatMap(({ title, homepage, feeds: [first] }) =>
    first === undefined ? [] : [{ title, feedUrl: first.url, homeUrl: homepage }],
  );
  return writeOpml(`Feeds of ${desk.settings.publisher.name}`, feeds);
}
