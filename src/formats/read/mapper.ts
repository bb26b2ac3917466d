import Parser from "rss-parser";
import { escaped } from "./elements.js";
import type { XmlFormat } from "./locate.js";
import type { PlainEntry } from "./prefeed.js";

/** What the feed parser makes of one entry. */
export interface Mapped {
  readonly id: string | null;
  readonly link: string | null;
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
}

interface Extra {
  readonly updated?: string;
}

const parser = new Parser<Record<string, unknown>, Extra>({ defaultRSS: 2, customFields: { item: ["updated"] } });

/**
 * Maps entries with `rss-parser`. It is given a document without bodies, with its names, dates and links in the one form
 * that it reads right: that keeps its quadratic snippet, its lost mark-up order and its failure of a whole feed for one
 * date (all measured) out of reach, and its mapping in use.
 */
export async function mapEntries(entries: readonly PlainEntry[], format: XmlFormat): Promise<readonly Mapped[]> {
  if (entries.length === 0) return [];
  const xml = format === "atom" ? atomDocument(entries) : rssDocument(entries);
  const { items } = await parser.parseString(xml);
  return items.map((item, index) => ({
    id: text(format === "atom" ? (item as { id?: unknown }).id : item.guid),
    link: text(item.link),
    title: text(item.title),
    publishedAt: entries[index]?.published === null ? null : text(item.isoDate),
    updatedAt: text(item.updated),
  }));
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function rssDocument(entries: readonly PlainEntry[]): string {
  const items = entries.map(({ id, link, title, published, updated }) =>
    [
      "<item>",
      element("title", title),
      element("link", link),
      id === null ? "" : `<guid isPermaLink="false">${escaped(id)}</guid>`,
      element("pubDate", published),
      element("updated", updated),
      "</item>",
    ].join(""),
  );
  return `<rss version="2.0"><channel><title>-</title>${items.join("")}</channel></rss>`;
}

/** Atom's dates: the parser prefers `published`, and has no date without either. */
function atomDocument(entries: readonly PlainEntry[]): string {
  const written = entries.map(({ id, link, title, published, updated }) =>
    [
      "<entry>",
      element("title", title ?? ""),
      link === null ? "" : `<link rel="alternate" href="${escaped(link).replace(/"/gu, "&quot;")}"/>`,
      element("id", id),
      element("published", published),
      element("updated", updated),
      "</entry>",
    ].join(""),
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>-</title>${written.join("")}</feed>`;
}

function element(name: string, value: string | null): string {
  return value === null ? "" : `<${name}>${escaped(value)}</${name}>`;
}
