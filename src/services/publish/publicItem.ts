import { openAiUses } from "../../domain/aiTerms.js";
import type { Channel } from "../../domain/channel.js";
import { DomainError } from "../../domain/error.js";
import type { PermissionRecord } from "../../domain/permission.js";
import { type Release, WITHDRAWAL_WORDS } from "../../domain/release.js";
import type { SearchWish } from "../../domain/terms.js";
import type { AiUse } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import type { OutboundEntry } from "../../formats/write/document.js";
import type { Desk } from "../desk.js";
import { sureHead } from "../doubt.js";
import { recordSoon, unrecordedRemainders } from "../lapses.js";
import { allStates, itemsById, releasesOfItem } from "../reads.js";
import { standings } from "../releases.js";
import { sourcesFor } from "./channelState.js";
import { reliedRecord } from "./machineTerms.js";
import { composeEntry } from "./outbound.js";

/** What the public may see of a column that is, or was, in a feed: its rights, never its text. */
export type PublicItem =
  | {
      readonly kind: "published";
      readonly entry: OutboundEntry;
      readonly channels: readonly string[];
      readonly searchWish: SearchWish;
      /** Uses by machines that are open to anyone. */
      readonly openAiUses: readonly AiUse[];
    }
  | { readonly kind: "withdrawn"; readonly reason: string; readonly when: Instant };

/**
 * @throws DomainError `item.unknown` for a column that never was in a feed, as for one that does not exist;
 * `desk.unsure` while the desk is not sure of its state, and while the excerpt that stays of it is being recorded.
 */
export async function publicItem(desk: Desk, id: string): Promise<PublicItem> {
  await sureHead(desk);
  const at = desk.now();
  const channels = new Map((await allStates<Channel>(desk, "channel")).map((channel) => [channel.id, channel]));
  const releases = await releasesOfItem(desk, id);
  const open = releases.filter(({ state }) => state === "open");
  const judged = await standings(desk, open, channels, at);
  const unrecorded = unrecordedRemainders(judged);
  recordSoon(desk, unrecorded);
  const sources = await sourcesFor(desk, judged);
  const published = judged.flatMap((standing) => {
    const channel = channels.get(standing.release.channel);
    const composed = channel === undefined ? null : composeEntry(standing, channel, sources, at);
    return channel === undefined || composed === null ? [] : [{ channel, ...composed }];
  });
  const [first] = published;
  if (first === undefined && unrecorded.length > 0)
    throw new DomainError("desk.unsure", "What stays of this column is just being recorded; ask again in a moment.");
  if (first !== undefined) {
    const openTo = published.filter(({ channel }) => channel.outlet === null).map(({ channel }) => channel.title);
    const record = await reliedRecord(desk, first.clearance, at);
    const searchWish = wishOf(record);
    return {
      kind: "published",
      entry: first.entry,
      channels: openTo,
      searchWish,
      openAiUses: openAiUses(record?.terms ?? null),
    };
  }
  const takenDown = await takenDownAt(desk, id);
  if (takenDown !== null && releases.length > 0)
    return { kind: "withdrawn", reason: WITHDRAWAL_WORDS["taken-down"], when: takenDown };
  const lapsed = judged.flatMap(({ lapse }) =>
    lapse === null ? [] : [{ when: lapse.at, withdrawal: lapse.withdrawal }],
  );
  const gone = [...lapsed, ...releases.flatMap(closedOf)].sort((a, b) => (a.when > b.when ? -1 : 1))[0];
  if (gone === undefined) throw new DomainError("item.unknown", "There is no such column here.");
  return { kind: "withdrawn", reason: WITHDRAWAL_WORDS[gone.withdrawal], when: gone.when };
}

/** As the terms wish it, or a duty asks for it. */
function wishOf(record: PermissionRecord | null): SearchWish {
  if (record === null) return "none";
  const { searchWish, duties } = record.terms;
  const asks = (name: "canonical" | "noindex") =>
    searchWish === name || searchWish === "both" || duties.some((duty) => duty.class === name);
  if (asks("canonical")) return asks("noindex") ? "both" : "canonical";
  return asks("noindex") ? "noindex" : "none";
}

/** A takedown is told even where the column had left the feeds before. */
async function takenDownAt(desk: Desk, id: string): Promise<Instant | null> {
  return (await itemsById(desk, [id])).get(id)?.takenDownAt ?? null;
}

function closedOf({ withdrawnAt, withdrawal }: Release) {
  return withdrawnAt === null || withdrawal === null ? [] : [{ when: withdrawnAt, withdrawal }];
}
