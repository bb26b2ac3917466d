import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { writeNewsroom } from "../tests/program.js";
import { feedOf } from "./desk.js";
import { load } from "./load.js";
import { type BenchRow, median } from "./row.js";

const SERVER = fileURLToPath(new URL("../tests/journeys/outboundVictim.js", import.meta.url));
const COLUMNS = 50;
const ROUNDS = 3;
const SECONDS = 2;

interface Serving {
  readonly child: ChildProcess;
  readonly port: number;
  readonly secret: string;
}

/** Two processes that serve one channel from one store, beside one that serves it alone. */
export async function benchProcesses(): Promise<readonly BenchRow[]> {
  const feed = feedOf(COLUMNS);
  const partner = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(feed),
  );
  await new Promise<void>((resolve) => partner.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  writeNewsroom(folder, `http://127.0.0.1:${(partner.address() as AddressInfo).port}/feed`);
  const first = await serving(folder);
  const second = await serving(folder);
  const [alone, together]: [number[], number[]] = [[], []];
  for (const one of [first, second]) await asked(one, 1);
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(await asked(first, SECONDS));
    const both = await Promise.all([asked(first, SECONDS), asked(second, SECONDS)]);
    together.push(both.reduce((sum, rate) => sum + rate, 0));
  }
  for (const { child } of [second, first]) await ended(child);
  partner.close();
  partner.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
  return [
    { name: "outbound: one process, its store within it", value: median(alone), unit: "per second" },
    { name: "outbound: two processes that share it", value: median(together), unit: "per second" },
    {
      name: "outbound: two processes beside one",
      value: median(together.map((rate, round) => rate / (alone[round] ?? Number.NaN))),
      unit: "of its rate",
    },
  ];
}

async function serving(folder: string): Promise<Serving> {
  const child = spawn(process.execPath, [SERVER, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("exit", () => reject(new Error("a process that was to serve ended early")));
  });
  return { child, ...(JSON.parse(line) as { readonly port: number; readonly secret: string }) };
}

async function asked({ port, secret }: Serving, seconds: number): Promise<number> {
  const token = { authorization: `Bearer ${secret}` };
  return (await load(`http://127.0.0.1:${port}/feeds/post.rss`, token, seconds)).perSecond;
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}
