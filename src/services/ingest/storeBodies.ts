import type { SealedRevision } from "../../domain/revision.js";
import { isDuplicateOnly } from "../../ledger/duplicate.js";
import type { Desk } from "../desk.js";

/**
 * A body is written once, before the entry that names it. One that is here already is the same, to the letter, for its name
 * is its digest; where it was erased, it stays erased.
 */
export async function storeBodies(desk: Desk, revisions: readonly SealedRevision[]): Promise<void> {
  const bodies = [...new Map(revisions.map((revision) => [revision.digest, revision])).values()];
  if (bodies.length === 0) return;
  const documents = bodies.map(({ digest, content, reading }) => ({ _id: digest as never, content, reading }));
  try {
    await desk.models.revision.collection.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!isDuplicateOnly(error)) throw error;
  }
}
