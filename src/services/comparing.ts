import { diffWordsWithSpace } from "diff";
import { DomainError } from "../domain/error.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { textOfHtml } from "../formats/read/htmlText.js";
import type { Desk } from "./desk.js";
import { getItem, getRevision } from "./reads.js";

/** Longer texts, together, are not compared word by word. */
export const MAX_COMPARED_CHARACTERS = 200_000;
/** Texts with more changed words than this have little in common. */
const MAX_EDITS = 3_000;

export interface WordChange {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

export interface WordDiff {
  readonly title: readonly WordChange[];
  /** Null where the texts are too long or too different to be compared. */
  readonly text: readonly WordChange[] | null;
}

/** What changed from one text to another, word by word; mark-up does not count. */
export function diffWords(before: string, after: string): readonly WordChange[] | null {
  if (before.length + after.length > MAX_COMPARED_CHARACTERS) return null;
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  return (
    changes?.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    })) ?? null
  );
}

/** Compares two revisions of a column. @throws DomainError `item.unknown` for a digest that is not one of its revisions */
export async function compareRevisions(
  desk: Desk,
  actor: Actor,
  id: string,
  from: string,
  to: string,
): Promise<WordDiff> {
  requireCapability(actor, "read");
  const item = await getItem(desk, id);
  const unknown = [from, to].find((digest) => !item.revisions.some((revision) => revision.digest === digest));
  if (unknown !== undefined) throw new DomainError("item.unknown", `${id} has no revision ${unknown}.`);
  const [before, after] = [await getRevision(desk, from), await getRevision(desk, to)];
  return {
    title: diffWords(before.content.title, after.content.title) ?? [],
    text: diffWords(textOfHtml(before.content.html), textOfHtml(after.content.html)),
  };
}
