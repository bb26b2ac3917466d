import type { PollResult } from "../services/ingest/poll.js";
import { type Command, OPERATOR, withProgram } from "./command.js";

export const pollCommand: Command = {
  name: "poll",
  summary: "Poll the sources that are due, or those that are named",
  usage: "imprimatur poll [SOURCE …] [--json]      (a source is <partner>/<name>)",
  run: (call) =>
    withProgram(call, async (program) => {
      const polls = await program.poll(OPERATOR, call.positionals.length === 0 ? null : call.positionals);
      if (call.json) call.print(JSON.stringify({ polls }));
      else if (polls.length === 0) call.print("No source is due.");
      else for (const poll of polls) call.print(inWords(poll));
      return polls.some(({ outcome }) => outcome === "failed") ? 1 : 0;
    }),
};

function inWords({ source, outcome, changes, problem, faults }: PollResult): string {
  const { received, revised, withdrawn, released } = changes;
  const counts = `${received} received, ${revised} revised, ${withdrawn} withdrawn, ${released} released`;
  const lines = [
    `${source}: ${outcome}${outcome === "changed" ? ` (${counts})` : ""}${problem === null ? "" : ` – ${problem}`}`,
  ];
  return [...lines, ...faults.map((fault) => `  ${fault}`)].join("\n");
}
