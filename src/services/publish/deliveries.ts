import { newId } from "../../domain/digest.js";
import type { Instant } from "../../domain/window.js";
import type { DeliveryDoc } from "../../store/models/evidence.js";
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

/** Groups being written at a time: while one is on its way to the disk, the next is made up. */
const GROUPS_UNDER_WAY = 2;
/** How long a group waits for more rows, where none is under way: a commit costs as much for one as for many. */
const GATHER_MILLISECONDS = 1;

/**
 * Keeps one small row per fetch, durable before the returned promise resolves. Fetches that arrive while groups are being
 * written form the next group.
 */
export function deliveryRecorder(desk: Desk): RecordDelivery {
  const { db, collection } = desk.models.delivery;
  const store = db.getClient().db(db.name);
  const nextId = risingIds();
  let waiting: DeliveryDoc[] = [];

  const write = coalesced(
    async () => {
      const group = waiting;
      waiting = [];
      const insert = { insert: collection.collectionName, documents: group, ordered: false };
      const { writeErrors } = await store.command(insert);
      if (writeErrors !== undefined)
        throw new Error(`deliveries could not be recorded: ${JSON.stringify(writeErrors)}`);
    },
    { width: GROUPS_UNDER_WAY, gatherMilliseconds: GATHER_MILLISECONDS },
  );

  return ({ rendering, channel, token, status, at }) => {
    waiting.push({ _id: nextId(at), rendering, channel, token, status, at });
    return write();
  };
}

/** Ids that no other process gives, and that rise: the store then adds where it added last, which costs half. */
function risingIds(): (at: string) => string {
  const own = newId("").slice(1, 17);
  let count = 0;
  let [instant, digits] = ["", ""];
  return (at) => {
    if (at !== instant) [instant, digits] = [at, at.replace(/\D/gu, "")];
    return `dlv_${digits}${(++count).toString(16).padStart(8, "0")}${own}`;
  };
}
