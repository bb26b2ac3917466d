import { type Document, type Element, XMLSerializer } from "@xmldom/xmldom";
import { NAMESPACES, type Prefix } from "./namespaces.js";
import { clean, refused } from "./text.js";

const XMLNS = "http://www.w3.org/2000/xmlns/";

export type Attributes = Readonly<Record<string, string | null>>;

/** The document as text, an element a line; white space is put only where no text stands. */
export function serialize(document: Document): string {
  layOut(rootOf(document), 1);
  return textOf(document);
}

/** What no text holds once it is cleaned. */
const SEAM = "\u0001";

/** A document in pieces, which joined give it whole: what stands before its entries, each of them, what follows. */
export interface Pieces {
  readonly head: string;
  readonly entries: readonly string[];
  readonly tail: string;
}

/**
 * Like `serialize`, taken apart at the given children of one parent, which follow each other.
 *
 * @param next the child that follows them; null where they are the last.
 */
export function serializeInPieces(
  document: Document,
  parent: Element,
  entries: readonly Element[],
  next: Element | null,
): Pieces {
  layOut(rootOf(document), 1);
  for (const element of entries) parent.insertBefore(document.createTextNode(SEAM), element.previousSibling);
  const after = next === null ? parent.lastChild : next.previousSibling;
  parent.insertBefore(document.createTextNode(SEAM), after);
  const [head = "", ...rest] = textOf(document).split(SEAM);
  const tail = rest.pop() ?? "";
  if (rest.length !== entries.length) throw new TypeError("a feed was not written in as many pieces as it has entries");
  return { head, entries: rest, tail };
}

function textOf(document: Document): string {
  const xml = new XMLSerializer().serializeToString(document);
  const declared = xml.startsWith("<?xml") ? xml : `<?xml version="1.0" encoding="utf-8"?>\n${xml}`;
  return `${declared.trimEnd()}\n`;
}

function layOut(element: Element, depth: number): void {
  const children = elementsOf(element);
  if (children.length === 0) return;
  const document = documentOf(element);
  while (element.firstChild !== null) element.removeChild(element.firstChild);
  for (const child of children) {
    element.appendChild(document.createTextNode(`\n${" ".repeat(depth)}`));
    element.appendChild(child);
    layOut(child, depth + 1);
  }
  element.appendChild(document.createTextNode(`\n${" ".repeat(depth - 1)}`));
}

export function rootOf(document: Document): Element {
  if (document.documentElement === null) throw refused("it has no root element");
  return document.documentElement;
}

export function declare(root: Element, prefixes: readonly Prefix[]): void {
  for (const prefix of prefixes) root.setAttributeNS(XMLNS, `xmlns:${prefix}`, NAMESPACES[prefix]);
}

export function elementsOf(parent: Element): readonly Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1) found.push(node as Element);
  }
  return found;
}

/** Child elements of a name as it is written. */
export function childrenOf(parent: Element, name: string): readonly Element[] {
  return elementsOf(parent).filter((element) => element.nodeName === name);
}

export function removeAll(parent: Element, name: string): void {
  for (const child of childrenOf(parent, name)) parent.removeChild(child);
}

/** Appends an element with attributes and text; absent attributes are left out. */
export function append(parent: Element, name: string, text: string | null, attributes: Attributes = {}): Element {
  const document = documentOf(parent);
  const prefix = name.includes(":") ? name.slice(0, name.indexOf(":")) : null;
  const namespace = prefix === null ? parent.namespaceURI : NAMESPACES[prefix as Prefix];
  const element = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== null) element.setAttribute(attribute, clean(value));
  if (text !== null) element.appendChild(document.createTextNode(clean(text)));
  parent.appendChild(element);
  return element;
}

/** Appends an element whose text is HTML: as CDATA, half the size and quick to read, or escaped where it holds `]]>`. */
export function appendHtml(parent: Element, name: string, html: string, attributes: Attributes = {}): void {
  const text = clean(html);
  if (text.includes("]]>")) append(parent, name, text, attributes);
  else append(parent, name, null, attributes).appendChild(documentOf(parent).createCDATASection(text));
}

/** Sets an element's text exactly, whatever characters it holds; made where it is missing. */
export function setText(parent: Element, name: string, text: string): void {
  const [present] = childrenOf(parent, name);
  if (present === undefined) {
    append(parent, name, text);
    return;
  }
  while (present.firstChild !== null) present.removeChild(present.firstChild);
  present.appendChild(documentOf(present).createTextNode(clean(text)));
}

function documentOf(element: Element): Document {
  if (element.ownerDocument === null) throw new TypeError("an element without a document");
  return element.ownerDocument;
}
