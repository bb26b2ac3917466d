import { closingStack, STOP_MILLISECONDS } from "../closing.js";
import type { Call, Command } from "./command.js";
import { stopAsked } from "./stopAsked.js";

export const serveCommand: Command = {
  name: "serve",
  summary: "Run the desk: apply the files, poll, serve pages, API and feeds",
  usage: "imprimatur serve [--empty] [--json]      (--empty: without the example newsroom)",
  options: { empty: { type: "boolean" } },
  run: async (call) => {
    const closing = closingStack();
    const { asked, over } = stopAsked();
    try {
      await Promise.race([asked, serving(call, closing).then(() => asked)]);
    } finally {
      for (const complaint of await closing.closeAll(STOP_MILLISECONDS)) call.warn(`imprimatur: ${complaint}`);
      over();
    }
    return 0;
  },
};

async function serving(call: Call, closing: ReturnType<typeof closingStack>): Promise<void> {
  const program = await call.open(closing);
  const { announcement, start } = await import("./start.js");
  const running = await start(program, closing);
  const { links, seeded, port } = running;
  if (call.json)
    call.print(JSON.stringify({ ...links, port, ledger: program.desk.ledger.id(), tokens: seeded?.tokens ?? [] }));
  else call.print(await announcement(program, running));
}
