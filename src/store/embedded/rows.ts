import type { Row, Sqlite } from "./sqlite.js";

/**
 * So many rows are written, or keys looked up, by one statement: a call of the binding costs more than SQLite's work on a
 * row. Each size is prepared once.
 */
const SIZES = [64, 16, 4, 1] as const;

/** A table and its columns, as an INSERT names them. */
export interface RowsOf {
  readonly table: string;
  readonly columns: readonly string[];
}

export function insertRows(sqlite: Sqlite, { table, columns }: RowsOf, rows: readonly (readonly unknown[])[]): void {
  const marks = `(${columns.map(() => "?").join(", ")})`;
  for (const some of inSizes(rows)) {
    const values = Array.from(some, () => marks).join(", ");
    sqlite.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES ${values}`).run(...some.flat());
  }
}

/** @param text the query for so many keys, given their marks; its rows are returned in its order, some keys after others. */
export function* lookUp(sqlite: Sqlite, text: (marks: string) => string, keys: readonly Buffer[]): Generator<Row> {
  for (const some of inSizes(keys)) {
    const marks = Array.from(some, () => "?").join(", ");
    yield* sqlite.prepare(text(marks)).all(...some);
  }
}

export function* inSizes<T>(list: readonly T[]): Generator<readonly T[]> {
  let from = 0;
  for (const size of SIZES) {
    for (; list.length - from >= size; from += size) yield list.slice(from, from + size);
  }
}
