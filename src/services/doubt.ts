import { clockDoubts } from "../domain/clockDoubt.js";
import { DomainError } from "../domain/error.js";
import type { Actor } from "../domain/role.js";
import { type Clock, type Instant, instantOf } from "../domain/window.js";
import { WAY_OUT } from "../ledger/ledger.js";
import type { Desk, Head } from "./desk.js";

/** Characters that a reason for accepting a ledger may have. */
const MAX_REASON_CHARACTERS = 1_000;

/** What is done about a ledger that stands in the future, and about clocks that differ. */
const WAIT =
  "Wait until the clock gets there; or, where that takes too long, run `imprimatur ledger accept --reason WHY`.";
const SET = "Set both clocks by the same source of time.";

/** Why the store does not hold the ledger that this desk knew, with what to do; null where it does. */
export function knownDoubt({ ledger }: Desk): string | null {
  const doubt = ledger.doubt();
  return doubt === null ? null : `${doubt} ${WAY_OUT}`;
}

/**
 * Why this desk cannot be sure of what it would publish, each in one sentence with what to do; empty where it is sure. While
 * it is not, nothing is sent to the public, and nothing that only the clock has ended is recorded.
 */
export async function doubtsOf(desk: Desk): Promise<readonly string[]> {
  const { at } = desk.ledger.head();
  const strange = knownDoubt(desk);
  const clocks = clockDoubts({ own: desk.clock(), store: desk.storeClock() }, at);
  const unaccepted = clocks.length > 0 && (await isAccepted(desk, at)) ? clocks.filter(isApart) : clocks;
  return [
    ...(strange === null ? [] : [strange]),
    ...unaccepted.map((doubt) => `${doubt.sentence} ${isApart(doubt) ? SET : WAIT}`),
  ];
}

function isApart({ kind }: { readonly kind: "behind" | "apart" }): boolean {
  return kind === "apart";
}

async function isAccepted(desk: Desk, at: Instant): Promise<boolean> {
  return (await desk.models.projected.acceptance.findOne({ until: { $gte: at } }).lean()) !== null;
}

export async function isSure(desk: Desk): Promise<boolean> {
  return (await doubtsOf(desk)).length === 0;
}

/**
 * The head at which something may be published: everything up to it is folded, and nothing is in doubt.
 *
 * @param read how the head is found
 * @throws DomainError `desk.unsure`, with what a reader is to do
 */
export async function sureHead(desk: Desk, read = desk.ledger.catchUp): Promise<Head> {
  const head = await read().catch((err: unknown) => {
    desk.log.error({ err }, "the ledger could not be read up to its head; nothing is published meanwhile");
    return null;
  });
  if (head !== null && (await isSure(desk))) return head;
  throw new DomainError(
    "desk.unsure",
    "This desk is not sure of its own state and sends nothing while it is not. Keep what you have, and ask again later.",
  );
}

/**
 * Records a person's word that the desk goes on with the ledger as it stands.
 *
 * @returns the doubts that were accepted.
 * @throws DomainError `act.conflict` where nothing is in doubt that a word can settle; `input.invalid` for the reason
 */
export async function acceptLedger(desk: Desk, actor: Actor, reason: string): Promise<readonly string[]> {
  if (reason.trim() === "" || reason.length > MAX_REASON_CHARACTERS)
    throw new DomainError("input.invalid", `Say why, in at most ${MAX_REASON_CHARACTERS} characters.`);
  return desk.ledger.act(actor, "accept-ledger", async (until) => {
    const strange = desk.ledger.doubt();
    const behind = clockDoubts({ own: desk.clock(), store: null }, until).map(({ sentence }) => sentence);
    const doubts = [...(strange === null ? [] : [strange]), ...behind];
    if (doubts.length === 0)
      throw new DomainError("act.conflict", "Nothing about this ledger is in doubt; nothing was recorded.");
    const acceptance = desk.newId("acc");
    return { events: [{ type: "acceptance.given", acceptance, reason, doubts, until }], result: doubts };
  });
}

/** The store's clock as it was found to differ from this process's when it was last asked. */
export interface StoreClock {
  /** Null where the store was not asked. */
  readonly now: () => Instant | null;
  look(): Promise<void>;
}

/** @param ask the store's instant; null where it is not to be compared */
export function storeClock(clock: Clock, ask: (() => Promise<Instant>) | null): StoreClock {
  let difference: number | null = null;
  return {
    now: () => (difference === null ? null : instantOf(Date.parse(clock()) + difference)),
    look: async () => {
      if (ask === null) return;
      const asked = Date.parse(clock());
      const said = Date.parse(await ask());
      const answered = Date.parse(clock());
      // It was read somewhere between the two: within them, nothing differs that could be known.
      difference = said < asked ? said - asked : Math.max(0, said - answered);
    },
  };
}
