import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Started, started } from "../opened.js";

export { temporaryFolder } from "../opened.js";

const CHILD = fileURLToPath(new URL("./child.js", import.meta.url));

/** A started `child.ts`. */
export interface Spawned extends Started {
  /** Lines of its output so far. */
  readonly lines: readonly string[];
  /** Resolves once it has said so many lines, or has ended. */
  said(lines: number): Promise<void>;
}

/** Starts a child and waits until it has opened the store. @throws with what it said where it ends before. */
export async function spawned(...args: readonly string[]): Promise<Spawned> {
  const child = started(process.execPath, [CHILD, ...args]);
  const lines: string[] = [];
  const reading = createInterface({ input: child.child.stdout });
  reading.on("line", (line) => lines.push(line));
  const said = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (lines.length >= count) resolve();
      };
      reading.on("line", look);
      reading.once("close", resolve);
      look();
    });
  await said(1);
  if (lines.length === 0) throw new Error(`the child ended early: ${child.errors()}`);
  return { ...child, lines, said };
}
