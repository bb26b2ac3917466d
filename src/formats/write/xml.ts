import { DOMParser, type Document, type Element, onErrorStopParsing, XMLSerializer } from "@xmldom/xmldom";
import { DomainError } from "../../domain/error.js";
import { NAMESPACES, type Prefix } from "./namespaces.js";
import { clean } from "./text.js";

const XMLNS = "http://www.w3.org/2000/xmlns/";

/** @throws DomainError `feed.refused` where the text is not well formed. */
export function parseXml(xml: string): Document {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, "text/xml");
  } catch (error) {
    throw new DomainError(
      "feed.refused",
      `The feed is not well-formed XML and was not published: ${(error as Error).message}`,
    );
  }
}

/** The document as text, an element a line; white space is put only where no text stands. */
export function serialize(document: Document): string {
  layOut(rootOf(document), 1);
  const xml = new XMLSerializer().serializeToString(document);
  const declared = xml.startsWith("<?xml") ? xml : `<?xml version="1.0" encoding="utf-8"?>\n${xml}`;
  return `${declared.trimEnd()}\n`;
}

function layOut(element: Element, depth: number): void {
  const { ownerDocument } = element;
  const children: Element[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1) children.push(node as Element);
  if (children.length === 0 || ownerDocument === null) return;
  while (element.firstChild !== null) element.removeChild(element.firstChild);
  for (const child of children) {
    element.appendChild(ownerDocument.createTextNode(`\n${" ".repeat(depth)}`));
    element.appendChild(child);
    layOut(child, depth + 1);
  }
  element.appendChild(ownerDocument.createTextNode(`\n${" ".repeat(depth - 1)}`));
}

export function rootOf(document: Document): Element {
  if (document.documentElement === null) throw new DomainError("feed.refused", "The feed has no root element.");
  return document.documentElement;
}

export function declare(root: Element, prefixes: readonly Prefix[]): void {
  for (const prefix of prefixes) root.setAttributeNS(XMLNS, `xmlns:${prefix}`, NAMESPACES[prefix]);
}

/** Child elements of a name as it is written. */
export function childrenOf(parent: Element, name: string): readonly Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1 && node.nodeName === name) found.push(node as Element);
  }
  return found;
}

export function removeAll(parent: Element, name: string): void {
  for (const child of childrenOf(parent, name)) parent.removeChild(child);
}

/** Appends an element with attributes and text; absent attributes are left out. */
export function append(
  parent: Element,
  name: string,
  text: string | null,
  attributes: Readonly<Record<string, string | null>> = {},
): Element {
  const document = parent.ownerDocument;
  if (document === null) throw new TypeError("an element without a document");
  const prefix = name.includes(":") ? name.slice(0, name.indexOf(":")) : null;
  const namespace = prefix === null ? parent.namespaceURI : NAMESPACES[prefix as Prefix];
  const element = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== null) element.setAttribute(attribute, clean(value));
  if (text !== null) element.appendChild(document.createTextNode(clean(text)));
  parent.appendChild(element);
  return element;
}

/** Sets an element's text exactly, whatever characters it holds; made where it is missing. */
export function setText(parent: Element, name: string, text: string): void {
  const [present] = childrenOf(parent, name);
  if (present === undefined) {
    append(parent, name, text);
    return;
  }
  while (present.firstChild !== null) present.removeChild(present.firstChild);
  const { ownerDocument } = present;
  if (ownerDocument === null) throw new TypeError("an element without a document");
  present.appendChild(ownerDocument.createTextNode(clean(text)));
}
