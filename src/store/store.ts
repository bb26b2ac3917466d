import mongoose, { type Connection } from "mongoose";
import { type Instant, instantOf } from "../domain/window.js";
import { attach } from "./embedded/attach.js";
import { onceOnly, STORE_PATIENCE_MILLISECONDS } from "./patience.js";
import { KEPT, makePatient, type Patience } from "./patientConnection.js";

export interface StoreOptions {
  /** Set: MongoDB, or a server compatible with it. Null: the embedded store in `dataDir`. */
  readonly mongodbUri: string | null;
  readonly dataDir: string;
  /** True for an embedded store that is gone afterwards: it takes little memory, and flushes nothing. */
  readonly isPassing?: boolean;
  /** Where the address names no database. */
  readonly dbName?: string;
  /** How long an operation waits for a store that is away; tests that wait for its end have little time. */
  readonly patience?: Patience | undefined;
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
  /** What the store's server says the time is. */
  time(): Promise<Instant>;
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

/**
 * Opens the store; the same driver speaks to MongoDB and to the embedded one.
 *
 * @throws where it cannot be reached, or where another process holds the data folder and does not answer.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const patience = options.patience ?? (() => STORE_PATIENCE_MILLISECONDS);
  if (options.mongodbUri !== null) return openMongodb(options.mongodbUri, options.dbName, patience);
  const attachment = await attach(options.dataDir, options.isPassing);
  const uri = `mongodb://${encodeURIComponent(attachment.socketPath)}/${options.dbName ?? DEFAULT_DATABASE}`;
  const connection = await connectTo(uri, {
    heartbeatFrequencyMS: EMBEDDED_HEARTBEAT_MILLISECONDS,
    serverMonitoringMode: "poll",
    // A store that only stands still keeps its connections as long as it is waited for: nothing is in doubt then.
    connectTimeoutMS: STORE_PATIENCE_MILLISECONDS,
  }).catch(async (error: unknown) => {
    await attachment.close();
    throw error;
  });
  makePatient(connection, patience);
  return {
    connection,
    kind: "embedded",
    uri: `embedded:${options.dataDir}`,
    changes: attachment.changes,
    time: () => timeOf(connection),
    ping: () => ping(connection),
    close: async () => {
      await connection.close();
      await attachment.close();
    },
  };
}

async function openMongodb(uri: string, dbName: string | undefined, patience: Patience): Promise<Store> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^/?]+/u.test(uri);
  const connection = await connectTo(uri, named && dbName === undefined ? {} : { dbName: dbName ?? DEFAULT_DATABASE });
  makePatient(connection, patience);
  return {
    connection,
    kind: "mongodb",
    uri: uri.replace(/\/\/[^@/]*@/u, "//").replace(/\?.*$/u, ""),
    changes: () => null,
    time: () => timeOf(connection),
    ping: () => ping(connection),
    close: () => connection.close(),
  };
}

async function connectTo(uri: string, options: mongoose.ConnectOptions): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      ...options,
      ...KEPT,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MILLISECONDS,
      waitQueueTimeoutMS: STORE_PATIENCE_MILLISECONDS,
    })
    .asPromise();
}

async function timeOf(connection: Connection): Promise<Instant> {
  const { localTime } = await onceOnly(() => connection.getClient().db().command({ hello: 1 }));
  return instantOf((localTime as Date).getTime());
}

async function ping(connection: Connection): Promise<void> {
  await onceOnly(() => connection.getClient().db().command({ ping: 1 }));
}
