import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ACTOR, benchDesk, benchDeskOf, feedOf } from "./desk.js";
import { peakMemoryOf } from "./peak.js";
import type { BenchRow } from "./row.js";

/** Enough that every reading process has worked. */
const WARMING = 300;
const MAX_MEBIBYTES = 256;
/** As many columns of 4 KB as a feed of 20 MB holds, which is the most that is fetched. */
const LARGE = 4_200;
/** As many sources as a partner may have, each with another feed in every round. */
const SOURCES = 100;
const TIMES = 100;
const COLUMNS_EACH = 5;
const PARAGRAPHS_EACH = 8;

/** What is measured, each in a process of its own that has done nothing before but open a desk and poll once. */
const SCENARIOS = {
  large: { name: "ingest: memory, a feed of 20 MB", run: large },
  many: { name: "ingest: memory, 10,000 feeds polled in a row", run: many },
} as const;

export type Scenario = keyof typeof SCENARIOS;

/** Peak memory of desk and reading processes together, above that of the desk before it. */
export async function benchMemory(...scenarios: readonly Scenario[]): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const scenario of scenarios) {
    const value = await inOwnProcess(scenario);
    rows.push({
      name: SCENARIOS[scenario].name,
      value,
      unit: "MiB",
      target: `≤ ${MAX_MEBIBYTES}`,
      met: value <= MAX_MEBIBYTES,
    });
  }
  return rows;
}

function inOwnProcess(scenario: Scenario): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), scenario], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let written = "";
    child.stdout.on("data", (chunk: Buffer) => {
      written += chunk.toString("utf8");
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(Number(written)) : reject(new Error(`measuring ${scenario} ended with ${code}`)),
    );
  });
}

async function large(): Promise<number> {
  const desk = await benchDesk(feedOf(WARMING, "w"));
  await desk.program.poll(ACTOR, null);
  desk.serve(feedOf(LARGE));
  const peak = await peakMemoryOf(() => desk.program.poll(ACTOR, ["lantern/columns"]));
  await desk.close();
  return peak;
}

async function many(): Promise<number> {
  let round = 0;
  const desk = await benchDeskOf((path) => feedOf(COLUMNS_EACH, `${path.slice(1)}-${round}-`, PARAGRAPHS_EACH));
  const names = Array.from({ length: SOURCES }, (_, index) => `feed-${index}`);
  await desk.sources(names);
  const places = names.map((name) => `lantern/${name}`);
  await desk.program.poll(ACTOR, places);
  const peak = await peakMemoryOf(async () => {
    for (round = 1; round <= TIMES; round++) {
      const results = await desk.program.poll(ACTOR, places);
      const missed = results.filter(({ outcome }) => outcome !== "changed").length;
      if (missed > 0) throw new Error(`${missed} of ${SOURCES} feeds were not taken`);
    }
  });
  await desk.close();
  return peak;
}

const [, script, asked] = process.argv;
if (script === fileURLToPath(import.meta.url)) {
  const peak = await SCENARIOS[asked as Scenario].run();
  process.stdout.write(String(peak));
}
