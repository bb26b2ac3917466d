import { readFile } from "node:fs/promises";
import type { Received } from "../services/ingest/waysIn.js";
import { type Call, type Command, OPERATOR, textOf, UsageError, withProgram } from "./command.js";

function fileIn({ positionals }: Call): string {
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("Name one file.");
  return file;
}

function importing(name: string, summary: string): Command {
  return {
    name,
    summary,
    usage: `imprimatur ${name} FILE --source SOURCE [--json]      (a source is <partner>/<name>)`,
    options: { source: { type: "string" } },
    run: (call) => {
      const file = fileIn(call);
      const source = textOf(call, "source");
      if (source === null) throw new UsageError("Name the source: --source <partner>/<name>.");
      return withProgram(call, async ({ desk }) => {
        const { takeNamedFile } = await import("../services/ingest/folder.js");
        const received = await takeNamedFile(desk, OPERATOR, source, file);
        call.print(call.json ? JSON.stringify(received) : inWords(received));
        return 0;
      });
    },
  };
}

function inWords({ source, columns, changes, skipped }: Received): string {
  const passed = Object.entries(skipped).map(([kind, number]) => `  passed over: ${number} × ${kind}`);
  const counts = `${changes.received} received, ${changes.revised} revised, ${changes.sighted} seen elsewhere`;
  return [`${source}: ${columns} columns in the file; ${counts}.`, ...passed].join("\n");
}

export const importCommands: readonly Command[] = [
  importing("import wordpress", "Take the published posts of a WordPress export file"),
  importing("import file", "Take the columns of a file: HTML, a feed, or JSON"),
  {
    name: "import opml",
    summary: "Print the partner files that a list of feeds makes; nothing is recorded",
    usage:
      "imprimatur import opml FILE [--json]      (save what it prints under feeds/inbound/, complete it, and apply)",
    run: async (call) => {
      const { proposePartners } = await import("../services/ingest/waysIn.js");
      const proposals = proposePartners(await readText(fileIn(call)));
      if (call.json) call.print(JSON.stringify({ proposals }));
      else for (const { file, content } of proposals) call.print(`${file}\n${JSON.stringify(content, null, 2)}\n`);
      return proposals.length === 0 ? 1 : 0;
    },
  },
  {
    name: "export opml",
    summary: "Print every source as OPML",
    usage: "imprimatur export opml",
    run: (call) =>
      withProgram(call, async ({ desk }) => {
        const { sourcesAsOpml } = await import("../services/ingest/waysIn.js");
        const opml = await sourcesAsOpml(desk, OPERATOR);
        call.print(call.json ? JSON.stringify({ opml }) : opml);
        return 0;
      }),
  },
  {
    name: "discover",
    summary: "Print the feeds that a page names",
    usage: "imprimatur discover URL [--json]",
    run: (call) => {
      const address = fileIn(call);
      return withProgram(call, async ({ web }) => {
        const { discover } = await import("../services/ingest/waysIn.js");
        const feeds = await discover(web.desk, OPERATOR, web.fetchFeed, address);
        if (call.json) call.print(JSON.stringify({ feeds }));
        else for (const { url, type, title } of feeds) call.print(`${url}  ${type}  ${title ?? ""}`.trim());
        return feeds.length === 0 ? 1 : 0;
      });
    },
  },
];

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
}
