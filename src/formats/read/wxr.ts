import { DomainError } from "../../domain/error.js";
import { bodiesOf, rssLine } from "./bodies.js";
import { boundedEntry } from "./bounds.js";
import { decodeFeed } from "./charset.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry, FeedFault, FieldFault } from "./document.js";
import { childNamed, childrenNamed, elementsOf, wordsOf } from "./elements.js";
import { lineFinder } from "./lines.js";
import { rssLink, webUrl } from "./links.js";
import { imagesOf } from "./media.js";
import { statedBy } from "./statedRights.js";
import { parseTree, type XmlElement } from "./tree.js";

/** An export of WordPress (WXR 1.0 to 1.2): its published posts, and what was passed over, counted by kind. */
export interface WordPressExport {
  readonly feed: FeedDocument;
  /** `page`, `attachment`, `draft post`, … */
  readonly skipped: Readonly<Record<string, number>>;
}

const WORDPRESS = "http://wordpress.org/export/";

export function isWordPressExport(text: string): boolean {
  return text.slice(0, 8_192).includes(WORDPRESS);
}

/** @throws DomainError `feed.unreadable` */
export function readWordPressExport(bytes: Uint8Array): WordPressExport {
  const { text, charset } = decodeFeed(bytes, null);
  const root = parseTree(text)?.roots[0];
  const channel = root === undefined ? null : childNamed(root, "rss", "channel");
  if (channel === null || !isWordPressExport(text))
    throw new DomainError("feed.unreadable", "This is no WordPress export; export posts under Tools, Export.");
  const homeUrl = rssLink(channel, "http://invalid.invalid/");
  const names = authorNames(channel);
  const skipped: Record<string, number> = {};
  const lineOf = lineFinder(text);
  const faults: FeedFault[] = [];
  const entries: FeedEntry[] = [];
  for (const item of childrenNamed(channel, "rss", "item")) {
    const reason = passedOver(item);
    if (reason !== null) {
      skipped[reason] = (skipped[reason] ?? 0) + 1;
      continue;
    }
    const note = (fault: FieldFault) => faults.push({ ...fault, entry: entries.length, line: lineOf(item.offset) });
    entries.push(boundedEntry(entryOf(item, homeUrl, names), note));
  }
  const feed: FeedDocument = {
    format: "rss",
    id: null,
    title: rssLine(childNamed(channel, "rss", "title")),
    homeUrl,
    selfUrl: null,
    language: wordsOf(childNamed(channel, "rss", "language")),
    updatedAt: null,
    hubs: [],
    ttlMinutes: null,
    statedRights: statedBy(channel, "feed", homeUrl ?? ""),
    entries,
    tombstones: [],
    faults,
    repaired: false,
    charset,
  };
  return { feed, skipped };
}

/** A child in WordPress's own namespace, of any version. */
function own(item: XmlElement, name: string): string | null {
  return wordsOf(
    elementsOf(item).find((child) => child.name === name && child.namespace.startsWith(WORDPRESS)) ?? null,
  );
}

function passedOver(item: XmlElement): string | null {
  const type = own(item, "post_type") ?? "post";
  const status = own(item, "status") ?? "publish";
  if (type !== "post") return type;
  if (status !== "publish") return `${status} post`;
  return own(item, "post_password") === null ? null : "password-protected post";
}

function authorNames(channel: XmlElement): ReadonlyMap<string, string> {
  const authors = elementsOf(channel).filter(
    ({ name, namespace }) => name === "author" && namespace.startsWith(WORDPRESS),
  );
  return new Map(
    authors.flatMap((author) => {
      const [login, shown] = [own(author, "author_login"), own(author, "author_display_name")];
      return login === null || shown === null ? [] : [[login, shown] as const];
    }),
  );
}

function entryOf(item: XmlElement, homeUrl: string | null, names: ReadonlyMap<string, string>): FeedEntry {
  const base = homeUrl ?? "http://invalid.invalid/";
  const url = rssLink(item, base);
  const creator = wordsOf(childNamed(item, "dc", "creator"));
  const excerpt = elementsOf(item).find(
    ({ name, namespace }) =>
      name === "encoded" && namespace.startsWith(`${WORDPRESS}`) && namespace.includes("excerpt"),
  );
  const tags = childrenNamed(item, "rss", "category").flatMap((element) => wordsOf(element) ?? []);
  const { html } = bodiesOf(item);
  return {
    id: wordsOf(childNamed(item, "rss", "guid")),
    url,
    baseUrl: url ?? webUrl(homeUrl, null),
    title: rssLine(childNamed(item, "rss", "title")),
    authors: creator === null ? [] : [names.get(creator) ?? creator],
    publishedAt: dateOf(own(item, "post_date_gmt")) ?? readDate(wordsOf(childNamed(item, "rss", "pubdate")) ?? ""),
    updatedAt: dateOf(own(item, "post_modified_gmt")),
    tags: [...new Set(tags)],
    language: null,
    html: /<(?:p|br|div|blockquote|ul|ol|h[1-6])\b/iu.test(html) ? html : paragraphsOf(html),
    summary: excerpt === undefined ? null : wordsOf(excerpt),
    images: imagesOf(item, base),
    enclosures: [],
    statedRights: statedBy(item, "entry", base),
  };
}

/** WordPress keeps plain line breaks and makes paragraphs when it shows the post. */
function paragraphsOf(html: string): string {
  const blocks = html.split(/\n[ \t]*\n/u).filter((block) => block.trim() !== "");
  return blocks.map((block) => `<p>${block.trim()}</p>`).join("");
}

/** `2026-06-01 08:00:00`, in UTC; all zeros for a draft. */
function dateOf(text: string | null): string | null {
  return text === null || text.startsWith("0000") ? null : readDate(`${text.replace(" ", "T")}Z`);
}
