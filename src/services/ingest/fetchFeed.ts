import { STATUS_CODES } from "node:http";
import { DomainError } from "../../domain/error.js";
import type { Clock } from "../../domain/window.js";
import type { Credential } from "../../formats/shapes/credentials.js";
import type { FetchSettings } from "../desk.js";
import { freshSeconds, retryAfterSeconds } from "./cacheHeaders.js";
import { ACCEPT_ENCODING, readExpanded } from "./contentCoding.js";
import { admission, secretsOf } from "./credentials.js";
import { type Answer, type ClientOptions, type GuardedClient, guardedClient } from "./guardedClient.js";
import { shownUrl, withoutSecrets } from "./shownUrl.js";

export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What an answer says besides its body. */
export interface AnswerFacts {
  /** Where 301 and 308 alone led, or null. */
  readonly movedTo: string | null;
  /** Seconds for which the server calls its answer fresh; null where it does not say. */
  readonly freshSeconds: number | null;
  /** From the first step to the last byte, without waiting for the host's turn. */
  readonly milliseconds: number;
}

export type Fetched =
  | ({ readonly kind: "unchanged" } & AnswerFacts)
  | { readonly kind: "gone" }
  | ({
      readonly kind: "body";
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly url: string;
      /** The `Link` header (RFC 8288), as it came. */
      readonly link: string | null;
    } & Validators &
      AnswerFacts);

/** A server that gave no feed, and what it asked for with 429 or 503; `null` where it said nothing. */
export class Unreachable extends DomainError {
  readonly retryAfterSeconds: number | null;

  constructor(detail: string, retryAfterSeconds: number | null = null) {
    super("feed.unreachable", detail);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/** How one source is asked beyond its address. */
export interface Asking {
  readonly credential: Credential | null;
  /** The address in the partner's file: credentials are for its origin. The address fetched, where none is given. */
  readonly sourceUrl?: string;
}

export type FetchFeed = (address: string, validators: Validators, asking?: Asking) => Promise<Fetched>;

/** A fetcher of feeds and the guarded client that it works with. */
export type FeedFetcher = FetchFeed & { readonly client: GuardedClient; close(): Promise<void> };

/**
 * Fetches feeds through the guarded client: conditional, with limits on size (as sent and expanded), time and redirects.
 * No credential, and no value of an address's query, is in any message.
 *
 * @param clock says the time where a server does not say its own
 * @throws Unreachable, in words that say what to do.
 */
export function guardedFetch(settings: FetchSettings, clock: Clock, options: ClientOptions = {}): FeedFetcher {
  const client = guardedClient(settings, options);
  const fetchFeed: FetchFeed = async (address, validators, { credential, sourceUrl } = { credential: null }) => {
    const secrets = secretsOf(credential);
    try {
      const url = urlOf(address);
      const source = urlOf(sourceUrl ?? address);
      const admit = admission(source, credential);
      const at = (step: URL) => {
        requireOwnSecrets(step, source, secrets);
        const { href, headers } = admit(step);
        return { href, headers: { ...headersFor(settings, validators), ...headers } };
      };
      return await client.send({ url, method: "GET", at }, (answer) =>
        outcome(answer, { settings, secrets, asked: url, clock }),
      );
    } catch (error) {
      throw unreachable(error, address, settings, secrets);
    }
  };
  return Object.assign(fetchFeed, { client, close: () => client.close() });
}

function urlOf(address: string): URL {
  if (URL.canParse(address)) return new URL(address);
  throw new Unreachable(`${shownUrl(address)}: mend it in the partner's file.`);
}

/** A server may redirect with the secret in the address; where that leads to somebody else, nobody is asked. */
function requireOwnSecrets(step: URL, source: URL, secrets: readonly string[]): void {
  const secured = new URL(source.href);
  if (source.port === "") secured.protocol = "https:";
  if (step.origin === source.origin || step.origin === secured.origin || !holdsSecret(step.href, secrets)) return;
  throw new Unreachable(
    `${shownUrl(source.href)} redirects to ${step.host} with the credentials in the address; nothing was sent there. Ask the partner for the final address.`,
  );
}

function headersFor({ userAgent }: FetchSettings, { etag, lastModified }: Validators): Record<string, string> {
  return {
    accept: ACCEPT,
    "accept-encoding": ACCEPT_ENCODING,
    "user-agent": userAgent,
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

interface Circumstances {
  readonly settings: FetchSettings;
  readonly secrets: readonly string[];
  readonly asked: URL;
  readonly clock: Clock;
}

async function outcome(answer: Answer, { settings, secrets, asked, clock }: Circumstances): Promise<Fetched> {
  const { status, header, url } = answer;
  const facts = () => ({
    movedTo: answer.movedTo === null || holdsSecret(answer.movedTo, secrets) ? null : answer.movedTo,
    freshSeconds: freshSeconds(header, clock),
    milliseconds: answer.elapsed(),
  });
  if (status === 200) {
    const bytes = await readExpanded(answer.body, header("content-encoding"), settings.maxBodyBytes);
    return {
      kind: "body",
      bytes,
      contentType: header("content-type"),
      url: holdsSecret(url.href, secrets) ? asked.href : url.href,
      link: header("link"),
      etag: header("etag"),
      lastModified: header("last-modified"),
      ...facts(),
    };
  }
  if (status === 304) return { kind: "unchanged", ...facts() };
  if (status === 410 && isLasting(answer, asked)) return { kind: "gone" };
  throw new Unreachable(statusInWords(status, url), retryAfterSeconds(header, clock));
}

/** What only a detour led to may go without the feed being gone. */
function isLasting({ url, movedTo }: Answer, asked: URL): boolean {
  return url.href === asked.href || url.href === movedTo;
}

function holdsSecret(address: string, secrets: readonly string[]): boolean {
  return withoutSecrets(address, secrets) !== address;
}

function statusInWords(status: number, url: URL): string {
  const answered = `${shownUrl(url.href)} answered ${status} ${STATUS_CODES[status] ?? ""}`.trim();
  if (status === 404) return `${answered}; check the address in the partner's file.`;
  if (status === 401 || status === 403) return `${answered}; ask the partner for access.`;
  return `${answered}; it is tried again later.`;
}

function unreachable(error: unknown, address: string, settings: FetchSettings, secrets: readonly string[]): Error {
  const shown = shownUrl(address);
  if (error instanceof Unreachable)
    return new Unreachable(withoutSecrets(error.message, secrets), error.retryAfterSeconds);
  const said = firstSaid(error);
  if (said !== null) return new Unreachable(withoutSecrets(said.message, secrets));
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError" || (code !== undefined && /^UND_ERR_\w+_TIMEOUT$/u.test(code))) {
    return new Unreachable(
      `${shown} gave no full answer within ${settings.timeoutSeconds} seconds; it is tried again later.`,
    );
  }
  const why = withoutSecrets((error as Error).message, [...secrets, address]);
  return new Unreachable(`${shown} could not be fetched: ${why}; it is tried again later.`);
}

/** A refusal of our own, itself or as the cause of what the client threw. */
function firstSaid(error: unknown): DomainError | null {
  const { cause } = error as { readonly cause?: unknown };
  return [error, cause].find((found) => found instanceof DomainError) ?? null;
}
