import { DomainError } from "../../domain/error.js";
import { attribute, elementsOf, escaped } from "./elements.js";
import { webUrl } from "./links.js";
import { parseTree, type XmlElement } from "./tree.js";

/** A feed as a list of subscriptions names it. */
export interface OpmlFeed {
  readonly title: string | null;
  readonly feedUrl: string;
  readonly homeUrl: string | null;
}

/** A longer list is cut there. */
export const MAX_OPML_FEEDS = 10_000;

/**
 * The feeds in an OPML 1.0 or 2.0 list, in whatever folders, each once. A user name or password within an address is not
 * taken over: it belongs among the credentials, not into files that become evidence.
 *
 * @throws DomainError `input.invalid` for what is no OPML.
 */
export function readOpml(text: string): readonly OpmlFeed[] {
  const root = parseTree(text)?.roots[0];
  if (root?.name !== "opml")
    throw new DomainError("input.invalid", "This is no OPML: the outermost element is not <opml>.");
  const found = new Map<string, OpmlFeed>();
  const queue: XmlElement[] = [root];
  for (const element of queue) {
    if (found.size >= MAX_OPML_FEEDS) break;
    for (const child of elementsOf(element)) queue.push(child);
    const feedUrl = element.name === "outline" ? openAddress(attribute(element, "xmlurl")) : null;
    if (feedUrl === null || found.has(feedUrl)) continue;
    const title = attribute(element, "title") ?? attribute(element, "text");
    found.set(feedUrl, { title, feedUrl, homeUrl: openAddress(attribute(element, "htmlurl")) });
  }
  return [...found.values()];
}

function openAddress(written: string | null): string | null {
  const address = webUrl(written, null);
  if (address === null) return null;
  const url = new URL(address);
  url.username = "";
  url.password = "";
  return url.href;
}

/** An OPML 2.0 list. */
export function writeOpml(title: string, feeds: readonly OpmlFeed[]): string {
  const outlines = feeds.map((feed) => {
    const name = quoted(feed.title ?? feed.feedUrl);
    const home = feed.homeUrl === null ? "" : ` htmlUrl="${quoted(feed.homeUrl)}"`;
    return `    <outline type="rss" text="${name}" title="${name}" xmlUrl="${quoted(feed.feedUrl)}"${home}/>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>${escaped(title)}</title></head>\n  <body>\n${outlines.join("")}  </body>\n</opml>\n`;
}

function quoted(text: string): string {
  return escaped(text).replaceAll('"', "&quot;");
}
