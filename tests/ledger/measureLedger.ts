import { readFileSync } from "node:fs";
import { openLedger } from "../../src/ledger/ledger.js";
import { rebuild, verify } from "../../src/ledger/verify.js";
import type { Desk } from "../../src/services/desk.js";
import { exportLedger } from "../../src/services/evidence.js";
import { defineModels } from "../../src/store/models/models.js";
import { openStore } from "../../src/store/store.js";
import { testClock } from "../program.js";

/** Run as a process of its own: looks through the ledger in a folder, and says how much memory that took at most. */
const [path, what] = process.argv.slice(2) as [string, string];
const store = await openStore({ mongodbUri: null, dataDir: path });
const models = defineModels(store.connection);
const ledger = await openLedger(models, testClock());

/** Each returns a count of what it found, which the test knows. */
const WORK: Readonly<Record<string, () => Promise<number>>> = {
  verify: async () => {
    const { faults, bodies } = await verify(models, null);
    if (faults.length > 0) throw new Error(faults[0]);
    return bodies;
  },
  rebuild: async () => {
    await models.projected.item.collection.deleteMany({});
    await models.history.collection.deleteMany({});
    return rebuild(models);
  },
  export: async () => {
    let lines = 0;
    for await (const line of exportLedger({ models, ledger } as unknown as Desk, `${path}/key.pem`))
      if (line.length > 0) lines++;
    return lines;
  },
};

/** Memory of the process's own, its store's thread included, without the program's file and its libraries; MiB. */
const memory = () => Number(/^RssAnon:\s+(\d+) kB/mu.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1_024;
let most = memory();
const watching = setInterval(() => {
  most = Math.max(most, memory());
}, 20);
const count = await WORK[what]?.();
clearInterval(watching);
most = Math.max(most, memory());
await ledger.close();
await store.close();
process.stdout.write(JSON.stringify({ count, most }));
