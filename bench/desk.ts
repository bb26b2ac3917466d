import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const PARAGRAPHS = 36;

/** A feed of columns, of about 4 KB where nothing else is said. @param series tells the columns of one feed from those of another */
export function feedOf(columns: number, series = "c", paragraphs = PARAGRAPHS): string {
  return rssOf(
    Array.from({ length: columns }, (_, index) => ({
      guid: `${series}${index}`,
      body: `<p>Column ${series}${index}.</p>${PARAGRAPH.repeat(paragraphs)}`,
    })),
  );
}

export interface BenchDesk {
  readonly program: Program;
  /** What the partner serves from now on. */
  serve(feed: string): void;
  /** The partner has these sources from now on, each at the path of its name. */
  sources(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A desk with one partner on loopback, in a folder that is removed. */
export function benchDesk(feed: string): Promise<BenchDesk> {
  return benchDeskOf(() => feed);
}

/** The same, where the partner answers by path. */
export async function benchDeskOf(feedAt: (path: string) => string | Buffer): Promise<BenchDesk> {
  let answer = feedAt;
  const server = createServer((request, response) =>
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(answer(request.url ?? "/")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  writeNewsroom(folder, `${origin}/feed`);
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
    serve: (feed) => {
      const bytes = Buffer.from(feed);
      answer = () => bytes;
    },
    sources: async (names) => {
      const file = join(folder, "feeds/inbound/lantern.json");
      const partner = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
      const sources = names.map((id) => ({ id, url: `${origin}/${id}` }));
      writeFileSync(file, JSON.stringify({ ...partner, sources }));
      await program.apply(ACTOR);
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
