import { isIn } from "./elements.js";
import type { XmlElement } from "./tree.js";

export type XmlFormat = "rss" | "rdf" | "atom";

/** Where the feed's parts are. */
export interface Located {
  readonly format: XmlFormat;
  readonly channel: XmlElement;
  readonly entries: readonly XmlElement[];
}

const ENTRIES: ReadonlySet<string> = new Set(["item", "entry"]);
const PARTS: ReadonlySet<string> = new Set(["channel", ...ENTRIES]);
const FEEDS: ReadonlySet<string> = new Set(["rss", "rdf", "feed", "channel"]);

/**
 * Finds channel and entries, wherever an untidy feed put them: also beside the feed, where it was closed too early. Null
 * where the document is no feed.
 */
export function locate(roots: readonly XmlElement[]): Located | null {
  const candidates = roots.filter((root) => root.name !== "html" && !isIn(root, "xhtml"));
  const feed = candidates.find(({ name }) => FEEDS.has(name));
  const entries = candidates.flatMap((root) => within(root, ENTRIES));
  const root = feed ?? feedAround(entries[0]);
  if (root === undefined) return null;
  if (root.name === "feed" || (root.name === "entry" && isIn(root, "atom")))
    return { format: "atom", channel: root, entries };
  const isChannel = ({ name }: XmlElement) => name === "channel";
  const channel = candidates.flatMap((candidate) => within(candidate, PARTS)).find(isChannel) ?? root;
  return { format: root.name === "rdf" ? "rdf" : "rss", channel, entries };
}

/** The feed that an entry stands in, where something else was written around it; else the entry itself. */
function feedAround(entry: XmlElement | undefined): XmlElement | undefined {
  for (let above = entry?.parent ?? null; above !== null; above = above.parent) if (FEEDS.has(above.name)) return above;
  return entry;
}

/** Elements of a name, at the top or anywhere below, but not inside one another. */
function within(top: XmlElement, names: ReadonlySet<string>): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const queue: XmlElement[] = [top];
  for (let element = queue.pop(); element !== undefined; element = queue.pop()) {
    if (names.has(element.name) && (isIn(element, "rss") || isIn(element, "atom"))) {
      found.push(element);
      continue;
    }
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (child !== undefined && typeof child !== "string") queue.push(child);
    }
  }
  return found;
}
