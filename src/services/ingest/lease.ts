import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { type Instant, instantOf } from "../../domain/window.js";
import type { PollDoc } from "../../store/models/desk.js";
import type { Desk } from "../desk.js";
import { randomId } from "../newId.js";

/** A lease that was not renewed for so long may be taken over by another process. */
export const LEASE_SECONDS = 300;
const RENEW_SECONDS = LEASE_SECONDS / 5;
/** Clocks of processes agree better than this: what lies further in the future was written before a clock went back. */
const CLOCK_SECONDS = 3_600;

/** Where process numbers mean the same: one start of one machine, and on Linux one container of it. */
const PLACE = [hostname(), said(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")), said(namespace)].join(
  "/",
);
const RUN = randomId("run");

function namespace(): string {
  return readlinkSync("/proc/self/ns/pid");
}

/** Systems other than Linux do not say; there the name of the machine is all that is known. */
function said(ask: () => string): string {
  try {
    return ask().trim();
  } catch {
    return "";
  }
}

/**
 * Takes the right to poll a source: one holder at a time, among all processes. It is there to be taken where the last
 * lease has run out, or where the run that held it is dead. Null where somebody else has it, or where it is not wanted.
 *
 * @param isWanted decides by what stands there as the lease is taken: what another process changes meanwhile, it has done.
 */
export async function lease(
  desk: Desk,
  id: string,
  isWanted: (doc: PollDoc) => boolean = () => true,
): Promise<PollDoc | null> {
  const now = desk.clock();
  const doc = await desk.models.poll.findOne({ _id: id }).lean();
  if (doc === null || isHeld(doc, now) || !isWanted(doc)) return null;
  const leasedBy = `${PLACE} ${process.pid} ${RUN} ${desk.newId("lease")}`;
  const { leasedUntil, leasedBy: before, dueAt, goneAt = null } = doc;
  await desk.models.poll.updateOne(
    { _id: id, leasedUntil, leasedBy: before, dueAt, goneAt },
    { $set: { leasedBy, leasedUntil: later(now, LEASE_SECONDS) } },
  );
  // Looked up and not taken from the answer: an answer may be lost with its connection, and the lease be ours.
  return desk.models.poll.findOne({ _id: id, leasedBy }).lean();
}

function isHeld({ leasedBy, leasedUntil }: PollDoc, now: Instant): boolean {
  return leasedUntil > now && !isBeyondClocks(leasedUntil, later(now, LEASE_SECONDS)) && !isDead(leasedBy);
}

/** Whether an instant lies so far in the future that whoever wrote it had another clock. */
export function isBeyondClocks(at: Instant, now: Instant): boolean {
  return at > later(now, CLOCK_SECONDS);
}

function later(at: Instant, seconds: number): Instant {
  return instantOf(Date.parse(at) + seconds * 1_000);
}

/** Does the work that a lease is for and renews it meanwhile, however long that takes; who is killed renews nothing. */
export async function whileLeased<Result>(
  desk: Desk,
  leased: PollDoc,
  work: () => Promise<Result>,
  renewSeconds = RENEW_SECONDS,
): Promise<Result> {
  const { _id, leasedBy } = leased;
  const renew = () =>
    desk.models.poll
      .updateOne({ _id, leasedBy }, { $set: { leasedUntil: later(desk.clock(), LEASE_SECONDS) } })
      .catch((error: unknown) => desk.log.warn({ source: _id, err: error }, "a lease was not renewed"));
  const timer = setInterval(() => void renew(), renewSeconds * 1_000).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Writes what a poll found and gives the lease back; nothing where another has taken it over meanwhile. */
export async function release(desk: Desk, leased: PollDoc, facts: Partial<PollDoc>): Promise<void> {
  await desk.models.poll.updateOne(
    { _id: leased._id, leasedBy: leased.leasedBy },
    { $set: { ...facts, leasedBy: null, leasedUntil: instantOf(0) } },
  );
}

/** True where the holder ran here and is gone; of another place nothing is known. */
function isDead(holder: string | null): boolean {
  const [place, pid, run] = holder?.split(" ") ?? [];
  if (holder === null || place !== PLACE) return false;
  if (Number(pid) === process.pid) return run !== RUN;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
