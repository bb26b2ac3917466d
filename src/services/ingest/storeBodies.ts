import type { Revision } from "../../domain/revision.js";
import { isDuplicateOnly } from "../../ledger/duplicate.js";
import type { Desk } from "../desk.js";

/** A body is written once, before the entry that names it; the same content has the same digest. */
export async function storeBodies(desk: Desk, revisions: readonly Revision[]): Promise<void> {
  const needed = new Map(revisions.map((revision) => [revision.digest, revision]));
  if (needed.size === 0) return;
  const docs = await desk.models.revision.find({ _id: { $in: [...needed.keys()] } }, { _id: 1 }).lean();
  for (const { _id } of docs) needed.delete(_id as Revision["digest"]);
  const bodies = [...needed.values()].map(({ digest, content, reading }) => ({
    _id: digest as never,
    content,
    reading,
  }));
  if (bodies.length === 0) return;
  try {
    await desk.models.revision.collection.insertMany(bodies, { ordered: false });
  } catch (error) {
    // Another process has stored the same since: what has one digest is one content.
    if (!isDuplicateOnly(error)) throw error;
  }
}
