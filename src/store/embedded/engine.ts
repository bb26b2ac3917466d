import type { Doc } from "./bson.js";
import { type Catalog, type Collection, openCatalog } from "./catalog.js";
import type { SortField } from "./plan.js";
import { openSqlite, type Sqlite } from "./sqlite.js";

/** How long writes may be gathered into one transaction before it is committed, in milliseconds. */
const MAX_GROUP_MILLISECONDS = 8;
/** Distinct queries without an index that are remembered. */
const MAX_SCANS = 200;

export interface Scan {
  readonly ns: string;
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly why: "scan" | "sort";
  count: number;
}

/** The database: reads at once, writes in groups that are durable before anybody hears of them. */
export interface Engine {
  readonly sqlite: Sqlite;
  readonly catalog: Catalog;
  readonly scans: Map<string, Scan>;
  noteScan(namespace: string, filter: Doc, sort: readonly SortField[], why: Scan["why"]): void;
  /** Runs a write in the next group; resolves after the commit. A write must find what would break it before it writes. */
  write<T>(work: () => T): Promise<T>;
  collection(namespace: string): Collection | undefined;
  close(): Promise<void>;
}

interface Job {
  readonly run: () => void;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

export function openEngine(file: string): Engine {
  const sqlite = openSqlite(file);
  const catalog = openCatalog(sqlite);
  const scans = new Map<string, Scan>();
  const waiting: Job[] = [];
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const began = performance.now();
    const done: Job[] = [];
    sqlite.exec("BEGIN IMMEDIATE");
    try {
      while (waiting.length > 0 && performance.now() - began < MAX_GROUP_MILLISECONDS) {
        const job = waiting.shift();
        if (job === undefined) break;
        done.push(job);
        job.run();
      }
      sqlite.exec("COMMIT");
    } catch (error) {
      rollBack(error, done);
      return;
    } finally {
      if (waiting.length > 0) schedule();
    }
    for (const job of done) job.settle();
  };
  const rollBack = (error: unknown, jobs: readonly Job[]): void => {
    sqlite.exec("ROLLBACK");
    catalog.reload();
    for (const job of jobs) job.fail(error);
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  return {
    sqlite,
    catalog,
    scans,
    noteScan: (ns, filter, sort, why) => {
      const key = JSON.stringify([ns, shapeOf(filter), sort, why]);
      const known = scans.get(key);
      if (known !== undefined) known.count++;
      else if (scans.size < MAX_SCANS) scans.set(key, { ns, filter: shapeOf(filter) as Doc, sort, why, count: 1 });
    },
    write: (work) =>
      new Promise((resolve, reject) => {
        let outcome: { readonly value: ReturnType<typeof work> } | { readonly error: unknown } | undefined;
        waiting.push({
          run: () => {
            outcome = attempt(work);
            if ("error" in outcome && !isOurs(outcome.error)) throw outcome.error;
          },
          settle: () => {
            if (outcome !== undefined && "value" in outcome) resolve(outcome.value);
            else reject(outcome?.error);
          },
          fail: reject,
        });
        schedule();
      }),
    collection: (namespace) => catalog.find(namespace),
    close: async () => {
      while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
      sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      sqlite.close();
    },
  };
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

/** A refusal is found before anything is written; any other failure undoes the whole group. */
function isOurs(error: unknown): boolean {
  return typeof error === "object" && error !== null && "codeName" in error;
}

/** A filter with its values left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null || "_bsontype" in value || value instanceof Date) return "?";
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}
