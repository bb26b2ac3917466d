import { Parser } from "htmlparser2";

/** A run of text of the body as it came, or a picture in it. */
export interface Piece {
  readonly at: number;
  readonly letters: string;
  /** False in what leaves with all that is in it: its words are those of a cut, or of none. */
  readonly mayStay: boolean;
  readonly picture: string | null;
}

const WORDLESS: ReadonlySet<string> = new Set(["script", "style"]);
const NEVER_KEPT: ReadonlySet<string> = new Set(
  "textarea option select button noscript template svg math iframe object applet form title head".split(" "),
);

/** A text without white space: what a body as it came and as it was cleaned have in common besides mark-up. */
export function lettersOf(text: string): string {
  return text.replace(/\s/gu, "");
}

/** The runs and pictures of a body in their order, and the letters of all runs. */
export function piecesOf(html: string): { readonly pieces: readonly Piece[]; readonly letters: string } {
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let [at, run, wordless, lost] = [0, "", 0, 0];
  const close = () => {
    const letters = lettersOf(run);
    run = "";
    if (letters === "") return;
    pieces.push({ at, letters, mayStay: lost === 0, picture: null });
    parts.push(letters);
    at += letters.length;
  };
  const count = (name: string, step: 1 | -1) => {
    if (WORDLESS.has(name)) wordless += step;
    if (NEVER_KEPT.has(name)) lost += step;
  };
  const parser = new Parser({
    onopentag: (name, { src = "" }) => {
      close();
      count(name, 1);
      if (name === "img") pieces.push({ at, letters: "", mayStay: false, picture: src });
    },
    ontext: (text) => {
      if (wordless === 0) run += text;
    },
    onclosetag: (name) => {
      close();
      count(name, -1);
    },
  });
  parser.end(html);
  close();
  return { pieces, letters: parts.join("") };
}
