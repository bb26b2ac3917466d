import assert from "node:assert/strict";
import { ConfigError, readConfig } from "../../src/config.js";
import { placesIn } from "../../src/store/embedded/place.js";
import { patientCommand } from "../../src/store/patientConnection.js";
import { openStore, type Store } from "../../src/store/store.js";
import type { Row } from "./model.js";
import { temporaryFolder } from "./spawned.js";

const REFUSED = [
  "w=0",
  "w=1",
  "w=3",
  "w=oneOfTheTags",
  "W=1",
  "j=false",
  "journal=false",
  "wtimeoutMS=500",
  "wtimeout=500",
  "readPreference=secondary",
  "readPreference=primaryPreferred",
  "readPreference=nearest",
  "readPreferenceTags=dc:east",
  "maxStalenessSeconds=120",
  "readConcernLevel=local",
  "readConcernLevel=available",
  "readConcernLevel=snapshot",
];

const TAKEN = [
  "mongodb://db.example/imprimatur",
  "mongodb+srv://db.example/imprimatur",
  "mongodb://db.example/imprimatur?replicaSet=rs0&tls=true&retryWrites=false&authSource=admin",
  "mongodb://db.example/?w=majority&journal=true&readPreference=primary&readConcernLevel=majority",
  "mongodb://db.example/?w=majority&j=TRUE&wtimeoutMS=0",
];

describe("MONGODB_URI", () => {
  for (const option of REFUSED) {
    it(`is refused by name with ${option}`, () => {
      const uri = `mongodb://ada:secret@db.example/imprimatur?replicaSet=rs0&${option}`;
      const name = option.slice(0, option.indexOf("="));
      assert.throws(
        () => readConfig({ MONGODB_URI: uri }),
        (error) => error instanceof ConfigError && error.message.includes(name) && !error.message.includes("secret"),
      );
    });
  }
  for (const uri of TAKEN) {
    it(`may be ${uri}`, () => {
      assert.equal(readConfig({ MONGODB_URI: uri }).mongodbUri, uri);
    });
  }
});

describe("what is acknowledged", () => {
  const folder = temporaryFolder();
  let embedded: Store;
  let store: Store;
  const sent: Record<string, unknown>[] = [];

  before(async () => {
    embedded = await openStore({ mongodbUri: null, dataDir: folder.path });
    const socket = encodeURIComponent(placesIn(folder.path).socketPath);
    store = await openStore({ mongodbUri: `mongodb://${socket}/kept?monitorCommands=true`, dataDir: folder.path });
    store.connection.getClient().on("commandStarted", ({ command }) => sent.push(command));
  });
  after(async () => {
    await store.close();
    await embedded.close();
    folder.remove();
  });

  it("is kept by a majority and in the journal, and read from the primary, whatever is done", async () => {
    const rows = store.connection.collection<Row>("rows");
    await rows.insertOne({ _id: 1 });
    await rows.insertMany([{ _id: 2 }, { _id: 3 }]);
    await rows.updateOne({ _id: 1 }, { $set: { a: 1 } });
    await rows.replaceOne({ _id: 1 }, { a: 2 } as never);
    await rows.bulkWrite([{ deleteOne: { filter: { _id: 2 } } }]);
    await rows.findOneAndUpdate({ _id: 3 }, { $set: { a: 3 } });
    await rows.deleteOne({ _id: 3 });
    await patientCommand(store.connection, { insert: "rows", documents: [{ _id: 4 }] });
    const written = sent.splice(0);
    assert.ok(written.length >= 8);
    for (const { writeConcern } of written) assert.equal(JSON.stringify(writeConcern), '{"w":"majority","j":true}');
    await rows.findOne({ _id: 1 });
    await rows.find({}).toArray();
    await rows.countDocuments({});
    await patientCommand(store.connection, { find: "rows", filter: { _id: 4 }, limit: 1, singleBatch: true });
    for (const command of sent) {
      assert.equal(JSON.stringify(command.readConcern), '{"level":"majority"}');
      assert.equal((command.$readPreference as { mode?: string } | undefined)?.mode ?? "primary", "primary");
    }
    assert.equal(sent.length, 4);
  });
});
