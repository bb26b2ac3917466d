import { folded } from "./whiteSpace.js";
/** One block of a body: the smallest element, or run of loose text, that a reader sees as a paragraph. */
export interface Block {
  /** White space folded. */
  readonly text: string;
  readonly markup: string;
  readonly isHeading: boolean;
  /** How many characters of the text are words of links. */
  readonly linked: number;
}

export interface Range {
  readonly start: number;
  end: number;
}

/** A container, with how many things in it would be missed. */
export interface Holder extends Range {
  readonly parent: Holder | null;
  live: number;
}

const HEADING = /^<h[1-6][ >]/u;
const LINK = /<a[ >].*?<\/a>/gs;

/** A block, and where it stands in the text. */
export class Passage implements Block, Range {
  readonly text: string;
  readonly markup: string;
  readonly start: number;
  readonly end: number;
  readonly holder: Holder;

  constructor(markup: string, start: number, end: number, holder: Holder) {
    this.text = textOf(markup);
    this.markup = markup;
    this.start = start;
    this.end = end;
    this.holder = holder;
  }

  get isHeading(): boolean {
    return HEADING.test(this.markup);
  }

  get linked(): number {
    if (!this.markup.includes("<a")) return 0;
    return textOf((this.markup.match(LINK) ?? []).join(" ")).length;
  }
}

function textOf(markup: string): string {
  const words = wordsOf(markup);
  return folded(words.includes("&") ? decodeBasic(words) : words);
}

/** What stands between the tags; a line break parts words. */
function wordsOf(markup: string): string {
  let words = "";
  let from = 0;
  for (let at = markup.indexOf("<"); at !== -1; at = markup.indexOf("<", from)) {
    const end = markup.indexOf(">", at);
    if (end === -1) break;
    words += markup.slice(from, at);
    if (markup.startsWith("<br", at)) words += " ";
    from = end + 1;
  }
  return from === 0 ? markup : words + markup.slice(from);
}

/** The references that the sanitizer writes. */
export function decodeBasic(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
