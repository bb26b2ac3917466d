import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import type { Connection } from "mongoose";
import { encode } from "../src/store/embedded/bson.js";
import { entriesOf } from "../src/store/embedded/entries.js";
import { keyOf } from "../src/store/embedded/keys.js";
import { pathOf } from "../src/store/embedded/paths.js";
import { member, rawDocument } from "../src/store/embedded/raw.js";
import { openStore } from "../src/store/store.js";
import type { BenchRow } from "./row.js";

interface Column {
  readonly _id: string;
  readonly channel: string;
  readonly at: number;
  readonly body: string;
}

const SMALL = 1_000;
const LARGE = 100_000;
const DOCS_PER_CHANNEL = 100;
const RANGE = 50;
const BATCH = 1_000;
const BULK_DOCS = 20_000;
/** About 4 KB with the other members. */
const BODY_BYTES = 3_900;
const ROUNDS = 60;
const CALLS_PER_ROUND = 45;
/** Rounds that are not counted. */
const WARM_UP = 4;

/** The store's figures of issue 2, as ratios of one run; takes under a minute, in a folder that is removed. */
export async function benchStore(): Promise<readonly BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  const store = await openStore({ mongodbUri: null, dataDir });
  try {
    const bulk = await bulkRatio(store.connection, dataDir);
    for (const count of [SMALL, LARGE]) await fill(store.connection, count);
    return [...(await readRatios(store.connection)), ...bulk];
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true });
  }
}

function columnOf(n: number): Column {
  const channel = `channel-${Math.floor(n / DOCS_PER_CHANNEL)}`;
  return { _id: `item_${n.toString(36).padStart(8, "0")}`, channel, at: n % DOCS_PER_CHANNEL, body: BODY };
}

const BODY = randomBytes(BODY_BYTES / 2).toString("hex");

function columns(connection: Connection, count: number) {
  return connection.collection<Column>(`columns_${count}`);
}

async function fill(connection: Connection, count: number): Promise<void> {
  const collection = columns(connection, count);
  await collection.createIndex({ channel: 1, at: 1 });
  for (let from = 0; from < count; from += BATCH)
    await collection.insertMany(Array.from({ length: BATCH }, (_, n) => columnOf(from + n)));
}

/** What is compared takes turns, and the median round counts: other work on the machine hits all of a round alike. */
async function readRatios(connection: Connection): Promise<BenchRow[]> {
  const db = connection.getClient().db();
  const one = (count: number) => columns(connection, count).findOne({ _id: columnOf(anyOf(count))._id });
  const range = (count: number) => {
    const channel = columnOf(anyOf(count)).channel;
    const found = columns(connection, count).find({ channel, at: { $gte: 25, $lt: 25 + RANGE } });
    return found.sort({ at: 1 }).toArray();
  };
  const times = await inTurns({
    ping: () => db.command({ ping: 1 }),
    oneOfFew: () => one(SMALL),
    oneOfMany: () => one(LARGE),
    rangeOfFew: () => range(SMALL),
    rangeOfMany: () => range(LARGE),
  });
  const atMost = (name: string, value: number, most: number): BenchRow => ({
    name,
    value,
    unit: "×",
    target: `≤ ${most}`,
    met: value <= most,
  });
  return [
    atMost("store: findOne by _id, 100,000 documents against 1,000", ratio(times.oneOfMany, times.oneOfFew), 1.3),
    atMost(
      "store: indexed range of 50, 100,000 documents against 1,000",
      ratio(times.rangeOfMany, times.rangeOfFew),
      1.3,
    ),
    atMost("store: findOne by _id against a ping", ratio(times.oneOfMany, times.ping), 3),
    { name: "store: ping", value: median(times.ping), unit: "µs" },
    { name: "store: findOne by _id of 100,000", value: median(times.oneOfMany), unit: "µs" },
    { name: "store: indexed range of 50 of 100,000", value: median(times.rangeOfMany), unit: "µs" },
  ];
}

function anyOf(count: number): number {
  return Math.floor(Math.random() * count);
}

/** Microseconds of one call of each, for every round; they go there and back, so that none always follows another. */
async function inTurns<Name extends string>(acts: Readonly<Record<Name, () => Promise<unknown>>>) {
  const names = Object.keys(acts) as Name[];
  const rounds = Object.fromEntries(names.map((name): [string, number[]] => [name, []])) as Record<Name, number[]>;
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const calls = name.startsWith("range") ? CALLS_PER_ROUND / 3 : CALLS_PER_ROUND;
      const began = performance.now();
      for (let call = 0; call < calls; call++) await acts[name]();
      if (round >= WARM_UP) rounds[name].push(((performance.now() - began) * 1_000) / calls);
    }
  }
  return rounds;
}

/** The median of the rounds' own ratios. */
function ratio(times: readonly number[], others: readonly number[]): number {
  return median(times.map((time, round) => time / (others[round] ?? Number.NaN)));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** The same documents, keys and transactions: through driver and store, and by the binding alone. */
async function bulkRatio(connection: Connection, dataDir: string): Promise<BenchRow[]> {
  const raw = rawStore(join(dataDir, "raw.db"));
  const collection = connection.collection<Column>("bulk");
  await collection.createIndex({ channel: 1, at: 1 });
  const spent = { store: [] as number[], raw: [] as number[] };
  for (let from = 0; from < BULK_DOCS; from += BATCH) {
    const docs = Array.from({ length: BATCH }, (_, n) => columnOf(from + n));
    const rows = docs.map(raw.rowOf);
    const began = performance.now();
    await collection.insertMany(docs);
    const between = performance.now();
    raw.insert(rows);
    spent.store.push(between - began);
    spent.raw.push(performance.now() - between);
  }
  raw.close();
  const rate = ratio(spent.raw, spent.store);
  const perSecond = (times: readonly number[]) => BATCH / (median(times) / 1_000);
  return [
    {
      name: "store: bulk inserts against the raw binding",
      value: rate,
      unit: "×",
      target: "≥ 0.3",
      met: rate >= 0.3,
    },
    { name: "store: bulk inserts", value: perSecond(spent.store), unit: "documents/s" },
    { name: "store: bulk inserts by the raw binding", value: perSecond(spent.raw), unit: "documents/s" },
  ];
}

type RawRow = readonly [Buffer, Buffer, Buffer];

/** The store's tables without the store. */
function rawStore(file: string) {
  const database = new Database(file);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"])
    database.exec(`PRAGMA ${pragma}`);
  database.exec("CREATE TABLE c (rid INTEGER PRIMARY KEY, idk BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)");
  database.exec("CREATE TABLE x (k BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (k, rid)) WITHOUT ROWID");
  const doc = database.prepare("INSERT INTO c (rid, idk, doc) VALUES (?, ?, ?)");
  const key = database.prepare("INSERT INTO x (k, rid) VALUES (?, ?)");
  const fields = [pathOf("channel"), pathOf("at")].map((path) => ({ path, direction: 1 as const }));
  let rid = 0;
  return {
    rowOf: (column: Column): RawRow => {
      const bytes = encode({ ...column });
      const document = rawDocument(bytes);
      const [entry = bytes] = entriesOf(fields, false, document).keys;
      return [keyOf(member(document, Buffer.from("_id"))), bytes, entry];
    },
    insert: (rows: readonly RawRow[]): void => {
      database.exec("BEGIN IMMEDIATE");
      for (const [id, bytes, entry] of rows) {
        rid++;
        doc.run([rid, id, bytes]);
        key.run([entry, rid]);
      }
      database.exec("COMMIT");
    },
    close: () => database.close(),
  };
}
