import render from "dom-serializer";
import { type AnyNode, type ChildNode, type Element, isTag, isText } from "domhandler";
import { parseDocument } from "htmlparser2";

/** One block of a body: the smallest element, or run of loose text, that a reader sees as a paragraph. */
export interface Block {
  readonly nodes: readonly ChildNode[];
  /** White space folded. */
  readonly text: string;
  /** How many characters of the text are words of links. */
  readonly linked: number;
  readonly markup: string;
  readonly isHeading: boolean;
}

export interface Body {
  readonly blocks: readonly Block[];
  /** As it was given, but for what was removed. */
  html(): string;
  /** Takes a block out, and what it leaves empty. */
  remove(block: Block): void;
}

const CONTAINERS: ReadonlySet<string> = new Set(
  "div section article main aside header footer ul ol dl blockquote table tbody thead tr details figure nav".split(" "),
);
const LEAVES: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 li dt dd td th pre figcaption summary caption".split(" "),
);
/** An element that is worth keeping without any text. */
const VISIBLE: ReadonlySet<string> = new Set("img hr br".split(" "));

const AS_IT_STANDS = { decodeEntities: false, encodeEntities: false, emptyAttrs: true } as const;

/** Takes sanitized HTML apart into blocks. */
export function bodyOf(html: string): Body {
  const document = parseDocument(html, { decodeEntities: false });
  const blocks: Block[] = [];
  collect(document.children, blocks);
  let isWhole = true;
  return {
    blocks,
    remove: ({ nodes }) => {
      isWhole = false;
      for (const node of nodes) detach(node);
    },
    html: () => withoutEndBreaks(isWhole ? html.replaceAll(" />", ">") : render(document, AS_IT_STANDS)),
  };
}

/** Line breaks at the end part nothing any more. */
function withoutEndBreaks(html: string): string {
  let end = html.trim();
  while (end.endsWith("<br>")) end = end.slice(0, -"<br>".length).trimEnd();
  return end;
}

function collect(nodes: readonly ChildNode[], blocks: Block[]): void {
  let loose: ChildNode[] = [];
  const close = () => {
    const block = blockOf(loose, false);
    if (block.text !== "") blocks.push(block);
    loose = [];
  };
  for (const node of nodes) {
    if (isTag(node) && (CONTAINERS.has(node.name) || LEAVES.has(node.name))) {
      close();
      if (CONTAINERS.has(node.name) || holdsContainer(node)) collect(node.children, blocks);
      else blocks.push(blockOf([node], /^h[1-6]$/u.test(node.name)));
    } else if (isTag(node) && node.name === "br" && followsBreak(node)) close();
    else loose.push(node);
  }
  close();
}

/** Two line breaks make a paragraph where a feed has no other. */
function followsBreak(node: Element): boolean {
  let before = node.prev;
  while (before !== null && isText(before) && before.data.trim() === "") before = before.prev;
  return before !== null && isTag(before) && before.name === "br";
}

function holdsContainer(element: Element): boolean {
  return element.children.some((child) => isTag(child) && CONTAINERS.has(child.name));
}

function blockOf(nodes: readonly ChildNode[], isHeading: boolean): Block {
  let markup: string | null = null;
  const words = { text: "", linked: "" };
  gather(nodes, words, false);
  return {
    nodes,
    text: folded(words.text),
    linked: folded(words.linked).length,
    isHeading,
    get markup() {
      markup ??= render([...nodes], AS_IT_STANDS);
      return markup;
    },
  };
}

function gather(nodes: readonly AnyNode[], words: { text: string; linked: string }, isLinked: boolean): void {
  for (const node of nodes) {
    if (isText(node)) {
      const text = decodeBasic(node.data);
      words.text += text;
      if (isLinked) words.linked += text;
    } else if (isTag(node)) {
      if (node.name === "br") words.text += " ";
      gather(node.children, words, isLinked || node.name === "a");
    }
  }
}

function folded(text: string): string {
  return /\s\s|[^\S ]/u.test(text) ? text.replace(/\s+/gu, " ").trim() : text.trim();
}

/** The tree keeps references as they stand, so that what is not touched comes out as it went in. */
function decodeBasic(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&quot;/gu, '"')
    .replace(/&#39;/gu, "'")
    .replace(/&amp;/gu, "&");
}

function detach(node: ChildNode): void {
  const { parent } = node;
  if (parent === null) return;
  parent.children.splice(parent.children.indexOf(node), 1);
  if (node.prev !== null) node.prev.next = node.next;
  if (node.next !== null) node.next.prev = node.prev;
  node.parent = null;
  if (isTag(parent as AnyNode) && isEmpty(parent as Element)) detach(parent as Element);
}

function isEmpty(element: Element): boolean {
  return element.children.every((child) =>
    isText(child) ? child.data.trim() === "" : isTag(child) ? !VISIBLE.has(child.name) && isEmpty(child) : true,
  );
}
