import type { Channel } from "./channel.js";
import { approvalFor, type Item } from "./item.js";
import type { Release, Withdrawal } from "./release.js";
import type { Instant } from "./window.js";

/**
 * What has ended an open release at an instant, whatever its permission says: an act on its column or on its channel. Null
 * where neither has. Such an act counts from its own entry on, before the withdrawals that follow from it are on record. An approval
 * given since is one of a text for a channel, and so brings back only the release that was opened with it.
 */
export function endedBy(
  { channel: id, revision }: Pick<Release, "channel" | "revision">,
  item: Item,
  { retiredAt }: Pick<Channel, "retiredAt">,
  at: Instant,
): { readonly at: Instant; readonly withdrawal: Withdrawal } | null {
  const { takenOut } = item;
  if (takenOut !== undefined && takenOut.at <= at && approvalFor(item, id)?.revision !== revision) return takenOut;
  return retiredAt === null || retiredAt > at ? null : { at: retiredAt, withdrawal: "channel-retired" };
}
