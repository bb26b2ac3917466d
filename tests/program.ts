import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import pino from "pino";
import { RHYTHM, start } from "../src/cli/start.js";
import { closingStack } from "../src/closing.js";
import { readConfig } from "../src/config.js";
import { systemActor } from "../src/domain/role.js";
import { instantOf } from "../src/domain/window.js";
import { openProgram, type Program } from "../src/program.js";
import { READING_LIMITS, readingPool } from "../src/services/ingest/reading/readingPool.js";
import { LONG_SECONDS } from "./eventually.js";
import { closing, listening, temporaryFolder } from "./opened.js";

export { temporaryFolder } from "./opened.js";

/** A clock that tests move; it starts at the real time and stands still. */
export interface TestClock {
  (): string;
  set(instant: string): void;
  advance(milliseconds: number): void;
}

export function testClock(from = "2026-06-01T12:00:00.000Z"): TestClock {
  let now = Date.parse(from);
  return Object.assign(() => instantOf(now), {
    set: (instant: string) => {
      now = Date.parse(instant);
    },
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  });
}

/** A partner's server on loopback; what it answers can be changed, and what it was asked is counted. */
export interface PartnerServer {
  readonly url: string;
  readonly requests: string[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers every request with this feed. */
  serve(body: string | Buffer, contentType?: string): void;
  close(): Promise<void>;
}

export async function partnerServer(): Promise<PartnerServer> {
  const requests: string[] = [];
  const { origin, close } = await listening((request, response) => {
    requests.push(request.url ?? "");
    partner.answer(request, response);
  });
  const partner: PartnerServer = {
    url: `${origin}/feed`,
    requests,
    answer: (_request, response) => response.writeHead(404).end(),
    serve: (body, contentType = "application/rss+xml; charset=utf-8") => {
      partner.answer = (_request, response) => response.writeHead(200, { "content-type": contentType }).end(body);
    },
    close,
  };
  return partner;
}

export interface Column {
  readonly guid: string;
  readonly title?: string;
  readonly author?: string;
  readonly tag?: string;
  readonly body?: string;
  readonly link?: string;
}

/** A feed of plain columns. */
export function rssOf(columns: readonly Column[]): string {
  const items = columns.map(
    ({ guid, title, author, tag, body, link }) => `<item><guid isPermaLink="false">${guid}</guid>
<title>${title ?? `Column ${guid}`}</title><link>${link ?? `http://lantern.example/${guid}`}</link>
<dc:creator>${author ?? "Ada Brook"}</dc:creator>${tag === undefined ? "" : `<category>${tag}</category>`}
<pubDate>Mon, 01 Jun 2026 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[${body ?? `<p>The tide came in twice on the day of column ${guid}, as it does.</p>`}]]></content:encoded></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lantern</title><link>http://lantern.example/</link><description>Columns</description>${items.join("")}</channel></rss>`;
}

const LICENSE = {
  name: "House terms",
  effect: "allow",
  actions: ["republish", "excerpt"],
  media: "any",
  territories: { include: "worldwide", exclude: [] },
  components: { text: "allow", headline: "allow", images: "allow", embeds: "deny" },
  onward: "anyone",
  edits: "verbatim",
  duties: [
    { class: "credit", strength: "must", placement: "top" },
    { class: "notice", strength: "must", placement: "bottom" },
    { class: "link", strength: "must", placement: "bottom" },
  ],
};

const CHANNEL = {
  title: "Web",
  description: "Our own pages",
  homepage: "http://gazette.example/",
  medium: "web",
  territories: ["GB"],
  language: "en",
};

/** Writes the files of a small newsroom: a partner, three channels, one of them an outlet's, and two licenses. */
export function writeNewsroom(folder: string, feedUrl: string): void {
  const write = (path: string, content: unknown) => {
    const file = join(folder, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  };
  write("feeds/inbound/lantern.json", {
    name: "The Lantern",
    homepage: "http://lantern.example/",
    rightsHolder: "Lantern Press",
    creditLine: "From The Lantern",
    contact: "rights@lantern.example",
    language: "en",
    sources: [{ id: "columns", url: feedUrl, pollIntervalMinutes: 30 }],
  });
  write("feeds/outbound/web.json", CHANNEL);
  write("feeds/outbound/small.json", { ...CHANNEL, title: "Small", maxItems: 3 });
  write("feeds/outbound/post.json", {
    ...CHANNEL,
    title: "Post",
    outlet: { id: "post", name: "The Post" },
    medium: "syndication",
  });
  const house =
    "First published by {partner}. Republished with permission. © {year} {rightsHolder}. All rights reserved.";
  write("licenses/house/terms.json", LICENSE);
  write("licenses/house/notice.txt", house);
  write("licenses/house/text.md", "# House terms\n\nAs agreed.\n");
  write("licenses/none/terms.json", {
    ...LICENSE,
    name: "All rights reserved",
    effect: "deny",
    components: {},
    duties: [],
  });
  write("licenses/none/notice.txt", "© {rightsHolder}. All rights reserved.");
  write("licenses/none/text.md", "# All rights reserved\n");
}

/**
 * The reading processes of all desks of this test process: a desk's own take as long to start as most tests run. They end
 * with it.
 */
export const sharedReader = readingPool({ ...READING_LIMITS, timeoutSeconds: LONG_SECONDS });

/** What a desk does by itself, a desk of tests does once when it starts, and then where the test says so. */
const STILL = { ...RHYTHM };
for (const task of Object.keys(RHYTHM) as (keyof typeof RHYTHM)[]) STILL[task] = 86_400;

export const ADMIN_TOKEN = "a-token-that-only-this-test-knows";

/** A running desk, asked over HTTP like any other. */
export interface RunningDesk {
  readonly program: Program;
  readonly clock: TestClock;
  readonly origin: string;
  readonly partner: PartnerServer;
  api(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  poll(): Promise<void>;
  stop(): Promise<void>;
}

/** A part of a JSON answer by its path; undefined where there is none. */
export function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, member) => (value as Record<string | number, unknown> | undefined)?.[member],
    json,
  );
}

/** A list in a JSON answer; empty where there is none. */
export function list(json: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(json, ...path);
  return Array.isArray(found) ? found : [];
}

/** A part of a JSON answer as text. */
export function text(json: unknown, ...path: readonly (string | number)[]): string {
  return String(at(json, ...path));
}

/** @param options what this desk's store is, and how long it is waited for. */
export async function runningDesk(
  feed: string,
  options: { readonly mongodbUri?: string; readonly patience?: () => number } = {},
): Promise<RunningDesk> {
  const folder = temporaryFolder();
  const partner = await partnerServer();
  partner.serve(feed);
  writeNewsroom(folder.path, partner.url);
  const clock = testClock();
  const config = readConfig({
    DATA_DIR: join(folder.path, "data"),
    FEEDS_DIR: join(folder.path, "feeds"),
    LICENSES_DIR: join(folder.path, "licenses"),
    ADMIN_TOKEN,
    ALLOW_PRIVATE_NETWORKS: "true",
    PORT: "0",
    BASE_URL: "http://desk.example",
    FETCH_TIMEOUT_SECONDS: String(LONG_SECONDS),
    ...(process.env.MONGODB_URI === undefined ? {} : { MONGODB_URI: databaseOfItsOwn(process.env.MONGODB_URI) }),
    ...(options.mongodbUri === undefined ? {} : { MONGODB_URI: options.mongodbUri }),
  });
  const program = await openProgram({
    config,
    withExample: false,
    clock,
    log: pino({ level: "silent" }),
    reader: sharedReader,
    patience: options.patience,
  });
  const closeProgram = closing(() => program.close());
  const running = await start(program, closingStack(), STILL);
  const stopServing = closing(() => running.stop());
  const origin = `http://127.0.0.1:${running.port}`;
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  return {
    program,
    clock,
    origin,
    partner,
    api: async (method, path, body) => {
      const sent =
        body === undefined
          ? { headers }
          : { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
      const response = await fetch(`${origin}/api/v1${path}`, { method, ...sent });
      return { status: response.status, body: await response.json() };
    },
    get: (path, extra = {}) => fetch(`${origin}${path}`, { headers: extra }),
    poll: async () => {
      await program.poll(systemActor("test"), ["lantern/columns"]);
    },
    stop: async () => {
      await stopServing();
      await closeProgram();
      await partner.close();
      folder.remove();
    },
  };
}

/** Resolves once everything is done that acts and readers have left to be done afterwards. */
export function settled({ desk }: Program): Promise<void> {
  return new Promise((resolve) => desk.afterwards(async () => resolve()));
}

let databases = 0;

function databaseOfItsOwn(uri: string): string {
  const url = new URL(uri);
  url.pathname = `/imprimatur_test_${process.pid}_${++databases}`;
  return url.href;
}

/** Changes the house license's terms, as a newsroom does: in its file, which is then applied. */
export async function changeLicense({ program }: RunningDesk, changes: Record<string, unknown>): Promise<void> {
  const file = join(program.config.licensesDir, "house", "terms.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...changes }));
  await program.apply(systemActor("test"));
}

/** Amends a permission from the version that is on record. */
export async function amendNow(desk: RunningDesk, permission: string, request: Record<string, unknown>) {
  const { body } = await desk.api("GET", `/permissions/${permission}`);
  const version = at(list(body, "versions").at(-1), "version");
  return desk.api("POST", `/permissions/${permission}/amend`, { ...request, version });
}

/** A permission as the rights desk records it; what a test is about is given. */
export function grantOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    license: "house",
    partner: "lantern",
    grantor: { name: "Lantern Press", basis: "owner" },
    evidence: "A letter of 1 June 2026",
    openEnded: changes.until === undefined,
    ...changes,
  };
}
