import assert from "node:assert/strict";
import { DAYS_TO_HOLD, hasHeld, type Moving, POLLS_TO_HOLD, watchMove } from "../../src/domain/movedAddress.js";
import { gapsOf, NO_PACE, nextPoll, type Pace, type PollFacts } from "../../src/domain/schedule.js";
import { healthAfter, healthOf, NEVER_POLLED } from "../../src/domain/sourceHealth.js";
import { instantOf, plusDays } from "../../src/domain/window.js";

/** A Wednesday. */
const NOW = "2026-06-03T10:00:00.000Z";
const HOURS = 60;
const DAYS = 24 * HOURS;

const FACTS: PollFacts = {
  shortestMinutes: 30,
  longestMinutes: 6 * HOURS,
  pace: NO_PACE,
  freshSeconds: null,
  failures: 0,
  retryAfterSeconds: null,
  isPushed: false,
  jitter: 0,
};

function ago(minutes: number): string {
  return instantOf(Date.parse(NOW) - minutes * 60_000);
}

function paced(gapMinutes: number, silentMinutes = 0): Pace {
  return { ...NO_PACE, gapMinutes, latestAt: ago(silentMinutes) };
}

describe("the next poll", () => {
  const table: readonly (readonly [string, Partial<PollFacts>, number])[] = [
    ["is after the shortest interval where nothing is known", {}, 30],
    ["is after the shortest interval for a busy feed", { pace: paced(20) }, 30],
    ["is after a quarter of the feed's usual gap", { pace: paced(8 * HOURS) }, 2 * HOURS],
    ["is no later than the longest interval for a weekly feed", { pace: paced(7 * DAYS) }, 6 * HOURS],
    ["comes less often for a feed that fell silent", { pace: paced(HOURS, 2 * DAYS) }, 3 * HOURS],
    ["keeps a shortest interval that is longer than the longest", { shortestMinutes: 600, longestMinutes: 60 }, 600],
    ["waits for ttl", { pace: { ...NO_PACE, ttlMinutes: 90 } }, 90],
    ["waits for sy:update*", { pace: { ...NO_PACE, updateEveryMinutes: 12 * HOURS } }, 12 * HOURS],
    ["waits while the answer is fresh", { freshSeconds: 7_200 }, 2 * HOURS],
    ["lets a ttl ask for a day at most", { pace: { ...NO_PACE, ttlMinutes: 999_999 } }, DAYS],
    ["lets cache headers ask for a day at most", { freshSeconds: 31_536_000 }, DAYS],
    ["takes no notice of a ttl below the shortest interval", { pace: { ...NO_PACE, ttlMinutes: 1 } }, 30],
    ["is after the longest interval where a hub sends what is new", { isPushed: true, pace: paced(20) }, 6 * HOURS],
    ["is after a doubled pause when one poll failed", { failures: 1 }, 60],
    ["doubles it with each failure", { failures: 3 }, 4 * HOURS],
    ["doubles it up to a day", { failures: 40 }, DAYS],
    ["waits as long as Retry-After asks", { failures: 1, retryAfterSeconds: 3 * 3_600 }, 3 * HOURS],
    ["waits for Retry-After beyond a day", { failures: 1, retryAfterSeconds: 2 * 86_400 }, 2 * DAYS],
    ["waits for Retry-After no longer than a week", { failures: 1, retryAfterSeconds: 9e9 }, 7 * DAYS],
    ["is no sooner than the backoff, whatever Retry-After says", { failures: 2, retryAfterSeconds: 1 }, 2 * HOURS],
    ["is later by a tenth at most", { jitter: 1 }, 33],
    ["steps over skipped hours", { pace: { ...NO_PACE, skipHours: [10, 11] } }, 2 * HOURS],
    ["steps over skipped hours around midnight", { pace: { ...NO_PACE, skipHours: range(10, 24) } }, 14 * HOURS],
    ["steps over skipped days", { pace: { ...NO_PACE, skipDays: [3, 4] } }, 38 * HOURS],
    ["steps over a day and the hours after it", { pace: { ...NO_PACE, skipDays: [3], skipHours: [0, 1] } }, 16 * HOURS],
    ["skips nothing where every hour is skipped", { pace: { ...NO_PACE, skipHours: range(0, 24) } }, 30],
    ["skips nothing where every day is skipped", { pace: { ...NO_PACE, skipDays: range(0, 7) } }, 30],
    ["steps over skipped hours after a failure too", { failures: 1, pace: { ...NO_PACE, skipHours: [11] } }, 2 * HOURS],
  ];
  for (const [name, changes, minutes] of table) {
    it(name, () => {
      const due = nextPoll({ ...FACTS, ...changes }, NOW);
      assert.equal((Date.parse(due) - Date.parse(NOW)) / 60_000, minutes);
    });
  }

  it("reads the usual gap from the dates in the feed, and not from the future", () => {
    const dates = [ago(0), ago(60), ago(120), ago(10 * DAYS), null, ago(60), plusDays(NOW, 30)];
    assert.deepEqual(gapsOf(dates, NOW), { gapMinutes: 60, latestAt: NOW });
    assert.deepEqual(gapsOf([ago(5)], NOW), { gapMinutes: null, latestAt: ago(5) });
    assert.deepEqual(gapsOf([], NOW), { gapMinutes: null, latestAt: null });
  });
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_value, index) => from + index);
}

describe("a permanent redirect", () => {
  const TO = "http://moved.example/feed";
  const met = (days: readonly number[], to = TO) =>
    days.reduce<Moving | null>((moving, day) => watchMove(moving, to, plusDays(NOW, day)), null);

  it("holds after enough polls over enough days", () => {
    const moving = met([0, 1, 2, 3, DAYS_TO_HOLD]);
    assert.equal(moving?.polls, POLLS_TO_HOLD);
    assert.ok(moving !== null && hasHeld(moving, plusDays(NOW, DAYS_TO_HOLD)));
  });

  it("does not hold after many polls in a short time, or few in a long one", () => {
    const often = met(Array.from({ length: 50 }, (_value, index) => index / 10));
    const rarely = met([0, 30]);
    assert.ok(often !== null && !hasHeld(often, plusDays(NOW, 5)));
    assert.ok(rarely !== null && !hasHeld(rarely, plusDays(NOW, 30)));
  });

  it("begins anew with another target, and ends where the old address answers again", () => {
    const other = watchMove(met([0, 1, 2, 3]), "http://elsewhere.example/", plusDays(NOW, 4));
    assert.deepEqual(other, { to: "http://elsewhere.example/", since: plusDays(NOW, 4), polls: 1 });
    assert.equal(watchMove(other, null, NOW), null);
  });
});

describe("the health of a source", () => {
  const good = { kind: "good", milliseconds: 100, limitSeconds: 30 } as const;
  const later = plusDays(NOW, 1);

  it("says what it is, why, and since when", () => {
    const ok = healthAfter(NEVER_POLLED, good, NOW);
    assert.deepEqual(ok, { state: "ok", reason: "The last poll went well.", since: NOW });
    assert.deepEqual(healthAfter(ok, good, later), ok);
    const slow = healthAfter(ok, { ...good, milliseconds: 12_400 }, later);
    assert.deepEqual(slow, {
      state: "slow",
      reason: "The last answer took 12.4 seconds; 30 seconds are allowed.",
      since: later,
    });
    const failing = healthAfter(slow, { kind: "failed", problem: "It is down.", failures: 1 }, later);
    assert.deepEqual(failing, { state: "failing", reason: "The last poll failed: It is down.", since: later });
    const still = healthAfter(failing, { kind: "failed", problem: "Still down.", failures: 2 }, plusDays(NOW, 2));
    assert.deepEqual(still, { state: "failing", reason: "The last 2 polls failed: Still down.", since: later });
    assert.equal(healthAfter(still, { kind: "gone" }, NOW).state, "gone");
  });

  it("is paused before anything else", () => {
    const state = { id: "lantern/columns", pausedAt: NOW, reason: "Their move." };
    const said = { state: "paused", reason: "Paused by staff: Their move.", since: NOW } as const;
    assert.deepEqual(healthOf(state, NEVER_POLLED), said);
    assert.deepEqual(healthOf({ ...state, pausedAt: null }, NEVER_POLLED), NEVER_POLLED);
  });
});
