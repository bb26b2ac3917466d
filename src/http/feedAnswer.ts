import type { IncomingHttpHeaders } from "node:http";
import accepts from "accepts";
import type { Instant } from "../domain/window.js";
import { CODINGS, type Coding, type Prepared } from "../services/publish/prepared.js";

/** `Accept-Encoding` values remembered; clients send few different ones. */
const MAX_REMEMBERED = 200;

/** What a request for a feed is answered with. */
export interface FeedAnswer {
  readonly status: 200 | 304;
  /** Names and values in turn, as `writeHead` takes them. */
  readonly headers: readonly string[];
  readonly body: Buffer | null;
}

/** Where a document stands in public, which a request with a token in its address does not tell. */
export interface FeedAddress {
  readonly self: string;
  readonly hub: string;
  /** TDMRep: under which policy texts may be mined that are else reserved. */
  readonly miningPolicy: string;
  /** What machines may do, of a public channel. */
  readonly rsl: string;
  readonly isPublic: boolean;
}

/**
 * RFC 9110: one strong validator per coding, `If-None-Match` before `If-Modified-Since`. `no-cache` makes every cache
 * ask again, so nothing that has ended is served from one.
 */
export async function feedAnswer(
  made: Prepared,
  address: FeedAddress,
  asked: IncomingHttpHeaders,
  now: Instant,
): Promise<FeedAnswer> {
  const second = wholeSecond(made.rendering.lastModified);
  const isOver = second.instant <= now;
  const modified = isOver ? second.words : null;
  const coding = codingFor(asked["accept-encoding"]);
  const matching = matchingCoding(made, coding, asked, isOver ? second.milliseconds : null);
  const key = `${matching ?? coding} ${matching === null} ${modified}`;
  const known = answersOf(made);
  const ready = known.get(key) ?? (await newAnswer(made, address, coding, matching, modified));
  known.set(key, ready);
  return ready;
}

/** The few answers that there are to one rendering: each is put together once. */
const answers = new WeakMap<Prepared, Map<string, FeedAnswer>>();

function answersOf(made: Prepared): Map<string, FeedAnswer> {
  const known = answers.get(made) ?? new Map<string, FeedAnswer>();
  answers.set(made, known);
  return known;
}

async function newAnswer(
  made: Prepared,
  address: FeedAddress,
  coding: Coding,
  matching: Coding | null,
  modified: string | null,
): Promise<FeedAnswer> {
  if (matching !== null) return { status: 304, headers: validators(made, address, matching, modified), body: null };
  const body = await made.body(coding);
  const headers = validators(made, address, coding, modified);
  headers.push("Content-Type", made.rendering.mediaType, "Content-Length", String(body.length));
  if (coding !== "identity") headers.push("Content-Encoding", coding);
  return { status: 200, headers, body };
}

/** What a 200 and a 304 say alike (RFC 9110 §15.4.5). */
function validators(
  made: Prepared,
  { self, hub, miningPolicy, rsl, isPublic }: FeedAddress,
  coding: Coding,
  modified: string | null,
): string[] {
  const license = isPublic ? `, <${rsl}>; rel="license"; type="application/rsl+xml"` : "";
  const headers = [
    ...["ETag", made.tag(coding), "Cache-Control", isPublic ? "public, no-cache" : "private, no-cache"],
    ...["Vary", "Accept-Encoding, Authorization", "Link", `<${hub}>; rel="hub", <${self}>; rel="self"${license}`],
    ...["tdm-reservation", "1", "tdm-policy", miningPolicy],
    ...["X-Content-Type-Options", "nosniff"],
  ];
  if (modified !== null) headers.push("Last-Modified", modified);
  return headers;
}

/** Entity tags of an `If-None-Match`, as weak as they are compared (RFC 9110 §13.1.2); `*` stands for any. */
export function tagsIn(ifNoneMatch: string): readonly string[] {
  return ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//u, ""));
}

/** The coding of the stored body that is still right, or null where the body must be sent. */
function matchingCoding(made: Prepared, coding: Coding, asked: IncomingHttpHeaders, modifiedAt: number | null) {
  const tags = asked["if-none-match"];
  if (tags !== undefined) {
    const named = tagsIn(tags);
    if (named.includes("*") || named.includes(made.tag(coding))) return coding;
    return CODINGS.find((other) => named.includes(made.tag(other))) ?? null;
  }
  const since = asked["if-modified-since"];
  if (since === undefined || modifiedAt === null) return null;
  return Date.parse(since) >= modifiedAt ? coding : null;
}

const remembered = new Map<string, Coding>();

function codingFor(accepted: string | undefined): Coding {
  if (accepted === undefined) return "identity";
  const known = remembered.get(accepted);
  if (known !== undefined) return known;
  const wanted = accepts({ headers: { "accept-encoding": accepted } } as never).encodings([...CODINGS]);
  const coding = (wanted === false ? "identity" : wanted) as Coding;
  if (remembered.size < MAX_REMEMBERED) remembered.set(accepted, coding);
  return coding;
}

interface WholeSecond {
  readonly instant: Instant;
  readonly milliseconds: number;
  readonly words: string;
}

let lastSecond: { readonly of: Instant; readonly second: WholeSecond } | null = null;

/**
 * The first whole second at or after the last change. It is not told while it is not over, when a date with whole seconds
 * could not tell two changes apart.
 */
function wholeSecond(lastModified: Instant): WholeSecond {
  if (lastSecond?.of === lastModified) return lastSecond.second;
  const milliseconds = Math.ceil(Date.parse(lastModified) / 1_000) * 1_000;
  const at = new Date(milliseconds);
  const second = { instant: at.toISOString(), milliseconds, words: at.toUTCString() };
  lastSecond = { of: lastModified, second };
  return second;
}
