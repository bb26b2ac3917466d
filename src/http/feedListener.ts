import type { IncomingMessage, ServerResponse } from "node:http";
import type { ChannelFormat } from "../domain/channel.js";
import { DomainError } from "../domain/error.js";
import { readInstant } from "../domain/window.js";
import { sureHead } from "../services/doubt.js";
import type { Page } from "../services/publish/channelState.js";
import { pageName } from "../services/publish/outboundFeed.js";
import type { Web } from "./context.js";
import { feedAnswer } from "./feedAnswer.js";
import { POLICY_PATH } from "./machineTerms.js";
import { tokenIn } from "./middleware/bearer.js";
import { headersOf, problemOf } from "./problem.js";
import { requireWithin } from "./rate.js";

/** `/feeds/<channel>.<format>`, with a query or without. */
const FEED = /^\/feeds\/([a-z0-9][a-z0-9.-]*)\.(rss|atom|json)(?:\?(.*))?$/u;
/** `<instant>~<release>` */
const PAGE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(rel_[0-9a-f]+)$/u;

export const NO_FEED =
  "There is no public feed of this name. An outlet's feed needs its token: as bearer token, as Basic password, or as ?token=….";

const NO_QUERY = new URLSearchParams();

/** Tells how a request ended, for the numbers that `/metrics` shows. */
export type Observe = (method: string, status: number, seconds: number) => void;

/**
 * Answers requests for feeds, and says false to all others. It stands before Koa: what a reader polls every minute
 * needs no sessions, forms or pages, and everything about it is prepared. Each answer is decided at the ledger's head,
 * read after the request came, and is sent when the row that proves it is durable.
 */
export function feedListener(
  web: Web,
  observe: Observe,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { method = "GET", url = "" } = request;
    if (method !== "GET" && method !== "HEAD") return false;
    const [, channel, format, query] = FEED.exec(url) ?? [];
    if (channel === undefined || format === undefined) return false;
    const began = performance.now();
    const file = {
      channel,
      format: format as ChannelFormat,
      query: query === undefined ? NO_QUERY : new URLSearchParams(query),
    };
    const path = `/feeds/${channel}.${format}`;
    const finish = () => {
      const milliseconds = performance.now() - began;
      observe(method, response.statusCode, milliseconds / 1_000);
      // The query is left out: it may hold a token.
      web.desk.log.info(
        { method, path, status: response.statusCode, milliseconds: Math.round(milliseconds) },
        "request",
      );
    };
    serve(web, file, request, response).then(finish, (error: unknown) => {
      fail(web, request, response, path, error);
      finish();
    });
    return true;
  };
}

interface File {
  readonly channel: string;
  readonly format: ChannelFormat;
  readonly query: URLSearchParams;
}

async function serve(
  web: Web,
  { channel, format, query }: File,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const head = await sureHead(web.desk, web.head);
  const at = web.desk.now();
  const secret = tokenIn(request.headers.authorization) ?? query.get("token") ?? "";
  const admitted = await web.door(channel, secret, head, at);
  if (admitted === null) throw new DomainError("auth.required", NO_FEED);
  if (admitted.token !== null)
    requireWithin(web.limits.feeds, admitted.token, { set: (name, value) => response.setHeader(name, value) });
  const page = pageIn(query);
  const made = await web.current({ channel, format, page }, head, at);
  const { baseUrl } = web.desk.settings;
  const address = {
    self: `${baseUrl}/feeds/${channel}.${format}${page === null ? "" : `?after=${pageName(page)}`}`,
    hub: `${baseUrl}/hub`,
    miningPolicy: `${baseUrl}${POLICY_PATH}`,
    rsl: `${baseUrl}/rsl/${channel}.xml`,
    isPublic: admitted.channel.outlet === null,
  };
  const { status, headers, body } = await feedAnswer(made, address, request.headers, at);
  const isHead = request.method === "HEAD";
  // Nothing is delivered by HEAD, so there is nothing to prove.
  if (!isHead) {
    const { digest } = made.rendering;
    await web.recordDelivery({ rendering: digest, channel, token: admitted.token, status, at });
  }
  response.writeHead(status, headers as string[]);
  response.end(isHead ? null : body);
}

function pageIn(query: URLSearchParams): Page | null {
  const after = query.get("after");
  if (after === null) return null;
  const [, openedAt, release] = PAGE.exec(after) ?? [];
  if (openedAt === undefined || release === undefined || readInstant(openedAt) === null)
    throw new DomainError("input.invalid", "This page does not exist; follow the links in the feed.");
  return { openedAt, release };
}

function fail(web: Web, request: IncomingMessage, response: ServerResponse, path: string, error: unknown): void {
  const { document, isOurs } = problemOf(error);
  if (isOurs) web.desk.log.error({ err: error, path }, "request failed");
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify(document));
  response.writeHead(document.status, {
    "Content-Type": "application/problem+json; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
    ...headersOf(document),
    ...(document.status === 401 ? { "WWW-Authenticate": 'Basic realm="imprimatur feeds", charset="UTF-8"' } : {}),
  });
  response.end(request.method === "HEAD" ? null : body);
}
