import type { Item } from "../../domain/item.js";
import { foldRelease } from "../../domain/release.js";
import type { Revision } from "../../domain/revision.js";
import type { Rules } from "../../domain/rules.js";
import type { Instant } from "../../domain/window.js";
import type { WorkFacts } from "../../domain/works.js";
import type { Desk } from "../desk.js";
import { type ChannelClearance, releaseOf, type Standing } from "../releases.js";
import { composeEntry, type Sources } from "./outbound.js";
import { problemIn } from "./outboundFeed.js";

/** A column that may be about to be released. */
export interface Candidate {
  readonly item: Item;
  readonly revision: Pick<Revision, "digest" | "content">;
  readonly facts: WorkFacts;
  readonly rules: Rules;
}

/**
 * Writes the entry that this release would make, in every format that its channel offers.
 *
 * @returns one sentence on why nothing true could be written, or null where it could, or where it is refused anyway
 */
export function unwritableIn(
  desk: Desk,
  answer: ChannelClearance,
  candidate: Candidate,
  known: Omit<Sources, "rules">,
  at: Instant,
): string | null {
  const { item, revision, facts, rules } = candidate;
  const opened = releaseOf(desk, item, revision.digest, facts.words, answer.channel, answer);
  if (opened === null) return null;
  const release = foldRelease(null, opened, at);
  const standing: Standing = { release, item, revision, facts, lapse: null, remainder: null };
  const sources: Sources = { ...known, rules: new Map([[item.partner, rules]]) };
  const composed = composeEntry(standing, answer.channel, sources, at);
  if (composed === null) return null;
  for (const format of answer.channel.formats) {
    const problem = problemIn(desk, answer.channel, composed, format);
    if (problem !== null) return problem;
  }
  return null;
}

/** Sentences by channel, of those where the column is cleared and could not be written. */
export function unwritableAmong(
  desk: Desk,
  answers: readonly ChannelClearance[],
  candidate: Candidate,
  known: Omit<Sources, "rules">,
  at: Instant,
): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap((answer) => {
      const problem = unwritableIn(desk, answer, candidate, known, at);
      return problem === null ? [] : [[answer.channel.id, problem] as const];
    }),
  );
}
