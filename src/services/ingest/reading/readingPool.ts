import { type ChildProcess, fork } from "node:child_process";
import { DomainError } from "../../../domain/error.js";
import type { CleanColumn } from "../../../formats/read/cleanColumn.js";
import type { DiscoveredFeed } from "../../../formats/read/discover.js";
import type { FeedDocument } from "../../../formats/read/document.js";
import type { ReadHints } from "../../../formats/read/readFeed.js";
import type { SentDocument } from "./sent.js";
import type { Done, RawColumn, Task } from "./work.js";

/** Reads feeds and cleans columns where no feed can stop the desk. */
export interface FeedReader {
  /** @throws DomainError `feed.unreadable`, also where the feed takes more time or memory than any feed needs. */
  read(bytes: Uint8Array, hints: ReadHints): Promise<FeedDocument>;
  /** What was sent in: a page, an export or a feed. @throws DomainError `feed.unreadable`, `input.invalid` */
  take(bytes: Uint8Array, hints: ReadHints): Promise<SentDocument>;
  /** The feeds that a page names. @throws DomainError `feed.unreadable` */
  discover(bytes: Uint8Array, hints: ReadHints): Promise<readonly DiscoveredFeed[]>;
  /** In their order. @throws DomainError `feed.unreadable` */
  clean(columns: readonly RawColumn[]): Promise<readonly CleanColumn[]>;
  close(): Promise<void>;
}

export interface ReadingLimits {
  /** Processes at a time; each is started when it is first needed. */
  readonly processes: number;
  readonly timeoutSeconds: number;
  /** JavaScript heap of a process. */
  readonly heapMegabytes: number;
  /** After so many tasks a process makes room for a new one. */
  readonly tasksEach: number;
  /** A process that holds more memory than this after a task makes room for a new one. */
  readonly keptMegabytes: number;
}

export const READING_LIMITS: ReadingLimits = {
  processes: 2,
  timeoutSeconds: 20,
  heapMegabytes: 512,
  tasksEach: 1_000,
  keptMegabytes: 300,
};

interface Job {
  readonly task: Task;
  readonly resolve: (done: Done) => void;
  readonly reject: (error: Error) => void;
}

type Answer = { readonly done: Done; readonly rssBytes: number } | { readonly fault: string };

interface Worker {
  readonly child: ChildProcess;
  tasks: number;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  isOverdue: boolean;
}

const CHILD = new URL("./child.js", import.meta.url);
const CLOSED = "The desk closed before the feed was read; it is read after the next start.";
const MEGABYTE = 1_048_576;

/**
 * A pool of child processes, each with limits on time and memory. One that overruns them is killed, its feed is refused in
 * words, and the next feed gets a fresh one. A worker thread would not do: running out of memory there ends the whole program.
 */
export function readingPool(limits: ReadingLimits = READING_LIMITS): FeedReader {
  const waiting: Job[] = [];
  const workers = new Set<Worker>();
  let isClosed = false;

  const ask = (task: Task) =>
    new Promise<Done>((resolve, reject) => {
      if (isClosed) throw unreadable("The desk is closing; the feed is read after the next start.");
      waiting.push({ task, resolve, reject });
      next();
    });

  function next(): void {
    const idle = [...workers].find(({ job }) => job === null);
    const worker = idle ?? (workers.size < limits.processes && waiting.length > 0 ? started() : undefined);
    const job = worker === undefined ? undefined : waiting.shift();
    if (worker === undefined || job === undefined) return;
    worker.job = job;
    worker.child.ref();
    worker.child.channel?.ref();
    worker.timer = setTimeout(() => {
      worker.isOverdue = true;
      worker.child.kill("SIGKILL");
    }, limits.timeoutSeconds * 1_000);
    worker.child.send(job.task);
  }

  function started(): Worker {
    const child = fork(CHILD, [], {
      serialization: "advanced",
      execArgv: [`--max-old-space-size=${limits.heapMegabytes}`],
      env: { TZ: "UTC" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const worker: Worker = { child, tasks: 0, job: null, timer: null, isOverdue: false };
    workers.add(worker);
    child.on("message", (answer: Answer) => settle(worker, answer));
    child.on("exit", () => lost(worker));
    child.on("error", () => lost(worker));
    return worker;
  }

  function settle(worker: Worker, answer: Answer): void {
    const { job } = worker;
    release(worker);
    worker.tasks += 1;
    const isWorn =
      "fault" in answer || answer.rssBytes > limits.keptMegabytes * MEGABYTE || worker.tasks >= limits.tasksEach;
    if (isWorn) retire(worker);
    if ("fault" in answer) job?.reject(new Error(`Reading failed in its process: ${answer.fault}`));
    else job?.resolve(answer.done);
    next();
  }

  function release(worker: Worker): void {
    if (worker.timer !== null) clearTimeout(worker.timer);
    worker.timer = null;
    worker.job = null;
    worker.child.unref();
    worker.child.channel?.unref();
  }

  function retire(worker: Worker): void {
    workers.delete(worker);
    if (worker.child.connected) worker.child.disconnect();
  }

  function lost(worker: Worker): void {
    const { job, isOverdue } = worker;
    if (!workers.delete(worker)) return;
    release(worker);
    if (isClosed) {
      job?.reject(unreadable(CLOSED));
      return;
    }
    const most = isOverdue ? `${limits.timeoutSeconds} seconds` : `${limits.heapMegabytes} MB of memory`;
    job?.reject(
      unreadable(`Reading this feed took more than ${most} and was ended; ask the partner for a shorter one.`),
    );
    next();
  }

  return {
    read: async (bytes, hints) => accepted(await ask({ kind: "read", bytes, hints }), "read").feed,
    take: async (bytes, hints) => accepted(await ask({ kind: "take", bytes, hints }), "take"),
    discover: async (bytes, hints) => accepted(await ask({ kind: "discover", bytes, hints }), "discover").feeds,
    clean: async (columns) =>
      columns.length === 0 ? [] : accepted(await ask({ kind: "clean", columns }), "clean").columns,
    close: async () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(unreadable(CLOSED));
      for (const worker of [...workers]) {
        if (worker.job === null) retire(worker);
        else worker.child.kill("SIGKILL");
      }
    },
  };
}

function unreadable(detail: string): DomainError {
  return new DomainError("feed.unreadable", detail);
}

function accepted<Kind extends Task["kind"]>(done: Done, kind: Kind): Extract<Done, { kind: Kind }> {
  if (done.kind === "refused") throw new DomainError(done.code, done.detail);
  if (done.kind !== kind) throw new TypeError(`a task to ${kind} was answered otherwise`);
  return done as Extract<Done, { kind: Kind }>;
}
