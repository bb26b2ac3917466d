import { diffWordsWithSpace } from "diff";
import { DomainError } from "../domain/error.js";
import { type Actor, requireCapability } from "../domain/role.js";
import { textOfHtml } from "../formats/read/htmlText.js";
import type { Desk } from "./desk.js";
import { getItem, getRevision } from "./reads.js";
import { hasRevision } from "./versions.js";

/** Characters of two texts together; longer ones are not compared word by word. */
export const MAX_COMPARED_CHARACTERS = 200_000;
/** Texts with more changed words have little in common; what it costs to compare grows with the square of them. */
export const MAX_CHANGED_WORDS = 1_500;

export interface WordChange {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Each null where the texts are too long, or too different, to be compared. */
export interface WordDiff {
  readonly title: readonly WordChange[] | null;
  readonly text: readonly WordChange[] | null;
}

/** What changed from one text to another, word by word; null past the limits. */
export function diffWords(before: string, after: string): readonly WordChange[] | null {
  if (before.length + after.length > MAX_COMPARED_CHARACTERS) return null;
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MAX_CHANGED_WORDS });
  return (
    changes?.map(({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    })) ?? null
  );
}

/** The same for bodies; mark-up does not count. */
export function diffBodies(before: string, after: string): readonly WordChange[] | null {
  return diffWords(textOfHtml(before), textOfHtml(after));
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
  for (const digest of [from, to]) {
    if (!(await hasRevision(desk, item, digest)))
      throw new DomainError("item.unknown", `${id} has no revision ${digest}.`);
  }
  const [before, after] = [await getRevision(desk, from), await getRevision(desk, to)];
  return {
    title: diffWords(before.content.title, after.content.title),
    text: diffBodies(before.content.html, after.content.html),
  };
}
