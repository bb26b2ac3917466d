import { DomainError } from "../../domain/error.js";
import { authorsOf } from "./authors.js";
import { atomBodies, atomLine, rssBodies, rssLine } from "./bodies.js";
import { type Charset, decodeFeed } from "./charset.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry, FeedFault } from "./document.js";
import { attribute, attributeIn, childNamed, elementsOf, isIn, wordsOf } from "./elements.js";
import { readJsonFeed } from "./jsonFeed.js";
import { atomAlternate, baseOf, linksWith, rssLink, webUrl } from "./links.js";
import { type Mapped, mapEntries } from "./mapper.js";
import { enclosuresOf, imagesOf } from "./media.js";
import { dateIn, type Located, locate, MAX_ENTRIES, type PlainEntry, plainEntry } from "./prefeed.js";
import { rhythmOf } from "./rhythm.js";
import { statedBy } from "./statedRights.js";
import { parseTree, type XmlElement, type XmlTree } from "./tree.js";

export interface ReadHints {
  readonly contentType: string | null;
  /** The address the bytes came from after redirects: the base of relative links. */
  readonly url: string;
}

/**
 * Reads RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0 and JSON Feed, whatever they say they are. One entry that cannot be read is
 * a fault, never the loss of the feed.
 *
 * @throws DomainError `feed.unreadable`, in one sentence that says what it is and what to do.
 */
export async function readFeed(bytes: Uint8Array, hints: ReadHints): Promise<FeedDocument> {
  const { text, charset } = decodeFeed(bytes, hints.contentType);
  const start = text.slice(0, 2_048).replace(/^[\uFEFF\s]+/u, "");
  if (start === "") throw unreadable("The answer is empty", "ask the partner, or check the address");
  if (start.startsWith("{")) return readJsonFeed(text, charset, hints.url);
  if (/^(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html\b)/isu.test(start)) throw isPage();
  const tree = parseTree(text);
  if (tree === null) throw unreadable("This is neither XML nor JSON", "check the address of the feed");
  const located = locate(tree.root);
  if (located === null)
    throw tree.root.name === "html"
      ? isPage()
      : unreadable(`This is XML of another kind (<${tree.root.written}>)`, "check the address of the feed");
  return readXml(tree, located, charset, hints.url);
}

async function readXml(
  tree: XmlTree,
  { format, channel, entries }: Located,
  charset: Charset,
  feedUrl: string,
): Promise<FeedDocument> {
  if (tree.repaired && entries.length === 0 && tombstonesOf(channel).length === 0) {
    throw unreadable(
      "The feed is cut off or malformed, and no column can be read from it",
      "ask the partner to mend it",
    );
  }
  const faults: FeedFault[] = [];
  const full = entries.filter((entry) => entry.children.length > 0);
  const kept = full.slice(0, MAX_ENTRIES);
  if (full.length < entries.length) {
    faults.push({
      code: "entry.empty",
      detail: `${entries.length - full.length} entries have nothing in them and were passed over.`,
      entry: null,
    });
  }
  if (full.length > kept.length)
    faults.push({
      code: "entry.unreadable",
      detail: `The feed has ${entries.length} entries; the first ${MAX_ENTRIES} were read.`,
      entry: null,
    });
  if (tree.repaired)
    faults.push({
      code: "feed.repaired",
      detail: "The feed is not well-formed XML and was mended while reading.",
      entry: null,
    });
  const plain = kept.map((entry, index) =>
    plainEntry(entry, format, feedUrl, (fault) => faults.push({ ...fault, entry: index })),
  );
  const mapped = await mapEntries(plain, format);
  const isAtom = format === "atom";
  const note = (fault: Omit<FeedFault, "entry">) => faults.push({ ...fault, entry: null });
  return {
    format,
    id: isAtom ? wordsOf(childNamed(channel, "atom", "id")) : null,
    title: isAtom ? atomLine(childNamed(channel, "atom", "title")) : rssLine(childNamed(channel, "rss", "title")),
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
      note,
    ),
    hubs: linksWith(channel, "hub").flatMap((link) => hrefOf(link, feedUrl) ?? []),
    ttlMinutes: wholeNumber(wordsOf(childNamed(channel, "rss", "ttl"))),
    rhythm: rhythmOf(channel),
    statedRights: statedBy(channel, "feed", feedUrl),
    entries: kept.map((entry, index) => entryOf(entry, channel, isAtom, plain[index], mapped[index], feedUrl)),
    tombstones: tombstonesOf(channel),
    faults,
    repaired: tree.repaired,
    charset,
  };
}

function entryOf(
  entry: XmlElement,
  channel: XmlElement,
  isAtom: boolean,
  plain: PlainEntry | undefined,
  mapped: Mapped | undefined,
  feedUrl: string,
): FeedEntry {
  const { html, summary } = isAtom ? atomBodies(entry) : rssBodies(entry);
  const content = isAtom ? childNamed(entry, "atom", "content") : null;
  const based = baseOf(content ?? entry, feedUrl);
  const url = mapped?.link ?? null;
  return {
    id: mapped?.id ?? null,
    url,
    baseUrl: based === feedUrl ? (url ?? feedUrl) : based,
    title: mapped?.title ?? null,
    authors: authorsOf(entry, channel),
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
  return link === undefined ? null : webUrl(attribute(link, "href"), baseOf(link, feedUrl));
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

function isPage(): DomainError {
  return unreadable("This is a web page, not a feed", "use the address of the feed itself; the page often links to it");
}

function unreadable(what: string, remedy: string): DomainError {
  return new DomainError("feed.unreadable", `${what}; ${remedy}.`);
}
