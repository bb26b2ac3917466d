import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { placesIn } from "./place.js";
import type { WorkerSaying } from "./worker.js";

const RETRY_MILLISECONDS = 50;
/** A process that holds the files answers within this, or something is wrong that a person must look at. */
const GIVE_UP_MILLISECONDS = 15_000;

/** A way to the store of one data folder: served by this process, or by another that was first. */
export interface Attachment {
  readonly socketPath: string;
  close(): Promise<void>;
}

type Hold =
  | { readonly kind: "serving"; readonly worker: Worker }
  | { readonly kind: "attached"; readonly socket: Socket };

/**
 * Uses the socket of the process that serves the folder, or takes the lock and serves it. Where the process that served
 * goes away, this one takes over on the same socket, and the driver finds it there.
 *
 * @throws where neither is possible.
 */
export async function attach(dataDir: string): Promise<Attachment> {
  const places = placesIn(dataDir);
  let closed = false;
  let hold = await acquire(places.socketPath, dataDir);
  let taking: Promise<void> = Promise.resolve();

  const watch = (held: Hold): void => {
    if (held.kind !== "attached") return;
    held.socket.once("close", () => {
      if (closed) return;
      taking = acquire(places.socketPath, dataDir).then((next) => {
        hold = next;
        watch(next);
        if (closed) return letGo(next);
      });
    });
  };
  watch(hold);

  return {
    socketPath: places.socketPath,
    close: async () => {
      closed = true;
      await taking;
      await letGo(hold);
    },
  };
}

async function acquire(socketPath: string, dataDir: string): Promise<Hold> {
  const until = performance.now() + GIVE_UP_MILLISECONDS;
  while (performance.now() < until) {
    const socket = await reach(socketPath);
    if (socket !== null) return { kind: "attached", socket };
    const worker = await startWorker(dataDir);
    if (worker !== null) return { kind: "serving", worker };
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
  throw new Error(
    `another process holds the store in ${dataDir} but does not answer on ${socketPath}; stop that process, then start again`,
  );
}

/** A connection that shows, by its end, that the serving process is gone. */
function reach(socketPath: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.unref();
      resolve(socket);
    });
    socket.on("error", () => resolve(null));
  });
}

function startWorker(dataDir: string): Promise<Worker | null> {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: placesIn(dataDir) });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (saying: WorkerSaying) => {
      worker.off("error", reject);
      if (saying === "locked") {
        void worker.terminate().then(() => resolve(null));
        return;
      }
      worker.on("error", failLoudly);
      resolve(worker);
    });
  });
}

/** A store that has died leaves nothing to go on with: better a restart than a desk that hangs. */
function failLoudly(error: unknown): void {
  throw new Error("the embedded store has failed", { cause: error });
}

async function letGo(hold: Hold): Promise<void> {
  if (hold.kind === "attached") {
    hold.socket.destroy();
    return;
  }
  const { worker } = hold;
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  worker.postMessage("stop");
  await exited;
}
