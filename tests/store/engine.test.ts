import assert from "node:assert/strict";
import { join } from "node:path";
import mongoose from "mongoose";
import { type Engine, openEngine } from "../../src/store/embedded/engine.js";
import { rawDocument } from "../../src/store/embedded/raw.js";
import { temporaryFolder } from "./spawned.js";

describe("the engine's groups of writes", () => {
  let folder = temporaryFolder();
  let engine: Engine | undefined;
  const opened = (): Engine => {
    assert.ok(engine !== undefined);
    return engine;
  };
  const insert = (_id: number, body = "") => {
    opened()
      .table("db.rows")
      .insert(rawDocument(Buffer.from(mongoose.mongo.BSON.serialize({ _id, body }))));
    return _id;
  };
  const count = () => Number(opened().sqlite.prepare("SELECT count(*) FROM c1").get()?.[0]);

  beforeEach(() => {
    folder = temporaryFolder();
    engine = openEngine(join(folder.path, "test.db"), () => undefined, false, Number.POSITIVE_INFINITY);
  });

  afterEach(async () => {
    await engine?.close();
    folder.remove();
  });

  it("undo a write that fails within, and keep the others of the group", async () => {
    const outcomes = await Promise.allSettled([
      opened().write(() => insert(1)),
      opened().write(() => {
        insert(2);
        throw new TypeError("a mistake");
      }),
      opened().write(() => insert(3)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.equal(count(), 2);
  });

  it("acknowledge nothing where the disk is full, and go on when it no longer is", async () => {
    await opened().write(() => insert(1));
    opened().sqlite.exec("PRAGMA max_page_count = 40");
    const big = "x".repeat(20_000);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) => opened().write(() => insert(n + 2, big))),
    );
    const kept = outcomes.filter(({ status }) => status === "fulfilled").length;
    assert.ok(kept < 30);
    assert.equal(count(), kept + 1);
    opened().sqlite.exec("PRAGMA max_page_count = 100000");
    await opened().write(() => insert(100, big));
    assert.equal(count(), kept + 2);
  });

  it("read what other writes of the group have done, and only say so after the commit", async () => {
    let told = false;
    const first = opened().write(() => insert(1));
    const second = opened().write(() => {
      assert.equal(told, false);
      return count();
    });
    void first.then(() => {
      told = true;
    });
    assert.equal(await second, 1);
    assert.equal(told, true);
  });
});
