import type { ChannelFormat } from "../../domain/channel.js";
import type { Head } from "../../ledger/chain.js";
import type { Desk } from "../desk.js";
import { type Rendering, render } from "./render.js";

interface Kept {
  readonly seq: number;
  readonly rendering: Rendering;
}

export type CurrentRendering = (channel: string, format: ChannelFormat) => Promise<Rendering>;

/**
 * Serves one rendering until the ledger moves on or the clock reaches the instant at which a permission in it may
 * lapse, whichever is first. Concurrent requests share the work of making the next one.
 */
export function renderingCache(desk: Desk): CurrentRendering {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<Rendering>>();

  const make = async (channel: string, format: ChannelFormat, { seq, at }: Head): Promise<Rendering> => {
    const rendering = await render(desk, channel, format, desk.clock(), at);
    kept.set(`${channel}.${format}`, { seq, rendering });
    await remember(desk, rendering, format);
    return rendering;
  };

  return async (channel, format) => {
    const head = await desk.ledger.catchUp();
    const key = `${channel}.${format}`;
    const current = kept.get(key);
    if (current !== undefined && current.seq === head.seq && isTrueAt(current.rendering, desk.clock()))
      return current.rendering;
    const shared = `${key}@${head.seq}`;
    const underWay = making.get(shared);
    if (underWay !== undefined) return underWay;
    const made = make(channel, format, head).finally(() => making.delete(shared));
    making.set(shared, made);
    return made;
  };
}

function isTrueAt({ validUntil }: Rendering, at: string): boolean {
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
