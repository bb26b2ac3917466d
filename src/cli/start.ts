import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemActor } from "../domain/role.js";
import type { Instant } from "../domain/window.js";
import { createListener } from "../http/listener.js";
import type { Program } from "../program.js";
import { admitAdminToken, BOOTSTRAP_ACCOUNT, ensureAdministrator, signInLink } from "../services/accounts.js";
import { type Seeded, seedExample } from "../services/example.js";
import { type Seen, takeFolder } from "../services/ingest/folder.js";
import { liveChannels } from "../services/reads.js";
import { receiptSigner } from "../services/receiptKeys.js";
import { sweep } from "../services/sweep.js";

const POLL_EVERY_SECONDS = 10;
const PUSH_EVERY_SECONDS = 2;
/** A file is complete when it has not changed for this long. */
const WATCH_EVERY_SECONDS = 5;
const SWEEP_EVERY_SECONDS = 30;
const NOTIFY_EVERY_SECONDS = 10;
/** The first poll may take this long before the addresses are printed; it goes on behind. */
const FIRST_POLL_SECONDS = 15;

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
  stop(): Promise<void>;
}

/** Sets the desk up, polls once, listens, and keeps polling and sweeping until it is stopped. */
export async function start(program: Program): Promise<Running> {
  const { desk, config } = program;
  await ensureAdministrator(desk);
  await receiptSigner(desk);
  if (config.adminToken !== null) await admitAdminToken(desk, config.adminToken);
  await program.apply(systemActor("start"));
  const seeded = program.example === null ? null : await seedExample(desk, program.example);
  const polling = repeated(program, POLL_EVERY_SECONDS, () => program.poll(systemActor("schedule"), null));
  const pushing = repeated(program, PUSH_EVERY_SECONDS, async () => program.web.hub.push());
  let swept: Instant | null = null;
  const sweeping = repeated(program, SWEEP_EVERY_SECONDS, async () => {
    swept = await sweep(desk, swept);
  });
  const notifying = repeated(program, NOTIFY_EVERY_SECONDS, () => program.notify());
  const seen: Seen = new Map();
  const watching = repeated(program, WATCH_EVERY_SECONDS, async () => {
    if (config.watchDir !== null) await takeFolder(desk, config.watchDir, seen);
  });
  await Promise.race([
    polling.first,
    new Promise((resolve) => setTimeout(resolve, FIRST_POLL_SECONDS * 1_000).unref()),
  ]);
  const server = await listen(program);
  return {
    port: (server.address() as AddressInfo).port,
    links: { desk: `${config.baseUrl}/desk`, signIn: await signInLink(desk, BOOTSTRAP_ACCOUNT) },
    seeded,
    stop: async () => {
      await Promise.all([polling, sweeping, notifying, pushing, watching].map((work) => work.stop()));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
  };
}

async function listen({ web, config }: Program): Promise<Server> {
  const server = createServer(TIME_FOR_REQUESTS, createListener(web));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  return server;
}

/** Does something now and again after each pause; a failure is logged and does not end it. */
function repeated({ desk }: Program, seconds: number, work: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const once = async (): Promise<void> => {
    await work().catch((error: unknown) => desk.log.error({ err: error }, "a regular task failed; it is tried again"));
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
export async function announcement({ desk, config, store }: Program, { links, seeded }: Running): Promise<string> {
  const channels = await liveChannels(desk);
  const secrets = new Map(seeded?.tokens.map(({ channel, secret }) => [channel, secret]));
  const lines = channels.map(({ id, outlet }) => {
    const address = `${config.baseUrl}/feeds/${id}.rss`;
    const secret = secrets.get(id);
    if (outlet === null) return `  ${address}`;
    if (secret === undefined) return `  ${address}  (needs the token of ${outlet.name})`;
    return `  ${address}?token=${secret}  (for ${outlet.name}; this token is shown once)`;
  });
  const feeds = lines.length === 0 ? ["  none yet: add a file to feeds/outbound/ and run `imprimatur apply`"] : lines;
  return [
    `Imprimatur is running (${store.kind === "mongodb" ? "MongoDB" : `embedded store in ${config.dataDir}`}).`,
    "",
    `The desk: ${links.desk}`,
    `Sign in:  ${links.signIn}  (works once)`,
    "",
    "Feeds (also as .atom and .json):",
    ...feeds,
  ].join("\n");
}
