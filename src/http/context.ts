import type { Context } from "koa";
import { DomainError } from "../domain/error.js";
import type { Actor } from "../domain/role.js";
import { type Instant, readInstant } from "../domain/window.js";
import type { Applied } from "../services/catalog/apply.js";
import type { Desk, Head } from "../services/desk.js";
import type { SubscriptionRequest } from "../services/hub/subscriptions.js";
import type { FetchFeed } from "../services/ingest/fetchFeed.js";
import type { ShowPicture } from "../services/ingest/pictures.js";
import type { PollResult } from "../services/ingest/poll.js";
import type { CurrentRendering } from "../services/publish/cache.js";
import type { RecordDelivery } from "../services/publish/deliveries.js";
import type { Door } from "../services/publish/door.js";
import type { Limit } from "./rate.js";

/** How much one may ask for. */
export interface Limits {
  /** Per outlet token. */
  readonly feeds: Limit;
  /** Per address that checks receipts. */
  readonly receipts: Limit;
}

/** What the web needs of the program, given by the composition root. */
export interface Web {
  readonly desk: Desk;
  /** The ledger's head, read after the call; calls of one moment share one reading. */
  readonly head: () => Promise<Head>;
  readonly door: Door;
  readonly current: CurrentRendering;
  readonly recordDelivery: RecordDelivery;
  /** Both answer at once and work behind. */
  readonly hub: { verify(request: SubscriptionRequest): boolean; push(): void };
  readonly poll: (actor: Actor, sources: readonly string[] | null) => Promise<readonly PollResult[]>;
  readonly apply: (actor: Actor) => Promise<Applied>;
  /** The one way out: guarded against addresses that are nobody's business. */
  readonly fetchFeed: FetchFeed;
  readonly picture: ShowPicture;
  /** Asks the store whether it answers, and what its clock says. */
  readonly ping: () => Promise<void>;
  readonly limits: Limits;
}

/** The one who asks, as the guard before this route found out. */
export function actorIn(ctx: Context): Actor {
  const { actor } = ctx.state as { actor?: Actor };
  if (actor === undefined) throw new DomainError("auth.required", "Sign in, or send an API token as a bearer token.");
  return actor;
}

/** A part of the path that the route's pattern guarantees. */
export function param(ctx: Context, name: string): string {
  const value = (ctx as Context & { params: Record<string, string | undefined> }).params[name];
  if (value === undefined) throw new TypeError(`the route has no parameter ${name}`);
  return value;
}

/** One value of the query, or null where it is absent or empty. */
export function queryOf(ctx: Context, name: string): string | null {
  const value = ctx.query[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === "" ? null : first;
}

/** The instant in the query's `at`, or null where there is none. @throws DomainError `input.invalid` */
export function instantIn(ctx: Context): Instant | null {
  const text = queryOf(ctx, "at");
  const at = text === null ? null : readInstant(text);
  if (text !== null && at === null)
    throw new DomainError("input.invalid", `${text} is no instant; write it as 2026-03-01T09:00:00.000Z.`);
  return at;
}
