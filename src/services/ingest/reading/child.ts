import { Socket } from "node:net";
import { BYTES_FD } from "./readingProcess.js";
import { type Part, perform, type Task } from "./work.js";

/** What a reading process says: a part of an answer, its end, or that it failed by a fault of ours. */
export type Message = { readonly part: Part } | { readonly rssBytes: number } | { readonly fault: string };
/**
 * What it is told: a task, whose document is so many bytes that come by a pipe of their own, with how many parts of the
 * answer may be made ahead; and that one more may be.
 */
export type Order = { readonly task: Task; readonly size: number; readonly ahead: number } | { readonly more: number };

let credit = 0;
let earned = () => {};

/** Runs in a process of its own: one task after another, until the desk hangs up or kills it. */
process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => {
  if ("more" in order) {
    credit += order.more;
    earned();
    return;
  }
  credit = order.ahead;
  void documentOf(order.size)
    .then((bytes) => answer("bytes" in order.task ? { ...order.task, bytes } : order.task))
    .then(
      () => say({ rssBytes: process.memoryUsage.rss() }),
      (error: unknown) => say({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});

const input = new Socket({ fd: BYTES_FD, readable: true, writable: false });

/** The next bytes of the pipe, as many as were announced. */
async function documentOf(size: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let at = 0; at < size; ) {
    const chunk = input.read() as Buffer | null;
    if (chunk === null) await new Promise((resolve) => input.once("readable", resolve));
    else at += chunk.copy(bytes, at);
  }
  return bytes;
}

async function answer(task: Task): Promise<void> {
  for await (const part of perform(task)) {
    await creditToSpend();
    credit--;
    await say({ part });
  }
}

async function creditToSpend(): Promise<void> {
  while (credit <= 0)
    await new Promise<void>((resolve) => {
      earned = resolve;
    });
}

/** Returns when the message has left: what is large is written while nothing else is computed. */
function say(message: Message): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });
}
