import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { readConfig } from "../../src/config.js";
import { systemActor } from "../../src/domain/role.js";
import { createListener } from "../../src/http/listener.js";
import { openProgram, type Program } from "../../src/program.js";
import { ensureAdministrator } from "../../src/services/accounts.js";
import type { PollResult } from "../../src/services/ingest/poll.js";
import { FIRST_PAGE } from "../../src/services/lists/page.js";
import { listSources, type SourceHealth } from "../../src/services/sources.js";
import { LONG_SECONDS } from "../eventually.js";
import { closing, type Listening, listening } from "../opened.js";
import { ADMIN_TOKEN, sharedReader, type TestClock, temporaryFolder, testClock, writeNewsroom } from "../program.js";

const TESTER = systemActor("test");

/** A desk that polls when it is told to, with a clock of the test's. */
export interface PollingDesk {
  readonly program: Program;
  readonly clock: TestClock;
  readonly folder: string;
  /** The name of the first source within its partner, and its id. */
  readonly name: string;
  readonly source: string;
  /** Begins with a source that was never polled. */
  begin(url: string, more?: Record<string, unknown>): Promise<void>;
  /** Everything that was logged, as one text. */
  logged(): string;
  /** Writes the partner's sources anew and applies the files. */
  sources(...sources: readonly Record<string, unknown>[]): Promise<void>;
  poll(source?: string): Promise<PollResult>;
  due(): Promise<readonly PollResult[]>;
  health(source?: string): Promise<SourceHealth>;
  /** Serves the web application; its address. */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param beside a desk in whose folder and from whose store this one works too.
 * @param clock its own; without one, the clock of the desk beside.
 */
export async function pollingDesk(
  environment: Record<string, string> = {},
  beside: PollingDesk | null = null,
  clock: TestClock = beside?.clock ?? testClock(),
): Promise<PollingDesk> {
  const folder = beside === null ? temporaryFolder() : { path: beside.folder, remove: () => undefined };
  if (beside === null) writeNewsroom(folder.path, "http://lantern.example/feed");
  const config = readConfig({
    DATA_DIR: join(folder.path, "data"),
    FEEDS_DIR: join(folder.path, "feeds"),
    LICENSES_DIR: join(folder.path, "licenses"),
    ALLOW_PRIVATE_NETWORKS: "true",
    FETCH_TIMEOUT_SECONDS: String(LONG_SECONDS),
    ADMIN_TOKEN,
    ...environment,
  });
  const lines: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => lines.push(line) });
  const program = await openProgram({ config, withExample: false, clock, log, reader: sharedReader });
  const closeProgram = closing(() => program.close());
  if (beside === null) await program.apply(TESTER);
  let [name, count] = ["columns", 0];
  const servers: Listening[] = [];
  const desk: PollingDesk = {
    program,
    clock,
    folder: folder.path,
    get name() {
      return name;
    },
    get source() {
      return `lantern/${name}`;
    },
    begin: (url, more = {}) => {
      name = `columns-${++count}`;
      return desk.sources({ id: name, url, ...more });
    },
    logged: () => lines.join(""),
    sources: async (...sources) => {
      const partner = {
        name: "The Lantern",
        homepage: "http://lantern.example/",
        rightsHolder: "Lantern Press",
        creditLine: "From The Lantern",
        contact: "rights@lantern.example",
        language: "en",
        sources,
      };
      writeFileSync(join(folder.path, "feeds/inbound/lantern.json"), JSON.stringify(partner));
      await program.apply(TESTER);
    },
    poll: async (source = desk.source) => {
      const [result] = await program.poll(TESTER, [source]);
      if (result === undefined) throw new Error("nothing was polled");
      return result;
    },
    due: () => program.poll(TESTER, null),
    health: async (source = desk.source) => {
      const found = (await listSources(program.desk, TESTER, FIRST_PAGE)).rows.find(({ id }) => id === source);
      if (found === undefined) throw new Error(`there is no source ${source}`);
      return found;
    },
    listen: async () => {
      await ensureAdministrator(program.desk);
      const server = await listening(createListener(program.web));
      servers.push(server);
      return server.origin;
    },
    stop: async () => {
      for (const { close } of servers) await close();
      await closeProgram();
      folder.remove();
    },
  };
  return desk;
}

/** What opens feeds, as the data folder has it. */
export function writeCredentials(desk: PollingDesk, content: unknown, mode = 0o600): void {
  mkdirSync(join(desk.folder, "data"), { recursive: true });
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(join(desk.folder, "data/credentials.json"), text, { mode });
}
