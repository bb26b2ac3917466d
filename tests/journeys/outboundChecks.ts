import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Channel, useOf } from "../../src/domain/channel.js";
import { assess } from "../../src/domain/clearance.js";
import type { Digest } from "../../src/domain/digest.js";
import type { Item } from "../../src/domain/item.js";
import type { Override } from "../../src/domain/override.js";
import type { Permission } from "../../src/domain/permission.js";
import { WITHDRAWAL_WORDS } from "../../src/domain/release.js";
import type { RevisionContent } from "../../src/domain/revision.js";
import { plusDays } from "../../src/domain/window.js";
import { entryId } from "../../src/services/publish/outbound.js";
import { allStates, factsOf, getRevision } from "../../src/services/reads.js";
import { type RunningDesk, settled } from "../program.js";

/** Channels of the newsroom: for anyone, an outlet's, and one with three columns to a page. */
export const CHANNELS = ["web", "post", "small"] as const;
const PAGE_ENTRIES = 3;

/** What the test knows by itself: what the partner serves, which text was approved, what stood in a feed before. */
export interface Believed {
  readonly columns: Map<string, { revision: number; readonly author: string }>;
  /** Which text was approved and when, by channel and item. */
  readonly approved: Map<string, { readonly digest: string; readonly at: string }>;
  /** Channels that what is new is released in until some instant. */
  readonly instructed: { readonly channel: string; readonly until: string }[];
  /** By channel: when it was last looked at, what stood in it then, and what has left, with the instant at which it was last seen. */
  readonly looked: Map<string, string>;
  readonly present: Map<string, ReadonlySet<string>>;
  readonly left: Map<string, Map<string, string>>;
  /** Both ways, by address. */
  readonly tags: Map<string, string>;
  readonly secrets: readonly string[];
  responses: number;
  /** Entries that were judged, those of them that are excerpts, those of further pages; tombstones and pages 410 that had to be. */
  judged: number;
  excerpts: number;
  paged: number;
  buried: number;
  closed: number;
}

export function nothingBelieved(secrets: readonly string[]): Believed {
  return {
    columns: new Map(),
    approved: new Map(),
    instructed: [],
    looked: new Map(),
    present: new Map(),
    left: new Map(),
    tags: new Map(),
    secrets,
    ...{ responses: 0, judged: 0, excerpts: 0, paged: 0, buried: 0, closed: 0 },
  };
}

interface JsonEntry {
  readonly id: string;
  readonly url: string;
  readonly content_html: string;
  readonly _rights: { readonly extent: "whole" | "excerpt" };
}

interface Withdrawal {
  readonly id: string;
  readonly reason: string;
}

interface Withdrawals {
  readonly items: readonly Withdrawal[];
}

interface JsonFeed {
  readonly next_url?: string;
  readonly items: readonly JsonEntry[];
  readonly _withdrawn: Withdrawals;
}

/** Fetches every feed, page by page, and holds it against what `assess` says of each entry at this very instant. */
export async function check(believed: Believed, desk: RunningDesk): Promise<void> {
  const judge = await judging(desk);
  for (const channel of CHANNELS) await checkUnrecorded(believed, desk, channel, judge);
  await settled(desk.program);
  for (const channel of CHANNELS) {
    const first = `/feeds/${channel}`;
    const { ids, withdrawn } = await checkPage(believed, desk, channel, "", judge);
    const list = JSON.parse(await fetched(believed, desk, `${first}/withdrawals.json`)) as {
      readonly withdrawn: readonly Withdrawal[];
    };
    assert.deepEqual(
      list.withdrawn.map(({ id, reason }) => [id, reason]),
      withdrawn.items.map(({ id, reason }) => [id, reason]),
      "the list of withdrawals is that of the feed",
    );
    checkTombstones(
      believed,
      channel,
      ids,
      withdrawn.items.map(({ id }) => id),
      desk.clock(),
    );
  }
  await checkPages(believed, desk);
}

/** What is sent before anything that the clock has ended is recorded; the excerpts that stay follow once they are. */
async function checkUnrecorded(believed: Believed, desk: RunningDesk, channel: string, judge: Judge): Promise<void> {
  for (let query: string | null = ""; query !== null; ) {
    const json = JSON.parse(await fetched(believed, desk, `/feeds/${channel}.json${query}`)) as JsonFeed;
    for (const entry of json.items) await judge(believed, channel, entry);
    query = json.next_url === undefined ? null : new URL(json.next_url).search;
  }
}

type Judge = (believed: Believed, channel: string, entry: JsonEntry) => Promise<void>;

async function checkPage(
  believed: Believed,
  desk: RunningDesk,
  channel: string,
  query: string,
  judge: Judge,
): Promise<{ readonly ids: readonly string[]; readonly withdrawn: Withdrawals }> {
  const path = (format: string) => `/feeds/${channel}.${format}${query}`;
  const json = JSON.parse(await fetched(believed, desk, path("json"))) as JsonFeed;
  const ids = json.items.map(({ id }) => id);
  const tombstones = json._withdrawn.items.map(({ id }) => id);
  for (const entry of json.items) await judge(believed, channel, entry);
  believed.judged += ids.length;
  if (query !== "") believed.paged += ids.length;
  const atom = await fetched(believed, desk, path("atom"));
  assert.deepEqual(all(atom, /<entry.*?<id>(.*?)<\/id>/gsu), ids, "Atom has the same entries");
  assert.deepEqual(all(atom, /<at:deleted-entry ref="(.*?)"/gu), tombstones, "Atom has the same tombstones");
  const rss = await fetched(believed, desk, path("rss"));
  assert.deepEqual(all(rss, /<guid[^>]*>(.*?)<\/guid>/gu), ids, "RSS has the same items");
  const whole = json.items.map(({ content_html }) => content_html.includes(ENDING));
  for (const body of [
    ...all(atom, /<entry(.*?)<\/entry>/gsu).entries(),
    ...all(rss, /<item>(.*?)<\/item>/gsu).entries(),
  ])
    assert.equal(body[1].includes(ENDING), whole[body[0]], "every format has as much of the text");
  if (json.next_url === undefined) return { ids, withdrawn: json._withdrawn };
  assert.equal(ids.length, channel === "small" ? PAGE_ENTRIES : ids.length, "a page with another behind it is full");
  const next = await checkPage(believed, desk, channel, new URL(json.next_url).search, judge);
  const listed = [...ids, ...next.ids];
  assert.equal(new Set(listed).size, listed.length, "no entry stands on two pages");
  return { ids: listed, withdrawn: json._withdrawn };
}

function all(document: string, pattern: RegExp): readonly string[] {
  return [...document.matchAll(pattern)].map(([, found]) => found ?? "");
}

/** Asks with the tag of the last time, which is answered 304 exactly where the bytes are the same; then without. */
async function fetched(believed: Believed, desk: RunningDesk, path: string): Promise<string> {
  const headers = {
    authorization: `Bearer ${believed.secrets[believed.responses % believed.secrets.length]}`,
    "accept-encoding": "identity",
  };
  const before = believed.tags.get(path);
  const again = before === undefined ? null : await desk.get(path, { ...headers, "if-none-match": before });
  await again?.arrayBuffer();
  const response = await desk.get(path, headers);
  assert.equal(response.status, 200, path);
  believed.responses++;
  const body = await response.text();
  const tag = String(response.headers.get("etag"));
  const bytes = createHash("sha256").update(body).digest("hex");
  assert.equal(believed.tags.get(`${path} ${tag}`) ?? bytes, bytes, "one tag, one sequence of bytes");
  assert.equal(believed.tags.get(`${path} ${bytes}`) ?? tag, tag, "one sequence of bytes, one tag");
  if (again !== null) assert.equal(again.status, tag === before ? 304 : 200, `${path} with ${before}`);
  believed.tags.set(`${path} ${tag}`, bytes).set(`${path} ${bytes}`, tag).set(path, tag);
  return body;
}

/** Ends the text of every column; no excerpt reaches so far. */
export const ENDING = "told by the harbour wall";
/** `Text 2 of c1.`, which is the first sentence of every column, and all that an excerpt may hold. */
export const EXCERPT_WORDS = 5;
const FIRST_WORDS = 4;

/** Judges by the rule itself, from everything on record, without the desk's indexes and caches. */
async function judging(desk: RunningDesk): Promise<Judge> {
  const { items, channels, ...record } = await onRecord(desk);
  const byEntry = new Map(items.map((item) => [entryId(item.id), item]));
  return async (believed, channelId, { id: entry, content_html: html, _rights: { extent } }) => {
    const item = byEntry.get(entry);
    const channel = channels.find(({ id }) => id === channelId);
    assert.ok(item !== undefined && channel !== undefined, `${entry} is an item of the desk`);
    assert.equal(item.takenDownAt ?? item.merged, undefined, `${entry} is neither taken down nor another's`);
    const approved = believed.approved.get(`${channelId} ${item.id}`);
    assert.ok(approved !== undefined, `${entry} was approved for ${channelId}`);
    const { content } = await getRevision(desk.program.desk, approved.digest as Digest);
    const [sentence] = /Text \d+ of c\d+\./u.exec(content.html) ?? [];
    assert.ok(sentence !== undefined && html.includes(sentence), `${entry} carries the approved text`);
    assert.equal(html.includes(ENDING), extent === "whole", `${entry} carries as much as it says`);
    if (extent === "excerpt") believed.excerpts++;
    const size = { words: FIRST_WORDS, characters: sentence.length, paragraphs: 1 };
    const use = extent === "whole" ? useOf(channel) : useOf(channel, size, approved.at);
    const facts = factsOf(item, content, new Map());
    const { verdict, reasons } = assess(use, facts, { ...record, uses: [] }, desk.clock());
    assert.equal(verdict, "cleared", `${entry} is served as ${extent} and refused: ${JSON.stringify(reasons)}`);
  };
}

async function onRecord({ program: { desk } }: RunningDesk) {
  const [permissions, overrides, items, channels] = await Promise.all([
    allStates<Permission>(desk, "permission"),
    allStates<Override>(desk, "override"),
    allStates<Item>(desk, "item"),
    allStates<Channel>(desk, "channel"),
  ]);
  return { permissions, overrides, items, channels };
}

/** True where the rule clears the whole of the column's text, or its first sentence, at this instant. */
export async function isCleared(desk: RunningDesk, item: Item, content: RevisionContent, into: string) {
  const { channels, items: _, ...record } = await onRecord(desk);
  const channel = channels.find(({ id }) => id === into);
  const facts = factsOf(item, content, new Map());
  const [{ length: characters } = ""] = /Text \d+ of c\d+\./u.exec(content.html) ?? [];
  const size = { words: FIRST_WORDS, characters, paragraphs: 1 };
  const uses = channel === undefined ? [] : [useOf(channel), useOf(channel, size, desk.clock())];
  return uses.some((use) => assess(use, facts, { ...record, uses: [] }, desk.clock()).verdict === "cleared");
}

const PUBLIC_REASONS: readonly string[] = Object.values(WITHDRAWAL_WORDS);

/** A column that stands in some feed has its public page; one that has left them all answers 410, and says why. */
async function checkPages(believed: Believed, desk: RunningDesk): Promise<void> {
  const present = new Set(CHANNELS.flatMap((channel) => [...(believed.present.get(channel) ?? [])]));
  const known = new Set(CHANNELS.flatMap((channel) => [...(believed.left.get(channel)?.keys() ?? [])]));
  for (const item of await allStates<Item>(desk.program.desk, "item")) {
    const id = entryId(item.id);
    if (!present.has(id) && !known.has(id)) continue;
    const page = await desk.get(`/items/${item.id}`);
    const said = await page.text();
    assert.equal(page.status, present.has(id) ? 200 : 410, item.id);
    if (page.status === 200) continue;
    assert.ok(
      PUBLIC_REASONS.some((reason) => said.includes(reason)),
      said,
    );
    if (item.takenDownAt !== undefined) assert.ok(said.includes(WITHDRAWAL_WORDS["taken-down"]), said);
    believed.closed++;
  }
}

const TOMBSTONE_DAYS = 90;

function checkTombstones(
  believed: Believed,
  channel: string,
  ids: readonly string[],
  tombstones: readonly string[],
  now: string,
): void {
  const { present, left } = believed;
  const gone = left.get(channel) ?? new Map<string, string>();
  left.set(channel, gone);
  for (const id of present.get(channel) ?? []) if (!ids.includes(id)) gone.set(id, believed.looked.get(channel) ?? now);
  for (const id of ids) gone.delete(id);
  present.set(channel, new Set(ids));
  believed.looked.set(channel, now);
  for (const [id, seenAt] of gone) {
    // It left at some instant after it was last seen; from that one the days of its tombstone are counted.
    if (plusDays(seenAt, TOMBSTONE_DAYS) <= now) continue;
    assert.ok(tombstones.includes(id), `${id} left ${channel} after ${seenAt} and has no tombstone at ${now}`);
    believed.buried++;
  }
  for (const id of tombstones) assert.ok(!ids.includes(id), `${id} is both there and withdrawn`);
}
