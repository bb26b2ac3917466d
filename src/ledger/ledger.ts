import { DomainError } from "../domain/error.js";
import type { Act, DomainEvent, Entry } from "../domain/event.js";
import type { Actor } from "../domain/role.js";
import { type Clock, type Instant, laterOf } from "../domain/window.js";
import type { Models } from "../store/models/models.js";
import type { HistoryKind } from "../store/models/projections.js";
import { type Bounds, requireRoom, STORE_BOUNDS } from "./bounds.js";
import { EMPTY_HEAD, type Head, headOf, nextEntry } from "./chain.js";
import { isDuplicateOnly } from "./duplicate.js";
import { append, docOfEntry, type EntryQuery, entryAt, entryBatches, entryOf, findEntries, look } from "./entries.js";
import type { Stamped } from "./fold.js";
import { asOf } from "./history.js";
import { type KnownHead, ledgerId, strangeness } from "./knownHead.js";
import { prepare, project, write } from "./projections.js";
import { entryOfKey, type Repeat } from "./repeats.js";

/** An act with more effects is recorded in several entries. */
export const MAX_EVENTS_PER_ENTRY = 1_000;

/** How long an act is decided anew because other processes appended first, in milliseconds. */
const APPEND_MILLISECONDS = 30_000;
/** The longest pause before the second try, and before any; drawn by chance, so that two do not meet again and again. */
const FIRST_PAUSE_MILLISECONDS = 4;
const LONGEST_PAUSE_MILLISECONDS = 32;
/** The mark is only where healing starts from; entries after it are folded again, harmlessly. */
const MARK_EVERY_ENTRIES = 64;
const MARK = "projections";

/** What a person does about a store that is not the one that was known. */
export const WAY_OUT =
  "Put the right data back; or, where it is to be gone on with, run `imprimatur ledger accept --reason WHY` and start again.";

/** What an act decided: the events to record, and what to tell the caller. No events, no entry. */
export interface Decision<Result> {
  readonly events: readonly DomainEvent[];
  readonly result: Result;
}

export interface Ledger {
  /**
   * Decides at the head and appends at head + 1, or decides again where another process was first. The projections are
   * folded and measured before the append, and stored before this returns. `decide` reads projections, which are then up
   * to date, and may be called several times. What a request with the same key
   * has made already is recalled instead: `decide` is not called, and nothing is recorded.
   *
   * @throws DomainError `act.too-large` where the entry or a projection would take more than a document may.
   */
  act<Result>(
    actor: Actor,
    act: Act,
    decide: (at: Instant) => Promise<Decision<Result>>,
    repeat?: Repeat<Result> | null,
  ): Promise<Result>;
  /** The last entry that this process has folded. */
  head(): Head;
  /**
   * The head, for readers: folds what other processes, or a run that was killed, have appended, and never waits behind acts
   * that are being decided. What was committed before the call, by any process, is folded when it returns.
   */
  catchUp(): Promise<Head>;
  /** The same, where it is known without asking the store that nothing was committed since; null where it is not. */
  known(): Head | null;
  /** The ledger's id; null while it is empty. */
  id(): string | null;
  /** Why the store may not hold the ledger that this desk knew, in one sentence; null where it does. */
  doubt(): string | null;
  /** The state of one thing as the ledger had it at an instant, by key; null where it did not exist then. */
  asOf(kind: HistoryKind, id: string, at: Instant): Promise<Stamped["state"] | null>;
  /** Entries about a subject (`item:…`), or all; latest first. */
  entries(query: EntryQuery): Promise<readonly Entry[]>;
  /** Leaves the mark at the head, so that the next start has nothing to heal. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  /** Differs as soon as any process has committed an entry; null where only the store can tell. */
  readonly changes?: () => number | null;
  /** What an entry and a projection may take. */
  readonly bounds?: Bounds;
  /** What the store's server says the time is; null where it has no clock of its own. */
  readonly storeClock?: () => Instant | null;
  /** What this desk knew last; where the store does not hold it, nothing is recorded until a person accepts that. */
  readonly known?: KnownHead | null;
}

export async function openLedger(models: Models, clock: Clock, options: LedgerOptions = {}): Promise<Ledger> {
  const { changes = () => null, bounds = STORE_BOUNDS, storeClock = () => null, known = null } = options;
  const mark = await models.mark.findOne({ _id: MARK }).lean();
  const marked = await entryAt(models, mark?.seq ?? 0);
  let head: Head = marked === null ? EMPTY_HEAD : headOf(marked);
  let markedSeq = head.seq;
  let seenChanges: number | null = null;
  const [queued, inTurn] = [queue(), queue()];
  let first = (await entryAt(models, 1))?.hash ?? null;
  let strange = known === null ? null : await strangeness(models, known);
  let isGone = false;

  const isMore = async (): Promise<boolean> => {
    const found = await look(models, head);
    isGone = !found.isThere;
    return found.isMore;
  };
  const doubt = () =>
    isGone ? `The store does not hold entry ${head.seq} of ${head.at} any more, which this desk has read.` : strange;
  const requireKnown = (act: Act) => {
    const doubted = doubt();
    if (doubted === null || (act === "accept-ledger" && !isGone)) return;
    throw new DomainError("desk.unsure", `${doubted} Nothing was recorded. ${WAY_OUT}`);
  };

  const leaveMark = async () => {
    if (head.seq === markedSeq) return;
    await writeMark(models, head.seq);
    markedSeq = head.seq;
  };

  const foldNew = async (): Promise<Head> => {
    if (!(await isMore())) return head;
    for await (const docs of entryBatches(models, head.seq)) {
      const entries = docs.map(entryOf);
      await project(models, entries);
      const newest = entries.at(-1);
      if (entries[0]?.seq === 1) first = entries[0].hash;
      // A reader and an act may fold the same entries beside each other; whoever is later has nothing to take back.
      if (newest !== undefined && newest.seq > head.seq) head = headOf(newest);
      if (head.seq - markedSeq >= MARK_EVERY_ENTRIES) await leaveMark();
    }
    return head;
  };

  const attempt = async <Result>(
    actor: Actor,
    act: Act,
    decide: (at: Instant) => Promise<Decision<Result>>,
    repeat: Repeat<Result> | null = null,
  ) => {
    let sent: { readonly entry: Entry; readonly result: Result } | null = null;
    const once = async (): Promise<{ readonly result: Result } | null> => {
      await foldNew();
      requireKnown(act);
      if (sent !== null && (await entryAt(models, sent.entry.seq))?.hash === sent.entry.hash) return sent;
      // Whatever a reader folds while this is decided, it is decided at this head, and appended after it or not at all.
      const decided = head;
      const clocks = { own: clock(), store: storeClock() };
      const at = laterOf(clocks.own, decided.at);
      const before = repeat === null ? null : await entryOfKey(models, repeat.once, at);
      if (repeat !== null && before !== null) return { result: await repeat.recall(before) };
      const { events, result } = await decide(at);
      if (events.length === 0) return { result };
      if (events.length > MAX_EVENTS_PER_ENTRY) {
        throw new RangeError(`an entry holds at most ${MAX_EVENTS_PER_ENTRY} events`);
      }
      const entry = nextEntry(decided, actor, act, events, at, clocks, repeat?.once);
      const doc = docOfEntry(entry);
      const prepared = await prepare(models, [entry]);
      requireRoom(bounds, doc, prepared);
      sent = { entry, result };
      if (!(await append(models, doc))) return null;
      await write(models, prepared);
      if (entry.seq > head.seq) head = headOf(entry);
      if (entry.seq === 1) first = entry.hash;
      if (act === "accept-ledger") strange = null;
      return sent;
    };
    const until = performance.now() + (bounds.appendMilliseconds ?? APPEND_MILLISECONDS);
    for (let tries = 0; ; tries++) {
      const done = await once();
      if (done !== null) return done.result;
      if (performance.now() >= until) throw new DomainError("act.conflict", OVERTAKEN);
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(tries)));
    }
  };

  await queued(foldNew);
  await leaveMark();

  return {
    act: (actor, act, decide, repeat) => queued(() => attempt(actor, act, decide, repeat)),
    head: () => head,
    catchUp: async () => {
      const seen = changes();
      if (await isMore()) await inTurn(foldNew);
      seenChanges = seen;
      return head;
    },
    known: () => (seenChanges !== null && seenChanges === changes() ? head : null),
    id: () => (first === null ? null : ledgerId(first)),
    doubt,
    asOf: (kind, id, at) => asOf(models, kind, id, at),
    entries: (query) => findEntries(models, query),
    close: () => queued(leaveMark),
  };
}

const OVERTAKEN =
  "Other processes kept changing the ledger; nothing was done. Send it again, or once their import or poll is over.";

function pauseAfter(tries: number): number {
  return Math.random() * Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** tries, LONGEST_PAUSE_MILLISECONDS);
}

/** Runs what it is given one after another. */
function queue() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };
}

async function writeMark(models: Models, seq: number): Promise<void> {
  try {
    await models.mark.collection.replaceOne({ _id: MARK as never, seq: { $lt: seq } }, { seq }, { upsert: true });
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
}
