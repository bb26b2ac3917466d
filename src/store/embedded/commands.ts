import { Long, ObjectId } from "./bson.js";
import {
  createCommand,
  createIndexesCommand,
  dropCommand,
  dropDatabaseCommand,
  dropIndexesCommand,
  listCollectionsCommand,
  listIndexesCommand,
} from "./collections.js";
import { aggregateCommand, countCommand } from "./counting.js";
import { findCommand, getMoreCommand, killCursorsCommand } from "./cursors.js";
import { findAndModifyCommand } from "./findAndModify.js";
import { MAX_DOCUMENT_BYTES } from "./raw.js";
import { type Command, requireMembers } from "./request.js";
import { MAX_MESSAGE_BYTES } from "./wire.js";
import { deleteCommand, insertCommand, updateCommand } from "./writes.js";

/**
 * Another one for each process that serves. The driver begins its watch over a server anew when a connection breaks only
 * where the server has one; without it, it could go on to write to its own connection that had just ended, and wait for
 * that for ever: it then never saw who served next.
 */
const TOPOLOGY_VERSION = { processId: new ObjectId(), counter: Long.fromNumber(0) };

/** A server of its own, of MongoDB 7's wire version: no replica set, so no retryable writes and no transactions. */
const hello: Command = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  topologyVersion: TOPOLOGY_VERSION,
  ok: 1,
});

const ok: Command = () => ({ ok: 1 });

const buildInfo: Command = () => ({
  version: "7.0.0",
  versionArray: [7, 0, 0, 0],
  gitVersion: "imprimatur embedded store",
  ok: 1,
});

/** Not MongoDB's: which queries no index served. `{ imprimaturScans: 1, reset: true }` begins anew after the answer. */
const scansCommand: Command = ({ engine }, request) => {
  requireMembers(request, ["reset"]);
  const scans = engine.scans().map((scan) => ({ ...scan }));
  if (request.members.has("reset")) engine.forgetScans();
  return { scans, ok: 1 };
};

/** Every command there is. What is not here is refused by its name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ["hello", hello],
  ["isMaster", hello],
  ["ismaster", hello],
  ["ping", ok],
  ["endSessions", ok],
  ["buildInfo", buildInfo],
  ["buildinfo", buildInfo],
  ["find", findCommand],
  ["getMore", getMoreCommand],
  ["killCursors", killCursorsCommand],
  ["count", countCommand],
  ["aggregate", aggregateCommand],
  ["insert", insertCommand],
  ["update", updateCommand],
  ["delete", deleteCommand],
  ["findAndModify", findAndModifyCommand],
  ["findandmodify", findAndModifyCommand],
  ["create", createCommand],
  ["createIndexes", createIndexesCommand],
  ["listIndexes", listIndexesCommand],
  ["dropIndexes", dropIndexesCommand],
  ["listCollections", listCollectionsCommand],
  ["drop", dropCommand],
  ["dropDatabase", dropDatabaseCommand],
  ["imprimaturScans", scansCommand],
]);
