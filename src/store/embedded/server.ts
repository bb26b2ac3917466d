import { createServer, type Server, type Socket } from "node:net";
import { COMMANDS } from "./commands.js";
import { noCursors } from "./cursors.js";
import type { Engine } from "./engine.js";
import { DuplicateKey, Fault } from "./fault.js";
import { writeReply } from "./reply.js";
import type { Reply, Request, Session } from "./request.js";
import { messageReader, readMessage } from "./wire.js";

/** Serves the protocol on a Unix socket. Commands of one connection are answered in order. */
export function serve(engine: Engine, socketPath: string): Promise<{ close(): Promise<void> }> {
  const cursors = noCursors();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    talk(socket, { engine, cursors });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, () => resolve({ close: () => close(server, sockets) }));
  });
}

function close(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}

function talk(socket: Socket, session: Session): void {
  const read = messageReader();
  let replyId = 0;
  let last: Promise<void> = Promise.resolve();
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    try {
      for (const bytes of read(chunk)) {
        const message = readMessage(bytes);
        last = last.then(async () => {
          const reply = await answer(session, message.request);
          if (message.wantsReply && !socket.destroyed) socket.write(writeReply(message, reply, ++replyId));
        });
        last.catch(() => socket.destroy());
      }
    } catch {
      // What cannot be read as a message leaves nothing to answer to: the connection ends, the store goes on.
      socket.destroy();
    }
  });
}

async function answer(session: Session, request: Request): Promise<Reply> {
  try {
    const run = COMMANDS.get(request.name);
    if (run === undefined)
      throw new Fault(59, "CommandNotFound", `not supported by the embedded store: ${request.name}`);
    return await run(session, request);
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Reply {
  const shown = error instanceof DuplicateKey ? { keyPattern: error.keyPattern, keyValue: error.keyValue } : {};
  if (error instanceof Fault)
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...shown };
  return {
    ok: 0,
    errmsg: `the embedded store failed: ${(error as Error).message}`,
    code: 1,
    codeName: "InternalError",
  };
}
