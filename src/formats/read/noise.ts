import { type Entities, entitiesIn, NO_ENTITIES } from "./entities.js";
import { withSectionsClosed } from "./unclosed.js";

/** What XML cannot hold, and nobody means: some feeds carry it all the same. */
const NOT_XML = ["\u0000-\u0008", "\u000B", "\u000C", "\u000E-\u001F", "\uFFFE", "\uFFFF"].join("");
const MEANINGLESS = new RegExp(`[${NOT_XML}]+`, "g");
/** With C1, which stands for something else. */
const CONTROLS = new RegExp(`[${NOT_XML}\u0080-\u009F]`, "g");
const SLICE_CHARACTERS = 262_144;
/** What the bytes 0x80 to 0x9F are in windows-1252, which is what was meant. */
const C1_MEANT = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
const FIRST_C1 = 0x80;

const DOCTYPE = "<!doctype";

export interface CleanText {
  readonly text: string;
  readonly entities: Entities;
  /** Where something was closed that was open to the end; null where nothing was. */
  readonly mendedAt: number | null;
}

/** A document without what no reader of XML may see: control characters, its DOCTYPE, a tag that the end cut off. Lines stay. */
export function withoutNoise(text: string): CleanText {
  const { text: clean, entities } = withoutDoctype(withoutControls(text));
  const closed = withSectionsClosed(clean);
  return { text: withoutCutTag(closed.text), entities, mendedAt: closed.mendedAt };
}

/** In slices: a place is kept for each character that is replaced, and a feed may be made of nothing else. */
function withoutControls(text: string): string {
  if (text.search(CONTROLS) < 0) return text;
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += SLICE_CHARACTERS) {
    const slice = text.slice(at, at + SLICE_CHARACTERS);
    parts.push(asMeant(slice.replace(MEANINGLESS, "")));
  }
  return parts.join("");
}

/** Character by character of C1, not match by match: a text may be made of them. */
function asMeant(text: string): string {
  let read = text;
  for (const [place, character] of [...C1_MEANT].entries()) {
    const control = String.fromCharCode(FIRST_C1 + place);
    if (read.includes(control)) read = read.replaceAll(control, character === control ? "" : character);
  }
  return read;
}

/** Before the first element only, in which another may be quoted; an internal subset may hold angle brackets that are no tags. */
function withoutDoctype(text: string): Omit<CleanText, "mendedAt"> {
  const at = doctypeAt(text);
  const end = at === null ? -1 : text.indexOf(">", at);
  if (at === null || end < 0) return { text, entities: NO_ENTITIES };
  const subset = text.indexOf("[", at);
  if (subset < 0 || subset > end) return { text: withoutPart(text, at, end + 1), entities: NO_ENTITIES };
  const close = text.indexOf("]", subset);
  const after = close < 0 ? -1 : text.indexOf(">", close);
  if (after < 0) return { text, entities: NO_ENTITIES };
  return { text: withoutPart(text, at, after + 1), entities: entitiesIn(text.slice(subset, close)) };
}

function doctypeAt(text: string): number | null {
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const start = text.slice(at, at + DOCTYPE.length).toLowerCase();
    if (start === DOCTYPE) return at;
    if (/^<[\p{L}_]/u.test(start)) return null;
    const end = start.startsWith("<!--") ? "-->" : start.startsWith("<?") ? "?>" : null;
    if (end === null) continue;
    at = text.indexOf(end, at);
    if (at < 0) return null;
  }
  return null;
}

/** What begins like a tag at the very end was cut off in it, and is no text. */
function withoutCutTag(text: string): string {
  const open = text.lastIndexOf("<");
  if (open < 0 || text.includes(">", open) || !/^<(?:[\p{L}_!?/]|$)/u.test(text.slice(open, open + 2))) return text;
  const isInCdata = text.lastIndexOf("<![CDATA[", open - 1) > text.lastIndexOf("]]>");
  if (isInCdata) return text;
  return text.slice(0, open);
}

/** Lines keep their numbers. */
function withoutPart(text: string, from: number, to: number): string {
  return text.slice(0, from) + text.slice(from, to).replace(/[^\n]+/g, "") + text.slice(to);
}
