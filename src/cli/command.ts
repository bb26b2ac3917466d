import type { ParseArgsConfig } from "node:util";
import type { Closing } from "../closing.js";
import { type Actor, systemActor } from "../domain/role.js";
import type { Program } from "../program.js";

/** Acts of the command line are the operator's: whoever may run it may read the store. */
export const OPERATOR: Actor = systemActor("operator");

/** 0 done, 1 refused or findings, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Call {
  /** Opens the program; the command closes it. @param closing keeps what is opened, from the first step on */
  readonly open: (closing?: Closing) => Promise<Program>;
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly print: (text: string) => void;
  /** For the person at the terminal, beside what is printed. */
  readonly warn: (text: string) => void;
  /** True with `--json`: one JSON text instead of words. */
  readonly json: boolean;
}

/** One command of `imprimatur`, in a file of its own. */
export interface Command {
  /** One or two words, e.g. `ledger verify`. */
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options?: NonNullable<ParseArgsConfig["options"]>;
  readonly run: (call: Call) => Promise<ExitCode>;
}

/** Wrong usage: said in one sentence, with the command's usage after it. */
export class UsageError extends Error {}

/** Opens the program, does the work, and closes it whatever happens. */
export async function withProgram(call: Call, work: (program: Program) => Promise<ExitCode>): Promise<ExitCode> {
  const program = await call.open();
  try {
    return await work(program);
  } finally {
    await program.close();
  }
}

export function textOf(call: Call, name: string): string | null {
  const value = call.values[name];
  return typeof value === "string" ? value : null;
}
