import mongoose, { type Connection } from "mongoose";
import { attach } from "./embedded/attach.js";

export interface StoreOptions {
  /** Set: MongoDB, or a server compatible with it. Null: the embedded store in `dataDir`. */
  readonly mongodbUri: string | null;
  readonly dataDir: string;
  /** Where the address names no database. */
  readonly dbName?: string;
}

export interface Store {
  readonly connection: Connection;
  readonly kind: "embedded" | "mongodb";
  /** Without credentials, for logs. */
  readonly uri: string;
  /**
   * Differs as soon as any process has committed an entry of the ledger, without asking the store; null where this process
   * cannot know.
   */
  changes(): number | null;
  /** @throws where the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_DATABASE = "imprimatur";
const SERVER_SELECTION_MILLISECONDS = 10_000;
/**
 * How soon the driver looks again for an embedded store that another process takes over; its default of ten seconds
 * is meant for networks.
 */
const EMBEDDED_HEARTBEAT_MILLISECONDS = 500;
const EMBEDDED_CONNECT_MILLISECONDS = 2_000;
const EMBEDDED_CHECKOUT_MILLISECONDS = 5_000;

/**
 * Opens the store; the same driver speaks to MongoDB and to the embedded one.
 *
 * @throws where it cannot be reached, or where another process holds the data folder and does not answer.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.mongodbUri !== null) return openMongodb(options.mongodbUri, options.dbName);
  const attachment = await attach(options.dataDir);
  const uri = `mongodb://${encodeURIComponent(attachment.socketPath)}/${options.dbName ?? DEFAULT_DATABASE}`;
  const connection = await connectTo(uri, {
    heartbeatFrequencyMS: EMBEDDED_HEARTBEAT_MILLISECONDS,
    connectTimeoutMS: EMBEDDED_CONNECT_MILLISECONDS,
    waitQueueTimeoutMS: EMBEDDED_CHECKOUT_MILLISECONDS,
  }).catch(async (error: unknown) => {
    await attachment.close();
    throw error;
  });
  return {
    connection,
    kind: "embedded",
    uri: `embedded:${options.dataDir}`,
    changes: attachment.changes,
    ping: () => ping(connection),
    close: async () => {
      await connection.close();
      await attachment.close();
    },
  };
}

async function openMongodb(uri: string, dbName: string | undefined): Promise<Store> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^/?]+/u.test(uri);
  const connection = await connectTo(uri, named && dbName === undefined ? {} : { dbName: dbName ?? DEFAULT_DATABASE });
  return {
    connection,
    kind: "mongodb",
    uri: uri.replace(/\/\/[^@/]*@/u, "//").replace(/\?.*$/u, ""),
    changes: () => null,
    ping: () => ping(connection),
    close: () => connection.close(),
  };
}

async function connectTo(uri: string, options: mongoose.ConnectOptions): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      ...options,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MILLISECONDS,
    })
    .asPromise();
}

async function ping(connection: Connection): Promise<void> {
  await connection.getClient().db().command({ ping: 1 });
}
