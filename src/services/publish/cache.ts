import type { ChannelFormat } from "../../domain/channel.js";
import type { Instant } from "../../domain/window.js";
import type { Head } from "../../ledger/chain.js";
import type { Desk } from "../desk.js";
import type { Page } from "./channelState.js";
import { type Prepared, prepared } from "./prepared.js";
import { type Rendering, render } from "./render.js";

/** Renderings kept at a time: channels, formats and the pages that somebody has asked for lately. */
const MAX_KEPT = 500;

interface Kept {
  readonly seq: number;
  readonly made: Prepared;
  readonly validUntil: Instant | null;
}

export interface WantedRendering {
  readonly channel: string;
  readonly format: ChannelFormat;
  readonly page: Page | null;
}

export type CurrentRendering = (wanted: WantedRendering, head: Head, at: Instant) => Promise<Prepared>;

/**
 * Serves one rendering until the ledger moves on or the clock reaches the instant at which a permission in it may
 * lapse, whichever is first. Concurrent requests share the work of making the next one; one that comes out the same
 * keeps its bodies and its date.
 */
export function renderingCache(desk: Desk): CurrentRendering {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Prepared>>();

  const make = async (key: string, wanted: WantedRendering, head: Head, at: Instant): Promise<Prepared> => {
    const rendering = await render(desk, wanted, at, head.at);
    const before = kept.get(key)?.made;
    const isSame = before !== undefined && before.rendering.digest === rendering.digest;
    if (!isSame) await remember(desk, rendering, wanted.format);
    const made = isSame ? before : prepared(rendering);
    kept.delete(key);
    kept.set(key, { seq: head.seq, made, validUntil: rendering.validUntil });
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
    return made;
  };

  return (wanted, head, at) => {
    const key = keyOf(wanted);
    const current = kept.get(key);
    if (current !== undefined && current.seq === head.seq && isTrueAt(current, at))
      return Promise.resolve(current.made);
    const shared = `${key}@${head.seq}`;
    const underWay = making.get(shared);
    if (underWay !== undefined) return underWay;
    const made = make(key, wanted, head, at).finally(() => making.delete(shared));
    making.set(shared, made);
    return made;
  };
}

function keyOf({ channel, format, page }: WantedRendering): string {
  const file = `${channel}.${format}`;
  return page === null ? file : `${file}?${page.openedAt}~${page.release}`;
}

function isTrueAt({ validUntil }: Kept, at: Instant): boolean {
  return validUntil === null || at < validUntil;
}

/** Each distinct rendering is stored once: its digest, and the releases in it. */
async function remember(
  desk: Desk,
  { digest, channel, releases, lastModified }: Rendering,
  format: ChannelFormat,
): Promise<void> {
  const facts = { channel: channel.id, format, at: lastModified, releases: [...releases] };
  await desk.models.rendering.collection.replaceOne({ _id: digest as never }, facts, { upsert: true });
}
