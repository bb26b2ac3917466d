import { boundariesOf, type Permission } from "../domain/permission.js";
import { type Instant, instantOf } from "../domain/window.js";
import type { Desk } from "./desk.js";
import { allStates } from "./reads.js";
import { recordLapses } from "./releases.js";

/**
 * Records what the clock has ended since the last sweep, partner by partner. The gate does not wait for it; evidence
 * does. Returns the instant up to which all is recorded.
 */
export async function sweep(desk: Desk, since: Instant | null): Promise<Instant> {
  const now = desk.clock();
  const from = since ?? instantOf(0);
  const permissions = await allStates<Permission>(desk, "permission");
  const crossed = permissions.filter((permission) =>
    boundariesOf(permission, from).some((boundary) => boundary <= now),
  );
  for (const partner of new Set(crossed.map((permission) => permission.partner))) await recordLapses(desk, partner);
  return now;
}
