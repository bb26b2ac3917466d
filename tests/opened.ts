import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What tests open, each closed once: by the test that opened it, or else, where that test failed or its `before` did,
 * after the last test of its file. So nothing is left running, whatever fails.
 */

type Close = () => Promise<void>;

const opened = new Set<Close>();
/** What is left to do where the process ends before that. */
const atExit = new Set<() => unknown>();
process.once("exit", () => {
  for (const act of atExit) act();
});
/** The `after` of the run in which the last thing was opened: each file that a worker runs has its own. */
let hooked: unknown = null;

/** Makes sure that something just opened is closed; returns how to close it now, which may be called again. */
export function closing(close: () => unknown): Close {
  let closed: Promise<void> | null = null;
  const once: Close = () => {
    opened.delete(once);
    closed ??= Promise.resolve(close()).then(() => undefined);
    return closed;
  };
  opened.add(once);
  if (hooked !== after) {
    hooked = after;
    after("close what was left open", closeAll);
  }
  return once;
}

/** The last opened first. @throws what closing threw, after everything else was closed. */
async function closeAll(): Promise<void> {
  const closes = [...opened].reverse();
  const faults: unknown[] = [];
  for (const close of closes) await close().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, "what a test left open does not close");
}

/** A folder of a test's own; it is gone with the process where the test does not remove it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "imprimatur-test-"));
  const remove = () => {
    atExit.delete(remove);
    rmSync(path, { recursive: true, force: true });
  };
  atExit.add(remove);
  return { path, remove };
}

/** A server that listens at a port of its own on loopback. */
export interface Listening {
  readonly port: number;
  readonly origin: string;
  /** Ends its connections, too. */
  close(): Promise<void>;
}

/** Listens with a server, or with one that answers requests so. */
export async function listening(answering: Server | RequestListener): Promise<Listening> {
  const server = typeof answering === "function" ? createServer(answering) : answering;
  const connections = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = closing(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.destroy();
      }),
  );
  return { port, origin: `http://127.0.0.1:${port}`, close };
}

/** A process that is killed with the test that started it. */
export interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it wrote on its error output so far. */
  errors(): string;
  /** Resolves with its exit code once its output is read; null where a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** Starts a program with this environment beside our own. */
export function started(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(program, args, { env: { ...process.env, ...environment } });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  const kill = () => child.kill("SIGKILL");
  atExit.add(kill);
  const close = closing(() => {
    atExit.delete(kill);
    kill();
    return exited;
  });
  void exited.then(close, close);
  return { child, exited, errors: () => errors };
}
