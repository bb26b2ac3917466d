import { newId } from "../../domain/digest.js";
import type { DeliveryDoc } from "../../store/models/evidence.js";
import type { Desk } from "../desk.js";

export interface Delivery {
  readonly rendering: string;
  readonly channel: string;
  readonly token: string | null;
  readonly status: number;
}

export type RecordDelivery = (delivery: Delivery) => Promise<void>;

/**
 * Keeps one small row per fetch, durable before the returned promise resolves. Fetches that arrive while a group is
 * being written form the next group.
 */
export function deliveryRecorder(desk: Desk): RecordDelivery {
  let waiting: DeliveryDoc[] = [];
  let writing: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    next = null;
    await desk.models.delivery.collection.insertMany(group as never[], { ordered: false });
  };

  return (delivery) => {
    waiting.push({ _id: newId("dlv"), ...delivery, at: desk.clock() });
    if (next !== null) return next;
    const before = writing ?? Promise.resolve();
    next = before.then(write, write);
    writing = next;
    return next;
  };
}
