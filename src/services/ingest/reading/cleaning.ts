import { MAX_CLEAN_CHARACTERS } from "../../../formats/read/bounds.js";
import { type CleanColumn, cleanColumn } from "../../../formats/read/cleanColumn.js";

/** A body to clean, with what its addresses are resolved by and who is known to have written it. */
export interface RawColumn {
  readonly html: string;
  readonly baseUrl: string | null;
  readonly authors: readonly string[];
  /** Words of cuts that stay. */
  readonly restored?: readonly string[];
}

/** Cuts that are listed; a body with more is not made of words. */
const MAX_CUTS = 5_000;

export function cleaned({ html, ...context }: RawColumn): CleanColumn {
  return withinStore(cleanColumn(html, context));
}

/** What grew beyond measure while it was cleaned is no column: its words are not taken, and an editor sees why. */
function withinStore(column: CleanColumn): CleanColumn {
  const { html, images, statedRights } = column;
  const cuts = column.cuts.slice(0, MAX_CUTS);
  const size = html.length + JSON.stringify([images, statedRights, cuts]).length;
  if (size <= MAX_CLEAN_CHARACTERS) return cuts.length === column.cuts.length ? column : { ...column, cuts };
  return { html: "", images: [], cuts: [], findings: [{ code: "body.cut", quote: null }], statedRights: [] };
}
