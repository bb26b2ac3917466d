/** MongoDB's code for a violated unique key. */
const DUPLICATE_KEY = 11000;

/** True where every fault in a driver's error, single or bulk, is a duplicate key. */
export function isDuplicateOnly(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { writeErrors, code } = error as { writeErrors?: unknown; code?: unknown };
  const faults = [writeErrors ?? []].flat() as readonly { readonly code?: unknown }[];
  return faults.length > 0 ? faults.every((fault) => fault.code === DUPLICATE_KEY) : code === DUPLICATE_KEY;
}
