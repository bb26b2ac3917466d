import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import type { Agent, buildConnector } from "undici";
import { DomainError } from "../../domain/error.js";
import type { FetchSettings } from "../desk.js";
import { guardedLookup, type Resolve, requirePublicHost } from "./addressGuard.js";
import { hostTurns, isLoopback, type Turns } from "./politeness.js";
import { shownUrl } from "./shownUrl.js";

/** A request to a server that is not ours. */
export interface Outgoing {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly body?: string;
  /** The address as dialled, and its headers, at each step; what is secret goes to one origin only. */
  readonly at: (url: URL) => { readonly href: string; readonly headers: Readonly<Record<string, string>> };
}

export interface Answer {
  readonly status: number;
  /** Where it came from after redirects. */
  readonly url: URL;
  /** Where 301 and 308 alone led, from the beginning on; null where they led nowhere. */
  readonly movedTo: string | null;
  readonly header: (name: string) => string | null;
  readonly body: Readable;
  /** Milliseconds that asking took so far, without waiting for the hosts' turns. */
  readonly elapsed: () => number;
}

export interface GuardedClient {
  /**
   * Sends, follows redirects, and has the last answer read, all within the limits of time and redirects.
   *
   * @throws DomainError `feed.unreachable`, or what undici throws.
   */
  send<T>(outgoing: Outgoing, read: (answer: Answer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly resolve?: Resolve;
  readonly turns?: Turns;
}

const PERMANENT: ReadonlySet<number> = new Set([301, 308]);
/** What a GET follows; a POST follows those that keep its method (RFC 9110 §15.4). */
const FOLLOWED: Readonly<Record<Outgoing["method"], ReadonlySet<number>>> = {
  GET: new Set([301, 302, 303, 307, 308]),
  POST: new Set([307, 308]),
};
/**
 * The one way out to servers that are not ours: http(s) only, public addresses only (checked on the address that is
 * dialled, at every step), in total no longer than `timeoutSeconds`, one request at a time to a host.
 */
export function guardedClient(settings: FetchSettings, options: ClientOptions = {}): GuardedClient {
  const milliseconds = settings.timeoutSeconds * 1_000;
  let made: Agent | null = null;
  const agent = async () => {
    const { Agent, buildConnector } = await import("undici");
    const connect = guardedConnector(buildConnector, settings, options.resolve);
    made ??= new Agent({ connect, headersTimeout: milliseconds, bodyTimeout: milliseconds });
    return made;
  };
  const turns = options.turns ?? hostTurns();
  return {
    send: (outgoing, read) => follow({ settings, agent, turns }, outgoing, read),
    close: async () => made?.close(),
  };
}

/** Checks literal addresses here, and names through the lookup: nothing is dialled that was not checked. */
function guardedConnector(
  build: typeof buildConnector,
  settings: FetchSettings,
  resolve: Resolve | undefined,
): buildConnector.connector {
  const connect = build({
    lookup: guardedLookup(settings.allowPrivateNetworks, resolve),
    timeout: settings.timeoutSeconds * 1_000,
  });
  return (options, callback) => {
    const { hostname } = options;
    if (isExample(settings, hostname)) {
      const port = String(settings.examplePort);
      return connect({ ...options, hostname: "127.0.0.1", host: `127.0.0.1:${port}`, port }, callback);
    }
    try {
      const written = hostname.includes(":") ? `[${hostname.replace(/^\[|\]$/gu, "")}]` : hostname;
      requirePublicHost(new URL(`http://${written}/`), settings.allowPrivateNetworks);
    } catch (error) {
      return callback(error as Error, null);
    }
    return connect(options, callback);
  };
}

function isExample(settings: FetchSettings, hostname: string): boolean {
  return settings.examplePort !== null && settings.exampleHosts.has(hostname);
}

interface Way {
  readonly settings: FetchSettings;
  /** Made with the first request; undici is loaded then. */
  readonly agent: () => Promise<Agent>;
  readonly turns: Turns;
}

interface Step {
  readonly url: URL;
  readonly redirects: number;
  /** Whether only permanent redirects led here. */
  readonly lasting: boolean;
  readonly movedTo: string | null;
}

async function follow<T>(way: Way, outgoing: Outgoing, read: (answer: Answer) => Promise<T>): Promise<T> {
  const { settings, turns } = way;
  const allowed = settings.timeoutSeconds * 1_000;
  let spent = 0;
  let step: Step = { url: outgoing.url, redirects: 0, lasting: true, movedTo: null };
  for (;;) {
    const { url, redirects } = step;
    requirePublicHost(url, settings.allowPrivateNetworks);
    const taken = async (): Promise<{ readonly next: Step } | { readonly result: T }> => {
      const began = performance.now();
      const elapsed = () => spent + performance.now() - began;
      const signal = AbortSignal.timeout(Math.max(1, Math.round(allowed - spent)));
      const done = await take(way, outgoing, step, { signal, elapsed }, read);
      spent = elapsed();
      return done;
    };
    const isOurs = isExample(settings, url.hostname) || isLoopback(url.hostname);
    const done = isOurs ? await taken() : await turns.take(url.host, redirects > 0, taken);
    if ("result" in done) return done.result;
    step = done.next;
    if (step.redirects > settings.maxRedirects) throw tooMany(outgoing.url, settings);
  }
}

async function take<T>(
  { agent }: Way,
  outgoing: Outgoing,
  step: Step,
  { signal, elapsed }: { readonly signal: AbortSignal; readonly elapsed: () => number },
  read: (answer: Answer) => Promise<T>,
): Promise<{ readonly next: Step } | { readonly result: T }> {
  const { url, movedTo } = step;
  const { href, headers } = outgoing.at(url);
  const { method, body = null } = outgoing;
  const { request } = await import("undici");
  const response = await request(href, { dispatcher: await agent(), method, headers, body, signal });
  const header = (name: string) => {
    const value = response.headers[name];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  };
  const { statusCode: status } = response;
  const location = FOLLOWED[method].has(status) ? locationIn(response.headers.location) : null;
  try {
    if (location === null)
      return { result: await read({ status, url, movedTo, header, body: response.body, elapsed }) };
  } finally {
    drop(response.body);
  }
  if (!URL.canParse(location, url.href))
    throw new DomainError("feed.unreachable", `${shownUrl(url.href)} redirects to an address that cannot be read.`);
  return { next: stepTo(new URL(location, url.href), step, status) };
}

/** The first, where there are several. Servers send addresses unescaped in UTF-8, and headers are read as Latin-1. */
function locationIn(sent: string | string[] | undefined): string | null {
  const [written = null] = [sent].flat();
  if (written === null) return null;
  const bytes = Buffer.from(written, "latin1");
  return isUtf8(bytes) ? bytes.toString("utf8") : written;
}

/** Ends a body that nobody wants, and its connection with it; one that was read to its end is left alone. */
function drop(body: Readable): void {
  if (body.readableEnded || body.destroyed) return;
  body.on("error", () => undefined);
  body.destroy();
}

function stepTo(url: URL, { redirects, lasting, movedTo }: Step, status: number): Step {
  const lasts = lasting && PERMANENT.has(status);
  return { url, redirects: redirects + 1, lasting: lasts, movedTo: lasts ? url.href : movedTo };
}

function tooMany(url: URL, { maxRedirects }: FetchSettings): DomainError {
  const detail = `${shownUrl(url.href)} redirects more than ${maxRedirects} times; use the final address.`;
  return new DomainError("feed.unreachable", detail);
}
