import { chmodSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openEngine } from "./engine.js";
import type { Places } from "./place.js";
import { serve } from "./server.js";
import { takeLock } from "./sqlite.js";

/** What the worker is started with. */
export interface WorkerData extends Places {
  /** Counts the commits that wrote to the watched collection; other threads of the process read it. */
  readonly commits: SharedArrayBuffer;
  readonly watched: string;
  readonly isPassing: boolean;
}

/** What it says: it serves; another process has the files. It ends after "locked", and after it was told to stop. */
export type WorkerSaying = "serving" | "locked";

const { databaseFile, lockFile, socketPath, commits, watched, isPassing } = workerData as WorkerData;
const counter = new Int32Array(commits);
const say = (saying: WorkerSaying) => parentPort?.postMessage(saying);

const lock = takeLock(lockFile);
if (lock === null) {
  say("locked");
  parentPort?.close();
} else {
  rmSync(socketPath, { force: true });
  const count = (namespaces: ReadonlySet<string>) => {
    for (const namespace of namespaces) if (namespace.endsWith(`.${watched}`)) Atomics.add(counter, 0, 1);
  };
  const engine = openEngine(databaseFile, count, isPassing);
  const server = await serve(engine, socketPath);
  chmodSync(socketPath, 0o600);
  parentPort?.once("message", async () => {
    await server.close();
    await engine.close();
    rmSync(socketPath, { force: true });
    lock.release();
    parentPort?.close();
  });
  say("serving");
}
