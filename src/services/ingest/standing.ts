import type { DomainError } from "../../domain/error.js";
import { hasHeld, watchMove } from "../../domain/movedAddress.js";
import { longestIntervalMinutes, type Source } from "../../domain/partner.js";
import { gapsOf, NO_RHYTHM, nextPoll, type Pace, type PollFacts } from "../../domain/schedule.js";
import { healthAfter } from "../../domain/sourceHealth.js";
import type { Instant } from "../../domain/window.js";
import type { FeedOutline } from "../../formats/read/document.js";
import type { PollDoc } from "../../store/models/desk.js";
import type { Desk } from "../desk.js";
import { type AnswerFacts, type Fetched, Unreachable } from "./fetchFeed.js";

/** What is known of a source after a poll, as it is written beside it. */
type Facts = Partial<PollDoc>;

/** Failures in a row after which an address that a redirect led to is given up for the one in the partner's file. */
const FAILURES_TO_RETURN = 3;

/** Nothing new: what the feed said of its rhythm still holds. */
export function afterUnchanged(
  desk: Desk,
  source: Source,
  leased: PollDoc,
  answer: AnswerFacts,
  isPushed: boolean,
): Facts {
  const now = desk.clock();
  const { pace } = leased;
  const facts = { ...factsOf(source, pace), isPushed, freshSeconds: answer.freshSeconds };
  return {
    ...knownOf(leased),
    ...moved(desk, leased, answer.movedTo, now),
    goneAt: null,
    dueAt: nextPoll(facts, now),
    lastPolledAt: now,
    lastGoodAt: now,
    failures: 0,
    problem: null,
    standing: healthAfter(
      leased.standing,
      { kind: "good", milliseconds: answer.milliseconds, limitSeconds: desk.settings.fetch.timeoutSeconds },
      now,
    ),
  };
}

/** @param feed what was read; null where it did not need to be, and what was known of its rhythm holds. */
export function afterBody(
  desk: Desk,
  source: Source,
  leased: PollDoc,
  fetched: Extract<Fetched, { readonly kind: "body" }>,
  feed: FeedOutline | null,
  isPushed: boolean,
): Facts {
  const pace = feed === null ? leased.pace : paceOf(feed, desk.clock());
  const { etag, lastModified } = fetched;
  return { ...afterUnchanged(desk, source, { ...leased, pace }, fetched, isPushed), etag, lastModified };
}

function paceOf(feed: FeedOutline, at: Instant): Pace {
  return { ...NO_RHYTHM, ...feed.rhythm, ttlMinutes: feed.ttlMinutes, ...gapsOf(feed.dates, at) };
}

/** 410 at the address in the partner's file stops the source; at one that a redirect led to, it ends that move. */
export function afterGone(desk: Desk, leased: PollDoc): Facts & Pick<PollDoc, "goneAt" | "problem"> {
  const now = desk.clock();
  const standing = healthAfter(leased.standing, { kind: "gone" }, now);
  const known = { ...knownOf(leased), lastPolledAt: now };
  if (leased.movedTo === null) return { ...known, standing, goneAt: now, problem: standing.reason };
  const problem = "The address that the feed had moved to is gone (410); the one in the partner's file is asked again.";
  return { ...known, ...UNMOVED, dueAt: now, goneAt: null, problem };
}

export function afterFailure(desk: Desk, source: Source, leased: PollDoc, error: DomainError): Facts {
  const now = desk.clock();
  const failures = leased.failures + 1;
  const retryAfterSeconds = error instanceof Unreachable ? error.retryAfterSeconds : null;
  return {
    ...knownOf(leased),
    ...(leased.movedTo !== null && failures >= FAILURES_TO_RETURN ? UNMOVED : {}),
    dueAt: nextPoll({ ...factsOf(source, leased.pace), failures, retryAfterSeconds }, now),
    lastPolledAt: now,
    failures,
    problem: error.message,
    standing: healthAfter(leased.standing, { kind: "failed", problem: error.message, failures }, now),
  };
}

function factsOf(source: Source, pace: Pace): PollFacts {
  return {
    shortestMinutes: source.pollIntervalMinutes,
    longestMinutes: longestIntervalMinutes(source),
    pace,
    freshSeconds: null,
    failures: 0,
    retryAfterSeconds: null,
    isPushed: false,
    jitter: Math.random(),
  };
}

/** What was known stays, and what is not known any more, since the address is another, goes. */
function knownOf({ address, etag, lastModified, movedTo, movedAt, moving, pace, goneAt }: PollDoc): Facts & {
  readonly goneAt: Instant | null;
} {
  return { address, etag, lastModified, movedTo, movedAt, moving, pace, goneAt };
}

/** Validators are an address's own. */
const UNMOVED = { movedTo: null, movedAt: null, moving: null, etag: null, lastModified: null } as const;

/** A permanent redirect that has held is followed without asking the old address. */
function moved(desk: Desk, leased: PollDoc, movedTo: string | null, now: Instant): Facts {
  const moving = watchMove(leased.moving, movedTo, now);
  if (moving === null || !hasHeld(moving, now)) return { movedTo: leased.movedTo, movedAt: leased.movedAt, moving };
  desk.log.warn({ source: leased._id }, "a feed has moved for good; its new address is asked from now on");
  return { movedTo: moving.to, movedAt: now, moving: null };
}
