import { parseArgs } from "node:util";
import { type Closing, StartError } from "../closing.js";
import { ConfigError } from "../config.js";
import { DomainError, StoreUnavailable } from "../domain/error.js";
import { accountCommands } from "./accounts.js";
import { applyCommand } from "./apply.js";
import { type Call, type Command, type ExitCode, UsageError } from "./command.js";
import { explainCommand } from "./explain.js";
import { importCommands } from "./import.js";
import { ledgerCommands } from "./ledger.js";
import { pollCommand } from "./poll.js";
import { receiptCommands } from "./receipts.js";
import { serveCommand } from "./serve.js";
import { whatIfCommand } from "./whatIf.js";

const COMMANDS: readonly Command[] = [
  serveCommand,
  applyCommand,
  pollCommand,
  explainCommand,
  whatIfCommand,
  ...importCommands,
  ...ledgerCommands,
  ...receiptCommands,
  ...accountCommands,
];

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command line. Without a command it serves. @returns the exit code: 0 done, 1 refused or findings, 2 wrong usage. */
export async function imprimatur(
  args: readonly string[],
  open: (withExample: boolean, closing?: Closing) => ReturnType<Call["open"]>,
  { out, err }: Streams,
): Promise<ExitCode> {
  if (args[0] === "help" || args[0] === "--help" || args[0] === "-h") {
    out(overview());
    return 0;
  }
  const found = find(args);
  if (found === null) {
    err(`imprimatur: there is no command “${args.slice(0, 2).join(" ")}”.\n\n${overview()}`);
    return 2;
  }
  const { command, rest } = found;
  try {
    const parsed = parse(command, rest);
    if (parsed.values.help === true) {
      out(`${command.summary}.\n\n${command.usage}`);
      return 0;
    }
    const withExample = parsed.values.empty !== true;
    return await command.run({
      ...parsed,
      open: (closing) => open(withExample, closing),
      warn: err,
      print: out,
      json: parsed.values.json === true,
    });
  } catch (error) {
    return failure(error, command, err);
  }
}

function find(args: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | null {
  if (args[0] === undefined || args[0].startsWith("-")) return { command: serveCommand, rest: args };
  for (const words of [2, 1]) {
    const command = COMMANDS.find(({ name }) => name === args.slice(0, words).join(" "));
    if (command !== undefined) return { command, rest: args.slice(words) };
  }
  return null;
}

function parse(command: Command, args: readonly string[]): Pick<Call, "values" | "positionals"> {
  try {
    const options = { ...command.options, help: { type: "boolean", short: "h" }, json: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as Call["values"], positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function failure(error: unknown, command: Command, err: Streams["err"]): ExitCode {
  if (error instanceof UsageError) {
    err(`imprimatur: ${error.message}\n\n${command.usage}`);
    return 2;
  }
  if (error instanceof ConfigError) {
    err(`imprimatur: ${error.message}`);
    return 2;
  }
  if (error instanceof StartError) {
    err(`imprimatur: ${error.message}`);
    return 1;
  }
  if (error instanceof DomainError) {
    err(`imprimatur: ${error.message}`);
    const unsaid = error.problems.filter(({ detail }) => !error.message.includes(detail));
    for (const { pointer, detail } of unsaid) err(`  ${pointer}: ${detail}`);
    return 1;
  }
  if (error instanceof StoreUnavailable) {
    err(`imprimatur: ${error.message}`);
    return 1;
  }
  throw error;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    "imprimatur – the rights desk for republishing",
    "",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "Each command has --help and --json.",
  ].join("\n");
}
