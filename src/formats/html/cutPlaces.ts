import { decodeHTML } from "entities";
import type { Cut, Reading, RevisionContent } from "../../domain/revision.js";
import { webUrl } from "../read/links.js";
import { isTooDeep } from "../read/sanitize.js";
import { folded } from "../read/whiteSpace.js";
import { lettersOf, piecesOf } from "./letters.js";

/** Shorter runs are no proof that two texts are at the same place again. */
const SURE_LETTERS = 12;
/** So far before and behind the place reached, a run is looked for that does not come next. */
const WINDOW = 4_000;
const LOOK_BACK = 200;
/** Cuts are looked up by so many first letters. */
const KEY_LETTERS = 4;

export interface CutPlace {
  /** So many letters of the cleaned text stand before it, and so many of the body as it came. */
  readonly letters: number;
  readonly from: number;
  /** As a reader sees them: the words of a box are listed as its mark-up spells them. */
  readonly words: string;
}

/**
 * Where each cut stood; null where that cannot be told.
 *
 * The body as it came is read along the cleaned text: a run that comes next there was kept, one that begins the words of
 * a cut is that cut, whichever is longer. So it needs nothing that an older reading lacks.
 */
export function placesOfCuts(
  original: string,
  { html, url }: Pick<RevisionContent, "html" | "url">,
  { cuts, baseUrl }: Pick<Reading, "cuts" | "baseUrl">,
): readonly (CutPlace | null)[] {
  if (cuts.length === 0 || isTooDeep(original)) return cuts.map(() => null);
  const kept = piecesOf(html).letters;
  const { pieces, letters } = piecesOf(original);
  const open = new OpenCuts(cuts);
  const found = cuts.map((): CutPlace | null => null);
  let [reached, passed] = [0, 0];
  for (const { at, letters: run, mayStay, picture } of pieces) {
    if (at < passed) continue;
    if (picture !== null) {
      const cut = open.tracker(webUrl(picture, baseUrl ?? url) ?? picture);
      if (cut !== null) found[cut.index] = { letters: reached, from: at, words: cut.words };
      continue;
    }
    const comesNext = mayStay && kept.startsWith(run, reached);
    const cut = open.at(letters, at);
    if (cut !== null && (!comesNext || cut.letters.length >= run.length)) {
      found[cut.index] = { letters: reached, from: at, words: cut.words };
      open.close(cut);
      passed = at + cut.letters.length;
    } else if (comesNext) reached += run.length;
    else if (mayStay) reached = placeAgain(kept, run, reached);
  }
  return found;
}

/** Where the cleaned text goes on behind a run that does not come next, or as before where it is not near. */
function placeAgain(kept: string, run: string, reached: number): number {
  if (run.length < SURE_LETTERS) return reached;
  const from = Math.max(0, reached - LOOK_BACK);
  const at = kept.slice(from, reached + WINDOW + run.length).indexOf(run);
  return at === -1 ? reached : from + at + run.length;
}

interface OpenCut {
  readonly index: number;
  readonly words: string;
  readonly letters: string;
}

/** Cuts that have no place yet, by how they begin; of those with the same words the first is found first. */
class OpenCuts {
  readonly #byKey = new Map<string, OpenCut[]>();
  readonly #trackers = new Map<string, OpenCut[]>();

  constructor(cuts: readonly Cut[]) {
    cuts.forEach(({ kind, text }, index) => {
      if (kind === "tracking") listIn(this.#trackers, text).push({ index, words: text, letters: "" });
      else for (const cut of spellings(text, index)) listIn(this.#byKey, keyOf(cut.letters)).push(cut);
    });
  }

  tracker(address: string): OpenCut | null {
    return this.#trackers.get(address)?.shift() ?? null;
  }

  /** The longest whose words begin here. */
  at(letters: string, at: number): OpenCut | null {
    let longest: OpenCut | null = null;
    for (let size = KEY_LETTERS; size > 0; size--) {
      for (const cut of this.#byKey.get(letters.slice(at, at + size)) ?? []) {
        if (cut.letters.length > (longest?.letters.length ?? 0) && letters.startsWith(cut.letters, at)) longest = cut;
      }
    }
    return longest;
  }

  close({ letters, index }: OpenCut): void {
    const key = keyOf(letters);
    this.#byKey.set(
      key,
      listIn(this.#byKey, key).filter((cut) => cut.index !== index),
    );
  }
}

function listIn(lists: Map<string, OpenCut[]>, key: string): OpenCut[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function keyOf(letters: string): string {
  return letters.slice(0, KEY_LETTERS);
}

function spellings(text: string, index: number): readonly OpenCut[] {
  const decoded = text.includes("&") ? folded(decodeHTML(text)) : text;
  return [...new Set([text, decoded])]
    .map((words) => ({ index, words, letters: lettersOf(words) }))
    .filter(({ letters }) => letters !== "");
}
