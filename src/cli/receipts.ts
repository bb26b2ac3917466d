import { readFileSync } from "node:fs";
import { type Command, OPERATOR, UsageError, withProgram } from "./command.js";

const STANDARD_INPUT = 0;

const verifyCommand: Command = {
  name: "verify-receipt",
  summary: "Tell whether a receipt from a feed is genuine, and whether it still holds",
  usage: "imprimatur verify-receipt RECEIPT|- [--json]      (-: read it from standard input)",
  run: (call) => {
    const [given, ...others] = call.positionals;
    if (given === undefined || others.length > 0) throw new UsageError("Give one receipt, or - to read it.");
    const receipt = given === "-" ? readFileSync(STANDARD_INPUT, "utf8") : given;
    return withProgram(call, async ({ desk }) => {
      const { checkReceipt } = await import("../services/receiptCheck.js");
      const answer = await checkReceipt(desk, receipt);
      if (call.json) call.print(JSON.stringify(answer));
      else {
        call.print(answer.answer);
        for (const [name, value] of Object.entries(answer.receipt ?? {})) call.print(`  ${name.padEnd(12)}  ${value}`);
      }
      return answer.holds ? 0 : 1;
    });
  },
};

const rotateCommand: Command = {
  name: "keys rotate",
  summary: "Sign receipts with a new key from now on; what the old one signed stays genuine",
  usage: "imprimatur keys rotate [--json]",
  run: (call) =>
    withProgram(call, async ({ desk }) => {
      const { rotateReceiptKey } = await import("../services/receiptKeys.js");
      const rotated = await rotateReceiptKey(desk, OPERATOR);
      call.print(call.json ? JSON.stringify(rotated) : `Receipts are signed with ${rotated.key} from now on.`);
      return 0;
    }),
};

export const receiptCommands: readonly Command[] = [verifyCommand, rotateCommand];
