import { Parser } from "htmlparser2";
import type { Entities } from "./entities.js";
import { attributesOf, localOf, prefixesOf, prefixOf } from "./names.js";
import { withoutNoise } from "./noise.js";
import { decoded } from "./references.js";
import { type SiblingCounts, siblingCounts } from "./siblings.js";
import { mayBeTwiceEncoded, onceEncoded } from "./twiceEncoded.js";

/** An element with its names resolved: everything after this works by namespace, never by prefix. */
export interface XmlElement {
  /** Namespace URI; empty where there is none. */
  readonly namespace: string;
  /** Local name, lower case: feeds are not strict about case. */
  readonly name: string;
  /** The name with its prefix, in lower case. */
  readonly written: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
  readonly parent: XmlElement | null;
  /** Where its start tag begins in the text, in UTF-16 units. */
  readonly offset: number;
}

export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly written: string;
  readonly value: string;
}

export interface XmlTree {
  /** Elements that stand in no other, in order: more than one only where something was written around the feed. */
  readonly roots: readonly [XmlElement, ...XmlElement[]];
  /** The text that offsets count in. */
  readonly text: string;
  /** Elements that were still open where the text ended: what is in them may be cut off. */
  readonly unfinished: ReadonlySet<XmlElement>;
  /** Where tags were first found unclosed, crossed or closed twice, in UTF-16 units of `text`; null where they never were. */
  readonly mendedAt: number | null;
  /** Where the first element was left out because there were too many like it; null where none was. */
  readonly leftOutAt: number | null;
}

/** Deeper elements are flattened: their text stays. */
export const MAX_DEPTH = 1_000;
/** More elements than this left open at a time are no feed, and would cost the parser time without measure. */
const MAX_OPEN = 10_000;
/** A document with more elements is cut there. */
export const MAX_ELEMENTS = 2_000_000;

/** Elements that no other of their kind may stand in: an unclosed one ends where the next begins. */
const ENTRIES: ReadonlySet<string> = new Set(["item", "entry"]);
/** Parts of an entry that hold one line: an unclosed one ends where another part begins. */
const LINES: ReadonlySet<string> = new Set(["title", "guid", "pubdate"]);
const PARTS: ReadonlySet<string> = new Set([...LINES, "link", "description", "content:encoded", "dc:creator"]);
/** An element while it is read. */
interface Growing extends XmlElement {
  children: (XmlElement | string)[];
}
interface Scope {
  readonly element: Growing;
  /** What stands directly in it, counted by name, where that is bounded. */
  readonly counts: SiblingCounts | null;
  readonly prefixes: ReadonlyMap<string, string>;
}

/**
 * One linear, lenient, namespace-aware pass. Entities of a DTD are not expanded and nothing is fetched; HTML's named
 * entities are known. What is not well formed is mended as it goes: an end tag closes what stands open inside.
 *
 * @returns null where the text holds no element.
 */
export function parseTree(text: string): XmlTree | null {
  const { text: clean, entities, mendedAt } = withoutNoise(text);
  const builder = new TreeBuilder(entities, mayBeTwiceEncoded(clean), mendedAt);
  const parser = new Parser(builder.handler, {
    xmlMode: true,
    decodeEntities: false,
    recognizeSelfClosing: true,
    lowerCaseTags: true,
  });
  builder.position = () => parser.startIndex;
  try {
    parser.write(clean);
    builder.isAtEnd = true;
    const unfinished = builder.openElements();
    parser.end();
    return builder.tree(clean, unfinished);
  } catch (error) {
    if (!(error instanceof TooManyOpen)) throw error;
    return builder.tree(clean, builder.openElements());
  }
}

const NOTHING: (XmlElement | string)[] = [];

/** Most elements hold one thing: a list of just that length takes a fifth of the memory of one that may grow. */
function append(element: Growing, child: XmlElement | string): void {
  if (element.children.length === 0) element.children = [child];
  else element.children.push(child);
}

/** Ends the reading where the nesting has no end; what was whole before it stays. */
class TooManyOpen extends Error {}

class TreeBuilder {
  constructor(
    private readonly entities: Entities,
    private readonly isSuspect: boolean,
    private mendedAt: number | null,
  ) {}

  private readonly scopes: Scope[] = [];
  private readonly documents: XmlElement[] = [];
  private flattened = 0;
  /** Elements open that are left out, with what is in them. */
  private skipped = 0;
  private openNow = 0;
  private elements = 0;
  private inCdata = false;
  /** What is closed once the text has ended was never closed in it. */
  isAtEnd = false;
  position: () => number = () => 0;
  private leftOutAt: number | null = null;

  readonly handler = {
    onopentag: (name: string, attributes: Record<string, string>) => this.open(name, attributes),
    onclosetag: (name: string, implied: boolean) => this.close(name, implied),
    ontext: (text: string) => this.text(text),
    oncdatastart: () => {
      this.inCdata = true;
    },
    oncdataend: () => {
      this.inCdata = false;
    },
  };

  openElements(): ReadonlySet<XmlElement> {
    return new Set(this.scopes.map(({ element }) => element));
  }

  tree(text: string, unfinished: ReadonlySet<XmlElement>): XmlTree | null {
    const [root, ...others] = this.documents;
    if (root === undefined) return null;
    const mendedAt = this.mendedAt ?? (unfinished.size > 0 ? text.length : null);
    return { roots: [root, ...others], text, unfinished, mendedAt, leftOutAt: this.leftOutAt };
  }

  private mended(): void {
    this.mendedAt ??= this.position();
  }

  private open(written: string, raw: Record<string, string>): void {
    if (++this.openNow > MAX_OPEN) throw new TooManyOpen();
    const local = localOf(written);
    if (this.skipped > 0 && !ENTRIES.has(local)) {
      this.skipped++;
      return;
    }
    this.skipped = 0;
    if (this.scopes.length >= MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
      this.flattened++;
      return;
    }
    if (ENTRIES.has(local)) this.closeOpenEntry(written);
    else if (this.endsOpenLine(written)) this.closeOpenLine();
    const above = this.scopes.at(-1);
    if (above?.counts?.isBeyond(written, local) === true) {
      this.skipped++;
      this.leftOutAt ??= this.position();
      return;
    }
    if (above === undefined && this.documents.length > 0) this.mended();
    const prefixes = prefixesOf(raw, above?.prefixes);
    const element: Growing = {
      namespace: prefixes.get(prefixOf(written)) ?? "",
      name: local,
      written,
      attributes: attributesOf(raw, prefixes, this.entities),
      children: NOTHING,
      parent: above?.element ?? null,
      offset: this.position(),
    };
    if (above === undefined) this.documents.push(element);
    else append(above.element, element);
    this.scopes.push({ element, prefixes, counts: siblingCounts(local) });
  }

  private endsOpenLine(written: string): boolean {
    const open = this.scopes.at(-1)?.element;
    const above = open?.parent?.name ?? "";
    return open !== undefined && LINES.has(open.written) && PARTS.has(written) && ENTRIES.has(above);
  }

  private closeOpenLine(): void {
    this.mended();
    this.scopes.length--;
  }

  private closeOpenEntry(written: string): void {
    const at = this.scopes.findLastIndex(({ element }) => element.written === written);
    if (at < 1) return;
    this.mended();
    this.scopes.length = at;
  }

  private close(written: string, implied: boolean): void {
    this.openNow--;
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    if (this.flattened > 0) {
      this.flattened--;
      return;
    }
    const at = this.scopes.findLastIndex(({ element }) => element.written === written);
    const closing = this.scopes[at]?.element;
    const isUnclosed = implied && closing !== undefined && closing.children.length > 0;
    if (isUnclosed || this.isAtEnd || at !== this.scopes.length - 1) this.mended();
    if (at >= 0) this.scopes.length = at;
  }

  private text(text: string): void {
    const scope = this.scopes.at(-1);
    if (scope === undefined || this.skipped > 0) return;
    const read = this.inCdata ? text : decoded(this.entities.expand(text));
    const plain = this.isSuspect ? onceEncoded(read) : read;
    const { children } = scope.element;
    const last = children.at(-1);
    if (typeof last === "string") children[children.length - 1] = last + plain.toWellFormed();
    else append(scope.element, plain.toWellFormed());
  }
}
