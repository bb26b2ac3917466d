import assert from "node:assert/strict";
import { connect } from "node:net";
import fc from "fast-check";
import mongoose from "mongoose";
import { placesIn } from "../../src/store/embedded/place.js";
import { openStore, type Store } from "../../src/store/store.js";
import { runs } from "../runs.js";
import { temporaryFolder } from "./spawned.js";

const OP_MSG = 2013;

function message(doc: Record<string, unknown>, opcode = OP_MSG): Buffer {
  const body = mongoose.mongo.BSON.serialize(doc);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, body]);
}

describe("the embedded store on the wire", () => {
  const folder = temporaryFolder();
  let store: Store | undefined;

  before(async () => {
    store = await openStore({ mongodbUri: null, dataDir: folder.path });
  });

  after(async () => {
    await store?.close();
    folder.remove();
  });

  /** Sends bytes, in two parts; what came back first, or nothing where the store closed. After the last nothing follows. */
  const send = (bytes: Buffer, isLast = false): Promise<{ readonly answer: Buffer; readonly closed: boolean }> =>
    new Promise((resolve) => {
      const socket = connect(placesIn(folder.path).socketPath);
      const chunks: Buffer[] = [];
      const settle = (closed: boolean) => {
        socket.destroy();
        resolve({ answer: Buffer.concat(chunks), closed });
      };
      socket.on("error", () => settle(true));
      socket.on("close", () => settle(true));
      socket.on("data", (chunk) => {
        chunks.push(chunk);
        settle(false);
      });
      socket.write(bytes.subarray(0, bytes.length >> 1));
      setImmediate(() => socket[isLast ? "end" : "write"](bytes.subarray(bytes.length >> 1)));
    });

  it("answers a message that comes in parts", async () => {
    const { answer } = await send(message({ ping: 1, $db: "admin" }));
    assert.equal(answer.readInt32LE(8), 7);
    assert.deepEqual(mongoose.mongo.BSON.deserialize(answer.subarray(21)), { ok: 1 });
  });

  it("ends a connection that sends what is not the protocol, and goes on for the others", async () => {
    const sound = message({ ping: 1, $db: "admin" });
    const tooLong = Buffer.from(sound);
    tooLong.writeInt32LE(48_000_001, 0);
    const tooShort = Buffer.from(sound);
    tooShort.writeInt32LE(3, 0);
    for (const bytes of [Buffer.from("GET / HTTP/1.1\r\n\r\n"), tooLong, tooShort, message({ ping: 1 }, 2012)])
      assert.deepEqual(await send(bytes), { answer: Buffer.alloc(0), closed: true });
    await store?.ping();
  });

  it("survives messages with any bytes changed", async () => {
    const doc = { _id: "x", a: [1, { b: "text" }], c: new Date(0), d: 1.5 };
    const sound = message({ insert: "garbled", documents: [doc], ordered: true, $db: "imprimatur" });
    const change = fc.tuple(fc.integer({ min: 16, max: sound.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        await send(bytes, true);
        await store?.ping();
      }),
      { numRuns: runs(60) },
    );
    await store?.connection.collection("garbled").find({}).toArray();
  });

  it("refuses a document that is nested too deep", async () => {
    let deep: Record<string, unknown> = {};
    for (let depth = 0; depth < 300; depth++) deep = { deep };
    const outcome = store?.connection.collection("garbled").insertOne({ deep });
    await assert.rejects(outcome ?? Promise.resolve());
    await store?.ping();
  });
});
