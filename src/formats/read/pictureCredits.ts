import { rightsInBlock } from "./bodyRights.js";
import { textOfHtml } from "./htmlText.js";
import { decodeBasic } from "./passage.js";
import { nameIn } from "./rights/names.js";
import { folded } from "./whiteSpace.js";

/** Words and pictures that stand in one block. */
interface Line {
  text: string;
  readonly pictures: string[];
  readonly isCaption: boolean;
}

/** Characters; what is longer than a caption is a paragraph of the column. */
const MAX_CAPTION = 600;
const MAX_CREDIT = 200;
/** Marked credits, and captions, of one body. */
const MAX_MARKED = 200;
const BLOCKS: ReadonlySet<string> = new Set(
  "p div section h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr figure figcaption table caption tr td th details summary".split(
    " ",
  ),
);
/** `(Ada Brook/Harbour Pictures)` at the end of a caption. */
const SIGNED = /\((?<maker>\p{Lu}[^()/]{1,60} ?\/ ?\p{Lu}[^()/]{1,60})\)[.\s]{0,3}$/u;
/** Elements that a page calls so, by a class or a property; only their own words. */
const called = (names: string) =>
  new RegExp(
    `<[a-z][a-z1-6]{0,11}\\s[^<>]{0,500}?\\b(?:class|itemprop)\\s{0,3}=\\s{0,3}["'](?:[^"'<>]{0,200}[\\s_-])?(?:${names})(?:\\s[^"'<>]{0,200})?["'][^<>]{0,500}>([^<>]{2,800})<`,
    "giu",
  );
const CREDIT = called("credits?(?:[_-]?(?:line|text|name))?|photographers?|copyrightholder");
/** One of these is in every name that `CREDIT` knows. */
const CREDIT_WORDS = /redit|hotographer|opyright/i;
const CAPTIONED = called("caption|wp-caption-text");

/** Texts that the page calls credits and captions. */
interface Marked {
  readonly credits: readonly string[];
  readonly captions: ReadonlySet<string>;
}

/**
 * Who made the pictures of a body, as their captions say: in words that are a credit in one of the languages, by a name
 * and a house in brackets, or marked as a credit by the page. A caption stands in the picture's block, or right behind it.
 *
 * @param sanitized the body, before anything is cut
 * @param raw the body as it came, whose classes the sanitized one has lost
 * @returns credits by the address of the picture
 */
export function pictureCredits(sanitized: string, raw: string): ReadonlyMap<string, string> {
  const credits = new Map<string, string>();
  if (!sanitized.includes("<img")) return credits;
  const marked: Marked = {
    credits: CREDIT_WORDS.test(raw) ? textsOf(raw, CREDIT, MAX_CREDIT) : [],
    captions: new Set(textsOf(raw, CAPTIONED, MAX_CAPTION)),
  };
  const lines = linesOf(sanitized);
  lines.forEach((line, index) => {
    if (line.pictures.length === 0) return;
    const credit = creditIn(line, marked) ?? creditBehind(lines[index + 1], marked);
    if (credit !== null) for (const url of line.pictures) credits.set(url, credit);
  });
  return credits;
}

/** Those with pictures, and those right behind them. Of sanitized mark-up: tags are well written, and no attribute holds a bracket. */
function linesOf(html: string): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = { text: "", pictures: [], isCaption: false };
  const next = (isCaption: boolean) => {
    const isBehindPicture = (lines.at(-1)?.pictures.length ?? 0) > 0;
    if (line.pictures.length > 0 || isBehindPicture) {
      line.text = folded(line.text);
      if (line.text !== "" || line.pictures.length > 0) lines.push(line);
    }
    line = { text: "", pictures: [], isCaption };
  };
  let from = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", from)) {
    line.text += decodeBasic(html.slice(from, at));
    from = at;
    const end = html.indexOf(">", at);
    if (end === -1) break;
    const tag = html.slice(at + 1, end);
    from = end + 1;
    const [name = ""] = NAME.exec(tag) ?? [];
    if (BLOCKS.has(name.replace("/", ""))) next(name === "figcaption");
    else if (name === "br") line.text += " ";
    else if (name === "img") line.pictures.push(...addressIn(tag));
  }
  line.text += decodeBasic(html.slice(from));
  next(false);
  return lines;
}

const NAME = /^\/?[a-z1-6]+/;
const SOURCE = /\ssrc="([^"]*)"/;

function addressIn(tag: string): readonly string[] {
  const src = SOURCE.exec(tag)?.[1];
  return src === undefined ? [] : [decodeBasic(src)];
}

/** A caption may say anything beside its credit; another block behind a picture is the picture's only if it says no more. */
function creditBehind(line: Line | undefined, marked: Marked): string | null {
  if (line === undefined || line.pictures.length > 0) return null;
  const credit = creditIn(line, marked);
  if (line.isCaption || marked.captions.has(line.text)) return credit ?? holderIn(line) ?? signerIn(line.text);
  const isAll = marked.credits.includes(line.text) || rightsInBlock(line.text, "").only;
  return isAll ? credit : null;
}

function creditIn({ text }: Line, { credits }: Marked): string | null {
  if (text === "" || text.length > MAX_CAPTION) return null;
  const byMark = credits.find((words) => text.includes(words));
  if (byMark !== undefined) return saidIn(byMark) ?? byMark;
  return saidIn(text);
}

function saidIn(text: string): string | null {
  const found = rightsInBlock(text, "").statedRights.find(({ kind }) => kind === "credit");
  return found?.holder ?? null;
}

/** `© 2026 Ada Brook` in a caption is about the picture. */
function holderIn({ text }: Line): string | null {
  if (text.length > MAX_CAPTION) return null;
  return rightsInBlock(text, "").statedRights.find(({ kind }) => kind === "copyright")?.holder ?? null;
}

function signerIn(text: string): string | null {
  const maker = text.length > MAX_CAPTION ? undefined : SIGNED.exec(text)?.groups?.maker;
  return maker === undefined || nameIn(maker.split("/")[0] ?? "") === null ? null : maker.trim();
}

function textsOf(raw: string, pattern: RegExp, longest: number): readonly string[] {
  const found: string[] = [];
  for (const [, words] of raw.matchAll(pattern)) {
    const text = textOfHtml(words ?? "");
    if (text !== "" && text.length <= longest) found.push(text);
    if (found.length === MAX_MARKED) break;
  }
  return found;
}
