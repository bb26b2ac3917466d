import assert from "node:assert/strict";
import { join } from "node:path";
import Database from "libsql";
import { openStore, type Store } from "../../src/store/store.js";
import { rounds, runs } from "../runs.js";
import type { Row } from "./model.js";
import { spawned, temporaryFolder } from "./spawned.js";

const KILLS = runs(4);
/** A kill comes after so many acknowledged writes, at most. */
const MAX_WRITES = 400;

describe("the embedded store under SIGKILL", () => {
  it(`loses no acknowledged write of 16 writers in ${KILLS} kills, and its indexes stay true`, async () => {
    const folder = temporaryFolder();
    const acknowledged: string[] = [];
    for (const round of rounds(KILLS, "kills")) {
      const { child, lines, said, exited } = await spawned("write", folder.path, String(round));
      await said(2 + Math.floor(Math.random() * MAX_WRITES));
      child.kill("SIGKILL");
      await exited;
      acknowledged.push(...lines.filter((line) => line !== "ready"));
    }
    assert.ok(acknowledged.length >= KILLS);
    const store = await openStore({ mongodbUri: null, dataDir: folder.path });
    await requireAll(store, acknowledged);
    await requireTrueIndexes(store);
    await store.close();
    const database = new Database(join(folder.path, "store", "imprimatur.db"));
    assert.deepEqual(database.prepare("PRAGMA integrity_check").raw(true).all([]), [["ok"]]);
    database.close();
    folder.remove();
  });
});

async function requireAll({ connection }: Store, acknowledged: readonly string[]): Promise<void> {
  const docs = await connection.collection<Row>("acknowledged").find({}).toArray();
  const states = new Map(docs.map(({ _id, state }) => [String(_id), state]));
  const lost = acknowledged.filter((line) => {
    const [act, id = ""] = line.split(" ");
    return act === "inserted" ? !states.has(id) : states.get(id) !== "changed";
  });
  assert.deepEqual(lost, []);
}

/** Every document is found by its keys, and the indexes hold nothing else. */
async function requireTrueIndexes({ connection }: Store): Promise<void> {
  const collection = connection.collection<Row>("acknowledged");
  const docs = await collection.find({}).toArray();
  const keys = docs.map(({ key }) => key);
  assert.equal(await collection.countDocuments({ key: { $in: keys } }), docs.length);
  assert.equal(await collection.countDocuments({ key: { $gte: "" } }), docs.length);
  for (let writer = 0; writer < 16; writer++) {
    const own = docs.filter(({ tags }) => (tags as string[]).includes(`w${writer}`));
    assert.equal(await collection.countDocuments({ tags: `w${writer}` }), own.length);
    const changed = own.filter(({ state }) => state === "changed").length;
    assert.equal(await collection.countDocuments({ tags: `w${writer}`, state: "changed" }), changed);
  }
}
