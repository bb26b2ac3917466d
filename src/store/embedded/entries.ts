import { Fault } from "./fault.js";
import { EMPTY_ARRAY, inverted, type Keyed, keyOf } from "./keys.js";
import type { Path } from "./paths.js";
import { itemsOf, member, TYPE, type Value } from "./raw.js";

/** One field of an index or a sort. */
export interface Field {
  readonly path: Path;
  readonly direction: 1 | -1;
}

/** The keys of a document for some fields, without doubles, and at which of the fields it had an array. */
export interface Entries {
  readonly keys: readonly Buffer[];
  readonly multikey: readonly boolean[];
}

/** How far one field has been followed into a document. */
interface Column {
  readonly names: readonly Buffer[];
  readonly at: number;
  readonly done: boolean;
  readonly value: Keyed;
}

/**
 * The keys of a document, as MongoDB's key generator makes them: one for each element of an array, fields below the same
 * array taken together from one element.
 *
 * @param sparse leaves out keys of which every field is missing.
 * @throws Fault 171 where two fields lie in different arrays.
 */
export function entriesOf(fields: readonly Field[], sparse: boolean, document: Value): Entries {
  const multikey = fields.map(() => false);
  const rows = rowsOf(fields, document, multikey);
  const wanted = sparse ? rows.filter((row) => row.some((value) => value !== undefined)) : rows;
  if (wanted.length === 1 && wanted[0] !== undefined) return { keys: [rowKey(fields, wanted[0])], multikey };
  const keys = wanted.map((row) => rowKey(fields, row));
  return { keys: [...new Map(keys.map((key) => [key.toString("latin1"), key])).values()], multikey };
}

/** Which values of a document one of its keys was made of, to show what clashed. */
export function valuesOfKey(fields: readonly Field[], document: Value, key: Buffer): readonly Keyed[] {
  const rows = rowsOf(fields, document, []);
  return rows.find((row) => rowKey(fields, row).equals(key)) ?? [];
}

function rowsOf(fields: readonly Field[], document: Value, multikey: boolean[]): readonly (readonly Keyed[])[] {
  const columns = fields.map(({ path }) => ({ names: path.names, at: 0, done: false, value: undefined }));
  const rows: (readonly Keyed[])[] = [];
  expand(document, columns, multikey, rows);
  return rows;
}

function rowKey(fields: readonly Field[], row: readonly Keyed[]): Buffer {
  const parts = fields.map(({ direction }, index) => {
    const key = keyOf(row[index]);
    return direction === 1 ? key : inverted(key);
  });
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function expand(document: Value | null, columns: readonly Column[], multikey: boolean[], rows: (readonly Keyed[])[]) {
  let array: Value | undefined;
  const inArray: number[] = [];
  const followed = columns.map((column, index) => {
    if (column.done) return column;
    const next = follow(document, column);
    if (next.done || next.value === undefined || next.value === EMPTY_ARRAY) return next;
    if (array !== undefined && array.at !== next.value.at)
      throw new Fault(171, "CannotIndexParallelArrays", "cannot index parallel arrays");
    array = next.value;
    inArray.push(index);
    multikey[index] = true;
    return next;
  });
  if (array === undefined) {
    rows.push(followed.map(({ value }) => value));
    return;
  }
  const items = itemsOf(array);
  for (const item of items.length === 0 ? EMPTY_ITEMS : items) {
    const below = followed.map((column, index) => (inArray.includes(index) ? entered(column, item) : column));
    expand(item !== EMPTY_ARRAY && item.type === TYPE.document ? item : null, below, multikey, rows);
  }
}

const EMPTY_ITEMS = [EMPTY_ARRAY] as const;

function entered(column: Column, item: Keyed): Column {
  const ends = column.at === column.names.length;
  return { ...column, done: ends, value: ends ? item : undefined };
}

/** Goes down through documents until the path's end, or an array, or where nothing is. */
function follow(document: Value | null, column: Column): Column {
  let place = document;
  for (let at = column.at; ; at++) {
    const name = column.names[at];
    const next = place === null || name === undefined ? undefined : member(place, name);
    if (next === undefined) return { ...column, done: true, value: undefined };
    const ends = at + 1 === column.names.length;
    if (next.type === TYPE.array) return { ...column, at: at + 1, value: next };
    if (ends) return { ...column, done: true, value: next };
    place = next.type === TYPE.document ? next : null;
  }
}
