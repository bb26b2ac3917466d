import { calculateObjectSize } from "bson";
import type { Model } from "mongoose";
import { DomainError } from "../../domain/error.js";

/** Rows of a page where nobody asks for another number, and the most that may be asked for. */
export const DEFAULT_PAGE_ROWS = 50;
export const MAX_PAGE_ROWS = 200;
/** A page ends before the row that would take it past so much, as stored; one row alone may be larger. */
export const MAX_PAGE_BYTES = 2_000_000;
/** Rows are counted so far and no further: beyond it a list says “more than”. */
export const MAX_COUNTED_ROWS = 1_000;

/** Which page of a list is asked for. */
export interface PageQuery {
  /** The `next` of the page before; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

export const FIRST_PAGE: PageQuery = { after: null, limit: DEFAULT_PAGE_ROWS };

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** What to pass as `after` for the next page; null where this is the last. */
  readonly next: string | null;
}

/**
 * The order of a list: members that never change while a row belongs to the list, the last of them unique. A page then
 * begins after the last row of the one before by what that row is, and not by how many were before it: acts between two
 * pages neither skip a row nor show one twice. An index holds the filter's members and then these.
 */
export type Order = readonly (readonly [member: string, direction: 1 | -1])[];

/** Oldest first, for ids that are in order of time; else merely the same each time. */
export const BY_ID: Order = [["_id", 1]];
export const BY_ID_LATEST_FIRST: Order = [["_id", -1]];

type Filter = Readonly<Record<string, unknown>>;
type Key = readonly (string | number)[];

/**
 * One page of the documents that meet the filter: it ends by rows or by bytes, whichever is first.
 *
 * @throws DomainError `input.invalid` for an `after` that no page of such a list gave.
 */
export async function pageOf<Doc>(
  model: Model<Doc>,
  filter: Filter,
  order: Order,
  { after, limit }: PageQuery,
): Promise<Page<Doc>> {
  const rows: Doc[] = [];
  let bytes = 0;
  for (const place of after === null ? [{}] : placesAfter(order, keyIn(after, order.length))) {
    const found = model.collection
      .find({ $and: [filter, place] } as never)
      .sort(Object.fromEntries(order))
      .limit(limit + 1 - rows.length);
    for await (const doc of found) {
      bytes += calculateObjectSize(doc);
      const last = rows.at(-1);
      if (last !== undefined && (rows.length === limit || bytes > MAX_PAGE_BYTES))
        return { rows, next: cursorAt(order.map(([member]) => valueAt(last, member))) };
      rows.push(doc as unknown as Doc);
    }
  }
  return { rows, next: null };
}

/** One page of what is in memory anyway, being few, in order of its ids. */
export function pageAmong<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { after, limit }: PageQuery,
): Page<Row> {
  const [key] = after === null ? [] : keyIn(after, 1);
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const left = key === undefined ? sorted : sorted.filter(({ id }) => id > String(key));
  const last = left.length > limit ? left[limit - 1] : undefined;
  return { rows: left.slice(0, limit), next: last === undefined ? null : cursorAt([last.id]) };
}

/** The same page with its rows told in other words. */
export function told<Row, Other>({ rows, next }: Page<Row>, tell: (row: Row) => Other): Page<Other> {
  return { rows: rows.map(tell), next };
}

/** Every row of a list, page by page, for what works through a list and does not show it. */
export async function* everyPage<Row>(
  read: (query: PageQuery) => Promise<Page<Row>>,
  limit = MAX_PAGE_ROWS,
): AsyncGenerator<readonly Row[]> {
  for (let after: string | null = null; ; ) {
    const { rows, next }: Page<Row> = await read({ after, limit });
    if (rows.length > 0) yield rows;
    if (next === null) return;
    after = next;
  }
}

/** How many documents meet the filter, and `MAX_COUNTED_ROWS + 1` where they are more. */
export function countUpTo<Doc>(model: Model<Doc>, filter: Filter): Promise<number> {
  return model.countDocuments(filter as never, { limit: MAX_COUNTED_ROWS + 1 });
}

/** What `after` says of a row that has this key. */
export function cursorAt(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** The stretches behind a key, in order: each is one range of an index whose first members are given. */
function placesAfter(order: Order, key: Key): readonly Filter[] {
  return order
    .map(([member, direction], at) => ({
      ...Object.fromEntries(order.slice(0, at).map(([before], index) => [before, key[index]])),
      [member]: { [direction === 1 ? "$gt" : "$lt"]: key[at] },
    }))
    .reverse();
}

/** Only texts and numbers: what somebody makes up never becomes an operator of a query. */
function keyIn(after: string, length: number): Key {
  const isPart = (part: unknown) => typeof part === "string" || Number.isSafeInteger(part);
  const key = jsonIn(Buffer.from(after, "base64url").toString());
  if (Array.isArray(key) && key.length === length && key.every(isPart)) return key as Key;
  throw new DomainError("input.invalid", "There is no such page; follow the links from the first one.");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function valueAt(doc: unknown, member: string): string | number {
  return member
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], doc) as string | number;
}
