import type { ChildProcess } from "node:child_process";
import { DomainError } from "../../../domain/error.js";
import type { CleanColumn } from "../../../formats/read/cleanColumn.js";
import type { DiscoveredFeed } from "../../../formats/read/discover.js";
import type { ReadHints } from "../../../formats/read/readFeed.js";
import { COLUMNS_PER_BATCH, type Column } from "../columns.js";
import { type Answers, answers } from "./answers.js";
import type { Message } from "./child.js";
import type { RawColumn } from "./cleaning.js";
import { unpacked } from "./packing.js";
import { giveTask, setWaitedFor, startReading } from "./readingProcess.js";
import type { Outline, Part, ReadInto, Task } from "./work.js";

/** Reads feeds and cleans columns where no feed can stop the desk. */
export interface FeedReader {
  /** @throws DomainError `feed.unreadable`, also where the feed takes more time or memory than any feed needs. */
  read(bytes: Uint8Array, hints: ReadHints, into: ReadInto): Promise<Arrival>;
  /** What was sent in: a page, an export or a feed. @throws DomainError `feed.unreadable`, `input.invalid` */
  take(bytes: Uint8Array, hints: ReadHints, into: ReadInto): Promise<Arrival>;
  /** The feeds that a page names. @throws DomainError `feed.unreadable` */
  discover(bytes: Uint8Array, hints: ReadHints): Promise<readonly DiscoveredFeed[]>;
  /** In their order. @throws DomainError `feed.unreadable` */
  clean(columns: readonly RawColumn[]): Promise<readonly CleanColumn[]>;
  close(): Promise<void>;
}

/** A document that was read, while its columns are still being cleaned. */
export interface Arrival {
  readonly outline: Outline;
  /** In the document's order, some at a time; no more are cleaned ahead than `MAX_AHEAD` parts. */
  readonly batches: AsyncIterable<readonly Column[]>;
  /** Frees the process, whether or not all columns were taken. To be called in the end, once or more often. */
  leave(): Promise<void>;
}

export interface ReadingLimits {
  /** Processes at a time; each is started when it is first needed. */
  readonly processes: number;
  /** By the clock on the wall: a machine that is busy with other work gives a process a small part of it. */
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
  timeoutSeconds: 60,
  heapMegabytes: 512,
  tasksEach: 1_000,
  keptMegabytes: 300,
};

interface Job {
  readonly task: Task;
  readonly answers: Answers;
}

interface Worker {
  readonly child: ChildProcess;
  tasks: number;
  job: Job | null;
  timer: NodeJS.Timeout | null;
  isOverdue: boolean;
}

/** Parts of an answer that are on their way or wait to be taken; the process waits then, and its time does not run. */
const MAX_AHEAD = 32;

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

  const ask = (task: Task): Answers => {
    if (isClosed) throw unreadable("The desk is closing; the feed is read after the next start.");
    const job: Job = {
      task,
      answers: answers(
        MAX_AHEAD,
        () => goOn(job),
        () => abandon(job),
      ),
    };
    waiting.push(job);
    next();
    return job.answers;
  };

  function workerOf(job: Job): Worker | undefined {
    return [...workers].find((worker) => worker.job === job);
  }

  /** A part was taken: the process may make one more. */
  function goOn(job: Job): void {
    const worker = workerOf(job);
    if (worker === undefined || !worker.child.connected) return;
    startTimer(worker);
    worker.child.send({ more: 1 });
  }

  function abandon(job: Job): void {
    const at = waiting.indexOf(job);
    if (at !== -1) waiting.splice(at, 1);
    const worker = workerOf(job);
    if (worker === undefined) return;
    release(worker);
    workers.delete(worker);
    worker.child.kill("SIGKILL");
    next();
  }

  function startTimer(worker: Worker): void {
    if (worker.timer !== null) clearTimeout(worker.timer);
    worker.timer = setTimeout(() => {
      worker.isOverdue = true;
      worker.child.kill("SIGKILL");
    }, limits.timeoutSeconds * 1_000);
  }

  function next(): void {
    const idle = [...workers].find(({ job }) => job === null);
    const worker = idle ?? (workers.size < limits.processes && waiting.length > 0 ? started() : undefined);
    const job = worker === undefined ? undefined : waiting.shift();
    if (worker === undefined || job === undefined) return;
    worker.job = job;
    setWaitedFor(worker.child, true);
    startTimer(worker);
    giveTask(worker.child, job.task, MAX_AHEAD);
  }

  function started(): Worker {
    const child = startReading(limits.heapMegabytes);
    const worker: Worker = { child, tasks: 0, job: null, timer: null, isOverdue: false };
    workers.add(worker);
    child.on("message", (message: Message) => heard(worker, message));
    child.on("exit", () => lost(worker));
    child.on("error", () => lost(worker));
    return worker;
  }

  function heard(worker: Worker, message: Message): void {
    const { job } = worker;
    if ("part" in message) {
      if (job?.answers.push(message.part) === true) startTimer(worker);
      else if (worker.timer !== null) clearTimeout(worker.timer);
      return;
    }
    release(worker);
    worker.tasks += 1;
    const isWorn =
      "fault" in message || message.rssBytes > limits.keptMegabytes * MEGABYTE || worker.tasks >= limits.tasksEach;
    if (isWorn) retire(worker);
    if ("fault" in message) job?.answers.fail(new Error(`Reading failed in its process: ${message.fault}`));
    else job?.answers.end();
    next();
  }

  function release(worker: Worker): void {
    if (worker.timer !== null) clearTimeout(worker.timer);
    worker.timer = null;
    worker.job = null;
    setWaitedFor(worker.child, false);
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
      job?.answers.fail(unreadable(CLOSED));
      return;
    }
    const most = isOverdue ? `${limits.timeoutSeconds} seconds` : `${limits.heapMegabytes} MB of memory`;
    job?.answers.fail(
      unreadable(`Reading this feed took more than ${most} and was ended; ask the partner for a shorter one.`),
    );
    next();
  }

  return {
    read: (bytes, hints, into) => arrivalFrom(() => ask({ kind: "feed", bytes, hints, into })),
    take: (bytes, hints, into) => arrivalFrom(() => ask({ kind: "sent", bytes, hints, into })),
    discover: async (bytes, hints) => accepted(await only(ask({ kind: "discover", bytes, hints })), "discover").feeds,
    clean: async (columns) =>
      columns.length === 0 ? [] : accepted(await only(ask({ kind: "clean", columns })), "clean").columns,
    close: async () => {
      isClosed = true;
      for (const { answers } of waiting.splice(0)) answers.fail(unreadable(CLOSED));
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

async function arrivalFrom(ask: () => Answers): Promise<Arrival> {
  const parts = ask();
  const outline = accepted(await parts.next(), "outline");
  return { outline, batches: batchesIn(parts), leave: async () => parts.leave() };
}

async function* batchesIn(parts: Answers): AsyncGenerator<readonly Column[], void> {
  let batch: Column[] = [];
  for (let part = await parts.next(); part !== null; part = await parts.next()) {
    batch.push(...unpacked(accepted(part, "columns")));
    if (batch.length < COLUMNS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function only(parts: Answers): Promise<Part | null> {
  const part = await parts.next();
  await parts.next();
  return part;
}

function accepted<Kind extends Part["kind"]>(part: Part | null, kind: Kind): Extract<Part, { kind: Kind }> {
  if (part?.kind === "refused") throw new DomainError(part.code, part.detail);
  if (part?.kind !== kind) throw new TypeError(`a task to ${kind} was answered otherwise`);
  return part as Extract<Part, { kind: Kind }>;
}
