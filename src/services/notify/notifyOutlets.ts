import { instantOf } from "../../domain/window.js";
import type { Desk } from "../desk.js";
import { isSure } from "../doubt.js";
import { completeTakedown, extendTakedown, getTakedown } from "../takedowns.js";
import { sendDue } from "./notifier.js";
import { queueTakedown } from "./queue.js";
import type { Senders } from "./send.js";
import { queueWithdrawals } from "./withdrawals.js";

/** A fetch that was under way when a column left is on record by then. */
const SETTLING_MILLISECONDS = 600_000;
const BATCH_TAKEDOWNS = 200;

/**
 * Queues what outlets are to be told of and sends what is due. Everything is taken from what is on record, so a run that
 * was killed is made up for by the next one; a desk that is not sure of its own state tells nobody anything.
 *
 * @returns how many messages arrived.
 */
export async function notifyOutlets(desk: Desk, senders: Senders): Promise<number> {
  await desk.ledger.catchUp();
  if (!(await isSure(desk))) return 0;
  const settled = instantOf(Date.parse(desk.now()) - SETTLING_MILLISECONDS);
  for (const state of ["open", "done"] as const) {
    const docs = await desk.models.projected.takedown
      .find({ state, requestedAt: { $gt: settled } })
      .limit(BATCH_TAKEDOWNS)
      .lean();
    for (const { _id } of docs) await extendTakedown(desk, _id);
  }
  const open = await desk.models.projected.takedown
    .find({ state: "open" })
    .sort({ requestedAt: -1 })
    .limit(BATCH_TAKEDOWNS)
    .lean();
  for (const doc of open) {
    await completeTakedown(desk, doc._id);
    await queueTakedown(desk, await getTakedown(desk, doc._id));
  }
  await queueWithdrawals(desk);
  return sendDue(desk, senders);
}

/** Queues one takedown at once, after the act; sending follows with the next run. */
export async function queueNow(desk: Desk, takedown: string): Promise<void> {
  await queueTakedown(desk, await getTakedown(desk, takedown));
}
