import { join, relative } from "node:path";
import pino, { type Logger } from "pino";
import { CLOSE_MILLISECONDS, type Closing, closingStack, StartError, wholeOrClosed } from "./closing.js";
import { type Config, ConfigError, localAddress } from "./config.js";
import { digestOfText } from "./domain/digest.js";
import { DomainError } from "./domain/error.js";
import type { Actor } from "./domain/role.js";
import { type Clock, type Instant, instantOf, laterOf } from "./domain/window.js";
import type { Web } from "./http/context.js";
import { serveExample } from "./http/example.js";
import { rateLimit } from "./http/rate.js";
import { renewProjections } from "./ledger/form.js";
import { headKeeper, readKnownHead } from "./ledger/knownHead.js";
import { openLedger } from "./ledger/ledger.js";
import { type Applied, apply } from "./services/catalog/apply.js";
import { kindOfStore, lastAddress, leaveAddress } from "./services/catalog/storeMarks.js";
import type { Desk, FetchSettings } from "./services/desk.js";
import { storeClock } from "./services/doubt.js";
import { type Example, hasExample, readExample } from "./services/example.js";
import { callbacks } from "./services/hub/callback.js";
import { limited } from "./services/hub/limited.js";
import { beginRound, MAX_SENDING } from "./services/hub/push.js";
import { MAX_VERIFYING, MAX_WAITING_TO_VERIFY, verifyIntent } from "./services/hub/subscriptions.js";
import { guardedFetch } from "./services/ingest/fetchFeed.js";
import { pictures } from "./services/ingest/pictures.js";
import { type PollResult, poll } from "./services/ingest/poll.js";
import { type FeedReader, readingPool } from "./services/ingest/reading/readingPool.js";
import { isReachable } from "./services/ingest/websub/reachable.js";
import { randomId } from "./services/newId.js";
import { notifyOutlets } from "./services/notify/notifyOutlets.js";
import { senders } from "./services/notify/send.js";
import { renderingCache } from "./services/publish/cache.js";
import { coalesced } from "./services/publish/coalesce.js";
import { deliveryRecorder } from "./services/publish/deliveries.js";
import { door } from "./services/publish/door.js";
import { defineModels, ensureIndexes } from "./store/models/models.js";
import { openStore, type Store } from "./store/store.js";

export interface ProgramOptions {
  readonly config: Config;
  /** Whether a new store holds the example newsroom; false also refuses a store that does. */
  readonly withExample: boolean;
  readonly clock?: Clock;
  /** What the store's server says the time is; by default it is asked, unless the clock is given. */
  readonly storeTime?: () => Promise<Instant>;
  readonly log?: Logger;
  /** How long operations wait for a store that is away, in milliseconds. */
  readonly patience?: (() => number) | undefined;
  /** Reads the feeds, and outlives the program; without it the program starts one of its own and ends it. */
  readonly reader?: FeedReader;
  /** Keeps what is opened, for whoever may have to close it before the program is whole. */
  readonly closing?: Closing;
}

/** Everything wired together; what the web and the command line work with. */
export interface Program {
  readonly config: Config;
  readonly desk: Desk;
  readonly web: Web;
  readonly store: Pick<Store, "kind" | "uri">;
  readonly example: Example | null;
  /** From now on links lead here, those of commands beside the desk too. */
  listensOn(port: number): Promise<void>;
  /** The file with the key that signs checkpoints. */
  readonly keyFile: string;
  apply(actor: Actor): Promise<Applied>;
  poll(actor: Actor, sources: readonly string[] | null): Promise<readonly PollResult[]>;
  /** Sends subscribers what they do not have yet; returns how many acknowledged it. */
  push(): Promise<number>;
  /** Queues what outlets are to be told, and sends what is due; returns how many messages arrived. */
  notify(): Promise<number>;
  close(): Promise<void>;
}

const PRODUCT = "Imprimatur/0.1";

/** Says who asks, what for, and whom to ask about it. */
function userAgent({ contactUrl }: Config): string {
  return `${PRODUCT} (${contactUrl === null ? "" : `+${contactUrl}; `}republishing rights desk)`;
}
/** From one address; each check reads the store. */
const RECEIPT_CHECKS_PER_MINUTE = 120;

/**
 * Opens store and ledger (healing what a killed run left), and wires the services.
 *
 * @throws whatever a step of opening throws, once all that was opened before it is closed.
 */
export async function openProgram(options: ProgramOptions): Promise<Program> {
  const logger = options.log ?? pino({ level: options.config.logLevel }, pino.destination(2));
  const closing = options.closing ?? closingStack();
  return wholeOrClosed(
    closing,
    () => composed(options, logger, closing),
    (complaints) => logger.error({ complaints }, "what a failed start had opened could not all be closed"),
  );
}

async function composed(options: ProgramOptions, logger: Logger, closing: Closing): Promise<Program> {
  const { config, withExample, clock = systemClock } = options;
  const { open } = closing;
  const { mongodbUri, dataDir } = config;
  const opening = () => openStore({ mongodbUri, dataDir, patience: options.patience }).catch(storeUnopened);
  const store = await open("store", opening, closed);
  const models = defineModels(store.connection);
  await open("indexes", () => ensureIndexes(models));
  const renewed = await open("projections", () => renewProjections(models));
  if (renewed > 0) logger.info({ renewed }, "projections of an older program folded anew");
  const storeTime = options.storeTime ?? (options.clock === undefined ? store.time : null);
  const stores = storeClock(clock, storeTime);
  await open("clocks", () => stores.look());
  const knownFile = join(dataDir, "known-ledger.json");
  const known = await open("known ledger", () => readKnownHead(knownFile));
  const ledgerOptions = { changes: store.changes, storeClock: stores.now, known };
  const ledger = await open("ledger", () => openLedger(models, clock, ledgerOptions), closed);
  requireLedger(config.ledger, ledger.id());
  const unkept = (err: unknown) =>
    logger.error({ err }, `what is known of the ledger could not be kept in ${knownFile}`);
  await open("what is known of the ledger", () => headKeeper(knownFile, ledger, unkept), closed);
  // A store that is empty although this desk knew another is nobody's new example.
  const begins = withExample && ledger.doubt() === null && hasExample(config.feedsDir) ? "example" : "real";
  const kind = await open("kind of store", () => kindOfStore(models, ledger.head().seq === 0, begins));
  const beginReal = kind === "real" ? null : beginRealCommand(config);
  if (beginReal !== null && !withExample)
    throw new ConfigError(`This store holds the example newsroom and stays an example. Begin your own: ${beginReal}`);
  let address = config.baseUrl ?? (await lastAddress(models)) ?? localAddress(config.host, config.port);
  const example = await open("example", async () => (kind === "example" ? readExample(config.feedsDir) : null));
  const partners = await open(
    "example server",
    async () => (example === null ? null : serveExample(example.dir, example.hosts)),
    (server) => server?.close(),
  );
  const fetchSettings: FetchSettings = {
    maxBodyBytes: config.fetchMaxBodyBytes,
    timeoutSeconds: config.fetchTimeoutSeconds,
    maxRedirects: config.fetchMaxRedirects,
    userAgent: userAgent(config),
    allowPrivateNetworks: config.allowPrivateNetworks,
    exampleHosts: example?.hosts ?? new Set(),
    examplePort: partners?.port ?? null,
  };
  const reader = options.reader ?? (await open("reading processes", () => readingPool(), closed));
  const fetchFeed = await open("fetching", () => guardedFetch(fetchSettings, clock), closed);
  const ask = await open("callbacks", () => callbacks(fetchSettings), closed);
  const outlets = await open("senders", () => senders(fetchSettings, config.mail), closed);
  const background = await open("work behind acts", () => backgroundWork(logger), settled);
  const subscribers = await open("work for subscribers", () => sideWork(logger), settled);
  const desk: Desk = {
    models,
    ledger,
    clock,
    now: () => laterOf(clock(), ledger.head().at),
    storeClock: stores.now,
    newId: randomId,
    reader,
    log: logger,
    afterwards: background.add,
    settings: {
      get baseUrl() {
        return address;
      },
      beginReal,
      get publisher() {
        return example?.newsroom.newsroom ?? { name: "Imprimatur", url: address };
      },
      fetch: fetchSettings,
      credentialsFile: join(dataDir, "credentials.json"),
      webSub: config.webSub ?? (config.baseUrl !== null && isReachable(config.baseUrl)),
      tombstoneDays: config.tombstoneDays,
      sessionHours: config.sessionHours,
      adminTokenDigest: config.adminToken === null ? null : digestOfText(config.adminToken),
      mail: config.mail,
    },
  };
  const askForHead = coalesced(() => ledger.catchUp());
  const head = async () => ledger.known() ?? askForHead();
  const current = renderingCache(desk);
  const recordDelivery = deliveryRecorder(desk);
  const [verifying, sending] = [limited(MAX_VERIFYING), limited(MAX_SENDING)];
  const round = coalesced(() => beginRound(desk, { ask, current, recordDelivery, sending }));
  const push = async () => (await Promise.all(await round())).filter((done) => done).length;
  const files = { feedsDir: config.feedsDir, licensesDir: config.licensesDir, store: kind };
  const applyAll = (actor: Actor) => apply(desk, actor, files);
  const pollSome = (actor: Actor, sources: readonly string[] | null) => poll(desk, actor, fetchFeed, { sources });
  return {
    config,
    desk,
    web: {
      desk,
      head,
      door: door(desk),
      current,
      recordDelivery,
      hub: {
        verify: (request) => {
          if (verifying.waiting() >= MAX_WAITING_TO_VERIFY) return false;
          const verified = () => verifying.run(() => verifyIntent(desk, ask, request));
          subscribers.add(async () => (await verified()) && push());
          return true;
        },
        push: () => subscribers.add(push),
      },
      poll: pollSome,
      apply: applyAll,
      fetchFeed,
      picture: pictures(desk, fetchFeed),
      ping: async () => {
        await store.ping();
        await stores.look();
      },
      limits: {
        feeds: rateLimit(config.feedRequestsPerMinute, clock),
        receipts: rateLimit(RECEIPT_CHECKS_PER_MINUTE, clock),
      },
    },
    store,
    example,
    listensOn: async (port) => {
      address = config.baseUrl ?? localAddress(config.host, port);
      await leaveAddress(models, address);
    },
    keyFile: join(dataDir, "keys", "checkpoint.pem"),
    apply: applyAll,
    poll: pollSome,
    push,
    notify: () => notifyOutlets(desk, outlets),
    close: async () => {
      const complaints = await closing.closeAll(CLOSE_MILLISECONDS);
      if (complaints.length > 0) throw new Error(complaints.join("; "));
    },
  };
}

/** What a person types to begin a real newsroom beside the example. */
function beginRealCommand({ mongodbUri, dataDir }: Config): string {
  const shown = relative(process.cwd(), dataDir);
  const folder = `${shown.startsWith("..") ? dataDir : shown || "."}-own`;
  const place = mongodbUri === null ? `DATA_DIR=${quoted(folder)}` : "MONGODB_URI=<the address of another database>";
  return `${place} npm start -- --empty`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function requireLedger(wanted: string | null, found: string | null): void {
  if (wanted === null || wanted === found) return;
  const held = found === null ? "no ledger" : `the ledger ${found}`;
  throw new ConfigError(
    `LEDGER says ${wanted}, and the store holds ${held}: put the right store back, or take LEDGER out of the environment.`,
  );
}

function storeUnopened(error: unknown): never {
  if (error instanceof DomainError) throw error;
  throw new StartError(`The store cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
}

function closed(opened: { close(): unknown }): unknown {
  return opened.close();
}

function settled(work: { settled(): unknown }): unknown {
  return work.settled();
}

export const systemClock: Clock = () => instantOf(Date.now());

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

/** Work that nobody waits for and that does not wait for each other. */
function sideWork(log: Logger) {
  const under = new Set<Promise<unknown>>();
  return {
    add: (work: () => Promise<unknown>): void => {
      const done = work()
        .catch((error: unknown) => log.error({ err: error }, "a subscriber could not be served; it is tried again"))
        .finally(() => under.delete(done));
      under.add(done);
    },
    settled: () => Promise.all(under),
  };
}
