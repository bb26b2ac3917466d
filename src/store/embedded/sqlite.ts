import Database from "libsql";

/** One row, as an array of its columns. */
export type Row = readonly unknown[];

export interface Statement {
  /** Parameters are always passed as one array: the binding takes a lone buffer amiss. */
  run(...parameters: unknown[]): void;
  get(...parameters: unknown[]): Row | undefined;
  all(...parameters: unknown[]): readonly Row[];
}

/** The few things the store asks of SQLite; statements are prepared once per text. */
export interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/**
 * Page cache in KiB (negative to SQLite). The file is not mapped into memory: that saves hardly anything, and a process
 * that reads all of a store would count as large as the store.
 */
const CACHE_KIB = 32_768;
/** A document of some 4 KB then lies in one page, not in a chain of two; a file keeps the size it was made with. */
const PAGE_BYTES = 8_192;

/** The log is folded into the file once it is so long: seldom enough that pages which change often are written once. */
const WAL_PAGES = 4_096;

/** For a store that is gone afterwards: it need not survive anything, and takes little memory. */
const PASSING_CACHE_KIB = 8_192;

/**
 * Opens a database file with a write-ahead log that is flushed at every commit.
 *
 * @param isPassing nothing is flushed, and little is kept in memory.
 */
export function openSqlite(file: string, isPassing = false): Sqlite {
  const sqlite = wrap(file);
  sqlite.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  sqlite.exec("PRAGMA journal_mode = WAL");
  sqlite.exec(`PRAGMA synchronous = ${isPassing ? "OFF" : "FULL"}`);
  sqlite.exec(`PRAGMA wal_autocheckpoint = ${WAL_PAGES}`);
  sqlite.exec(`PRAGMA cache_size = -${isPassing ? PASSING_CACHE_KIB : CACHE_KIB}`);
  sqlite.exec("PRAGMA temp_store = MEMORY");
  return sqlite;
}

/**
 * Takes an exclusive lock that the operating system drops with the process, however it ends.
 *
 * @returns the lock, or null where another process holds it.
 */
export function takeLock(file: string): { release(): void } | null {
  const sqlite = wrap(file);
  try {
    sqlite.exec("PRAGMA busy_timeout = 0");
    sqlite.exec("PRAGMA journal_mode = DELETE");
    sqlite.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    sqlite.close();
    if (/locked|busy/iu.test((error as Error).message)) return null;
    throw error;
  }
  return { release: () => sqlite.close() };
}

function wrap(file: string): Sqlite {
  const database = guarded(() => new Database(file));
  const prepared = new Map<string, Statement>();
  return {
    exec: (sql) => {
      guarded(() => database.exec(sql));
    },
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = statementOf(guarded(() => database.prepare(sql)));
      prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      database.close();
    },
  };
}

function statementOf(raw: ReturnType<Database.Database["prepare"]>): Statement {
  let rows: typeof raw | null = null;
  const reading = () => {
    rows ??= raw.raw(true) as typeof raw;
    return rows;
  };
  return {
    run: (...parameters) => {
      guarded(() => raw.run(parameters));
    },
    get: (...parameters) => guarded(() => reading().get(parameters) as Row | undefined),
    all: (...parameters) => guarded(() => reading().all(parameters) as readonly Row[]),
  };
}

/** The binding throws objects that are no errors once they leave the thread; these are. */
function guarded<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw new Error(`SQLite: ${(cause as Error).message}`);
  }
}
