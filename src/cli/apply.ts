import { type Command, OPERATOR, withProgram } from "./command.js";

/** What is said of the example's files where they do not count. */
export function passedOverInWords(files: readonly string[]): string {
  return `${files.length} files of the example newsroom are passed over, for this store is a real one.`;
}

export const applyCommand: Command = {
  name: "apply",
  summary: "Make the ledger say what feeds/ and licenses/ say",
  usage: "imprimatur apply [--empty] [--json]",
  options: { empty: { type: "boolean" } },
  run: (call) =>
    withProgram(call, async (program) => {
      const applied = await program.apply(OPERATOR);
      if (call.json) call.print(JSON.stringify(applied));
      else if (applied.recorded.length + applied.retired.length === 0) call.print("Nothing has changed.");
      else {
        for (const name of applied.recorded) call.print(`recorded  ${name}`);
        for (const name of applied.retired) call.print(`retired   ${name}`);
      }
      if (!call.json) {
        if (applied.passedOver.length > 0) call.print(passedOverInWords(applied.passedOver));
        for (const { permission, license } of applied.outdated)
          call.print(`${permission} cites an older version of ${license}; it keeps its terms until it is amended`);
      }
      return 0;
    }),
};
