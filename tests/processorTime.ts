/** What the piece of work below takes of a usual machine of 2026, in seconds. */
const USUAL_SECONDS = 0.02;
const OBJECTS = 5_000;

/** Less than this, in seconds, keeps every limit; the machine is not measured for it. */
const NOTHING_SECONDS = 0.1;

/** How much slower than a usual one this machine was at its slowest, as far as it was measured. */
let slowness: number | null = null;

/**
 * Begins to measure what the processors do for this process; what it returns tells how much that was until now, in seconds
 * of a usual machine. The machine is measured at first and after what took long, so a limit holds on a slow one too, and on one that other
 * programs have made slow meanwhile.
 *
 * @returns a function that takes the seconds that other processes needed beside, as this machine counts them.
 */
export function processorTime(): (beside?: number) => number {
  slowness ??= slownessNow();
  const began = process.cpuUsage();
  return (beside = 0) => {
    const took = seconds(process.cpuUsage(began)) + beside;
    if (took > NOTHING_SECONDS) slowness = Math.max(slowness ?? 1, slownessNow());
    return took / (slowness ?? 1);
  };
}

/** At least 1: nobody's machine makes a limit shorter. */
function slownessNow(): number {
  const began = process.cpuUsage();
  const objects = Array.from({ length: OBJECTS }, (_, index) => ({
    id: `id ${index}`,
    words: "a b c".split(" "),
  }));
  for (let round = 0; round < 3; round++) JSON.parse(JSON.stringify(objects));
  return Math.max(1, seconds(process.cpuUsage(began)) / USUAL_SECONDS);
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}
