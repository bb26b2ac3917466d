import { writeFile } from "node:fs/promises";
import { type Command, OPERATOR, textOf, withProgram } from "./command.js";

const verifyCommand: Command = {
  name: "ledger verify",
  summary: "Prove that chain, projections and bodies agree, and that a checkpoint kept elsewhere still fits",
  usage: "imprimatur ledger verify [--checkpoint FILE] [--json]",
  options: { checkpoint: { type: "string" } },
  run: (call) =>
    withProgram(call, async ({ desk }) => {
      const { verifyLedger } = await import("../services/evidence.js");
      const found = await verifyLedger(desk, textOf(call, "checkpoint"));
      if (call.json) call.print(JSON.stringify(found));
      else {
        for (const fault of found.faults) call.print(`fault: ${fault}`);
        const verdict = found.faults.length === 0 ? "everything agrees" : `${found.faults.length} faults`;
        call.print(
          `${found.entries} entries, ${found.bodies} bodies (${found.erased} erased): ${verdict}. Head ${found.head.hash}`,
        );
      }
      return found.faults.length === 0 ? 0 : 1;
    }),
};

const rebuildCommand: Command = {
  name: "ledger rebuild",
  summary: "Mend every projection that differs from what the ledger says",
  usage: "imprimatur ledger rebuild [--json]",
  run: (call) =>
    withProgram(call, async ({ desk }) => {
      const { rebuildProjections } = await import("../services/evidence.js");
      const mended = await rebuildProjections(desk);
      call.print(
        call.json ? JSON.stringify({ mended }) : mended === 0 ? "Nothing to mend." : `${mended} documents mended.`,
      );
      return 0;
    }),
};

const exportCommand: Command = {
  name: "ledger export",
  summary: "Print every entry, one JSON text per line, and last a signed checkpoint",
  usage: "imprimatur ledger export",
  run: (call) =>
    withProgram(call, async ({ desk, keyFile }) => {
      const { exportLedger } = await import("../services/evidence.js");
      for await (const line of exportLedger(desk, keyFile)) call.print(line);
      return 0;
    }),
};

const checkpointCommand: Command = {
  name: "ledger checkpoint",
  summary: "Sign the head; keep the result elsewhere",
  usage: "imprimatur ledger checkpoint [--out FILE]",
  options: { out: { type: "string" } },
  run: (call) =>
    withProgram(call, async ({ desk, keyFile }) => {
      const { checkpoint } = await import("../services/evidence.js");
      const signed = JSON.stringify(await checkpoint(desk, keyFile));
      const out = textOf(call, "out");
      if (out === null) call.print(signed);
      else await writeFile(out, `${signed}\n`);
      return 0;
    }),
};

const acceptCommand: Command = {
  name: "ledger accept",
  summary: "Go on with a ledger that is older than known, another one, or in the future; a person's word, on record",
  usage: "imprimatur ledger accept [--reason WHY] [--json]      (without --reason: says what is in doubt)",
  options: { reason: { type: "string" } },
  run: (call) =>
    withProgram(call, async ({ desk }) => {
      const { acceptLedger, doubtsOf } = await import("../services/doubt.js");
      const reason = textOf(call, "reason");
      const doubts = reason === null ? await doubtsOf(desk) : await acceptLedger(desk, OPERATOR, reason);
      if (call.json) call.print(JSON.stringify({ ledger: desk.ledger.id(), doubts, accepted: reason !== null }));
      else {
        for (const doubt of doubts) call.print(doubt);
        if (reason !== null) call.print("Accepted; it is on record. Start the desk again.");
        else if (doubts.length === 0) call.print("Nothing about this ledger is in doubt.");
      }
      return reason === null && doubts.length > 0 ? 1 : 0;
    }),
};

export const ledgerCommands: readonly Command[] = [
  verifyCommand,
  rebuildCommand,
  exportCommand,
  checkpointCommand,
  acceptCommand,
];
