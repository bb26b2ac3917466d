#!/usr/bin/env node
import { imprimatur } from "./cli/imprimatur.js";
import { readConfig } from "./config.js";

/** What a fault left open keeps the process no longer than this, in milliseconds, once its work is over. */
const END_MILLISECONDS = 500;

/** Whoever reads what is printed may stop reading, as `head` does: nothing more is to be said then. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await imprimatur(
  process.argv.slice(2),
  async (withExample, closing) => {
    const config = readConfig(process.env);
    const { openProgram } = await import("./program.js");
    return openProgram({ config, withExample, ...(closing === undefined ? {} : { closing }) });
  },
  {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  },
).catch((error: unknown) => {
  process.stderr.write(`imprimatur: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
});
await Promise.all([process.stdout, process.stderr].map(written));
setTimeout(() => process.exit(), END_MILLISECONDS).unref();

/** What was printed before has gone out. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
