import { decodeHTML } from "entities";
import { webUrl } from "./links.js";

/**
 * Most of what feeds carry is plain: paragraphs, headings, lists, emphasis and links, each tag closed where it should be.
 * What the sanitizer makes of such a body can be said by one look along it. Anything else, however little, is left to the
 * sanitizer; that both say the same wherever this one speaks is a property test.
 */

const INLINE: ReadonlySet<string> = new Set("a em strong b i u s small sub sup span code cite q mark".split(" "));
/** These hold words and inline elements only. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set("p h1 h2 h3 h4 h5 h6".split(" "));
const HOLDERS: ReadonlySet<string> = new Set("div ul ol blockquote section figure".split(" "));
/** Attributes that leave, and tell nothing that anybody else here asks about. */
const DROPPED: ReadonlySet<string> = new Set(["class", "id", "style", "target", "rel", "align"]);
const ATTRIBUTE = /\s([a-z]{2,10})="([^"<>&\\]{0,1000})"/y;
/** Deeper mark-up than this is not plain. */
const MAX_PLAIN_DEPTH = 50;
/** References as text writes them, whole; others are read in ways that differ from place to place. */
const REFERENCE = /&(?!(?:amp|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[\da-fA-F]{2,4});)/;
/** Anything but white space that stays and characters that are seen. */
const ODD = /[^\t\n -~\u00a0-\ufffd]/;

/** What `sanitize` makes of a plain body, not trimmed; null where the body is not plain. */
export function plainMarkup(html: string, baseUrl: string | null): string | null {
  if (ODD.test(html)) return null;
  const open: string[] = [];
  const hasReferences = html.includes("&");
  let written = "";
  /** What is before this stands in `written`; what follows is as it should be, so far. */
  let from = 0;
  let text = 0;
  for (let at = html.indexOf("<"); ; at = html.indexOf("<", text)) {
    const end = html.indexOf(">", text);
    const until = at === -1 ? html.length : at;
    if (end !== -1 && end < until) return null;
    if (hasReferences && until > text) {
      const words = html.slice(text, until);
      if (words.includes("&")) {
        const read = referencesRead(words);
        if (read === null) return null;
        written += html.slice(from, text) + read;
        from = until;
      }
    }
    if (at === -1) break;
    if (end === -1) return null;
    text = end + 1;
    const closes = html.charCodeAt(at + 1) === SLASH;
    const inner = html.slice(closes ? at + 2 : at + 1, end);
    if (closes) {
      if (open.pop() !== inner) return null;
      continue;
    }
    const tag = tagOf(inner, baseUrl);
    if (tag === null || !mayStand(tag.name, open)) return null;
    if (tag.name !== "br") open.push(tag.name);
    if (tag.written === inner) continue;
    written += `${html.slice(from, at)}<${tag.written}>`;
    from = text;
  }
  if (open.length > 0) return null;
  return from === 0 ? html : written + html.slice(from);
}

const SLASH = 0x2f;

/** A tag's name, and what stands between its brackets once it is sanitized. */
interface Tag {
  readonly name: string;
  readonly written: string;
}

const BREAK: Tag = { name: "br", written: "br /" };
const BARE: ReadonlyMap<string, Tag> = new Map(
  [...INLINE, ...TEXT_BLOCKS, ...HOLDERS, "li"].map((name) => [name, { name, written: name }]),
);

function tagOf(inner: string, baseUrl: string | null): Tag | null {
  const bare = BARE.get(inner);
  if (bare !== undefined) return bare;
  if (inner === "br" || inner === "br/" || inner === "br /") return BREAK;
  const space = inner.indexOf(" ");
  const tag = BARE.get(inner.slice(0, space));
  if (space === -1 || tag === undefined) return null;
  let address: string | null = null;
  ATTRIBUTE.lastIndex = space;
  while (ATTRIBUTE.lastIndex < inner.length) {
    const [, name, value] = ATTRIBUTE.exec(inner) ?? [];
    if (name === undefined || value === undefined) return null;
    if (name !== "href") {
      if (!DROPPED.has(name)) return null;
      continue;
    }
    if (tag.name !== "a" || address !== null) return null;
    address = webUrl(value, baseUrl);
    if (address === null || /["<>&]/.test(address)) return null;
  }
  return address === null ? tag : { name: tag.name, written: `a href="${address}"` };
}

/** True where a parser of HTML closes nothing by itself, and nothing leaves for standing where it does. */
function mayStand(name: string, open: readonly string[]): boolean {
  if (open.length >= MAX_PLAIN_DEPTH) return false;
  const above = open.at(-1);
  if (name === "br" || INLINE.has(name)) return name !== "a" || !open.includes("a");
  if (above === undefined || HOLDERS.has(above)) return true;
  return above === "li" && name !== "li";
}

/** Text with its references read and only what must be one written so again; null where any is none of the usual ones. */
function referencesRead(words: string): string | null {
  if (REFERENCE.test(words)) return null;
  const read = decodeHTML(words);
  if (ODD.test(read)) return null;
  return read.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
