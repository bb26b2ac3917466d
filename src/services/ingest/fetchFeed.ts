import { Agent, buildConnector, fetch, type Response } from "undici";
import { DomainError } from "../../domain/error.js";
import type { FetchSettings } from "../desk.js";
import { guardedLookup, requirePublicHost } from "./addressGuard.js";

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Fetched =
  | { readonly kind: "unchanged" }
  | { readonly kind: "gone" }
  | ({
      readonly kind: "body";
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly url: string;
    } & Validators);

/** What a server asked for with 429 or 503; `null` where it said nothing. */
export class Unreachable extends DomainError {
  readonly retryAfterSeconds: number | null;

  constructor(detail: string, retryAfterSeconds: number | null = null) {
    super("feed.unreachable", detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

export type FetchFeed = (address: string, validators: Validators) => Promise<Fetched>;

/**
 * The one way out to partners: http(s) only, public addresses only (checked on the address that is dialled, and again
 * after each redirect), with limits on size (expanded), time and redirects, and conditional.
 *
 * @throws Unreachable, in words that say what to do.
 */
export function guardedFetch(settings: FetchSettings): FetchFeed & { close(): Promise<void> } {
  const agent = new Agent({ connect: connectorFor(settings), headersTimeout: settings.timeoutSeconds * 1_000 });
  const fetchFeed: FetchFeed = async (address, validators) => {
    const signal = AbortSignal.timeout(settings.timeoutSeconds * 1_000);
    try {
      const { response, url } = await follow(agent, settings, new URL(address), validators, signal);
      return await outcome(response, url, settings);
    } catch (error) {
      throw unreachable(error, address, settings);
    }
  };
  return Object.assign(fetchFeed, { close: () => agent.close() });
}

function connectorFor(settings: FetchSettings): buildConnector.connector {
  const connect = buildConnector({
    lookup: guardedLookup(settings.allowPrivateNetworks),
    timeout: settings.timeoutSeconds * 1_000,
  });
  return (options, callback) => {
    if (!isExample(settings, options.hostname)) return connect(options, callback);
    const port = String(settings.examplePort);
    return connect({ ...options, hostname: "127.0.0.1", host: `127.0.0.1:${port}`, port }, callback);
  };
}

function isExample(settings: FetchSettings, hostname: string): boolean {
  return settings.examplePort !== null && settings.exampleHosts.has(hostname);
}

async function follow(agent: Agent, settings: FetchSettings, start: URL, validators: Validators, signal: AbortSignal) {
  let url = start;
  for (let redirects = 0; redirects <= settings.maxRedirects; redirects++) {
    requirePublicHost(url, settings.allowPrivateNetworks);
    const response = await fetch(url.href, {
      dispatcher: agent,
      redirect: "manual",
      signal,
      headers: headersFor(settings, validators),
    });
    const location = REDIRECTS.has(response.status) ? response.headers.get("location") : null;
    if (location === null) return { response, url };
    await response.body?.cancel();
    if (!URL.canParse(location, url.href))
      throw new Unreachable(`${url.href} redirects to an address that cannot be read.`);
    url = new URL(location, url.href);
  }
  throw new Unreachable(`${start.href} redirects more than ${settings.maxRedirects} times; use the final address.`);
}

function headersFor({ userAgent }: FetchSettings, { etag, lastModified }: Validators): Record<string, string> {
  return {
    accept: ACCEPT,
    "user-agent": userAgent,
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

async function outcome(response: Response, url: URL, settings: FetchSettings): Promise<Fetched> {
  if (response.status === 200) {
    const bytes = await readLimited(response, settings.maxBodyBytes);
    const header = (name: string) => response.headers.get(name);
    return {
      kind: "body",
      bytes,
      contentType: header("content-type"),
      url: url.href,
      etag: header("etag"),
      lastModified: header("last-modified"),
    };
  }
  await response.body?.cancel();
  if (response.status === 304) return { kind: "unchanged" };
  if (response.status === 410) return { kind: "gone" };
  throw new Unreachable(statusInWords(response, url), retryAfterSeconds(response.headers.get("retry-after")));
}

function statusInWords(response: Response, url: URL): string {
  const answered = `${url.href} answered ${response.status} ${response.statusText}`.trim();
  if (response.status === 404) return `${answered}; check the address in the partner's file.`;
  if (response.status === 401 || response.status === 403) return `${answered}; ask the partner for access.`;
  return `${answered}; it is tried again later.`;
}

function retryAfterSeconds(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/u.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}

async function readLimited(response: Response, maxBodyBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBodyBytes)
      throw new Unreachable(`The feed is larger than ${maxBodyBytes} bytes; ask the partner for a shorter one.`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks, size);
}

function unreachable(error: unknown, address: string, settings: FetchSettings): Error {
  if (error instanceof DomainError) return error;
  const cause = (error as Error).cause;
  if (cause instanceof DomainError) return cause;
  if ((error as Error).name === "TimeoutError") {
    return new Unreachable(
      `${address} gave no full answer within ${settings.timeoutSeconds} seconds; it is tried again later.`,
    );
  }
  const why = cause instanceof Error ? cause.message : (error as Error).message;
  return new Unreachable(`${address} could not be fetched: ${why}; it is tried again later.`);
}
