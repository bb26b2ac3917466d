import { originalHtmlOf, type Revision } from "../domain/revision.js";
import { placesOfCuts } from "../formats/html/cutPlaces.js";
import { Spots } from "../formats/html/spots.js";

/** Where something about a text stands in it. */
export interface Mark {
  /** `after block 7`, as findings count blocks; null where that cannot be told. */
  readonly place: string | null;
  /** Where the page may put a note about it into the body that it shows. */
  readonly offset: number | null;
}

export interface CutMark extends Mark {
  readonly words: string;
  /** Cuts in this order stood one after another; null where that cannot be told. */
  readonly order: number | null;
}

/** One mark for each cut and each finding of a reading, in their order. */
export interface Marks {
  readonly cuts: readonly CutMark[];
  readonly findings: readonly Mark[];
}

const NOWHERE: Mark = { place: null, offset: null };

/** Derived from what is on record, so a reading of any age has its places. @param shown the body as a page shows it */
export function marksOf(revision: Revision, shown: string): Marks {
  const { content, reading } = revision;
  const spots = new Spots(content.html);
  const places = placesOfCuts(originalHtmlOf(revision), content, reading);
  const blocks = [
    ...places.map((found) => (found === null ? null : spots.blocksBefore(found.letters))),
    ...reading.findings.map(({ place }) => blockIn(place)),
  ];
  const offsets = spots.offsetsIn(
    shown,
    blocks.map((block) => block ?? 0),
  );
  const offsetAt = (at: number) => (blocks[at] == null ? null : (offsets[at] ?? null));
  return {
    cuts: reading.cuts.map(({ text }, at) => {
      const found = places[at] ?? null;
      if (found === null) return { ...NOWHERE, words: text, order: null };
      return { words: found.words, order: found.from, place: spots.placeOf(found.letters), offset: offsetAt(at) };
    }),
    findings: reading.findings.map(({ place }, at) => {
      return { place: place ?? null, offset: offsetAt(places.length + at) };
    }),
  };
}

function blockIn(place: string | undefined): number | null {
  const number = /^block (\d{1,7})$/u.exec(place ?? "")?.[1];
  return number === undefined ? null : Number(number);
}
