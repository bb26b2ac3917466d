import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { tortureFiles } from "../files.js";

/**
 * `npm run torture`: every search among the tests, TORTURE times as long as in an ordinary run, within TORTURE_MINUTES in
 * all. Prints what it did with counts; ends with 1, and the seed to repeat it with, where anything failed.
 */

const {
  TORTURE_MINUTES = "20",
  TORTURE = "35",
  TORTURE_SEED = String(Math.floor(Math.random() * 2 ** 31)),
} = process.env;
const MOCHA = fileURLToPath(new URL("../../../node_modules/mocha/bin/mocha.js", import.meta.url));
const SETUP = fileURLToPath(new URL("setup.js", import.meta.url));
/** Of the time, these get so many times as much as the others: each kill and each history is a desk of its own, and a large ledger takes long to make. */
const WEIGHTS: Readonly<Record<string, number>> = { kills: 12, memory: 6, outboundKills: 6, outboundModel: 12 };
/** A search that goes on for so much longer than its share, in seconds, hangs. */
const GRACE_SECONDS = 180;

const weightOf = (file: string) => WEIGHTS[basename(file, ".test.js")] ?? 1;
const end = Date.now() + Number(TORTURE_MINUTES) * 60_000;
const totals = new Map<string, number>();
const failed: string[] = [];

/** Runs one file of tests for so many seconds, and adds what it says that it did. */
async function torture(file: string, seconds: number): Promise<void> {
  const env = { ...process.env, TORTURE, TORTURE_SEED, TORTURE_SECONDS: String(seconds) };
  const flags = ["--no-config", "--enable-source-maps", "--timeout", "0", "--reporter", "dot", "--require", SETUP];
  const child = spawn(process.execPath, [MOCHA, ...flags, file], { env, stdio: ["ignore", "pipe", "inherit"] });
  const hangs = setTimeout(() => child.kill("SIGKILL"), (seconds + GRACE_SECONDS) * 1_000);
  const closed = once(child, "close");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.trim() !== "" && !/^[\s.!]+$|^\s*\d+ passing/u.test(line)) console.log(`  ${line.trimEnd()}`);
    const [, count, what] = /^(\d+) (\w+): /u.exec(line) ?? [];
    if (what !== undefined) totals.set(what, (totals.get(what) ?? 0) + Number(count));
  }
  const [code] = (await closed) as [number | null];
  clearTimeout(hangs);
  if (code !== 0) failed.push(relative(process.cwd(), file));
}

const files = [...tortureFiles()].sort((a, b) => weightOf(b) - weightOf(a));
console.log(
  `Torture: ${files.length} files, ${TORTURE} times an ordinary run, ${TORTURE_MINUTES} minutes, seed ${TORTURE_SEED}`,
);
for (const [index, file] of files.entries()) {
  if (Date.now() > end) {
    console.log(
      `The time is over: ${files.length - index} files were not reached, from ${relative(process.cwd(), file)} on.`,
    );
    break;
  }
  const weights = files.slice(index).reduce((sum, later) => sum + weightOf(later), 0);
  const seconds = Math.max(1, ((end - Date.now()) / 1_000 / weights) * weightOf(file));
  console.log(`${relative(process.cwd(), file)} (${Math.round(seconds)} s)`);
  await torture(file, seconds);
}
console.log(`Done: ${[...totals].map(([what, count]) => `${count} ${what}`).join(", ")}.`);
if (failed.length > 0) {
  console.log(`Failed: ${failed.join(", ")}. Repeat with TORTURE_SEED=${TORTURE_SEED}.`);
  process.exitCode = 1;
}
