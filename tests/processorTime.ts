/** What the piece of work below takes of a usual machine of 2026, in seconds. */
const USUAL_SECONDS = 0.02;
const OBJECTS = 5_000;

/** What this machine is slower by than a usual one; measured once. */
let slowness: number | null = null;

/**
 * Begins to measure what the processors do for this process; what it returns tells how much that was until now, in seconds
 * of a usual machine. So limits hold on a slow machine too, and what else runs on it does not count.
 *
 * @returns a function that takes the seconds that other processes needed beside, as this machine counts them.
 */
export function processorTime(): (beside?: number) => number {
  slowness ??= Math.max(1, Math.max(...[1, 2, 3].map(yardstick)) / USUAL_SECONDS);
  const slower = slowness;
  const began = process.cpuUsage();
  return (beside = 0) => (seconds(process.cpuUsage(began)) + beside) / slower;
}

function yardstick(seed: number): number {
  const began = process.cpuUsage();
  const objects = Array.from({ length: OBJECTS }, (_, index) => ({
    id: `id ${index * seed}`,
    words: "a b c".split(" "),
  }));
  for (let round = 0; round < 3; round++) JSON.parse(JSON.stringify(objects));
  return seconds(process.cpuUsage(began));
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}
