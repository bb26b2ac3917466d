import { Parser } from "htmlparser2";
import { webUrl } from "./links.js";

/** A feed that a page says it has. */
export interface DiscoveredFeed {
  readonly url: string;
  readonly type: string;
  readonly title: string | null;
}

const FEED_TYPES: ReadonlySet<string> = new Set([
  "application/rss+xml",
  "application/atom+xml",
  "application/feed+json",
  "application/rdf+xml",
  "application/json",
  "text/xml",
  "application/xml",
]);
const MAX_DISCOVERED = 50;
/** What leaves more elements open than this names no feed further on; looking on would cost the parser dearly. */
const MAX_OPEN = 1_000;
/** Read so much at a time. */
const SLICE_CHARACTERS = 4_096;

/**
 * The feeds that a page names with `<link rel="alternate">` of a feed's type, in its order, each once. Nothing is
 * guessed: common paths of feeds are not tried.
 */
export function discoverFeeds(html: string, pageUrl: string): readonly DiscoveredFeed[] {
  const found = new Map<string, DiscoveredFeed>();
  let base = pageUrl;
  let open = 0;
  const parser = new Parser({
    onclosetag: () => void open--,
    onopentag: (name, attributes) => {
      open++;
      if (name === "base") base = webUrl(attributes.href ?? null, pageUrl) ?? base;
      if (name !== "link" || found.size >= MAX_DISCOVERED) return;
      const rel = (attributes.rel ?? "").toLowerCase().split(/\s+/u);
      const type = (attributes.type ?? "").toLowerCase().replace(/;.*$/su, "").trim();
      const url = webUrl(attributes.href ?? null, base);
      if (url === null || !rel.includes("alternate") || rel.includes("stylesheet") || !FEED_TYPES.has(type)) return;
      if (!found.has(url)) found.set(url, { url, type, title: attributes.title?.trim() || null });
    },
  });
  for (let at = 0; at < html.length && open <= MAX_OPEN && found.size < MAX_DISCOVERED; at += SLICE_CHARACTERS)
    parser.write(html.slice(at, at + SLICE_CHARACTERS));
  return [...found.values()];
}
