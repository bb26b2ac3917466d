import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const KIB_PER_MIB = 1_024;

/**
 * Memory that this process and its children held at most while some work was done, above what they held before: the sum of
 * each one's own height, so rather too much than too little. Resident memory, in MiB, as Linux counts it.
 *
 * @throws on other systems, which do not tell.
 */
export async function peakMemoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = new Map<number, number>();
  for (const pid of [process.pid, ...childrenOf(process.pid)]) {
    before.set(pid, statusOf(pid, "VmRSS"));
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  }
  await work();
  const after = [process.pid, ...childrenOf(process.pid)];
  const grown = after.map((pid) => statusOf(pid, "VmHWM") - (before.get(pid) ?? 0));
  return grown.reduce((sum, kib) => sum + Math.max(0, kib), 0) / KIB_PER_MIB;
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

/** Null where the process has ended meanwhile. */
function parentOf(pid: number): number | null {
  try {
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) \S /u);
    return Number.parseInt(fields, 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ESRCH")
      return null;
    throw error;
  }
}

function statusOf(pid: number, field: "VmRSS" | "VmHWM"): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB`, "mu").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0);
}
