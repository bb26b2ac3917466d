import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("./child.js", import.meta.url));

/** A started `child.ts`. */
export interface Spawned {
  readonly child: ChildProcess;
  /** Lines of its output so far. */
  readonly lines: readonly string[];
  errors(): string;
  /** Resolves with the exit code, null where a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** Starts a child and waits until it has opened the store. @throws with what it said where it ends before. */
export async function spawned(...args: readonly string[]): Promise<Spawned> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  let rest = "";
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const exited = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      const parts = (rest + String(chunk)).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      if (lines.length > 0) resolve();
    });
    void exited.then(() => reject(new Error(`the child ended early: ${errors}`)));
  });
  return { child, lines, exited, errors: () => errors };
}

/** A folder for one test, and its removal. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "imprimatur-store-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
