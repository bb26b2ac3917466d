#!/usr/bin/env node
import { imprimatur } from "./cli/imprimatur.js";
import { readConfig } from "./config.js";

const code = await imprimatur(
  process.argv.slice(2),
  async (withExample) => {
    const config = readConfig(process.env);
    const { openProgram } = await import("./program.js");
    return openProgram({ config, withExample });
  },
  {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  },
).catch((error: unknown) => {
  process.stderr.write(`imprimatur: ${explained(error)}\n`);
  return 1;
});
process.exitCode = code;

/** What can be said in one sentence is; anything else is a fault of ours and shows where. */
function explained(error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `${message}; set PORT to a free one, or stop the other program.`;
  return stack ?? String(error);
}
