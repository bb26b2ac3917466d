import { DomainError } from "../domain/error.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { type Instant, instantOf } from "../domain/window.js";
import type { TokenDoc } from "../store/models/desk.js";
import { issueToken, isTokenOf, validToken } from "./accounts.js";
import type { Desk } from "./desk.js";
import { type Asked, eventsIn, repeated, secretFor } from "./once.js";
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
  asked: Asked | null = null,
): Promise<{ readonly token: string; readonly secret: string; readonly replaces: string; readonly until: Instant }> {
  requireCapability(actor, "issue-tokens");
  const fresh = desk.newId("tok");
  const decide = async (at: Instant) => {
    const known = await liveToken(desk, channel, token);
    const { outlet } = await getChannel(desk, channel);
    if (!isTokenOf(known, outlet?.id ?? null)) throw unknownToken(channel, token);
    const end = instantOf(Date.parse(at) + overlapHours * HOUR_MILLISECONDS);
    const issued = { type: "channel.token-issued", channel, token: fresh } as const;
    const rotated = { type: "channel.token-rotated", channel, token, successor: fresh, until: end } as const;
    return { events: [issued, rotated], result: { successor: fresh, until: end } };
  };
  const repeat = repeated(asked, (entry) => eventsIn(entry, "channel.token-rotated")[0]);
  const { successor, until } = await desk.ledger.act<{ successor: string; until: Instant }>(
    actor,
    "rotate-token",
    decide,
    repeat,
  );
  const { _id, name, outlet } = await knownToken(desk, channel, token);
  const of = outlet === undefined ? {} : { outlet };
  const replacing = { kind: "outlet", holder: channel, name, expiresAt: null, ...of } as const;
  const secret = await issueToken(desk, replacing, await secretFor(desk, asked, "outlet token"), successor);
  await desk.models.token.updateOne({ _id }, { $set: { expiresAt: until } });
  return { token: successor, secret, replaces: token, until };
}

async function liveToken(desk: Desk, channel: string, token: string): Promise<TokenDoc> {
  const known = await knownToken(desk, channel, token);
  if (known.revokedAt !== null || known.expiresAt !== null) throw unknownToken(channel, token);
  return known;
}

async function knownToken(desk: Desk, channel: string, token: string): Promise<TokenDoc> {
  const known = await desk.models.token.findOne({ id: token }).lean();
  if (known?.kind !== "outlet" || known.holder !== channel) throw unknownToken(channel, token);
  return known;
}

function unknownToken(channel: string, token: string): DomainError {
  return new DomainError("token.unknown", `The channel ${channel} has no token ${token} to replace.`);
}
