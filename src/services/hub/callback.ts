import type { Agent } from "undici";
import { DomainError } from "../../domain/error.js";
import type { FetchSettings } from "../desk.js";
import { guardedLookup, requirePublicHost } from "../ingest/addressGuard.js";

/** A challenge is a few dozen characters; more of an answer is not read. */
const MAX_ANSWER_BYTES = 4_096;

export interface CallbackAnswer {
  readonly status: number;
  readonly text: string;
}

export interface Sent {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** Asks a subscriber's callback. @throws DomainError or a network error, in words */
export type AskCallback = (address: string, sent: Sent) => Promise<CallbackAnswer>;

/**
 * The way to subscribers: http(s) and public addresses only, checked on the address that is dialled; redirects are not
 * followed, for a callback is the address that was verified.
 */
export function callbacks(settings: FetchSettings): AskCallback & { close(): Promise<void> } {
  const timeout = settings.timeoutSeconds * 1_000;
  let agent: Agent | null = null;
  const ask: AskCallback = async (address, { method, headers, body }) => {
    requirePublicHost(new URL(address), settings.allowPrivateNetworks);
    const { Agent, buildConnector, fetch } = await import("undici");
    agent ??= new Agent({
      connect: buildConnector({ lookup: guardedLookup(settings.allowPrivateNetworks), timeout }),
      headersTimeout: timeout,
    });
    const response = await fetch(address, {
      ...{ method, body, dispatcher: agent, redirect: "manual", signal: AbortSignal.timeout(timeout) },
      headers: { "user-agent": settings.userAgent, ...headers },
    });
    return { status: response.status, text: await beginning(response.body ?? []) };
  };
  return Object.assign(ask, { close: async () => agent?.close() });
}

async function beginning(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString("utf8");
}

/** Why a callback could not be asked, in words that hold none of its address: it may be a secret. */
export function reasonOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const { name, cause } = error as Error;
  if (name === "TimeoutError") return "It gave no answer in time.";
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return cause instanceof DomainError ? cause.message : `It could not be reached (${String(code ?? name)}).`;
}
