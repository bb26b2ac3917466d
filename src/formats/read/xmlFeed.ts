import { authorsOf, feedAuthors } from "./authors.js";
import { bodiesOf } from "./bodies.js";
import { boundedEntry } from "./bounds.js";
import type { Charset } from "./charset.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry, FeedFault, FieldFault } from "./document.js";
import { attribute, attributeIn, childNamed, elementsOf, isIn, wordsOf } from "./elements.js";
import { lineFinder } from "./lines.js";
import { atomAlternate, baseOf, linksWith, rssLink, urlIn } from "./links.js";
import type { Located } from "./locate.js";
import { type Mapped, mapEntries } from "./mapper.js";
import { enclosuresOf, imagesOf } from "./media.js";
import { dateIn, MAX_ENTRIES, type PlainEntry, plainEntry, titleOf } from "./prefeed.js";
import { rhythmOf } from "./rhythm.js";
import { MAX_OF_ONE_NAME } from "./siblings.js";
import { statedBy } from "./statedRights.js";
import type { XmlElement, XmlTree } from "./tree.js";

/**
 * Reads the feed that was found in a tree. An entry or a date that cannot be read is a fault with its line; the rest stays.
 */
export async function readXmlFeed(
  tree: XmlTree,
  { format, channel: whole, entries }: Located,
  charset: Charset,
  feedUrl: string,
): Promise<FeedDocument> {
  const lineOf = lineFinder(tree.text);
  const channel = withoutEntries(whole, entries);
  const faults: FeedFault[] = [...mended(tree, lineOf), ...leftOut(tree, lineOf), ...passedOver(entries, lineOf)];
  const kept = entries.filter(hasContent).slice(0, MAX_ENTRIES);
  const noteOn = (element: XmlElement, entry: number | null) => (fault: FieldFault) => {
    faults.push({ ...fault, entry, line: lineOf(element.offset) });
  };
  const plain = kept.map((entry, index) => plainEntry(entry, format, feedUrl, noteOn(entry, index)));
  const mapped = await mapEntries(plain, format);
  for (const [index, entry] of kept.entries()) if (tree.unfinished.has(entry)) noteOn(entry, index)(CUT_OFF);
  const isAtom = format === "atom";
  const authors = feedAuthors(channel);
  return {
    format,
    id: isAtom ? wordsOf(childNamed(channel, "atom", "id") ?? childNamed(channel, "rss", "id")) : null,
    title: titleOf(channel),
    homeUrl: isAtom ? atomAlternate(channel, feedUrl) : rssLink(channel, feedUrl),
    selfUrl: hrefOf(linksWith(channel, "self")[0], feedUrl),
    language:
      languageOf(channel) ??
      wordsOf(childNamed(channel, "rss", "language")) ??
      wordsOf(childNamed(channel, "dc", "language")),
    updatedAt: dateIn(
      channel,
      [
        ["atom", "updated"],
        ["atom", "modified"],
        ["rss", "lastbuilddate"],
        ["rss", "pubdate"],
        ["dc", "date"],
      ],
      noteOn(channel, null),
    ),
    hubs: linksWith(channel, "hub").flatMap((link) => hrefOf(link, feedUrl) ?? []),
    ttlMinutes: wholeNumber(wordsOf(childNamed(channel, "rss", "ttl"))),
    rhythm: rhythmOf(channel),
    statedRights: statedBy(channel, "feed", feedUrl),
    entries: kept.map((entry, index) =>
      boundedEntry(entryOf(entry, authors, plain[index], mapped[index], feedUrl), noteOn(entry, index)),
    ),
    tombstones: tombstonesOf(channel),
    faults,
    repaired: tree.mendedAt !== null,
    charset,
  };
}

/** What a channel says of itself is looked for among everything in it, many times. */
function withoutEntries(channel: XmlElement, entries: readonly XmlElement[]): XmlElement {
  const known = new Set<XmlElement | string>(entries);
  return { ...channel, children: channel.children.filter((child) => !known.has(child)) };
}

const CUT_OFF: FieldFault = {
  code: "entry.cut",
  detail: "The document ends in the middle of this entry; what was read of it may lack its end.",
};

function hasContent(entry: XmlElement): boolean {
  return entry.children.length > 0 || attribute(entry, "href") !== null || attributeIn(entry, "rdf", "about") !== null;
}

function mended(tree: XmlTree, lineOf: (offset: number) => number): readonly FeedFault[] {
  if (tree.mendedAt === null) return [];
  const detail = "The feed is not well-formed XML and was mended while reading.";
  return [{ code: "feed.repaired", detail, entry: null, line: lineOf(tree.mendedAt) }];
}

function leftOut({ leftOutAt }: XmlTree, lineOf: (offset: number) => number): readonly FeedFault[] {
  if (leftOutAt === null) return [];
  const detail = `An element stands more than ${MAX_OF_ONE_NAME} times in the feed or in one entry; what is beyond was left out.`;
  return [{ code: "entry.cut", detail, entry: null, line: lineOf(leftOutAt) }];
}

/** Entries without anything in them, and those beyond the limit: counted, with the line of the first. */
function passedOver(entries: readonly XmlElement[], lineOf: (offset: number) => number): readonly FeedFault[] {
  const empty = entries.filter((entry) => !hasContent(entry));
  const [firstBeyond] = entries.filter(hasContent).slice(MAX_ENTRIES);
  const faults: FeedFault[] = [];
  const note = (code: FeedFault["code"], first: XmlElement | undefined, detail: string) => {
    if (first !== undefined) faults.push({ code, detail, entry: null, line: lineOf(first.offset) });
  };
  note(
    "entry.empty",
    empty[0],
    empty.length === 1
      ? "One entry has nothing in it and was passed over."
      : `${empty.length} entries have nothing in them and were passed over.`,
  );
  note("entry.unreadable", firstBeyond, `The feed has ${entries.length} entries; the first ${MAX_ENTRIES} were read.`);
  return faults;
}

function entryOf(
  entry: XmlElement,
  authors: readonly string[],
  plain: PlainEntry | undefined,
  mapped: Mapped | undefined,
  feedUrl: string,
): FeedEntry {
  const { html, summary, element } = bodiesOf(entry);
  const based = baseOf(element ?? entry, feedUrl);
  const url = mapped?.link ?? null;
  return {
    id: mapped?.id ?? null,
    url,
    baseUrl: based === feedUrl ? (url ?? feedUrl) : based,
    title: mapped?.title ?? null,
    authors: authorsOf(entry, authors),
    publishedAt: mapped?.publishedAt ?? null,
    updatedAt: mapped?.updatedAt ?? null,
    tags: plain?.tags ?? [],
    language: languageOf(entry) ?? wordsOf(childNamed(entry, "dc", "language")),
    html,
    summary,
    images: imagesOf(entry, feedUrl),
    enclosures: enclosuresOf(entry, feedUrl),
    statedRights: statedBy(entry, "entry", feedUrl),
  };
}

function hrefOf(link: XmlElement | undefined, feedUrl: string): string | null {
  return link === undefined ? null : urlIn(link, attribute(link, "href"), feedUrl);
}

function languageOf(element: XmlElement): string | null {
  const language = attributeIn(element, "xml", "lang")?.trim() ?? "";
  return language === "" ? null : language;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,7}$/u.test(text) ? Number(text) : null;
}

/** RFC 6721 §3, directly below the feed. */
function tombstonesOf(channel: XmlElement): FeedDocument["tombstones"] {
  return elementsOf(channel)
    .filter((element) => element.name === "deleted-entry" && isIn(element, "tombstones"))
    .flatMap((element) => {
      const ref = attribute(element, "ref");
      return ref === null ? [] : [{ ref, when: readDate(attribute(element, "when") ?? "") }];
    });
}
