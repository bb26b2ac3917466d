import type { Channel } from "../../domain/channel.js";
import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import type { ContactDoc } from "../../store/models/proof.js";
import type { Desk } from "../desk.js";
import { requirePublicHost } from "../ingest/addressGuard.js";
import { newSecret } from "../newId.js";
import { allStates } from "../reads.js";

export interface Contact {
  readonly outlet: string;
  readonly webhook: string | null;
  readonly email: string | null;
  readonly updatedAt: Instant | null;
}

/**
 * Says where an outlet is told of what it has to remove. A webhook gets a fresh secret, which is returned once.
 *
 * @throws DomainError `outlet.unknown`; `feed.unreachable` for an address that is not one of the public web.
 */
export async function setContact(
  desk: Desk,
  actor: Actor,
  outlet: string,
  given: Pick<Contact, "webhook" | "email">,
): Promise<Contact & { readonly secret: string | null }> {
  requireCapability(actor, "issue-tokens");
  await requireOutlet(desk, outlet);
  if (given.webhook !== null) requirePublicHost(new URL(given.webhook), desk.settings.fetch.allowPrivateNetworks);
  const secret = given.webhook === null ? null : newSecret();
  const facts = { ...given, secret, updatedAt: desk.now() };
  await desk.models.contact.collection.replaceOne({ _id: outlet as never }, facts, { upsert: true });
  return { outlet, ...facts };
}

/** Without the secret. */
export async function getContact(desk: Desk, actor: Actor, outlet: string): Promise<Contact> {
  requireCapability(actor, "read");
  await requireOutlet(desk, outlet);
  const { webhook = null, email = null, updatedAt = null } = (await contactOf(desk, outlet)) ?? {};
  return { outlet, webhook, email, updatedAt };
}

export async function contactOf(desk: Desk, outlet: string): Promise<ContactDoc | null> {
  return desk.models.contact.findOne({ _id: outlet }).lean();
}

async function requireOutlet(desk: Desk, outlet: string): Promise<void> {
  const channels = await allStates<Channel>(desk, "channel");
  if (channels.some((channel) => channel.outlet?.id === outlet)) return;
  throw new DomainError(
    "outlet.unknown",
    `No channel is for an outlet ${outlet}; the files in feeds/outbound/ name them.`,
  );
}
