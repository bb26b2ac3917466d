import type { Channel } from "../domain/channel.js";
import { DomainError } from "../domain/error.js";
import { currentRevision, type Item } from "../domain/item.js";
import type { Partner } from "../domain/partner.js";
import { type Release, releaseAsOf } from "../domain/release.js";
import type { Revision } from "../domain/revision.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import type { Desk } from "./desk.js";
import { currentFacts, factsOf, getChannel, getItem, getPartner, getRevision, releasesOfItem } from "./reads.js";

/**
 * What a question about an instant is answered from, as the ledger had it then: every answer about the past takes its
 * column, channel and partner from here, and its rules from `rulesAt`. `past` is null for the present, and for what is
 * still to come: then they are taken as the feeds take them.
 */

/** The instant asked about where it lies in the past, else null. */
export function pastOf(desk: Desk, at: Instant | null): Instant | null {
  return at === null || at >= desk.now() ? null : at;
}

export interface Work {
  readonly item: Item;
  readonly revision: Revision;
  readonly facts: WorkFacts;
}

/**
 * The column with the text that was current. What its feed as a whole said is not dated: it counts for the present only;
 * for the past, what the column itself said.
 *
 * @throws DomainError `item.unknown` where the desk did not know it then, or its text was erased since.
 */
export async function workAt(desk: Desk, id: string, past: Instant | null): Promise<Work> {
  const current = await getItem(desk, id);
  if (past === null) return { item: current, ...(await currentFacts(desk, current)) };
  const item = (await desk.ledger.asOf("item", id, past)) as Item | null;
  if (item === null) {
    throw new DomainError(
      "item.unknown",
      `The desk did not know ${id} at ${past}; it was received at ${current.receivedAt}.`,
    );
  }
  const revision = await getRevision(desk, currentRevision(item).digest);
  return { item, revision, facts: factsOf(item, revision.content, new Map()) };
}

/** @throws DomainError `channel.unknown` where there was no such channel then, or it was retired. */
export async function channelAt(desk: Desk, id: string, past: Instant | null): Promise<Channel> {
  if (past === null) return getChannel(desk, id);
  const then = (await desk.ledger.asOf("channel", id, past)) as Channel | null;
  if (then !== null && then.retiredAt === null) return then;
  throw new DomainError("channel.unknown", `There was no channel ${id} at ${past}; the audit says what there was.`);
}

/** @throws DomainError `partner.unknown` */
export async function partnerAt(desk: Desk, id: string, past: Instant | null): Promise<Partner> {
  const current = await getPartner(desk, id);
  if (past === null) return current;
  const then = (await desk.ledger.asOf("partner", id, past)) as Partner | null;
  if (then !== null) return then;
  throw new DomainError("partner.unknown", `There was no partner ${id} at ${past}; ask about a later instant.`);
}

/** The release that was open, if any, without what happened to it later. */
export async function openReleaseAt(
  desk: Desk,
  item: string,
  channel: string,
  past: Instant | null,
): Promise<Release | null> {
  const there = (await releasesOfItem(desk, item)).filter((release) => release.channel === channel);
  if (past === null) return there.findLast(({ state }) => state === "open") ?? null;
  return there.flatMap((release) => releaseAsOf(release, past) ?? []).at(-1) ?? null;
}
