import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore, type Store } from "../../src/store/store.js";
import type { Row } from "./model.js";
import { spawned, temporaryFolder } from "./spawned.js";

async function eventually<T>(act: () => Promise<T>): Promise<T> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function said({ connection }: Store) {
  return connection.collection<Row>("said");
}

describe("several processes on one data folder", () => {
  // Processes are started, killed and waited for; on a busy machine each of that takes seconds.
  let folder = temporaryFolder();
  const open = () => openStore({ mongodbUri: null, dataDir: folder.path });

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => folder.remove());

  it("share the store of the first one", async () => {
    const { child, exited } = await spawned("serve", folder.path, "first");
    const store = await open();
    await said(store).insertOne({ _id: "second" });
    child.stdin?.write("close\n");
    assert.equal(await exited, 0);
    await eventually(() => store.ping());
    assert.deepEqual(
      (await said(store).find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
      ["closing first", "second"],
    );
    await store.close();
  });

  it("go on with the second where the first is killed, on the same connection", async () => {
    const { child, exited } = await spawned("serve", folder.path);
    const store = await open();
    await said(store).insertOne({ _id: "before" });
    child.kill("SIGKILL");
    await exited;
    await eventually(() => said(store).insertOne({ _id: "after" }));
    assert.equal(await said(store).countDocuments({}), 2);
    await store.close();
  });

  it("lose nothing that was acknowledged to 16 writers of the second where the first is killed", async () => {
    const { child, exited } = await spawned("serve", folder.path);
    const store = await open();
    const acknowledged: string[] = [];
    let isOver = false;
    const write = async (writer: number): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const _id = `${writer}/${n}`;
        // What fails while nobody serves is written under the next key: it may be there, or not.
        await said(store)
          .insertOne({ _id })
          .then(() => acknowledged.push(_id))
          .catch(() => new Promise((resolve) => setTimeout(resolve, 20)));
      }
    };
    const writers = Array.from({ length: 16 }, (_, writer) => write(writer));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = acknowledged.length;
    child.kill("SIGKILL");
    await exited;
    await eventually(() => said(store).insertOne({ _id: "after" }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    isOver = true;
    await Promise.all(writers);
    const there = new Set((await said(store).find({}).toArray()).map(({ _id }) => _id));
    assert.deepEqual(
      acknowledged.filter((_id) => !there.has(_id)),
      [],
    );
    assert.ok(before > 0 && acknowledged.length > before);
    await store.close();
  });

  it("agree on one of two where both want to take over", async () => {
    const first = await spawned("serve", folder.path, "first");
    const store = await open();
    const other = await spawned("serve", folder.path, "other");
    first.child.kill("SIGKILL");
    await first.exited;
    await eventually(() => said(store).insertOne({ _id: "mine" }));
    other.child.stdin?.write("close\n");
    assert.equal(await other.exited, 0);
    await eventually(() => store.ping());
    assert.deepEqual(
      (await said(store).find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
      ["closing other", "mine"],
    );
    await store.close();
  });

  it("end by themselves once they have closed the store", async () => {
    const { exited, lines } = await spawned("open and close", folder.path);
    assert.equal(await exited, 0);
    assert.deepEqual(lines, ["closed"]);
  });

  it("do not go on without the store's thread", async () => {
    const { exited, errors } = await spawned("lose the thread", folder.path);
    assert.equal(await exited, 1);
    assert.match(errors(), /the embedded store in .*imprimatur\.db has failed: its thread ended with code 1/u);
  });

  it("may close the store and open it again", async () => {
    for (let n = 0; n < 3; n++) {
      const store = await open();
      assert.equal(await said(store).countDocuments({}), n);
      await said(store).insertOne({ _id: n });
      await store.close();
    }
  });

  it("say which file it is where the database cannot be read", async () => {
    const store = await open();
    await store.close();
    writeFileSync(
      join(folder.path, "store", "imprimatur.db"),
      "this is no database, and long enough to tell".repeat(40),
    );
    await assert.rejects(open(), /the embedded store in .*imprimatur\.db has failed: .*not a database/su);
  });
});
