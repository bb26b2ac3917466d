import { connect, type Socket } from "node:net";
import { encode } from "./bson.js";
import { HEADER_BYTES, OP_MSG } from "./wire.js";

/** How long a process that serves may take to answer before it counts as not serving. */
const ANSWER_MILLISECONDS = 5_000;

/**
 * Asks whether somebody serves on a socket.
 *
 * @returns a connection which shows, by its end, that the serving process is gone; null where nobody answers.
 */
export function reach(socketPath: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const settle = (answered: boolean) => {
      clearTimeout(timer);
      if (!answered) socket.destroy();
      resolve(answered ? socket.unref() : null);
    };
    const timer = setTimeout(() => settle(false), ANSWER_MILLISECONDS);
    socket.once("connect", () => socket.write(ping()));
    socket.once("data", () => {
      socket.resume();
      settle(true);
    });
    socket.once("close", () => settle(false));
    socket.on("error", () => settle(false));
  });
}

function ping(): Buffer {
  const body = encode({ ping: 1, $db: "admin" });
  const head = Buffer.alloc(HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}
