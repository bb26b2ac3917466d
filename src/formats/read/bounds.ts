import type { FeedDocument, FeedEntry, FeedFault, FieldFault } from "./document.js";

/**
 * What a column may hold at most. A revision, with the body as it came and as it was cleaned, has to fit into one document
 * of a store, which is 16 MB; a column of a newspaper is some 5,000 characters.
 */
const MAX_BODY_CHARACTERS = 1_000_000;
const MAX_TEXT_CHARACTERS = 10_000;
const MAX_ADDRESS_CHARACTERS = 8_000;
const MAX_LIST = 500;
/** Cleaned mark-up may be longer than it was sent: references, and addresses made absolute. */
export const MAX_CLEAN_CHARACTERS = 3_000_000;

const TOO_LONG: FieldFault = {
  code: "entry.cut",
  detail: `The column is longer than ${MAX_BODY_CHARACTERS.toLocaleString("en")} characters, or says more about itself than any column does; only the beginning was taken. Ask the partner for a shorter one.`,
};

/** Every entry within its bounds, where its reader has not seen to that. */
export function bounded(feed: FeedDocument): FeedDocument {
  const faults: FeedFault[] = [];
  const entries = feed.entries.map((entry, index) =>
    boundedEntry(entry, (fault) => faults.push({ ...fault, entry: index, line: null })),
  );
  return faults.length === 0 ? feed : { ...feed, entries, faults: [...feed.faults, ...faults] };
}

/** One that is longer keeps its beginning, and the fault says so. */
export function boundedEntry(entry: FeedEntry, note: (fault: FieldFault) => void): FeedEntry {
  if (isWithin(entry)) return entry;
  note(TOO_LONG);
  return cut(entry);
}

function isWithin(entry: FeedEntry): boolean {
  const { html, title, summary, id, url, baseUrl, language, authors, tags, images, enclosures, statedRights } = entry;
  return (
    html.length <= MAX_BODY_CHARACTERS &&
    [title, summary, language].every((text) => (text?.length ?? 0) <= MAX_TEXT_CHARACTERS) &&
    [id, url, baseUrl].every((address) => (address?.length ?? 0) <= MAX_ADDRESS_CHARACTERS) &&
    [authors, tags].every(
      (names) => names.length <= MAX_LIST && names.every((name) => name.length <= MAX_TEXT_CHARACTERS),
    ) &&
    [images, enclosures, statedRights].every(
      (list) => list.length <= MAX_LIST && list.every((one) => textsIn(one) <= MAX_TEXT_CHARACTERS * 2),
    )
  );
}

function textsIn(object: object): number {
  return Object.values(object).reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);
}

function cut(entry: FeedEntry): FeedEntry {
  const text = (value: string | null) => (value === null ? null : begun(value, MAX_TEXT_CHARACTERS));
  const address = (value: string | null) => (value !== null && value.length > MAX_ADDRESS_CHARACTERS ? null : value);
  const names = (values: readonly string[]) =>
    values.slice(0, MAX_LIST).map((name) => begun(name, MAX_TEXT_CHARACTERS));
  const things = <T extends object>(list: readonly T[]) =>
    list.filter((one) => textsIn(one) <= MAX_TEXT_CHARACTERS * 2).slice(0, MAX_LIST);
  return {
    ...entry,
    id: entry.id === null ? null : begun(entry.id, MAX_ADDRESS_CHARACTERS),
    url: address(entry.url),
    baseUrl: address(entry.baseUrl),
    title: text(entry.title),
    authors: names(entry.authors),
    tags: names(entry.tags),
    language: text(entry.language),
    html: begun(entry.html, MAX_BODY_CHARACTERS),
    summary: text(entry.summary),
    images: things(entry.images),
    enclosures: things(entry.enclosures),
    statedRights: things(entry.statedRights),
  };
}

/** The beginning, as a text of its own: a slice would keep all of it in memory. */
function begun(text: string, length: number): string {
  return text.length <= length ? text : Buffer.from(text.slice(0, length).toWellFormed()).toString("utf8");
}
