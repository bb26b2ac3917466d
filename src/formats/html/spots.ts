import { Parser } from "htmlparser2";
import { bodyOf } from "../read/blocks.js";
import { lettersOf } from "./letters.js";

/** A place between two blocks of a body: so many letters of the text stand before it. */
interface Gap {
  readonly letters: number;
  readonly offset: number;
}

/** Elements in which a note may stand beside text. */
const FLOW: ReadonlySet<string> = new Set("div section li dd td th figcaption figure blockquote details".split(" "));
/** Elements that a note may stand before and behind. */
const WHOLE: ReadonlySet<string> = new Set("p h1 h2 h3 h4 h5 h6 pre hr br ul ol dl table".split(" "));

/** Where a note may stand in sanitized mark-up: never in a tag, in a paragraph or between the rows of a table. */
function gapsIn(html: string): readonly Gap[] {
  const gaps: Gap[] = [{ letters: 0, offset: 0 }];
  const open: string[] = [];
  let letters = 0;
  const gap = (offset: number) => {
    if (FLOW.has(open.at(-1) ?? "div")) gaps.push({ letters, offset });
  };
  const parser: Parser = new Parser({
    onopentagname: (name) => {
      if (WHOLE.has(name)) gap(parser.startIndex);
      open.push(name);
    },
    ontext: (text) => {
      letters += lettersOf(text).length;
    },
    onclosetag: (name, isImplied) => {
      if (!isImplied) gap(parser.startIndex);
      open.pop();
      if (WHOLE.has(name)) gap(parser.endIndex + 1);
    },
  });
  parser.end(html);
  return [...gaps, { letters, offset: html.length }];
}

/** A body by its blocks, which findings and cuts name from 1. */
export class Spots {
  readonly #words: readonly string[];
  readonly #ends: readonly number[];

  constructor(html: string) {
    this.#words = bodyOf(html).blocks.map(({ text }) => lettersOf(text));
    let end = 0;
    this.#ends = this.#words.map(({ length }) => {
      end += length;
      return end;
    });
  }

  /** How many blocks end within so many letters of the text. */
  blocksBefore(letters: number): number {
    const after = this.#ends.findIndex((end) => end > letters);
    return after === -1 ? this.#ends.length : after;
  }

  /** `after block 7`; `in block 8` where a block began and did not end. */
  placeOf(letters: number): string {
    const before = this.blocksBefore(letters);
    const isInside = letters > (this.#ends[before - 1] ?? 0) && before < this.#ends.length;
    if (isInside) return `in block ${before + 1}`;
    return before === 0 ? "before block 1" : `after block ${before}`;
  }

  /**
   * Where a note after each of these blocks may be put into `shown`: this body, or what is left of it without pictures
   * and their captions.
   */
  offsetsIn(shown: string, blocks: readonly number[]): readonly number[] {
    const gaps = gapsIn(shown);
    const text = lettersOf(
      bodyOf(shown)
        .blocks.map((block) => block.text)
        .join(""),
    );
    const lost = (this.#ends.at(-1) ?? 0) - text.length;
    const endOf = (block: number): number => {
      if (block < 1) return 0;
      const end = this.#ends[block - 1] ?? 0;
      if (lost === 0) return end;
      const words = this.#words[block - 1] ?? "";
      const at = text.indexOf(words, Math.max(0, end - words.length - lost));
      return at === -1 ? endOf(block - 1) : at + words.length;
    };
    return blocks.map((block) => {
      const letters = endOf(block);
      return (gaps.find((gap) => gap.letters >= letters) ?? { offset: shown.length }).offset;
    });
  }
}
