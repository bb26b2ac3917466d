import { join } from "node:path";
import pino, { type Logger } from "pino";
import type { Config } from "./config.js";
import { type Actor, systemActor } from "./domain/role.js";
import { type Clock, instantOf } from "./domain/window.js";
import type { Web } from "./http/context.js";
import { serveExample } from "./http/example.js";
import { renewProjections } from "./ledger/form.js";
import { openLedger } from "./ledger/ledger.js";
import { type Applied, apply } from "./services/catalog/apply.js";
import type { Desk, FetchSettings } from "./services/desk.js";
import { type Example, readExample } from "./services/example.js";
import { guardedFetch } from "./services/ingest/fetchFeed.js";
import { pictures } from "./services/ingest/pictures.js";
import { type PollResult, poll } from "./services/ingest/poll.js";
import { renderingCache } from "./services/publish/cache.js";
import { deliveryRecorder } from "./services/publish/deliveries.js";
import { defineModels, ensureIndexes } from "./store/models/models.js";
import { openStore, type Store } from "./store/store.js";

export interface ProgramOptions {
  readonly config: Config;
  /** Whether the example newsroom takes part. */
  readonly withExample: boolean;
  readonly clock?: Clock;
  readonly log?: Logger;
}

/** Everything wired together; what the web and the command line work with. */
export interface Program {
  readonly config: Config;
  readonly desk: Desk;
  readonly web: Web;
  readonly store: Pick<Store, "kind" | "uri">;
  readonly example: Example | null;
  /** The file with the key that signs checkpoints. */
  readonly keyFile: string;
  apply(actor: Actor): Promise<Applied>;
  poll(actor: Actor, sources: readonly string[] | null): Promise<readonly PollResult[]>;
  close(): Promise<void>;
}

const USER_AGENT = "Imprimatur/0.1 (+https://imprimatur.example/about-our-fetcher; republishing rights desk)";

/** Opens store and ledger (healing what a killed run left), and wires the services. */
export async function openProgram({ config, withExample, clock = systemClock, log }: ProgramOptions): Promise<Program> {
  const logger = log ?? pino({ level: config.logLevel }, pino.destination(2));
  const store = await openStore({ mongodbUri: config.mongodbUri, dataDir: config.dataDir });
  const models = defineModels(store.connection);
  await ensureIndexes(models);
  const renewed = await renewProjections(models);
  if (renewed > 0) logger.info({ renewed }, "projections of an older program folded anew");
  const ledger = await openLedger(models, clock);
  const example = withExample ? await readExample(config.feedsDir) : null;
  const partners = example === null ? null : await serveExample(example.dir, example.hosts);
  const background = backgroundWork(logger);
  const fetchSettings: FetchSettings = {
    maxBodyBytes: config.fetchMaxBodyBytes,
    timeoutSeconds: config.fetchTimeoutSeconds,
    maxRedirects: config.fetchMaxRedirects,
    userAgent: USER_AGENT,
    allowPrivateNetworks: config.allowPrivateNetworks,
    exampleHosts: example?.hosts ?? new Set(),
    examplePort: partners?.port ?? null,
  };
  const desk: Desk = {
    models,
    ledger,
    clock,
    log: logger,
    afterwards: background.add,
    settings: {
      baseUrl: config.baseUrl,
      publisher: example?.newsroom.newsroom ?? { name: "Imprimatur", url: config.baseUrl },
      fetch: fetchSettings,
      tombstoneDays: config.tombstoneDays,
      sessionHours: config.sessionHours,
    },
  };
  const fetchFeed = guardedFetch(fetchSettings);
  const place = { feedsDir: config.feedsDir, licensesDir: config.licensesDir, withExample };
  const applyAll = (actor: Actor) => apply(desk, actor, place);
  const pollSome = (actor: Actor, sources: readonly string[] | null) => poll(desk, actor, fetchFeed, { sources });
  return {
    config,
    desk,
    web: {
      desk,
      current: renderingCache(desk),
      recordDelivery: deliveryRecorder(desk),
      poll: pollSome,
      apply: applyAll,
      fetchFeed,
      picture: pictures(desk, fetchFeed),
      ping: () => store.ping(),
    },
    store,
    example,
    keyFile: join(config.dataDir, "keys", "checkpoint.pem"),
    apply: applyAll,
    poll: pollSome,
    close: async () => {
      await background.settled();
      await fetchFeed.close();
      await partners?.close();
      await ledger.close();
      await store.close();
    },
  };
}

export const systemClock: Clock = () => instantOf(Date.now());

/** Acts of the command line are the operator's: whoever may run it may read the store. */
export const OPERATOR: Actor = systemActor("operator");

function backgroundWork(log: Logger) {
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: (work: () => Promise<unknown>): void => {
      last = last
        .then(work)
        .catch((error: unknown) => log.error({ err: error }, "work after an act failed; the next sweep repeats it"));
    },
    settled: () => last,
  };
}
