import { connect, createServer, type Socket } from "node:net";
import { writeReply } from "../../src/store/embedded/reply.js";
import { messageReader, readMessage } from "../../src/store/embedded/wire.js";

/** How the way to the store is: open, silent in both directions, or answered by a server that refuses with a code. */
type Way = "open" | "frozen" | { readonly code: number; readonly codeName: string };

/** A server that stands between a driver and a store, and can do to the store's answers what networks and elections do. */
export interface Between {
  /** As of a MongoDB. */
  readonly uri: string;
  /** Counts anew which commands are stopped: refused, or done and their answers held back; no heartbeats. */
  set(way: Way): void;
  /** Ends every connection at once, as a server does that dies; new ones are taken. */
  cut(): void;
  /** Resolves once so many commands were stopped. */
  stoppedMany(number: number): Promise<void>;
  close(): Promise<void>;
}

/** A connection of the driver's and the one to the store behind it. */
interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly held: Buffer[];
  /** Commands on their way to the store while it is frozen. */
  readonly asked: string[];
}

/** What the driver asks by itself, to see whether a server is there and who it is. */
const HEARTBEATS: ReadonlySet<string> = new Set(["hello", "isMaster", "ismaster", "ping"]);

export async function standBetween(socketPath: string, database: string): Promise<Between> {
  const pairs = new Set<Pair>();
  let way: Way = "open";
  let stopped = 0;
  let wanted = { number: Number.POSITIVE_INFINITY, resolve: () => {} };
  const note = (name: string) => {
    if (!HEARTBEATS.has(name) && ++stopped >= wanted.number) wanted.resolve();
  };

  const server = createServer((near) => {
    const pair: Pair = { near, far: connect(socketPath), held: [], asked: [] };
    pairs.add(pair);
    const read = messageReader();
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      pair.far.destroy();
    };
    for (const socket of [near, pair.far]) socket.on("error", end).on("close", end);
    pair.far.on("data", (bytes) => {
      if (way !== "frozen") {
        near.write(bytes);
        return;
      }
      pair.held.push(bytes);
      for (const name of pair.asked.splice(0)) note(name);
    });
    near.on("data", (chunk) => {
      for (const bytes of read(chunk)) {
        const message = readMessage(bytes);
        const { name } = message.request;
        if (way === "frozen") pair.asked.push(name);
        if (way === "open" || way === "frozen" || HEARTBEATS.has(name)) {
          pair.far.write(bytes);
          continue;
        }
        note(name);
        near.write(writeReply(message, { ok: 0, errmsg: "no primary now", ...way }, 1));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    uri: `mongodb://127.0.0.1:${port}/${database}?serverMonitoringMode=poll`,
    set: (next) => {
      way = next;
      stopped = 0;
      if (way === "frozen") return;
      for (const { near, held } of pairs) for (const bytes of held.splice(0)) near.write(bytes);
    },
    cut: () => {
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
    },
    stoppedMany: (number) =>
      new Promise((resolve) => {
        wanted = { number, resolve };
        if (stopped >= number) resolve();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { near } of pairs) near.destroy();
      }),
  };
}
