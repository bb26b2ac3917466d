import type { Revision } from "../../domain/revision.js";
import type { Desk } from "../desk.js";

/** A body is written once, before the entry that names it; the same content has the same digest. */
export async function storeBodies(desk: Desk, revisions: readonly Revision[]): Promise<void> {
  const needed = new Map(revisions.map((revision) => [revision.digest, revision]));
  if (needed.size === 0) return;
  const docs = await desk.models.revision.find({ _id: { $in: [...needed.keys()] } }, { _id: 1 }).lean();
  for (const { _id } of docs) needed.delete(_id as Revision["digest"]);
  const operations = [...needed.values()].map(({ digest, content, reading }) => ({
    replaceOne: { filter: { _id: digest as never }, replacement: { content, reading }, upsert: true },
  }));
  if (operations.length > 0) await desk.models.revision.collection.bulkWrite(operations, { ordered: false });
}
