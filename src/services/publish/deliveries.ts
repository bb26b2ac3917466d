import type { Instant } from "../../domain/window.js";
import { isDuplicateOnly } from "../../ledger/duplicate.js";
import type { DeliveryDoc } from "../../store/models/evidence.js";
import { patientCommand } from "../../store/patientConnection.js";
import type { Desk } from "../desk.js";
import { coalesced } from "./coalesce.js";

export interface Delivery {
  readonly rendering: string;
  readonly channel: string;
  readonly token: string | null;
  readonly status: number;
  readonly at: Instant;
}

export type RecordDelivery = (delivery: Delivery) => Promise<void>;

/**
 * Keeps evidence of each fetch, durable before the returned promise resolves. Fetches that arrive while a group is being
 * written form the next group: a commit costs as much for one as for many, and two at once would share one disk. Those of
 * a group that are alike, by one token of one rendering, are one row that counts them: however hard a feed is asked for,
 * no more rows are written than commits are made.
 */
export function deliveryRecorder(desk: Desk): RecordDelivery {
  const { db, collection } = desk.models.delivery;
  const nextId = risingIds(desk.newId("").slice(1, 17));
  let waiting = new Map<string, DeliveryDoc>();

  const write = coalesced(async () => {
    const group = waiting;
    waiting = new Map();
    const insert = { insert: collection.collectionName, documents: [...group.values()], ordered: false };
    const { writeErrors } = await patientCommand(db, insert);
    // Where the store went away under the first attempt, the rows may be there already.
    if (writeErrors !== undefined && !isDuplicateOnly({ writeErrors }))
      throw new Error(`deliveries could not be recorded: ${JSON.stringify(writeErrors)}`);
  });

  return ({ rendering, channel, token, status, at }) => {
    const alike = `${rendering} ${channel} ${token} ${status}`;
    const before = waiting.get(alike);
    waiting.set(
      alike,
      before === undefined
        ? { _id: nextId(at), rendering, channel, token, status, at }
        : { ...before, fetches: (before.fetches ?? 1) + 1, lastAt: at },
    );
    return write();
  };
}

/** Ids that no other process gives, and that rise: the store then adds where it added last, which costs half. */
function risingIds(own: string): (at: string) => string {
  let count = 0;
  let [instant, digits] = ["", ""];
  return (at) => {
    if (at !== instant) [instant, digits] = [at, at.replace(/\D/gu, "")];
    return `dlv_${digits}${(++count).toString(16).padStart(8, "0")}${own}`;
  };
}
