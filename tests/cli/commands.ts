import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const MAIN = fileURLToPath(new URL("../../src/main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Children that have not ended; a test that fails leaves none. */
export const running = new Set<ChildProcess>();

export function endRunning(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Runs a program to its own end; `heard` is told at each print what was printed so far. */
export function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  heard: (child: ChildProcess, printed: string) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment } });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += String(chunk);
    heard(child, out);
  });
  child.stderr.on("data", (chunk) => {
    err += String(chunk);
  });
  running.add(child);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal, out, err });
    });
  });
}

/** A desk in a process of its own, on a port of its own. */
export interface Served {
  readonly origin: string;
  /** What it printed when it ran. */
  readonly printed: string;
  stop(): Promise<Ended>;
}

/** @throws where it ends instead, with what it said. */
export async function serve(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Served> {
  let begun: (served: Served) => void = () => undefined;
  const serving = new Promise<Served>((resolve) => {
    begun = resolve;
  });
  const ended = run([MAIN, "serve", ...args], { ...environment, PORT: "0" }, (child, printed) => {
    const origin = /The desk: (http\S+)\/desk/u.exec(printed)?.[1];
    if (origin === undefined || !/also as \.atom and \.json\):\n.*\n/u.test(printed)) return;
    const stop = () => {
      child.kill("SIGTERM");
      return ended;
    };
    begun({ origin, printed, stop });
  });
  return Promise.race([
    serving,
    ended.then(({ code, err }) => {
      throw new Error(`it ended with ${code}: ${err}`);
    }),
  ]);
}
