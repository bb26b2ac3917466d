import type { Channel } from "../../domain/channel.js";
import { digestOfText } from "../../domain/digest.js";
import type { Instant } from "../../domain/window.js";
import type { Head } from "../../ledger/chain.js";
import { outletToken } from "../accounts.js";
import type { Desk } from "../desk.js";
import { liveChannels } from "../reads.js";

/** A token that was found good is looked up again after this long, or at the next entry of the ledger. */
const TOKEN_MEMORY_MILLISECONDS = 1_000;

export interface Admitted {
  readonly channel: Channel;
  /** The outlet's token, or null on a public channel. */
  readonly token: string | null;
}

/** Who may have a channel; null tells nothing, not even whether there is such a channel. */
export type Door = (channel: string, secret: string, head: Head, now: Instant) => Promise<Admitted | null>;

interface Known {
  readonly seq: number;
  readonly channels: Promise<ReadonlyMap<string, Channel>>;
  /** Good tokens only, by channel and digest of the secret. */
  readonly tokens: Map<string, { readonly admitted: Admitted; readonly until: number }>;
}

/**
 * Opens public channels to all and an outlet's to its tokens. What is known of channels and tokens is good for one head
 * of the ledger, so a token that any process revoked opens nothing with the very next request.
 */
export function door(desk: Desk): Door {
  let known: Known | null = null;
  const knownAt = ({ seq }: Head): Known => {
    if (known !== null && known.seq === seq) return known;
    const channels = liveChannels(desk).then((all) => new Map(all.map((channel) => [channel.id, channel])));
    const fresh: Known = { seq, channels, tokens: new Map() };
    known = fresh;
    channels.catch(() => {
      if (known === fresh) known = null;
    });
    return fresh;
  };
  return async (id, secret, head, at) => {
    const { channels, tokens } = knownAt(head);
    const channel = (await channels).get(id);
    if (channel !== undefined && channel.outlet === null) return { channel, token: null };
    const key = `${id} ${digestOfText(secret)}`;
    const now = Date.parse(at);
    const remembered = tokens.get(key);
    if (remembered !== undefined && now < remembered.until) return remembered.admitted;
    // Asked even where there is no such channel or no token: refusals take the same time.
    const token = await outletToken(desk, secret === "" ? "none" : secret, id, channel?.outlet?.id ?? null);
    if (channel === undefined || token === null) return null;
    const admitted = { channel, token };
    tokens.set(key, { admitted, until: now + TOKEN_MEMORY_MILLISECONDS });
    return admitted;
  };
}
