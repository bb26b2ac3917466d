import type { Models } from "../store/models/models.js";
import { rebuild } from "./verify.js";

/** Raised with every change of what a fold makes of an entry. */
export const PROJECTION_FORM = 7;
const MARK = "projection-form";

/**
 * Folds every projection anew where an older program folded them, so that what is read has today's members; one after
 * another, as `rebuild` does. Entries are not touched. Returns how many documents were renewed.
 */
export async function renewProjections(models: Models): Promise<number> {
  const mark = await models.mark.findOne({ _id: MARK }).lean();
  if (mark?.seq === PROJECTION_FORM) return 0;
  const isBlank = (await models.entry.findOne({}, { _id: 1 }).lean()) === null;
  const renewed = isBlank ? 0 : await rebuild(models);
  await models.mark.collection.replaceOne({ _id: MARK as never }, { seq: PROJECTION_FORM }, { upsert: true });
  return renewed;
}
