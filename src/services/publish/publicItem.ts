import { DomainError } from "../../domain/error.js";
import { type Release, WITHDRAWAL_WORDS } from "../../domain/release.js";
import type { Instant } from "../../domain/window.js";
import type { OutboundEntry } from "../../formats/write/document.js";
import type { Desk } from "../desk.js";
import { liveChannels, releasesOfItem } from "../reads.js";
import { standings } from "../releases.js";
import { sourcesFor } from "./channelState.js";
import { composeEntry } from "./outbound.js";

/** What the public may see of a column that is, or was, in a feed: its rights, never its text. */
export type PublicItem =
  | { readonly kind: "published"; readonly entry: OutboundEntry; readonly channels: readonly string[] }
  | { readonly kind: "withdrawn"; readonly reason: string; readonly when: Instant };

/** @throws DomainError `item.unknown` for a column that never was in a feed, as for one that does not exist. */
export async function publicItem(desk: Desk, id: string): Promise<PublicItem> {
  await desk.ledger.catchUp();
  const at = desk.clock();
  const releases = await releasesOfItem(desk, id);
  const channels = new Map((await liveChannels(desk)).map((channel) => [channel.id, channel]));
  const judged = await standings(
    desk,
    releases.filter(({ state }) => state === "open"),
    channels,
    at,
  );
  const sources = await sourcesFor(desk, judged);
  const published = judged.flatMap((standing) => {
    const channel = channels.get(standing.release.channel);
    const composed = channel === undefined ? null : composeEntry(standing, channel, sources, at);
    return channel === undefined || composed === null ? [] : [{ channel, entry: composed.entry }];
  });
  const [first] = published;
  if (first !== undefined) {
    const open = published.filter(({ channel }) => channel.outlet === null).map(({ channel }) => channel.title);
    return { kind: "published", entry: first.entry, channels: open };
  }
  const lapsed = judged.flatMap(({ lapse }) =>
    lapse === null ? [] : [{ when: lapse.at, withdrawal: lapse.withdrawal }],
  );
  const gone = [...lapsed, ...releases.flatMap(closedOf)].sort((a, b) => (a.when > b.when ? -1 : 1))[0];
  if (gone === undefined) throw new DomainError("item.unknown", "There is no such column here.");
  return { kind: "withdrawn", reason: WITHDRAWAL_WORDS[gone.withdrawal], when: gone.when };
}

function closedOf({ withdrawnAt, withdrawal }: Release) {
  return withdrawnAt === null || withdrawal === null ? [] : [{ when: withdrawnAt, withdrawal }];
}
