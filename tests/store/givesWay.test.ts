import assert from "node:assert/strict";
import { join } from "node:path";
import { openEngine } from "../../src/store/embedded/engine.js";
import { serve } from "../../src/store/embedded/server.js";
import { openStore } from "../../src/store/store.js";
import type { Row } from "./model.js";
import { temporaryFolder } from "./spawned.js";

const DOCUMENTS = 10_000;
/** Far fewer than the pauses of one search through all documents. */
const FEWEST_HEARTBEATS = 5;

describe("a search that reads every document", () => {
  const folder = temporaryFolder();
  /** Served in this thread, so that the order of what happens is the event loop's alone. */
  const opened = async () => {
    const engine = openEngine(join(folder.path, "gives-way.db"));
    const socket = join(folder.path, "gives-way.sock");
    const server = await serve(engine, socket);
    const mongodbUri = `mongodb://${encodeURIComponent(socket)}/gives?serverMonitoringMode=poll`;
    const store = await openStore({ mongodbUri, dataDir: folder.path });
    return { engine, server, store };
  };
  let served: Awaited<ReturnType<typeof opened>>;
  const rows = () => served.store.connection.collection<Row>("rows");

  before(async () => {
    served = await opened();
    await rows().insertMany(Array.from({ length: DOCUMENTS }, (_, _id) => ({ _id, n: _id % 7 })));
    await Promise.all([served.store.ping(), served.store.ping()]);
  });
  after(async () => {
    await served.store.close();
    await served.server.close();
    await served.engine.close();
    folder.remove();
  });

  /** Heartbeats that were answered, one after another, while something went on. */
  const heartbeatsDuring = async (work: Promise<unknown>): Promise<number> => {
    let [isOver, heartbeats] = [false, 0];
    const over = work.finally(() => {
      isOver = true;
    });
    for (;;) {
      await served.store.ping();
      if (isOver) break;
      heartbeats++;
    }
    await over;
    return heartbeats;
  };

  const searches: Readonly<Record<string, () => Promise<unknown>>> = {
    "finds nothing": () => rows().find({ missing: 1 }).toArray(),
    "is sorted by what no index has": () => rows().find({}).sort({ n: 1 }).limit(1).toArray(),
    counts: () => rows().countDocuments({ missing: null, n: 3 }),
  };
  for (const [what, search] of Object.entries(searches)) {
    it(`lets heartbeats through: one that ${what}`, async () => {
      assert.ok((await heartbeatsDuring(search())) >= FEWEST_HEARTBEATS);
    });
  }

  it("ends in words where its collection is dropped meanwhile, and the store goes on", async () => {
    const search = rows().find({ missing: 1 }).toArray();
    await served.store.connection.db?.collection("rows").drop();
    await assert.rejects(search, { codeName: "QueryPlanKilled" });
    await served.store.ping();
  });
});
