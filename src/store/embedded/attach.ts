import type { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { placesIn } from "./place.js";
import { reach } from "./reach.js";
import type { WorkerData, WorkerSaying } from "./worker.js";

/** The collection whose commits are counted: the ledger's entries, of which every response asks whether there are new ones. */
const WATCHED = "entries";
const RETRY_MILLISECONDS = 50;
/** What V8 keeps of new objects before it looks which of them are needed: by default three times as much. */
const PASSING_YOUNG_MEGABYTES = 16;
/** A process that holds the files answers within this, or something is wrong that a person must look at. */
const GIVE_UP_MILLISECONDS = 15_000;

/** A way to the store of one data folder: served by this process, or by another that was first. */
export interface Attachment {
  readonly socketPath: string;
  /**
   * A number that differs as soon as any process has committed something to the watched collection; null where another
   * process serves the store, and only the store itself can tell.
   */
  changes(): number | null;
  /** Stops serving, or lets go of the process that serves. What was written is on disk before this resolves. */
  close(): Promise<void>;
}

type Hold =
  | {
      readonly kind: "serving";
      readonly worker: Worker;
      readonly commits: Int32Array;
      readonly ended: Promise<void>;
      stop(): void;
    }
  | { readonly kind: "attached"; readonly socket: Socket };

/**
 * Uses the socket of the process that serves the folder, or takes the lock and serves it. Where the process that served
 * goes away, this one takes over on the same socket, and the driver finds it there.
 *
 * A store that fails while this process needs it ends the process with an uncaught error: better a restart than a desk
 * that hangs.
 *
 * @param isPassing the folder is a temporary one: what is in it need not outlive a fall of the system.
 * @throws where neither is possible.
 */
export async function attach(dataDir: string, isPassing = false): Promise<Attachment> {
  const { socketPath } = placesIn(dataDir);
  let closed = false;
  let hold = await acquire(socketPath, dataDir, isPassing);
  let taking: Promise<void> = Promise.resolve();

  const watch = (held: Hold): void => {
    if (held.kind === "serving") return;
    held.socket.once("close", () => {
      if (!closed) taking = takeOver().catch(failLoudly);
    });
  };
  const takeOver = async (): Promise<void> => {
    hold = await acquire(socketPath, dataDir, isPassing);
    watch(hold);
  };
  watch(hold);

  return {
    socketPath,
    changes: () => (hold.kind === "serving" && !closed ? Atomics.load(hold.commits, 0) : null),
    close: async () => {
      closed = true;
      await taking;
      if (hold.kind === "attached") hold.socket.destroy();
      else hold.stop();
      if (hold.kind === "serving") await hold.ended;
    },
  };
}

async function acquire(socketPath: string, dataDir: string, isPassing: boolean): Promise<Hold> {
  const until = performance.now() + GIVE_UP_MILLISECONDS;
  do {
    const socket = await reach(socketPath);
    if (socket !== null) return { kind: "attached", socket };
    const serving = await startWorker(dataDir, isPassing);
    if (serving !== null) return serving;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  } while (performance.now() < until);
  throw new Error(
    `another process holds the store in ${dataDir} but does not answer on ${socketPath}; stop that process, then start again`,
  );
}

/** @returns null where another process has the lock. */
function startWorker(dataDir: string, isPassing: boolean): Promise<Hold | null> {
  const places = placesIn(dataDir);
  const commits = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const workerData: WorkerData = { ...places, commits, watched: WATCHED, isPassing };
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData,
    ...(isPassing ? { resourceLimits: { maxYoungGenerationSizeMb: PASSING_YOUNG_MEGABYTES } } : {}),
  });
  let stopping = false;
  let isServing = false;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const stop = () => {
    stopping = true;
    worker.postMessage("stop");
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      const error = new Error(`the embedded store in ${places.databaseFile} has failed: ${reasonOf(cause)}`, { cause });
      if (isServing) failLoudly(error);
      else reject(error);
    };
    worker.on("error", fail);
    worker.on("exit", (code) => {
      if (!stopping) fail(new Error(`its thread ended with code ${code}`));
    });
    worker.once("message", (saying: WorkerSaying) => {
      isServing = saying === "serving";
      if (isServing) {
        resolve({ kind: "serving", worker, commits: new Int32Array(commits), ended, stop });
        return;
      }
      stopping = true;
      void ended.then(() => resolve(null));
    });
  });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Out of any promise, so that nothing can catch it by mistake. */
function failLoudly(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
