import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WorkerData } from "./worker.js";

/** What a Unix socket's address holds on the strictest of the usual systems, with the final zero. */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Where a data folder's database, lock and socket are. The socket's folder is for its owner only. Where the path is too
 * long for a socket, a short one is used that every process works out alike.
 *
 * @throws where the short folder belongs to somebody else.
 */
export function placesIn(dataDir: string): WorkerData {
  const folder = join(dataDir, "store");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    databaseFile: join(folder, "imprimatur.db"),
    lockFile: join(folder, "lock.db"),
    socketPath: join(socketFolder(folder), "mongodb.sock"),
  };
}

function socketFolder(folder: string): string {
  const near = join(folder, "socket");
  if (Buffer.byteLength(join(near, "mongodb.sock")) <= MAX_SOCKET_PATH_BYTES) return owned(near);
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 24);
  return owned(join(tmpdir(), `imprimatur-${process.getuid?.() ?? 0}-${name}`));
}

function owned(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid())) {
    throw new Error(`${folder} is not a folder of this user's; remove it, or choose a shorter DATA_DIR`);
  }
  chmodSync(folder, 0o700);
  return folder;
}
