import { decodeHTMLStrict, decodeXMLStrict } from "entities";
import { Parser } from "htmlparser2";
import { DomainError } from "../../domain/error.js";

/** An element with its names resolved: everything after this works by namespace, never by prefix. */
export interface XmlElement {
  /** Namespace URI; empty where there is none. */
  readonly namespace: string;
  /** Local name, lower case: feeds are not strict about case. */
  readonly name: string;
  /** The name as it was written, for mark-up that is given back as mark-up. */
  readonly written: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: (XmlElement | string)[];
  readonly parent: XmlElement | null;
}

export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly written: string;
  readonly value: string;
}

export interface XmlTree {
  readonly root: XmlElement;
  /** True where tags were unclosed, crossed or closed twice. */
  readonly repaired: boolean;
}

/** Deeper elements are flattened: their text stays. */
export const MAX_DEPTH = 1_000;
/** More elements than this left open at a time are no feed, and would cost the parser time without measure. */
const MAX_OPEN = 10_000;
/** A document with more elements is cut there. */
export const MAX_ELEMENTS = 2_000_000;

const XML = "http://www.w3.org/XML/1998/namespace";
/** Elements that no other of their kind may stand in: an unclosed one ends where the next begins. */
const ENTRIES: ReadonlySet<string> = new Set(["item", "entry"]);
/** What XML cannot hold, and what some feeds carry all the same. */
const NOT_XML = ["\u0000-\u0008", "\u000B", "\u000C", "\u000E-\u001F", "\uFFFE", "\uFFFF"];
const CONTROLS = new RegExp(`[${NOT_XML.join("")}]`, "gu");

interface Scope {
  readonly element: XmlElement;
  readonly prefixes: ReadonlyMap<string, string>;
}

/**
 * One linear, lenient, namespace-aware pass. Entities of a DTD are not expanded and nothing is fetched; HTML's named
 * entities are known. What is not well formed is mended as it goes: an end tag closes what stands open inside.
 *
 * @returns null where the text holds no element.
 */
export function parseTree(text: string): XmlTree | null {
  const builder = new TreeBuilder();
  const parser = new Parser(builder.handler, { xmlMode: true, decodeEntities: false, recognizeSelfClosing: true });
  parser.write(withoutDoctype(text.replace(CONTROLS, "")));
  builder.isAtEnd = true;
  parser.end();
  return builder.tree();
}

/** An internal subset may hold angle brackets that are no tags. */
function withoutDoctype(text: string): string {
  const at = text.slice(0, 4_096).search(/<!DOCTYPE/iu);
  if (at < 0) return text;
  const subset = text.indexOf("[", at);
  const end = text.indexOf(">", at);
  if (end < 0) return text;
  if (subset < 0 || subset > end) return text.slice(0, at) + text.slice(end + 1);
  const close = text.indexOf("]", subset);
  const after = close < 0 ? -1 : text.indexOf(">", close);
  return after < 0 ? text : text.slice(0, at) + text.slice(after + 1);
}

class TreeBuilder {
  private readonly scopes: Scope[] = [];
  private readonly documents: XmlElement[] = [];
  private flattened = 0;
  private openNow = 0;
  private elements = 0;
  private inCdata = false;
  /** What is closed once the text has ended was never closed in it. */
  isAtEnd = false;
  private faults = 0;

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

  tree(): XmlTree | null {
    const [root] = this.documents;
    return root === undefined ? null : { root, repaired: this.faults > 0 };
  }

  private open(written: string, raw: Record<string, string>): void {
    if (++this.openNow > MAX_OPEN) throw tooDeep();
    if (this.scopes.length >= MAX_DEPTH || ++this.elements > MAX_ELEMENTS) {
      this.flattened++;
      return;
    }
    const local = localOf(written);
    if (ENTRIES.has(local)) this.closeOpenEntry(local);
    const above = this.scopes.at(-1);
    if (above === undefined && this.documents.length > 0) this.faults++;
    const prefixes = prefixesOf(raw, above?.prefixes);
    const element: XmlElement = {
      namespace: prefixes.get(prefixOf(written)) ?? "",
      name: local,
      written,
      attributes: Object.entries(raw).map(([name, value]) => attributeOf(name, value, prefixes)),
      children: [],
      parent: above?.element ?? null,
    };
    if (above === undefined) this.documents.push(element);
    else above.element.children.push(element);
    this.scopes.push({ element, prefixes });
  }

  private closeOpenEntry(local: string): void {
    const at = this.scopes.findLastIndex(({ element }) => element.name === local);
    if (at < 1) return;
    this.faults++;
    this.scopes.length = at;
  }

  private close(written: string, implied: boolean): void {
    this.openNow--;
    if (this.flattened > 0) {
      this.flattened--;
      return;
    }
    const at = this.scopes.findLastIndex(({ element }) => element.written === written);
    const closing = this.scopes[at]?.element;
    const isUnclosed = implied && closing !== undefined && closing.children.length > 0;
    if (isUnclosed || this.isAtEnd || at !== this.scopes.length - 1) this.faults++;
    if (at >= 0) this.scopes.length = at;
  }

  private text(text: string): void {
    const scope = this.scopes.at(-1);
    if (scope === undefined) return;
    const plain = this.inCdata || !text.includes("&") ? text : decoded(text);
    const { children } = scope.element;
    const last = children.at(-1);
    if (typeof last === "string") children[children.length - 1] = last + plain.toWellFormed();
    else children.push(plain.toWellFormed());
  }
}

/** Escaped mark-up has few kinds of references, and is most of many feeds: it takes a quarter of the time this way. */
function decoded(text: string): string {
  const known = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
  return OTHER_REFERENCE.test(known) ? decodeHTMLStrict(text) : known.replaceAll("&amp;", "&");
}

const OTHER_REFERENCE = /&(?!amp;)/u;

function tooDeep(): DomainError {
  return new DomainError(
    "feed.unreadable",
    `The feed leaves more than ${MAX_OPEN} elements open at a time; ask the partner to mend it.`,
  );
}

function prefixesOf(
  attributes: Record<string, string>,
  above: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const declared = Object.entries(attributes).filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  if (declared.length === 0 && above !== undefined) return above;
  const prefixes = new Map(above ?? KNOWN_PREFIXES);
  for (const [name, value] of declared)
    prefixes.set(name === "xmlns" ? "" : name.slice("xmlns:".length), decodeXMLStrict(value).trim());
  return prefixes;
}

/** What a prefix means where a feed forgot to declare it. */
const KNOWN_PREFIXES: ReadonlyMap<string, string> = new Map([
  ["xml", XML],
  ["content", "http://purl.org/rss/1.0/modules/content/"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["dcterms", "http://purl.org/dc/terms/"],
  ["media", "http://search.yahoo.com/mrss/"],
  ["atom", "http://www.w3.org/2005/Atom"],
  ["rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"],
  ["creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"],
]);

function attributeOf(written: string, value: string, prefixes: ReadonlyMap<string, string>): XmlAttribute {
  const prefix = prefixOf(written);
  const namespace = prefix === "" ? "" : (prefixes.get(prefix) ?? "");
  return { namespace, name: localOf(written), written, value: decodeHTMLStrict(value).toWellFormed() };
}

function prefixOf(written: string): string {
  return written.includes(":") ? written.slice(0, written.indexOf(":")) : "";
}

function localOf(written: string): string {
  return written.slice(written.indexOf(":") + 1).toLowerCase();
}
