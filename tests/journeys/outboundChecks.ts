import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Channel, useOf } from "../../src/domain/channel.js";
import { assess } from "../../src/domain/clearance.js";
import type { Item } from "../../src/domain/item.js";
import type { Override } from "../../src/domain/override.js";
import type { Permission } from "../../src/domain/permission.js";
import { plusDays } from "../../src/domain/window.js";
import { entryId } from "../../src/services/publish/outbound.js";
import { allStates, factsOf, getRevision } from "../../src/services/reads.js";
import type { RunningDesk } from "../program.js";

/** What the test knows by itself: what the partner serves, which text was approved, what stood in a feed before. */
export interface Believed {
  readonly columns: Map<string, { revision: number; readonly author: string }>;
  /** Digest by channel and item. */
  readonly approved: Map<string, string>;
  /** By channel: when it was last looked at, what stood in it then, and what has left, with the instant at which it was last seen. */
  readonly looked: Map<string, string>;
  readonly present: Map<string, ReadonlySet<string>>;
  readonly left: Map<string, Map<string, string>>;
  /** Both ways, by address. */
  readonly tags: Map<string, string>;
  readonly secret: string;
  responses: number;
  /** Entries that were judged, and tombstones that had to be there and were. */
  judged: number;
  buried: number;
}

interface JsonFeed {
  readonly items: readonly { readonly id: string; readonly content_html: string }[];
  readonly _withdrawn: { readonly items: readonly { readonly id: string }[] };
}

/** Fetches every feed and holds it against what `assess` says of each entry at this very instant. */
export async function check(believed: Believed, desk: RunningDesk): Promise<void> {
  const judge = await judging(desk);
  for (const channel of ["web", "post"]) {
    const json = JSON.parse(await fetched(believed, desk, channel, "json")) as JsonFeed;
    const ids = json.items.map(({ id }) => id);
    for (const { id, content_html } of json.items) await judge(believed, channel, id, content_html);
    believed.judged += ids.length;
    checkTombstones(
      believed,
      channel,
      ids,
      json._withdrawn.items.map(({ id }) => id),
      desk.clock(),
    );
    const atom = await fetched(believed, desk, channel, "atom");
    assert.deepEqual(
      [...atom.matchAll(/<entry.*?<id>(.*?)<\/id>/gsu)].map(([, id]) => id),
      ids,
      "Atom has the same entries",
    );
    assert.deepEqual(
      [...atom.matchAll(/<at:deleted-entry ref="(.*?)"/gu)].map(([, id]) => id),
      json._withdrawn.items.map(({ id }) => id),
      "Atom has the same tombstones",
    );
    const rss = await fetched(believed, desk, channel, "rss");
    assert.deepEqual(
      [...rss.matchAll(/<guid[^>]*>(.*?)<\/guid>/gu)].map(([, id]) => id),
      ids,
      "RSS has the same items",
    );
  }
}

async function fetched(believed: Believed, desk: RunningDesk, channel: string, format: string): Promise<string> {
  const path = `/feeds/${channel}.${format}`;
  const response = await desk.get(path, { authorization: `Bearer ${believed.secret}`, "accept-encoding": "identity" });
  assert.equal(response.status, 200, path);
  believed.responses++;
  const body = await response.text();
  const tag = String(response.headers.get("etag"));
  const bytes = createHash("sha256").update(body).digest("hex");
  assert.equal(believed.tags.get(`${path} ${tag}`) ?? bytes, bytes, "one tag, one sequence of bytes");
  assert.equal(believed.tags.get(`${path} ${bytes}`) ?? tag, tag, "one sequence of bytes, one tag");
  believed.tags.set(`${path} ${tag}`, bytes).set(`${path} ${bytes}`, tag);
  return body;
}

/** Judges by the rule itself, from everything on record, without the desk's indexes and caches. */
async function judging({ program: { desk }, clock }: RunningDesk) {
  const [permissions, overrides, items, channels] = await Promise.all([
    allStates<Permission>(desk, "permission"),
    allStates<Override>(desk, "override"),
    allStates<Item>(desk, "item"),
    allStates<Channel>(desk, "channel"),
  ]);
  const byEntry = new Map(items.map((item) => [entryId(item.id), item]));
  return async ({ approved }: Believed, channelId: string, entry: string, html: string): Promise<void> => {
    const item = byEntry.get(entry);
    const channel = channels.find(({ id }) => id === channelId);
    assert.ok(item !== undefined && channel !== undefined, `${entry} is an item of the desk`);
    const digest = approved.get(`${channelId} ${item.id}`);
    assert.ok(digest !== undefined, `${entry} was approved for ${channelId}`);
    const { content } = await getRevision(desk, digest);
    const [sentence] = /Text \d+ of c\d+/u.exec(content.html) ?? [];
    assert.ok(sentence !== undefined && html.includes(`${sentence},`), `${entry} carries the approved text`);
    const facts = factsOf(item, content, new Map());
    const { verdict, reasons } = assess(useOf(channel), facts, { permissions, overrides, uses: [] }, clock());
    assert.equal(verdict, "cleared", `${entry} is served and refused: ${JSON.stringify(reasons)}`);
  };
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
