import { childNamed, childrenNamed, wordsOf } from "./elements.js";
import type { XmlElement } from "./tree.js";

const MAX_AUTHORS = 50;

/** The names of an entry's authors in the feed's order, once each; those of the feed where the entry names none. */
export function authorsOf(entry: XmlElement, ofFeed: readonly string[]): readonly string[] {
  const own = namesIn(entry);
  const source = own.length > 0 ? null : childNamed(entry, "atom", "source");
  const inherited = source === null ? own : atomNames(source);
  const names = inherited.length > 0 ? inherited : ofFeed;
  return [...new Set(names)].slice(0, MAX_AUTHORS);
}

/** The names of a feed's own authors. */
export function feedAuthors(channel: XmlElement): readonly string[] {
  return [...new Set(atomNames(channel))].slice(0, MAX_AUTHORS);
}

function namesIn(entry: XmlElement): readonly string[] {
  const creators = childrenNamed(entry, "dc", "creator").flatMap((element) => wordsOf(element) ?? []);
  const atom = atomNames(entry);
  if (creators.length > 0 || atom.length > 0) return [...creators, ...atom];
  const rss = childrenNamed(entry, "rss", "author").flatMap(
    (element) => wordsOf(childNamed(element, "rss", "name")) ?? wordsOf(element) ?? [],
  );
  const itunes = childrenNamed(entry, "itunes", "author").flatMap((element) => wordsOf(element) ?? []);
  return (rss.length > 0 ? rss : itunes).map(nameOfMail).filter((name) => name !== "");
}

function atomNames(parent: XmlElement): readonly string[] {
  return childrenNamed(parent, "atom", "author").flatMap((author) => wordsOf(childNamed(author, "atom", "name")) ?? []);
}

/** `mail@host (Name)` and `Name <mail@host>`; an address alone is no name. */
export function nameOfMail(text: string): string {
  const inBrackets = /^\S+@\S+\s+\(([^()]{1,200})\)$/.exec(text)?.[1];
  if (inBrackets !== undefined) return inBrackets.trim();
  const before = /^([^<>]{1,200})<[^<>]{1,200}>$/u.exec(text)?.[1];
  return before?.trim() ?? (/^\S+@\S+$/.test(text) ? "" : text);
}
