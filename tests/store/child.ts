import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Connection } from "mongoose";
import { openStore } from "../../src/store/store.js";
import type { Row } from "./model.js";

/**
 * A process of its own for the tests that kill one: `serve` waits for a line on its input and closes, `write` writes
 * until it is killed and says on its output what was acknowledged, one line each; `lose the thread` ends the store's
 * thread under the program.
 */

const WRITERS = 16;
const [, , task = "serve", dataDir = "data", round = "0"] = process.argv;

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function writeOn(connection: Connection, writer: number): Promise<void> {
  const collection = connection.collection<Row>("acknowledged");
  for (let n = 0; ; n++) {
    const _id = `${round}/${writer}/${n}`;
    const tags = [`w${writer}`, `r${round}`];
    await collection.insertOne({ _id, key: `key ${_id}`, tags, state: "new", body: "x".repeat(500) });
    say(`inserted ${_id}`);
    if (n % 3 !== 0) continue;
    await collection.updateOne({ _id }, { $set: { state: "changed", tags: [...tags, "changed"] } });
    say(`changed ${_id}`);
  }
}

/** The store's thread, which nothing outside of it can reach otherwise. */
let thread: Worker | undefined;
const { once } = Worker.prototype;
Worker.prototype.once = function remembering(this: Worker, ...given: Parameters<typeof once>) {
  thread = this;
  return once.apply(this, given);
} as typeof once;

const store = await openStore({ mongodbUri: null, dataDir });
if (task === "write") {
  const collection = store.connection.collection<Row>("acknowledged");
  await collection.createIndex({ key: 1 }, { unique: true });
  await collection.createIndex({ tags: 1, state: 1 });
  say("ready");
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOn(store.connection, writer)));
} else if (task === "serve") {
  say("ready");
  process.stdin.once("data", async () => {
    await store.connection.collection<Row>("said").insertOne({ _id: `closing ${round}` });
    await store.close();
    process.stdin.destroy();
  });
} else if (task === "lose the thread") {
  say("ready");
  await thread?.terminate();
  await new Promise(() => setInterval(() => undefined, 1_000));
} else {
  await store.close();
  say("closed");
}
