import { type AnyNode, type Document, type Element, isTag, isText, type Text } from "domhandler";
import { parseDocument } from "htmlparser2";
import { withoutComponents } from "./components.js";

/** Blocks that are cut inside; what stands in them is not. */
const CONTAINERS = new Set("p div section blockquote ul ol li".split(" "));
/** Blocks that are taken whole or not at all. */
const UNITS = new Set("h1 h2 h3 h4 h5 h6 table pre dl details figure hr".split(" "));
const HEADING = /^h[1-6]$/u;

/** A text node or a line break, and where its words stand in the text of the body. */
export interface Leaf {
  readonly node: Text | Element;
  readonly start: number;
  readonly length: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The words of a body in one line of text, block after block, and where they come from. */
export interface Layout {
  readonly document: Document;
  readonly text: string;
  readonly leaves: readonly Leaf[];
  /** Runs of words without a block between them. */
  readonly runs: readonly Span[];
  /** Elements inside which nothing may be cut. */
  readonly whole: readonly Span[];
  /** Headings: no excerpt ends with one. */
  readonly headings: readonly Span[];
}

/** Pictures and embeds are left out: a layout is of words. */
export function layOutWords(html: string): Layout {
  const document = parseDocument(withoutComponents(html, ["images", "embeds"]));
  const leaves: Leaf[] = [];
  const whole: Span[] = [];
  const headings: Span[] = [];
  let text = "";
  let inside = 0;

  const add = (node: Text | Element, words: string): void => {
    leaves.push({ node, start: text.length, length: words.length });
    text += words;
  };
  const breakOff = (): void => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  const visitWhole = (element: Element): void => {
    const start = text.length;
    inside++;
    for (const child of element.children) visit(child);
    inside--;
    const span = { start, end: text.trimEnd().length };
    if (inside === 0) whole.push(span);
    if (HEADING.test(element.name)) headings.push(span);
  };
  const visit = (node: AnyNode): void => {
    if (isText(node)) add(node, node.data.replace(/\s/gu, " "));
    if (!isTag(node)) return;
    if (node.name === "br") {
      add(node, "\n");
      return;
    }
    const isBlock = CONTAINERS.has(node.name) || UNITS.has(node.name);
    if (isBlock) breakOff();
    if (CONTAINERS.has(node.name) && inside === 0) for (const child of node.children) visit(child);
    else visitWhole(node);
    if (isBlock) breakOff();
  };
  for (const node of document.children) visit(node);
  return { document, text, leaves, runs: runsOf(text), whole, headings };
}

function runsOf(text: string): readonly Span[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([words]) => words.trim() !== "")
    .map(({ index, 0: words }) => ({ start: index, end: index + words.trimEnd().length }));
}
