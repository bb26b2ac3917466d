import { chmodSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openEngine } from "./engine.js";
import { serve } from "./server.js";
import { takeLock } from "./sqlite.js";

/** What the worker is started with. */
export interface WorkerData {
  readonly databaseFile: string;
  readonly lockFile: string;
  readonly socketPath: string;
}

/** What it says: it serves; another process has the files; it has stopped. */
export type WorkerSaying = "serving" | "locked" | "stopped";

const { databaseFile, lockFile, socketPath } = workerData as WorkerData;
const say = (saying: WorkerSaying) => parentPort?.postMessage(saying);

const lock = takeLock(lockFile);
if (lock === null) {
  say("locked");
} else {
  rmSync(socketPath, { force: true });
  const engine = openEngine(databaseFile);
  const server = await serve(engine, socketPath);
  chmodSync(socketPath, 0o600);
  parentPort?.once("message", async () => {
    await server.close();
    await engine.close();
    rmSync(socketPath, { force: true });
    lock.release();
    say("stopped");
    parentPort?.close();
  });
  say("serving");
}
