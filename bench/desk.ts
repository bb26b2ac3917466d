import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { readConfig } from "../src/config.js";
import { systemActor } from "../src/domain/role.js";
import { openProgram, type Program, systemClock } from "../src/program.js";
import { rssOf, writeNewsroom } from "../tests/program.js";

export const ACTOR = systemActor("bench");

const PARAGRAPH =
  "<p>The tide came in twice that day, as it does, and the harbour master wrote both times down in pencil.</p>";

/** A feed of columns of about 4 KB. */
export function feedOf(columns: number): string {
  return rssOf(
    Array.from({ length: columns }, (_, index) => ({
      guid: `c${index}`,
      body: `<p>Column ${index}.</p>${PARAGRAPH.repeat(36)}`,
    })),
  );
}

export interface BenchDesk {
  readonly program: Program;
  /** What the partner serves from now on. */
  serve(feed: string): void;
  close(): Promise<void>;
}

/** A desk with one partner on loopback, in a folder that is removed. */
export async function benchDesk(feed: string): Promise<BenchDesk> {
  let body = feed;
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  writeNewsroom(folder, `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`);
  const config = readConfig({
    DATA_DIR: join(folder, "data"),
    FEEDS_DIR: join(folder, "feeds"),
    LICENSES_DIR: join(folder, "licenses"),
    ALLOW_PRIVATE_NETWORKS: "true",
    FEED_REQUESTS_PER_MINUTE: "0",
  });
  const program = await openProgram({ config, withExample: false, clock: systemClock, log: pino({ level: "silent" }) });
  await program.apply(ACTOR);
  return {
    program,
    serve: (next) => {
      body = next;
    },
    close: async () => {
      await program.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
