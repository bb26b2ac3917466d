import { type Channel, useOf } from "../domain/channel.js";
import { assess, type Clearance } from "../domain/clearance.js";
import { digestOfText } from "../domain/digest.js";
import { type ReleasedExcerpt, tightest } from "../domain/excerpt.js";
import { versionAt } from "../domain/permission.js";
import { questionOf } from "../domain/question.js";
import type { ReasonCode } from "../domain/reasons.js";
import { leavesRemainder } from "../domain/remainder.js";
import type { RevisionContent } from "../domain/revision.js";
import type { Rule, Rules } from "../domain/rules.js";
import type { Instant } from "../domain/window.js";
import type { WorkFacts } from "../domain/works.js";
import { excerptWithin } from "../formats/html/excerpt.js";

/** An excerpt as it would be released, with its words for whoever decides. */
export interface OfferedExcerpt extends ReleasedExcerpt {
  readonly text: string;
}

/** What a channel would get of a column: the whole, or an excerpt where no more is cleared, or nothing. */
export interface Offer {
  readonly clearance: Clearance;
  readonly excerpt: OfferedExcerpt | null;
}

/** A column: its facts, and the text that an excerpt would be cut from. */
export interface OfferedWork {
  readonly facts: WorkFacts;
  readonly content: Pick<RevisionContent, "html" | "url">;
}

/** Refusals of the whole that need not refuse a part of it. */
const OF_THE_WHOLE: ReadonlySet<ReasonCode> = new Set([
  "action.not-allowed",
  "action.to-be-asked",
  "prohibition.applies",
]);

/** Asks which permission would be relied on; what it allows is not known before. */
const NOTHING_YET = { words: 0, characters: 0, paragraphs: 0 };

/**
 * An excerpt is offered only where the whole column is refused, with a link to its original, and within the limits of
 * the permission relied on and of all that it stands under. The clearance is that of exactly this excerpt.
 */
export function offerOf(channel: Channel, work: OfferedWork, rules: Rules, at: Instant): Offer {
  const clearance = assess(useOf(channel), work.facts, rules, at);
  const mayBeCut = clearance.verdict === "refused" && clearance.reasons.some(({ code }) => OF_THE_WHOLE.has(code));
  if (!mayBeCut) return { clearance, excerpt: null };
  return excerptOffer(channel, work, rules, at) ?? { clearance, excerpt: null };
}

/**
 * What is left of a column that was published whole, where the permission for it has ended by the clock and its terms let
 * it be reduced to an excerpt with a link: within their limits, and only where nothing else forbids it.
 *
 * @param begunAt when the whole was first published there: what began at another time has nothing left.
 */
export function remainderOf(
  channel: Channel,
  work: OfferedWork,
  rules: Rules,
  begunAt: Instant,
  at: Instant,
): Offer | null {
  const use = useOf(channel, NOTHING_YET, begunAt);
  const leaves = ({ clauses }: Rule) => {
    const current = clauses.findLast(({ since }) => since <= at);
    return current !== undefined && leavesRemainder(current, use, at);
  };
  const leaving: Rules = { ...rules, about: (asked) => rules.about(asked).filter(leaves) };
  const isAny = leaving.about(questionOf(use, work.facts).work).length > 0;
  const offer = isAny ? excerptOffer(channel, work, leaving, at, begunAt) : null;
  if (offer === null) return null;
  const clearance = assess(useOf(channel, offer.excerpt, begunAt), work.facts, rules, at);
  return clearance.verdict === "refused" ? null : { ...offer, clearance };
}

function excerptOffer(
  channel: Channel,
  { facts, content }: OfferedWork,
  rules: Rules,
  at: Instant,
  begunAt: Instant | null = null,
): Offer | null {
  if (content.url === null) return null;
  const { reliedOn, under } = assess(useOf(channel, NOTHING_YET, begunAt), facts, rules, at);
  if (reliedOn === null) return null;
  const limits = [reliedOn, ...under].map(({ permission }) => {
    const known = rules.rule(permission)?.permission;
    return (known === undefined ? undefined : versionAt(known, at))?.record.terms.excerpt ?? null;
  });
  const made = excerptWithin(content.html, tightest(limits));
  if (made === null) return null;
  const clearance = assess(useOf(channel, made, begunAt), facts, rules, at);
  if (clearance.verdict === "refused") return null;
  const { html, ...excerpt } = made;
  return { clearance, excerpt: { ...excerpt, digest: digestOfText(html) } };
}

/** The excerpt as the ledger records it, without its words. */
export function recorded({ text: _, ...excerpt }: OfferedExcerpt): ReleasedExcerpt {
  return excerpt;
}
