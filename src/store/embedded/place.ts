import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a Unix socket's address holds on the strictest of the usual systems, without the final zero. */
const MAX_SOCKET_PATH_BYTES = 103;
const SOCKET = "imprimatur.sock";

/** The files of an embedded store. */
export interface Places {
  readonly databaseFile: string;
  readonly lockFile: string;
  readonly socketPath: string;
}

/**
 * Where a data folder's database, lock and socket are. The socket's folder is for its owner only. Where its path is too
 * long for a socket, a short one in the system's temporary folder is used, and a file beside the database names it, so
 * that processes with other temporary folders find it too.
 *
 * @throws where the short folder belongs to somebody else.
 */
export function placesIn(dataDir: string): Places {
  const given = join(dataDir, "store");
  mkdirSync(given, { recursive: true, mode: 0o700 });
  const folder = realpathSync(given);
  return {
    databaseFile: join(folder, "imprimatur.db"),
    lockFile: join(folder, "lock.db"),
    socketPath: join(socketFolder(folder), SOCKET),
  };
}

function socketFolder(folder: string): string {
  const near = join(folder, "socket");
  if (Buffer.byteLength(join(near, SOCKET)) <= MAX_SOCKET_PATH_BYTES) return owned(near);
  const pointer = join(folder, "socket.path");
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 20);
  const far = join(tmpdir(), `imprimatur-${process.getuid?.() ?? 0}-${name}`);
  try {
    writeFileSync(pointer, far, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return owned(readFileSync(pointer, "utf8"));
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
