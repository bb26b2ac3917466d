import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { FetchSettings } from "../../src/services/desk.js";
import { hostTurns } from "../../src/services/ingest/politeness.js";
import { LONG_SECONDS } from "../eventually.js";
import { listening } from "../opened.js";

/** Limits of a test's fetches. */
export const SETTINGS: FetchSettings = {
  maxBodyBytes: 1_000_000,
  timeoutSeconds: LONG_SECONDS,
  maxRedirects: 3,
  userAgent: "Imprimatur/test",
  allowPrivateNetworks: true,
  exampleHosts: new Set<string>(),
  examplePort: null,
};
export const NONE = { etag: null, lastModified: null };
/** Requests do not wait for one another. */
/** Stands still: what a server says of time is judged by it where the server does not say its own. */
export const CLOCK = () => "2026-06-01T08:00:00.000Z";
export const HURRIED = { turns: hostTurns(0) };

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that counts its connections and keeps what it was asked. */
export interface Loopback {
  readonly port: number;
  readonly origin: string;
  readonly requests: IncomingMessage[];
  connections: number;
  answer: Answering;
  close(): Promise<void>;
}

export async function loopback(answer: Answering = (_request, response) => response.end("seen")): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    found.answer(request, response);
  });
  server.on("connection", () => found.connections++);
  const found: Loopback = { ...(await listening(server)), requests, connections: 0, answer };
  return found;
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
