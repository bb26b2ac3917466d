import render from "dom-serializer";
import { DomUtils, Parser, parseDocument } from "htmlparser2";
import { DomainError } from "../../domain/error.js";
import { readDate } from "./dates.js";
import type { FeedDocument, FeedEntry } from "./document.js";
import { lineOfHtml } from "./htmlText.js";
import { webUrl } from "./links.js";

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/**
 * One column from an HTML page or fragment: title from the first `<h1>`, else from `<title>`; the text from `<article>`,
 * else `<main>`, else the whole body, without that heading.
 *
 * @param address where the page is, for what it does not say itself; null where it has none.
 */
export function readPage(html: string, address: string | null): FeedDocument {
  requireShallow(html);
  const document = parseDocument(html);
  const first = (name: string): Element | undefined => DomUtils.getElementsByTagName(name, document, true, 1)[0];
  const heading = first("h1");
  const title = lineOfHtml(DomUtils.textContent(heading ?? first("title") ?? []));
  const url = webUrl(canonicalLink(document) ?? address, address);
  const published = meta(document, ["article:published_time", "date", "dc.date"]);
  const facts = {
    authors: [meta(document, ["author", "dc.creator"])].flatMap((name) => name ?? []),
    publishedAt: published === null ? null : readDate(published),
    language: first("html")?.attribs.lang ?? null,
    summary: meta(document, ["description"]),
  };
  const body = first("article") ?? first("main") ?? first("body");
  for (const gone of [heading, first("head"), first("title")]) if (gone !== undefined) DomUtils.removeElement(gone);
  const children = body === undefined ? document.children : body.children;
  const entry: FeedEntry = {
    ...facts,
    id: null,
    url,
    baseUrl: url ?? address,
    title: title === "" ? null : title,
    updatedAt: null,
    tags: [],
    html: render(children, { encodeEntities: "utf8" }).trim(),
    images: [],
    enclosures: [],
    statedRights: [],
  };
  return documentOf([entry]);
}

const MAX_DEPTH = 500;

/** Ends where the nesting is too deep: each further open element would cost the parser more than the one before. */
function requireShallow(html: string): void {
  let open = 0;
  const parser = new Parser({
    onopentag: () => {
      if (++open > MAX_DEPTH) throw new DomainError("input.invalid", `The page nests more than ${MAX_DEPTH} elements.`);
    },
    onclosetag: () => void open--,
  });
  parser.end(html);
}

function meta(document: ReturnType<typeof parseDocument>, names: readonly string[]): string | null {
  const found = DomUtils.getElementsByTagName("meta", document).find(({ attribs }) =>
    names.includes((attribs.name ?? attribs.property ?? "").toLowerCase()),
  );
  return found?.attribs.content?.trim() || null;
}

function canonicalLink(document: ReturnType<typeof parseDocument>): string | null {
  const link = DomUtils.getElementsByTagName("link", document).find(({ attribs }) => attribs.rel === "canonical");
  return link?.attribs.href ?? null;
}

/** A document of entries that came by another way than a feed. */
function documentOf(entries: readonly FeedEntry[]): FeedDocument {
  return {
    format: "json",
    id: null,
    title: null,
    homeUrl: null,
    selfUrl: null,
    language: null,
    updatedAt: null,
    hubs: [],
    ttlMinutes: null,
    statedRights: [],
    entries,
    tombstones: [],
    faults: [],
    repaired: false,
    charset: { name: "utf-8", chosenBy: "header" },
  };
}
