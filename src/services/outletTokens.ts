import { DomainError } from "../domain/error.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { type Instant, instantOf } from "../domain/window.js";
import type { TokenDoc } from "../store/models/desk.js";
import { issueToken, isTokenOf, validToken } from "./accounts.js";
import type { Desk } from "./desk.js";
import { newSecret } from "./newId.js";
import { getChannel } from "./reads.js";

const HOUR_MILLISECONDS = 3_600_000;

/** The outlet that a token belongs to, and the channel that it opens. */
export interface OutletCaller {
  readonly outlet: string;
  readonly channel: string;
  readonly token: string;
}

/** Who asks with this secret; null where it is no live token of an outlet. */
export async function outletCaller(desk: Desk, secret: string): Promise<OutletCaller | null> {
  const token = await validToken(desk, secret, "outlet");
  if (token === null) return null;
  const { outlet } = await getChannel(desk, token.holder);
  return outlet === null || !isTokenOf(token, outlet.id)
    ? null
    : { outlet: outlet.id, channel: token.holder, token: token.id };
}

/**
 * Issues a successor of the same name; the old secret opens the channel for some hours more, so that no fetch fails
 * while it is replaced.
 *
 * @throws DomainError `token.unknown` for one that is revoked, or was replaced already.
 */
export async function rotateOutletToken(
  desk: Desk,
  actor: Actor,
  channel: string,
  token: string,
  overlapHours: number,
): Promise<{ readonly token: string; readonly secret: string; readonly replaces: string; readonly until: Instant }> {
  requireCapability(actor, "issue-tokens");
  const known = await liveToken(desk, channel, token);
  const successor = desk.newId("tok");
  const until = await desk.ledger.act(actor, "rotate-token", async (at) => {
    const { outlet } = await getChannel(desk, channel);
    if (!isTokenOf(known, outlet?.id ?? null)) throw unknownToken(channel, token);
    const end = instantOf(Date.parse(at) + overlapHours * HOUR_MILLISECONDS);
    const issued = { type: "channel.token-issued", channel, token: successor } as const;
    const rotated = { type: "channel.token-rotated", channel, token, successor, until: end } as const;
    return { events: [issued, rotated], result: end };
  });
  const { name, outlet } = known;
  const of = outlet === undefined ? {} : { outlet };
  const fresh = { kind: "outlet", holder: channel, name, expiresAt: null, ...of } as const;
  const secret = await issueToken(desk, fresh, newSecret(), successor);
  await desk.models.token.updateOne({ _id: known._id }, { $set: { expiresAt: until } });
  return { token: successor, secret, replaces: token, until };
}

async function liveToken(desk: Desk, channel: string, token: string): Promise<TokenDoc> {
  const known = await desk.models.token.findOne({ id: token }).lean();
  const isLive =
    known !== null &&
    known.kind === "outlet" &&
    known.holder === channel &&
    known.revokedAt === null &&
    known.expiresAt === null;
  if (!isLive) throw unknownToken(channel, token);
  return known;
}

function unknownToken(channel: string, token: string): DomainError {
  return new DomainError("token.unknown", `The channel ${channel} has no token ${token} to replace.`);
}
