/**
 * How long the searches among the tests go on. An ordinary run does what each test says. `npm run torture` does TORTURE
 * times as much, ends each search where its share of the time is over, and prints what was done.
 */

const FACTOR = Number(process.env.TORTURE ?? "1");

/** The end of the running test's share, in milliseconds of the machine's clock; an ordinary run has none. */
let end = Number.POSITIVE_INFINITY;
const done = new Map<string, number>();

/** How many cases, kills or histories a search goes through. */
export function runs(ordinary: number): number {
  return Math.ceil(ordinary * FACTOR);
}

/** Counts the rounds of a search that is no property: so many, or fewer where the time of a torture is over. */
export function* rounds(most: number, what: string): Generator<number> {
  for (let round = 0; round < most && (round === 0 || Date.now() < end); round++) {
    note(what);
    yield round;
  }
}

/** Counts what a torture prints that it did. */
export function note(what: string, more = 1): void {
  done.set(what, (done.get(what) ?? 0) + more);
}

/** Gives the test that begins its share of the time, in milliseconds. */
export function shareTime(milliseconds: number): void {
  end = Date.now() + milliseconds;
}

/** What was counted since it was last asked. */
export function whatWasDone(): ReadonlyMap<string, number> {
  const counted = new Map(done);
  done.clear();
  return counted;
}
