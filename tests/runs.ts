/**
 * How long the searches among the tests go on. An ordinary run does what each test says. `npm run torture` does TORTURE
 * times as much, ends each search where its share of the time is over, and prints what was done.
 */

const FACTOR = Number(process.env.TORTURE ?? "1");

/** The end of the running test's share, in milliseconds of the machine's clock; an ordinary run has none. */
let end = Number.POSITIVE_INFINITY;
let repeated: string | null = null;

/** How many cases, kills or histories a search goes through. */
export function runs(ordinary: number): number {
  return Math.ceil(ordinary * FACTOR);
}

/** Counts the rounds of a search that is no property: so many, or fewer where the time of a torture is over. */
export function* rounds(most: number, what: string): Generator<number> {
  for (let round = 0; round < most && (round === 0 || Date.now() < end); round++) {
    repeated = `${round + 1} ${what}`;
    yield round;
  }
}

/** Gives the test that begins its share of the time. */
export function shareTime(milliseconds: number): void {
  end = Date.now() + milliseconds;
  repeated = null;
}

/** What `rounds` counted for the running test; null where it counted nothing. */
export function whatWasRepeated(): string | null {
  return repeated;
}
