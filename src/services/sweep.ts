import { boundariesOf } from "../domain/permission.js";
import { type Instant, instantOf } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { recordLapses } from "./lapses.js";
import { itemsById } from "./reads.js";
import { everyPermission } from "./rulebook.js";

/**
 * Records what the clock has ended since the last sweep, partner by partner. The gate does not wait for it; evidence
 * does. Returns the instant up to which all is recorded.
 */
export async function sweep(desk: Desk, since: Instant | null): Promise<Instant> {
  const now = desk.now();
  const from = since ?? instantOf(0);
  const permissions = await everyPermission(desk);
  const crossed = permissions.filter((permission) =>
    boundariesOf(permission, from).some((boundary) => boundary <= now),
  );
  const ended = await desk.models.projected.override.find({ until: { $gt: from, $lte: now } }).lean();
  const items = await itemsById(
    desk,
    ended.map(({ item }) => item),
  );
  const partners = new Set([...crossed, ...items.values()].map(({ partner }) => partner));
  for (const partner of partners) await recordLapses(desk, partner);
  return now;
}
