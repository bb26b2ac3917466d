import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { placesIn } from "../../src/store/embedded/place.js";
import { openStore } from "../../src/store/store.js";
import { temporaryFolder } from "./spawned.js";

const ONLY_ITS_OWNER = 0o700;

describe("the place of the embedded store", () => {
  const folder = temporaryFolder();
  const long = join(folder.path, "a-data-folder-with-a-long-name".repeat(3), "and-another-below-it".repeat(3));

  after(() => {
    rmSync(dirname(placesIn(long).socketPath), { recursive: true, force: true });
    folder.remove();
  });

  it("is a folder that only its owner may enter, with a socket that only its owner may use", async () => {
    const store = await openStore({ mongodbUri: null, dataDir: folder.path });
    const { socketPath } = placesIn(folder.path);
    assert.equal(statSync(dirname(socketPath)).mode & 0o777, ONLY_ITS_OWNER);
    assert.equal(statSync(join(folder.path, "store")).mode & 0o777, ONLY_ITS_OWNER);
    assert.equal(statSync(socketPath).mode & 0o077, 0);
    await store.close();
  });

  it("is the same whether the data folder is given relative or absolute", () => {
    assert.deepEqual(placesIn(relative(process.cwd(), folder.path)), placesIn(folder.path));
  });

  it("is a short one where the path is too long for a socket, named in a file beside the database", async () => {
    const store = await openStore({ mongodbUri: null, dataDir: long });
    await store.ping();
    const { socketPath, databaseFile } = placesIn(long);
    assert.ok(Buffer.byteLength(socketPath) <= 103);
    assert.ok(databaseFile.length > 103);
    assert.equal(readFileSync(join(long, "store", "socket.path"), "utf8"), dirname(socketPath));
    assert.equal(statSync(dirname(socketPath)).mode & 0o777, ONLY_ITS_OWNER);
    const second = await openStore({ mongodbUri: null, dataDir: long });
    await second.ping();
    await second.close();
    await store.close();
  });

  it("is not a folder that somebody else has laid in the way", () => {
    const trap = join(folder.path, "trap");
    const elsewhere = join(folder.path, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, trap);
    const other = join(long, "other");
    mkdirSync(join(other, "store"), { recursive: true });
    writeFileSync(join(other, "store", "socket.path"), trap);
    assert.throws(() => placesIn(other), /not a folder of this user's/u);
  });
});
