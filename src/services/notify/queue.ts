import { shortDigest } from "../../domain/digest.js";
import type { Recipient, Takedown } from "../../domain/takedown.js";
import { type Instant, instantOf } from "../../domain/window.js";
import { isDuplicateOnly } from "../../ledger/duplicate.js";
import type { NotificationDoc } from "../../store/models/proof.js";
import type { Desk } from "../desk.js";
import { entryId, itemPage } from "../publish/outbound.js";
import { revisionsByDigest } from "../reads.js";
import { acknowledgementLink } from "./acknowledgement.js";
import { contactOf } from "./contacts.js";

export interface NotifiedItem {
  readonly id: string;
  /** The id that its entry had in the feeds. */
  readonly entry: string;
  readonly url: string;
  readonly title: string | null;
}

/** What an outlet is sent: the JSON of a webhook, and what an e-mail says in words. */
export interface Message {
  readonly type: "takedown" | "withdrawal";
  readonly outlet: string;
  readonly reason: string;
  readonly items: readonly NotifiedItem[];
  readonly revisions: readonly string[];
  readonly at: Instant;
  /** Until when the copies are to be gone. */
  readonly dueAt: Instant;
  /** Null where no answer is kept track of. */
  readonly acknowledge: { readonly page: string; readonly api: string } | null;
}

/** Puts a message into the queue for each outlet of a takedown, once, however often it is asked to. */
export async function queueTakedown(desk: Desk, takedown: Takedown): Promise<void> {
  for (const recipient of takedown.recipients) {
    if (recipient.removedAt !== null) continue;
    const message = await takedownMessage(desk, takedown, recipient);
    await queue(desk, message, takedown.id, `takedown ${takedown.id}`);
  }
}

async function takedownMessage(desk: Desk, takedown: Takedown, recipient: Recipient): Promise<Message> {
  const { outlet, revisions, dueAt } = recipient;
  return {
    type: "takedown",
    outlet,
    reason: takedown.reason,
    items: await namedItems(desk, [{ item: takedown.item, revision: revisions.at(-1) ?? "" }]),
    revisions,
    at: takedown.requestedAt,
    dueAt,
    acknowledge: {
      page: await acknowledgementLink(desk, takedown.id, outlet),
      api: `${desk.settings.baseUrl}/api/v1/outlet/takedowns/${takedown.id}/acknowledge`,
    },
  };
}

/** A title is told where the text is still in the store. */
export async function namedItems(
  desk: Desk,
  held: readonly { readonly item: string; readonly revision: string }[],
): Promise<readonly NotifiedItem[]> {
  const texts = await revisionsByDigest(
    desk,
    held.map(({ revision }) => revision),
  );
  return held.map(({ item, revision }) => ({
    id: item,
    entry: entryId(item),
    url: itemPage(desk.settings.baseUrl, item),
    title: texts.get(revision)?.content?.title ?? null,
  }));
}

/** One notification for each way that the outlet named. `cause` tells one occasion from another. */
export async function queue(desk: Desk, message: Message, takedown: string | null, cause: string): Promise<void> {
  const contact = await contactOf(desk, message.outlet);
  const ways = [
    ...(contact?.webhook ? (["webhook"] as const) : []),
    ...(contact?.email && desk.settings.mail !== null ? (["email"] as const) : []),
  ];
  for (const way of ways) {
    const doc: NotificationDoc = {
      _id: `ntf_${shortDigest(`${cause}\n${message.outlet}\n${way}`)}`,
      kind: message.type,
      takedown,
      outlet: message.outlet,
      way,
      body: JSON.stringify(message),
      createdAt: desk.now(),
      state: "waiting",
      nextAt: desk.clock(),
      leasedUntil: instantOf(0),
      attempts: [],
    };
    await insertOnce(desk, doc);
  }
}

async function insertOnce(desk: Desk, doc: NotificationDoc): Promise<void> {
  if ((await desk.models.notification.findOne({ _id: doc._id }).lean()) !== null) return;
  try {
    await desk.models.notification.collection.insertOne(doc as never);
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
}
