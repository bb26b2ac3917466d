import { DomainError } from "../../domain/error.js";
import { type Decoded, decodeFeed } from "./charset.js";
import type { FeedDocument, FeedFault } from "./document.js";
import { inflated } from "./inflate.js";
import { locate } from "./locate.js";
import { parseTree } from "./tree.js";
import { readXmlFeed } from "./xmlFeed.js";

/** What something begins with tells what it is; so much is looked at, in UTF-16 units. */
const START = 2_048;
const PAGE = /^(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html\b)/isu;
const FEED = /<(?:\w{1,20}:)?(?:rss|rdf|feed)\b/iu;
/** A feed behind the doctype of a page begins early, in UTF-16 units. */
const FEED_WITHIN = 65_536;

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
  const decoded = decodeFeed(inflated(bytes), hints.contentType);
  const document = await readText(decoded, hints.url);
  return decoded.isGuessed ? { ...document, faults: [guessed(decoded.charset.name), ...document.faults] } : document;
}

async function readText({ text, charset }: Decoded, url: string): Promise<FeedDocument> {
  const start = text.slice(0, START).replace(/^[\uFEFF\s]+/u, "");
  if (start === "") throw unreadable("The answer is empty", "ask the partner, or check the address");
  if (start.startsWith("{")) {
    const { readJsonFeed } = await import("./jsonFeed.js");
    return readJsonFeed(text.replace(/^\uFEFF/u, ""), charset, url);
  }
  if (PAGE.test(start) && !FEED.test(text.slice(0, FEED_WITHIN))) throw isPage();
  const tree = parseTree(text);
  if (tree === null) throw unreadable("This is neither XML nor JSON", "check the address of the feed");
  const located = locate(tree.roots);
  if (located !== null) return readXmlFeed(tree, located, charset, url);
  const [{ name, written }] = tree.roots;
  throw name === "html"
    ? isPage()
    : unreadable(`This is XML of another kind (<${written}>)`, "check the address of the feed");
}

function guessed(name: string): FeedFault {
  const detail = `The feed is not in the encoding it names, or names none; it was read as ${name}.`;
  return { code: "charset.guessed", detail, entry: null, line: null };
}

function isPage(): DomainError {
  return unreadable("This is a web page, not a feed", "use the address of the feed itself; the page often links to it");
}

function unreadable(what: string, remedy: string): DomainError {
  return new DomainError("feed.unreadable", `${what}; ${remedy}.`);
}
