import { openAiUses } from "../../domain/aiTerms.js";
import { DomainError } from "../../domain/error.js";
import { type PermissionRecord, versionAt } from "../../domain/permission.js";
import { AI_USES } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import { type RslContent, writeRsl } from "../../formats/write/rsl.js";
import type { Desk } from "../desk.js";
import { sureHead } from "../doubt.js";
import { getPermission } from "../reads.js";
import { channelState } from "./channelState.js";
import type { Composed } from "./outbound.js";

/** The record that an entry relies on, as it is at this instant; null where it relies on none. */
export async function reliedRecord(
  desk: Desk,
  { reliedOn }: Composed["clearance"],
  at: Instant,
): Promise<PermissionRecord | null> {
  if (reliedOn === null) return null;
  return versionAt(await getPermission(desk, reliedOn.permission), at)?.record ?? null;
}

/**
 * What machines may do with the pages and feeds of a public channel, as RSL 1.0. The feeds mix rights: what all of their
 * columns allow.
 *
 * @throws DomainError `channel.unknown` also for an outlet's channel: nothing tells whether it exists.
 */
export async function rslOf(desk: Desk, id: string): Promise<string> {
  await sureHead(desk);
  const at = desk.now();
  const { channel, entries } = await channelState(desk, id, at);
  if (channel.outlet !== null) throw new DomainError("channel.unknown", "There is no public channel of this name.");
  const pages: RslContent[] = [];
  const known = new Map<string, PermissionRecord | null>();
  for (const { entry, clearance } of entries) {
    const key = clearance.reliedOn?.permission ?? "";
    const record = known.get(key) ?? (await reliedRecord(desk, clearance, at));
    known.set(key, record);
    const allowed = openAiUses(record?.terms ?? null);
    pages.push({ url: entry.url, allowed, holder: entry.rights.holder, terms: entry.url });
  }
  const common = AI_USES.filter((use) => pages.length > 0 && pages.every(({ allowed }) => allowed.includes(use)));
  const feeds = channel.formats.map((format) => ({
    url: `${desk.settings.baseUrl}/feeds/${channel.id}.${format}`,
    allowed: common,
    holder: null,
    terms: null,
  }));
  return writeRsl([...feeds, ...pages]);
}
