import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CLOSE_MILLISECONDS, type Closing, closingStack, StartError, wholeOrClosed } from "../closing.js";
import { type Config, ConfigError } from "../config.js";
import { systemActor } from "../domain/role.js";
import { createListener } from "../http/listener.js";
import type { Program } from "../program.js";
import { BOOTSTRAP_ACCOUNT, ensureAdministrator, signInLink } from "../services/accounts.js";
import type { Log } from "../services/desk.js";
import { knownDoubt } from "../services/doubt.js";
import { type Seeded, seedExample } from "../services/example.js";
import { type Seen, takeFolder } from "../services/ingest/folder.js";
import { liveChannels } from "../services/reads.js";
import { receiptSigner } from "../services/receiptKeys.js";
import { type Swept, sweep } from "../services/sweep.js";
import { passedOverInWords } from "./apply.js";

/** The pauses, in seconds, between what a running desk does by itself. */
export const RHYTHM = {
  poll: 10,
  push: 2,
  /** A file is complete when it has not changed for this long. */
  watch: 5,
  sweep: 30,
  notify: 10,
  /** No pause: the first poll may take this long before the addresses are printed; it goes on behind. */
  firstPoll: 15,
};
/** When to ask again a desk that is still starting. */
const RETRY_AFTER_SECONDS = 5;
/** How long, in milliseconds, a stopping desk lets answers go out before it cuts their connections. */
const LAST_ANSWERS_MILLISECONDS = 2_000;

/** Whoever sends a request more slowly than this, in milliseconds, is cut off; a whole request is a megabyte, or a delivery. */
export const TIME_FOR_REQUESTS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
} as const;

export interface Running {
  readonly port: number;
  readonly links: { readonly desk: string; readonly signIn: string };
  readonly seeded: Seeded | null;
  /** Files of the example newsroom that do not count for this store. */
  readonly passedOver: readonly string[];
  stop(): Promise<void>;
}

/**
 * Listens, sets the desk up, polls once, and then answers, polls and sweeps until it is stopped. Before that every request
 * is answered with 503.
 *
 * @throws the error of the step that failed, after everything opened before it has been closed.
 */
export async function start(program: Program, closing = closingStack(), rhythm = RHYTHM): Promise<Running> {
  return wholeOrClosed(
    closing,
    () => started(program, closing, rhythm),
    (complaints) => program.desk.log.error({ complaints }, "what a failed start had opened could not all be closed"),
  );
}

async function started(program: Program, closing: Closing, rhythm: typeof RHYTHM): Promise<Running> {
  const { desk, config, web, example } = program;
  const { open } = closing;
  let answer: RequestListener = notYet;
  await open("ledger", () => requireKnown(desk));
  const server = await open("port", () => listening(config, (...request) => answer(...request)), stopListening);
  const { port } = server.address() as AddressInfo;
  await open("address", () => program.listensOn(port));
  await open("administrator", () => ensureAdministrator(desk));
  await open("receipt key", () => receiptSigner(desk));
  const { passedOver } = await open("files", () => program.apply(systemActor("start")));
  const seeded = await open("example newsroom", async () => (example === null ? null : seedExample(desk, example)));
  const regularly = (task: string, seconds: number, work: () => Promise<unknown>) =>
    open(
      task,
      () => repeated(desk.log, seconds, work),
      ({ stop }) => stop(),
    );
  const polling = await regularly("polling", rhythm.poll, () => program.poll(systemActor("schedule"), null));
  await regularly("pushing", rhythm.push, async () => web.hub.push());
  let swept: Swept | null = null;
  await regularly("sweeping", rhythm.sweep, async () => {
    await web.ping();
    swept = await sweep(desk, swept);
  });
  await regularly("notifying", rhythm.notify, () => program.notify());
  const seen: Seen = new Map();
  await regularly("watching", rhythm.watch, async () => {
    if (config.watchDir !== null) await takeFolder(desk, config.watchDir, seen);
  });
  await open("first poll", () => Promise.race([polling.first, pause(rhythm.firstPoll)]));
  answer = await open("pages", () => createListener(web));
  return {
    port,
    links: { desk: `${desk.settings.baseUrl}/desk`, signIn: await signInLink(desk, BOOTSTRAP_ACCOUNT) },
    seeded,
    passedOver,
    stop: async () => {
      const complaints = await closing.closeAll(CLOSE_MILLISECONDS);
      if (complaints.length > 0) throw new Error(complaints.join("; "));
    },
  };
}

/** @throws StartError where the store does not hold what this desk knew; a person decides what to do. */
function requireKnown(desk: Program["desk"]): void {
  const doubt = knownDoubt(desk);
  if (doubt !== null) throw new StartError(`Nothing was started. ${doubt}`);
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000).unref());
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "retry-after": String(RETRY_AFTER_SECONDS) };
  response.writeHead(503, headers).end("The desk is starting; ask again in a moment.\n");
}

/** @throws StartError where another program has the port; ConfigError where HOST and PORT name no place to listen. */
async function listening({ host, port }: Config, listener: RequestListener): Promise<Server> {
  const server = createServer(TIME_FOR_REQUESTS, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(inWords(error, host, port)));
    server.listen(port, host, resolve);
  });
  return server;
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new StartError(
      `Another program listens on ${host}, port ${port}; set PORT to a free one, or stop that program.`,
    );
  if (error.code === "EACCES")
    return new ConfigError(`This user may not listen on port ${port}; set PORT to one from 1024 on.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new ConfigError(`HOST must be an address of this machine, not “${host}”.`);
  return error;
}

/** Whoever is being answered has a moment to take the answer. */
async function stopListening(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MILLISECONDS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

/** Does something now and again after each pause; a failure is logged and does not end it. */
function repeated(log: Log, seconds: number, work: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const once = async (): Promise<void> => {
    await work().catch((error: unknown) => log.error({ err: error }, "a regular task failed; it is tried again"));
    if (!stopped) timer = setTimeout(next, seconds * 1_000);
  };
  let current = once();
  const next = () => {
    current = once();
  };
  return {
    first: current,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** What is printed once it runs: where the desk and the feeds are, and each secret this once. */
export async function announcement(
  { desk, config, store }: Program,
  { links, seeded, passedOver }: Running,
): Promise<string> {
  const channels = await liveChannels(desk);
  const { beginReal, baseUrl } = desk.settings;
  const secrets = new Map(seeded?.tokens.map(({ channel, secret }) => [channel, secret]));
  const lines = channels.map(({ id, outlet }) => {
    const address = `${baseUrl}/feeds/${id}.rss`;
    const secret = secrets.get(id);
    if (outlet === null) return `  ${address}`;
    if (secret === undefined) return `  ${address}  (needs the token of ${outlet.name})`;
    return `  ${address}?token=${secret}  (for ${outlet.name}; this token is shown once)`;
  });
  const feeds = lines.length === 0 ? ["  none yet: add a file to feeds/outbound/ and run `imprimatur apply`"] : lines;
  return [
    ...(beginReal === null ? [] : [`This is an example: all of it is invented. Begin your own: ${beginReal}`, ""]),
    ...(passedOver.length === 0 ? [] : [passedOverInWords(passedOver), ""]),
    `Imprimatur is running (${store.kind === "mongodb" ? "MongoDB" : `embedded store in ${config.dataDir}`}).`,
    "",
    `The desk: ${links.desk}`,
    `Sign in:  ${links.signIn}  (works once)`,
    `Ledger:   ${desk.ledger.id()}  (set LEDGER to it, and no other store is ever served in its place)`,
    "",
    "Feeds (also as .atom and .json):",
    ...feeds,
  ].join("\n");
}
