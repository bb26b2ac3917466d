import render from "dom-serializer";
import { parseDocument } from "htmlparser2";
import { type Block, type Holder, Passage, type Range } from "./passage.js";

export interface Body {
  readonly blocks: readonly Block[];
  /** Takes a block out, and what it leaves empty. */
  remove(block: Block): void;
  html(): string;
}

const CONTAINERS: ReadonlySet<string> = new Set(
  "div section article main aside header footer ul ol dl blockquote table tbody thead tr details figure nav".split(" "),
);
const LEAVES: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 li dt dd td th pre figcaption summary caption".split(" "),
);
const VOID: ReadonlySet<string> = new Set("img hr br wbr col".split(" "));
/** An element that is worth keeping without any text. */
const VISIBLE = /<(?:img|hr|br)\b/u;

interface Open {
  readonly name: string;
  readonly start: number;
  readonly inner: number;
  /** Null where the element is part of a block. */
  holder: Holder | null;
}

/**
 * Takes sanitized HTML apart into blocks, in one pass over the text: the sanitizer writes every `<` and `>` that is no
 * tag's as a reference. What it left wrongly nested goes through a parser first.
 */
export function bodyOf(sanitized: string): Body {
  const html = asWritten(sanitized);
  const scan = new Scan(html);
  return scan.isNested ? scan : new Scan(render(parseDocument(html, AS_IS), WRITTEN_AS_IS));
}

const AS_IS = { decodeEntities: false };
const WRITTEN_AS_IS = { decodeEntities: false, encodeEntities: false, emptyAttrs: true } as const;

/** One spelling of void elements. */
function asWritten(html: string): string {
  return html.replaceAll(" />", ">").replaceAll("</wbr>", "").replaceAll("</col>", "");
}

class Scan implements Body {
  readonly blocks: Passage[] = [];
  isNested = true;
  readonly #html: string;
  readonly #open: Open[] = [];
  readonly #gone: Range[] = [];
  #holder: Holder;
  /** Where the run of loose text began. */
  #from = 0;
  /** Behind the last line break of the run; -1 where there is none. */
  #break = -1;
  /** Open elements that belong to a block. */
  #inside = 0;
  #paragraphs = 0;
  #next = 0;

  constructor(html: string) {
    this.#html = html;
    this.#holder = { parent: null, start: -1, end: -1, live: 0 };
    for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", this.#next)) {
      const end = html.indexOf(">", at) + 1;
      if (end === 0) break;
      this.#next = end;
      const name = nameAt(html, at);
      if (html.charCodeAt(at + 1) === 0x2f) this.#closed(name, at, end);
      else if (VOID.has(name)) this.#void(name, at, end);
      else this.#opened(name, at, end);
    }
    this.#closeRun(html.length);
    if (this.#open.length > 0) this.isNested = false;
  }

  #opened(name: string, start: number, inner: number): void {
    const isContainer = CONTAINERS.has(name);
    const isBlock = isContainer || LEAVES.has(name);
    if (isBlock && this.#paragraphs > 0) this.isNested = false;
    if (name === "p") this.#paragraphs++;
    const above = this.#open.at(-1);
    if (this.#inside === 1 && isContainer && above !== undefined && LEAVES.has(above.name)) {
      this.#asHolder(above);
      return;
    }
    if (this.#inside > 0 || !isContainer) {
      if (isBlock && this.#inside === 0) this.#closeRun(start);
      this.#inside++;
      this.#open.push({ name, start, inner, holder: null });
      return;
    }
    this.#closeRun(start);
    const open = { name, start, inner, holder: null };
    this.#open.push(open);
    this.#enter(open);
  }

  /** A list item with a list in it is no block, but holds some: it is read again as what it is. */
  #asHolder(open: Open): void {
    this.#inside = 0;
    this.#next = open.inner;
    this.#enter(open);
  }

  #enter(open: Open): void {
    open.holder = { parent: this.#holder, start: open.start, end: -1, live: 0 };
    this.#holder = open.holder;
    this.#from = open.inner;
    this.#break = -1;
  }

  #closed(name: string, at: number, end: number): void {
    const open = this.#open.pop();
    if (open?.name !== name) {
      this.isNested = false;
      if (open !== undefined) this.#open.push(open);
      return;
    }
    if (name === "p") this.#paragraphs--;
    if (open.holder === null) {
      this.#inside--;
      if (this.#inside === 0 && LEAVES.has(name)) this.#place(open.start, end, end);
      return;
    }
    this.#closeRun(at);
    const { holder } = open;
    holder.end = end;
    this.#holder = holder.parent ?? holder;
    if (holder.live > 0) this.#holder.live++;
    this.#from = end;
  }

  /** Two line breaks make a paragraph where a feed has no other. */
  #void(name: string, at: number, end: number): void {
    if (name !== "br" || this.#inside > 0) return;
    if (this.#break !== -1 && this.#html.slice(this.#break, at).trim() === "") {
      this.#closeRun(at);
      this.#holder.live++;
      this.#from = end;
    }
    this.#break = end;
  }

  #closeRun(at: number): void {
    this.#break = -1;
    if (at > this.#from) this.#place(this.#from, at, at);
  }

  #place(start: number, end: number, next: number): void {
    this.#from = next;
    const markup = this.#html.slice(start, end);
    const passage = new Passage(markup, start, end, this.#holder);
    if (passage.text !== "") this.blocks.push(passage);
    if (passage.text !== "" || VISIBLE.test(markup)) this.#holder.live++;
  }

  remove(block: Block): void {
    const placed = this.blocks.find((candidate) => candidate === block);
    if (placed === undefined) return;
    let gone: Range = placed;
    for (let holder: Holder | null = placed.holder; holder !== null; holder = holder.parent) {
      holder.live--;
      if (holder.live > 0 || holder.parent === null) break;
      gone = holder;
    }
    this.#gone.push(gone);
  }

  html(): string {
    if (this.#gone.length === 0) return withoutEndBreaks(this.#html);
    let [kept, at] = ["", 0];
    for (const { start, end } of [...this.#gone].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (start > at) kept += this.#html.slice(at, start);
      at = Math.max(at, end);
    }
    return withoutEndBreaks(kept + this.#html.slice(at));
  }
}

function nameAt(html: string, at: number): string {
  const from = html.charCodeAt(at + 1) === 0x2f ? at + 2 : at + 1;
  let to = from;
  for (let code = html.charCodeAt(to); code > 0x20 && code !== 0x3e; code = html.charCodeAt(++to));
  return html.slice(from, to);
}

/** Line breaks at the end part nothing any more. */
function withoutEndBreaks(html: string): string {
  let end = html.trim();
  while (end.endsWith("<br>")) end = end.slice(0, -"<br>".length).trimEnd();
  return end;
}
