/** How long an act waits for a store that went away, as a server does that hands over to another. */
export const STORE_PATIENCE_MILLISECONDS = 8_000;
export const STORE_RETRY_MILLISECONDS = 100;

const BROKEN: ReadonlySet<unknown> = new Set(["EPIPE", "ECONNRESET", "ECONNREFUSED", "ECONNABORTED"]);
const NETWORK = /^Mongo(?:Network|ServerSelection|PoolCleared|ServerClosed|TopologyClosed)/u;

/**
 * True for a connection that broke: whether the last write was done is then not known, and is looked up. The driver names
 * such errors, passes on the socket's own, or wraps either in the error of a bulk write.
 */
export function isTransient(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { name, code, errorResponse } = error as { name?: unknown; code?: unknown; errorResponse?: unknown };
  if (BROKEN.has(code) || (typeof name === "string" && NETWORK.test(name))) return true;
  return errorResponse !== error && isTransient(errorResponse);
}
