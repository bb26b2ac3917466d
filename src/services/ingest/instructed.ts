import type { DomainEvent } from "../../domain/event.js";
import { isStanding } from "../../domain/instruction.js";
import type { Item } from "../../domain/item.js";
import { opened, type Revision, type SealedRevision } from "../../domain/revision.js";
import type { RecordedUse } from "../../domain/use.js";
import type { Instant } from "../../domain/window.js";
import type { Desk } from "../desk.js";
import { knownSources } from "../publish/knownSources.js";
import { unwritableIn } from "../publish/writable.js";
import { factsOf, instructionsFor, liveChannels } from "../reads.js";
import { assessTogether, type ChannelClearance, openReleases } from "../releases.js";
import { rulesFor } from "../rulebook.js";

/** Approves and releases a new column where standing instructions say so: the events, or none. */
export type InstructedRelease = (item: Item, revision: SealedRevision) => readonly DomainEvent[];

export interface InstructedSource {
  readonly partner: string;
  readonly source: string;
  /** What the feed as a whole says of its rights. */
  readonly statedByFeed: string | null;
}

/**
 * What standing instructions do with a new column: approve and release it where it is cleared and can be written as its
 * rights ask. They never decide about a change to a column that is here already; an editor does.
 */
export async function instructedReleases(desk: Desk, from: InstructedSource, at: Instant): Promise<InstructedRelease> {
  const standing = (await instructionsFor(desk, from.source)).filter((instruction) => isStanding(instruction, at));
  if (standing.length === 0) return () => [];
  const channels = await liveChannels(desk);
  const rules = await rulesFor(desk, from.partner, []);
  const planned: RecordedUse[] = [];
  const stated = new Map(from.statedByFeed === null ? [] : [[from.source, from.statedByFeed]]);
  const known = { ...(await knownSources(desk, [])), feedRights: stated };
  return (item, sealed) => {
    const revision = opened(sealed);
    const facts = factsOf(item, revision.content, stated);
    const candidate = { item, revision, facts, rules };
    return standing.flatMap((instruction) => {
      const asked = channels.filter(({ id }) => id === instruction.channel);
      const cleared = assessTogether(asked, { facts, content: revision.content }, rules, at, planned).filter(
        (answer) => answer.clearance.verdict === "cleared" && unwritableIn(desk, answer, candidate, known, at) === null,
      );
      return approvedBy(desk, `instruction:${instruction.id}`, item, revision, facts.words, cleared);
    });
  };
}

function approvedBy(
  desk: Desk,
  by: string,
  item: Item,
  revision: Revision,
  words: number,
  cleared: readonly ChannelClearance[],
): readonly DomainEvent[] {
  if (cleared.length === 0) return [];
  const channels = cleared.map(({ channel }) => channel.id);
  const approved = { type: "item.approved", item: item.id, revision: revision.digest, channels, by } as const;
  return [approved, ...openReleases(desk, item, revision.digest, words, cleared, [])];
}
