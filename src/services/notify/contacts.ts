import type { Channel } from "../../domain/channel.js";
import { DomainError } from "../../domain/error.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import type { Instant } from "../../domain/window.js";
import type { ContactRequest } from "../../formats/shapes/requests.js";
import { isDuplicateOnly } from "../../ledger/duplicate.js";
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
  /** Counts its changes; 0 where nobody has said yet. */
  readonly version: number;
}

export type ContactWithSecret = Contact & { readonly secret: string | null };

/**
 * Says where an outlet is told of what it has to remove. A webhook gets a fresh secret, which is returned to who gave it. The
 * same, sent again by the same person, changes nothing.
 *
 * @throws DomainError `outlet.unknown`; `feed.unreachable` for an address that is not one of the public web;
 *   `version.missing` and `contact.stale` where it would replace a contact that it was not made from.
 */
export async function setContact(
  desk: Desk,
  actor: Actor,
  outlet: string,
  request: ContactRequest,
): Promise<ContactWithSecret> {
  requireCapability(actor, "issue-tokens");
  await requireOutlet(desk, outlet);
  const { webhook, email, version: named } = request;
  if (webhook !== null) requirePublicHost(new URL(webhook), desk.settings.fetch.allowPrivateNetworks);
  const known = await contactOf(desk, outlet);
  if (known !== null && isSame(known, actor, request)) return told(known);
  requireRead(outlet, known, named);
  const secret = webhook === null ? null : newSecret();
  const by = { updatedAt: desk.now(), updatedBy: actor.id };
  const fresh: ContactDoc = { _id: outlet, webhook, email, secret, ...by, version: versionOf(known) + 1 };
  // Where somebody else was quicker, it is judged by what that one has said.
  return (await keep(desk, known, fresh)) ? told(fresh) : setContact(desk, actor, outlet, request);
}

function versionOf(known: ContactDoc | null): number {
  return known === null ? 0 : (known.version ?? 1);
}

function isSame(known: ContactDoc, actor: Actor, { webhook, email, version }: ContactRequest): boolean {
  const isNext = versionOf(known) === (version ?? 0) + 1 && known.updatedBy === actor.id;
  return isNext && known.webhook === webhook && known.email === email;
}

function requireRead(outlet: string, known: ContactDoc | null, named: number | null): void {
  const version = versionOf(known);
  if (named === version || (named === null && known === null)) return;
  if (named === null)
    throw new DomainError(
      "version.missing",
      `Name the version of the contact of ${outlet} that this replaces, as "version" in the body or as If-Match; nothing ` +
        `was changed. The latest is ${version}.`,
    );
  throw new DomainError(
    "contact.stale",
    `The contact of ${outlet} was changed since version ${named} was read; nothing was changed. Look at version ${version}, ` +
      "and send what still holds with that version.",
  );
}

/** Returns false where the contact is not the one that is known any more. */
async function keep(desk: Desk, known: ContactDoc | null, fresh: ContactDoc): Promise<boolean> {
  const { _id, ...facts } = fresh;
  if (known !== null) {
    const before = { _id, version: known.version ?? null } as const;
    return (await desk.models.contact.updateOne(before, { $set: facts })).modifiedCount === 1;
  }
  try {
    await desk.models.contact.collection.insertOne({ _id: _id as never, ...facts });
    return true;
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
    return false;
  }
}

function told(doc: ContactDoc): ContactWithSecret {
  const { _id: outlet, webhook, email, updatedAt, secret } = doc;
  return { outlet, webhook, email, updatedAt, version: versionOf(doc), secret };
}

/** Without the secret. */
export async function getContact(desk: Desk, actor: Actor, outlet: string): Promise<Contact> {
  requireCapability(actor, "read");
  await requireOutlet(desk, outlet);
  const known = await contactOf(desk, outlet);
  const { webhook = null, email = null, updatedAt = null } = known ?? {};
  return { outlet, webhook, email, updatedAt, version: versionOf(known) };
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
