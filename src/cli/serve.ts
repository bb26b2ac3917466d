import type { Command } from "./command.js";

export const serveCommand: Command = {
  name: "serve",
  summary: "Run the desk: apply the files, poll, serve pages, API and feeds",
  usage: "imprimatur serve [--empty] [--json]      (--empty: without the example newsroom)",
  options: { empty: { type: "boolean" } },
  run: async (call) => {
    const program = await call.open();
    const stopping = stopSignal();
    const { announcement, start } = await import("./start.js");
    const running = await start(program);
    const { links, seeded, port } = running;
    if (call.json) call.print(JSON.stringify({ ...links, port, tokens: seeded?.tokens ?? [] }));
    else call.print(await announcement(program, running));
    await stopping;
    await running.stop();
    await program.close();
    return 0;
  },
};

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
