import mongoose from "mongoose";
import { StoreUnavailable } from "../domain/error.js";

/**
 * How long an operation waits for a store that is away or stands still, in milliseconds. A replica set of MongoDB elects
 * another primary within some 12 seconds; a process that takes over the embedded store needs less.
 */
export const STORE_PATIENCE_MILLISECONDS = 20_000;
const RETRY_MILLISECONDS = 100;

/** What the driver writes on an error after which an operation may be sent again (its specifications, "error labels"). */
const RETRYABLE_LABELS = ["RetryableWriteError", "RetryableError", "PoolRequestedRetry", "SystemOverloadedError"];

/**
 * What a server answers that is no primary now, shuts down, or lost its way to the others: the codes of the driver
 * specifications' "retryable reads" and "retryable writes"; and cursors that a store which took over does not know.
 */
const RETRYABLE_CODES: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  43, // CursorNotFound
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  237, // CursorKilled
  262, // ExceededTimeLimit
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  "EPIPE",
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
]);

/** Classes of the driver's that it does not export. */
const RETRYABLE_NAMES: ReadonlySet<unknown> = new Set(["MongoWaitQueueTimeoutError", "MongoPoolClosedError"]);

/** Those that it does; the errors of a pool that was cleared are network errors. */
const RETRYABLE_CLASSES = [
  mongoose.mongo.MongoNetworkError,
  mongoose.mongo.MongoOperationTimeoutError,
  mongoose.mongo.MongoServerClosedError,
  mongoose.mongo.MongoServerSelectionError,
];

/**
 * True where the store was away, stood still, or handed over: whether a write was done is then not known. The driver
 * wraps such an error in that of a bulk write, or in one about the write concern.
 */
export function isTransient(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { name, code, errorResponse, writeConcernError, err } = error as Readonly<Record<string, unknown>>;
  if (RETRYABLE_CODES.has(code) || RETRYABLE_NAMES.has(name)) return true;
  if (RETRYABLE_CLASSES.some((retryable) => error instanceof retryable)) return true;
  if (error instanceof mongoose.mongo.MongoError && RETRYABLE_LABELS.some((label) => error.hasErrorLabel(label)))
    return true;
  return [errorResponse, writeConcernError, err].some((inner) => inner !== error && isTransient(inner));
}

/**
 * Does something again while the store is away, until it answers or the patience is over. Only for what may be done
 * twice.
 *
 * @throws StoreUnavailable where the store did not answer in time, also where it says nothing at all.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  patienceMilliseconds = STORE_PATIENCE_MILLISECONDS,
): Promise<T> {
  const { promise: silence, stop } = silenceAfter(patienceMilliseconds);
  const until = performance.now() + patienceMilliseconds;
  try {
    for (;;) {
      try {
        return await Promise.race([work(), silence]);
      } catch (error) {
        if (!isTransient(error)) throw error;
        if (performance.now() + RETRY_MILLISECONDS >= until) throw new StoreUnavailable({ cause: error });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
  } finally {
    stop();
  }
}

function silenceAfter(milliseconds: number): { readonly promise: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable()), milliseconds);
  });
  // Where nobody is listening any more, the operation has ended.
  promise.catch(() => undefined);
  return { promise, stop: () => clearTimeout(timer) };
}

/** Says in the desk's words that the store is away, where the operation cannot be done again. */
export async function onceOnly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isTransient(error) ? new StoreUnavailable({ cause: error }) : error;
  }
}
