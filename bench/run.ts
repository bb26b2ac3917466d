import { benchDecisions } from "./decisions.js";
import { benchIngest } from "./ingest.js";
import { benchMemory } from "./memory.js";
import { benchNotices } from "./notices.js";
import { benchOutbound } from "./outbound.js";
import { benchProcesses } from "./processes.js";
import { benchReading } from "./reading.js";
import { benchRevocation } from "./revocation.js";
import type { BenchRow } from "./row.js";
import { benchStore } from "./store.js";
import { benchStored } from "./stored.js";

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  store: benchStore,
  outbound: async () => [...(await benchOutbound()), ...(await benchRevocation())],
  processes: benchProcesses,
  ingest: benchIngest,
  reading: benchReading,
  notices: benchNotices,
  rights: benchDecisions,
};

/** Minutes each, and gigabytes of disk: run where they are named. */
const LONG_BENCHES: typeof BENCHES = {
  feeds: () => benchMemory("many"),
  stored: benchStored,
};

/** `npm run bench`, or `npm run bench -- store rights`: figures of one run, as rows of Markdown. */
const wanted = process.argv.slice(2);
const all = { ...BENCHES, ...LONG_BENCHES };
const unknown = wanted.find((name) => !Object.hasOwn(all, name));
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${unknown}; there is ${Object.keys(all).join(", ")}.\n`);
  process.exit(2);
}
process.stdout.write("| what | value | unit | to reach | |\n|---|---|---|---|---|\n");
for (const [name, bench] of Object.entries(wanted.length === 0 ? BENCHES : all)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const row of await bench()) {
    const value = row.value >= 100 ? Math.round(row.value).toLocaleString("en") : row.value.toPrecision(3);
    const verdict = row.met === undefined ? "" : row.met ? "reached" : "missed";
    process.stdout.write(`| ${row.name} | ${value} | ${row.unit} | ${row.target ?? ""} | ${verdict} |\n`);
  }
}
