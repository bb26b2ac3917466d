import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import type { Socket } from "node:net";
import type { Order } from "./child.js";
import type { Task } from "./work.js";

const CHILD = new URL("./child.js", import.meta.url);
/** Where a reading process finds the bytes of a document: they go by a pipe of their own, without being copied. */
export const BYTES_FD = 4;

const MEBIBYTE = 1_048_576;
/**
 * A process takes one document after another, each in new memory of about the same size. To hand memory back to the system
 * in between, and to be given it again page by page, costs more than reading does; so it keeps what ordinary feeds take, and
 * gives back what a very large one does (glibc; other systems pass these over).
 */
const KEPT_MEMORY = { MALLOC_MMAP_THRESHOLD_: String(8 * MEBIBYTE), MALLOC_TRIM_THRESHOLD_: String(32 * MEBIBYTE) };
/** Room for what is short-lived: as much at the beginning as later. */
const YOUNG_MEGABYTES = 16;

/** How a reading process is started: its heap, and the environment that it has. */
export function readingOptions(heapMegabytes: number): Required<Pick<ForkOptions, "execArgv" | "env">> {
  const young = [`--min-semi-space-size=${YOUNG_MEGABYTES}`, `--max-semi-space-size=${YOUNG_MEGABYTES}`];
  return { execArgv: [`--max-old-space-size=${heapMegabytes}`, ...young], env: { TZ: "UTC", ...KEPT_MEMORY } };
}

export function startReading(heapMegabytes: number): ChildProcess {
  const child = fork(CHILD, [], {
    serialization: "advanced",
    ...readingOptions(heapMegabytes),
    stdio: ["ignore", "ignore", "ignore", "ipc", "pipe"],
  });
  // A process that ends has an exit event; what it did not read is of no interest then.
  bytesTo(child).on("error", () => undefined);
  return child;
}

/** @param ahead how many parts of the answer may be made ahead. */
export function giveTask(child: ChildProcess, task: Task, ahead: number): void {
  if (!("bytes" in task)) {
    child.send({ task, size: 0, ahead } satisfies Order);
    return;
  }
  const { bytes, ...others } = task;
  child.send({ task: { ...others, bytes: NONE }, size: bytes.byteLength, ahead } satisfies Order);
  bytesTo(child).write(bytes);
}

const NONE = new Uint8Array(0);

/** A process that nobody waits for keeps nobody from ending. */
export function setWaitedFor(child: ChildProcess, isWaitedFor: boolean): void {
  const how = isWaitedFor ? "ref" : "unref";
  child[how]();
  child.channel?.[how]();
  bytesTo(child)[how]();
}

function bytesTo(child: ChildProcess): Socket {
  return child.stdio[BYTES_FD] as unknown as Socket;
}
