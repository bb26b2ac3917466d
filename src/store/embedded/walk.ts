import type { Collection } from "./catalog.js";
import type { Plan } from "./plan.js";
import { inSizes } from "./rows.js";
import type { Row, Sqlite } from "./sqlite.js";
import type { Stretch } from "./stretch.js";

/** A stored document and its place. */
export interface Stored {
  readonly rid: number;
  readonly bytes: Buffer;
}

/** Rows read from SQLite at a time: few at first, then as many as are about so large together. */
const FIRST_ROWS = 16;
const MORE_ROWS = 256;
const CHUNK_BYTES = 2 ** 20;

/**
 * Documents of a plan's stretches in its direction, read in chunks of which each begins after the last row of the one
 * before.
 *
 * @param enough how many will be asked for, 0 where that is not known.
 */
export function* walkAll(sqlite: Sqlite, collection: Collection, plan: Plan, enough: number): Generator<Stored> {
  const stretches = plan.backwards ? [...plan.stretches].reverse() : plan.stretches;
  const [only] = stretches;
  if (plan.points && stretches.length === 1 && only !== undefined) {
    yield* point(sqlite, collection, only);
    return;
  }
  if (plan.wholeKeys && !plan.backwards && (plan.points || stretches.length > 1)) {
    yield* atKeys(
      sqlite,
      collection,
      plan,
      stretches.map(({ from }) => from),
    );
    return;
  }
  for (const stretch of stretches) {
    yield* plan.kind === "scan"
      ? inOrderOfArrival(sqlite, collection)
      : inOrderOfKeys(sqlite, collection, plan, stretch, enough);
  }
}

function point(sqlite: Sqlite, { table }: Collection, { from }: Stretch): readonly Stored[] {
  const row = sqlite.prepare(`SELECT rid, doc FROM c${table} WHERE idk = ?`).get(from);
  return row === undefined ? [] : [{ rid: Number(row[0]), bytes: row[1] as Buffer }];
}

/** Documents at single keys, many keys asked about at once. */
function* atKeys(sqlite: Sqlite, collection: Collection, plan: Plan, keys: readonly Buffer[]): Generator<Stored> {
  const { rows, key, rid } = placesIn(collection, plan);
  const order = `ORDER BY ${key}, ${rid} LIMIT ${MORE_ROWS}`;
  for (const some of inSizes(keys)) {
    const at = `${rows} WHERE ${key} IN (${Array.from(some, () => "?").join(", ")})`;
    let chunk = sqlite.prepare(`${at} ${order}`).all(...some);
    for (;;) {
      for (const [, place, doc] of chunk) yield { rid: Number(place), bytes: doc as Buffer };
      const last = chunk.at(-1);
      if (last === undefined || chunk.length < MORE_ROWS) break;
      chunk = sqlite.prepare(`${at} AND (${key}, ${rid}) > (?, ?) ${order}`).all(...some, last[0], last[1]);
    }
  }
}

function* inOrderOfArrival(sqlite: Sqlite, { table }: Collection): Generator<Stored> {
  const statement = sqlite.prepare(`SELECT rid, doc FROM c${table} WHERE rid > ? ORDER BY rid LIMIT ?`);
  let rows = FIRST_ROWS;
  for (let last = 0; ; ) {
    const chunk = statement.all(last, rows);
    for (const [rid, doc] of chunk) yield { rid: Number(rid), bytes: doc as Buffer };
    if (chunk.length < rows) return;
    last = Number(chunk.at(-1)?.[0]);
    rows = rowsAfter(chunk);
  }
}

/** How many rows to read next, where the document is the last column of those read now. */
function rowsAfter(chunk: readonly Row[]): number {
  const bytes = chunk.reduce((sum, row) => sum + (row.at(-1) as Buffer).length, 0);
  return Math.max(1, Math.min(MORE_ROWS, 4 * chunk.length, Math.floor((CHUNK_BYTES * chunk.length) / bytes)));
}

function* inOrderOfKeys(
  sqlite: Sqlite,
  collection: Collection,
  plan: Plan,
  { from, to }: Stretch,
  enough: number,
): Generator<Stored> {
  const texts = textsFor(collection, plan, to !== null);
  const upper = to === null ? [] : [to];
  let rows = enough > 0 && enough < MORE_ROWS ? enough : FIRST_ROWS;
  let chunk = sqlite.prepare(texts.first).all(from, ...upper, rows);
  for (;;) {
    for (const [, rid, doc] of chunk) yield { rid: Number(rid), bytes: doc as Buffer };
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < rows) return;
    rows = rowsAfter(chunk);
    const next = sqlite.prepare(texts.next);
    chunk = plan.backwards ? next.all(from, last[0], last[1], rows) : next.all(last[0], last[1], ...upper, rows);
  }
}

/** Rows of (key, rid, document): the first ones of a stretch, and those after a row. */
function textsFor(collection: Collection, plan: Plan, isBounded: boolean) {
  const { rows, key, rid } = placesIn(collection, plan);
  const order = plan.backwards ? "DESC" : "ASC";
  const upper = isBounded ? ` AND ${key} < ?` : "";
  const tail = ` ORDER BY ${key} ${order}, ${rid} ${order} LIMIT ?`;
  const next = plan.backwards ? `${key} >= ? AND (${key}, ${rid}) < (?, ?)` : `(${key}, ${rid}) > (?, ?)${upper}`;
  return { first: `${rows} WHERE ${key} >= ?${upper}${tail}`, next: `${rows} WHERE ${next}${tail}` };
}

function placesIn({ table }: Collection, { index }: Plan) {
  if (index === null)
    return { rows: `SELECT c.idk, c.rid, c.doc FROM c${table} c`, key: "c.idk", rid: "c.rid" } as const;
  const rows = `SELECT x.k, x.rid, c.doc FROM x${index.table} x JOIN c${table} c ON c.rid = x.rid`;
  return { rows, key: "x.k", rid: "x.rid" } as const;
}
