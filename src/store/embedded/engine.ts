import { type Catalog, openCatalog } from "./catalog.js";
import { Fault } from "./fault.js";
import type { Source } from "./query.js";
import { type Scan, scanLog } from "./scans.js";
import { openSqlite } from "./sqlite.js";
import { type Table, tableOf } from "./table.js";

/** How long writes may be gathered into one transaction before it is committed, in milliseconds. */
const MAX_GROUP_MILLISECONDS = 8;

/** The database: reads at once, writes in groups that are durable before anybody hears of them. */
export interface Engine extends Source {
  readonly catalog: Catalog;
  scans(): readonly Scan[];
  forgetScans(): void;
  /** The writing side of a collection, which is made where it is missing. */
  table(namespace: string): Table;
  /**
   * Runs a write in the next group; resolves after the commit. A `Fault` leaves what the write did before it, as
   * MongoDB does; after any other error the write is undone, and the others of its group are not.
   */
  write<T>(work: () => T): Promise<T>;
  close(): Promise<void>;
}

interface Job {
  /** Runs the write and keeps what comes of it. @throws what is no Fault */
  readonly run: () => void;
  /** Tells what came of it, or of the whole group. */
  readonly settle: (groupError?: unknown) => void;
}

/**
 * @param committed is told, after each commit and before anybody hears of it, the namespaces that were written to.
 * @param isPassing the store is gone afterwards, and need not outlive a fall of the system.
 */
export function openEngine(
  file: string,
  committed: (namespaces: ReadonlySet<string>) => void = () => {},
  isPassing = false,
  groupMilliseconds = MAX_GROUP_MILLISECONDS,
): Engine {
  const sqlite = openSqlite(file, isPassing);
  const catalog = openCatalog(sqlite);
  const scans = scanLog();
  const waiting: Job[] = [];
  const touched = new Set<string>();
  let scheduled = false;
  const savepoint = sqlite.prepare("SAVEPOINT job");
  const release = sqlite.prepare("RELEASE job");

  const runOne = (job: Job): void => {
    savepoint.run();
    try {
      job.run();
    } catch {
      sqlite.exec("ROLLBACK TO job");
      catalog.reload();
    }
    release.run();
  };
  const runGroup = (group: Job[]): void => {
    const began = performance.now();
    sqlite.exec("BEGIN IMMEDIATE");
    // At least one write is done, however long the beginning has taken.
    do {
      const job = waiting.shift();
      if (job === undefined) break;
      group.push(job);
      runOne(job);
    } while (performance.now() - began < groupMilliseconds);
    sqlite.exec("COMMIT");
    committed(touched);
    touched.clear();
  };
  const flush = (): void => {
    scheduled = false;
    const group: Job[] = [];
    try {
      runGroup(group);
      for (const job of group) job.settle();
    } catch (error) {
      undo();
      // Nothing of the group is in the file; where not even a transaction could begin, one write hears of it.
      if (group.length === 0) group.push(...waiting.splice(0, 1));
      for (const job of group) job.settle(error);
    }
    if (waiting.length > 0) schedule();
  };
  const undo = (): void => {
    try {
      sqlite.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
    catalog.reload();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  return {
    sqlite,
    catalog,
    noteScan: scans.note,
    scans: scans.list,
    forgetScans: scans.clear,
    table: (namespace) => {
      touched.add(namespace);
      return tableOf(sqlite, catalog, catalog.ensure(namespace));
    },
    write: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(jobOf(work, resolve, reject));
        schedule();
      }),
    close: async () => {
      while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
      sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      sqlite.close();
    },
  };
}

function jobOf<T>(work: () => T, resolve: (value: T) => void, reject: (error: unknown) => void): Job {
  let tell = () => {};
  return {
    run: () => {
      try {
        const value = work();
        tell = () => resolve(value);
      } catch (error) {
        tell = () => reject(error);
        if (!(error instanceof Fault)) throw error;
      }
    },
    settle: (groupError) => {
      if (groupError === undefined) tell();
      else reject(groupError);
    },
  };
}
