import { decodeHTML } from "entities";
import { webUrl } from "./links.js";
import { isTracker } from "./trackers.js";

/**
 * Most of what feeds carry is plain: paragraphs, headings, lists, emphasis, links and pictures, each tag closed where it
 * should be.
 * What the sanitizer makes of such a body can be said by one look along it. Anything else, however little, is left to the
 * sanitizer; that both say the same wherever this one speaks is a property test.
 */

const INLINE: ReadonlySet<string> = new Set("a em strong b i u s small sub sup span code cite q mark".split(" "));
/** These hold words and inline elements only. */
const TEXT_BLOCKS: ReadonlySet<string> = new Set("p h1 h2 h3 h4 h5 h6".split(" "));
const HOLDERS: ReadonlySet<string> = new Set("div ul ol blockquote section figure figcaption".split(" "));
/** Attributes that leave, whatever they say. */
const DROPPED: ReadonlySet<string> = new Set(
  "class id style target rel align srcset sizes loading decoding fetchpriority border role".split(" "),
);
const DROPPED_PREFIX = /^(?:data|aria)-/;
/** What is active is reported, though it leaves. */
const ACTIVE = /^\s*(?:javascript|vbscript|data):/i;
const ATTRIBUTE = /\s{1,4}([a-z][a-z-]{1,40})="([^"<>]{0,4000})"/y;
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
    if (!VOID.has(tag.name)) open.push(tag.name);
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

const VOID: ReadonlySet<string> = new Set(["br", "hr", "img"]);
const BARE: ReadonlyMap<string, Tag> = new Map([
  ...[...INLINE, ...TEXT_BLOCKS, ...HOLDERS, "li"].map((name) => [name, { name, written: name }] as const),
  ...["br", "hr"].flatMap((name) =>
    [name, `${name}/`, `${name} /`].map((inner) => [inner, { name, written: `${name} /` }] as const),
  ),
]);
/** Attributes that stay, by the elements that have them; every other that stays anywhere is left to the sanitizer. */
const KEPT: Readonly<Record<string, readonly string[]>> = { a: ["href"], img: ["src", "alt", "width", "height"] };
const ADDRESSES: ReadonlySet<string> = new Set(["href", "src"]);

function tagOf(inner: string, baseUrl: string | null): Tag | null {
  const bare = BARE.get(inner);
  if (bare !== undefined) return bare;
  const space = inner.indexOf(" ");
  const name = inner.slice(0, space);
  if (space === -1 || (!BARE.has(name) && name !== "img")) return null;
  const attributes = attributesOf(inner, space, KEPT[name] ?? []);
  if (attributes === null) return null;
  if (name === "img") return pictureOf(attributes, baseUrl);
  const href = attributes.get("href");
  if (href === undefined) return BARE.get(name) ?? null;
  const address = addressIn(href, baseUrl);
  return address === null ? null : { name, written: `a href="${address}"` };
}

/** Those that stay, in their order; null where any other does, or one stands twice. */
function attributesOf(inner: string, from: number, kept: readonly string[]): Map<string, string> | null {
  const attributes = new Map<string, string>();
  const end = kept.includes("src") ? inner.replace(/\s{0,2}\/$/, "").length : inner.length;
  ATTRIBUTE.lastIndex = from;
  while (ATTRIBUTE.lastIndex < end) {
    const [, name, value] = ATTRIBUTE.exec(inner) ?? [];
    if (name === undefined || value === undefined) return null;
    if (kept.includes(name)) {
      if (attributes.has(name)) return null;
      attributes.set(name, value);
    } else if ((!DROPPED.has(name) && !DROPPED_PREFIX.test(name)) || ACTIVE.test(value)) return null;
  }
  return ATTRIBUTE.lastIndex === end ? attributes : null;
}

/** A picture with its address first, as the sanitizer writes it; null where it may be one that counts readers. */
function pictureOf(attributes: ReadonlyMap<string, string>, baseUrl: string | null): Tag | null {
  const src = attributes.get("src");
  const address = src === undefined ? null : addressIn(src, baseUrl);
  if (address === null || isTracker({ ...Object.fromEntries(attributes), src: address })) return null;
  let written = `img src="${address}"`;
  for (const [name, value] of attributes) {
    if (ADDRESSES.has(name)) continue;
    const read = referencesRead(value);
    if (read === null || (read === "" && name !== "alt")) return null;
    written += ` ${name}="${read.replaceAll('"', "&quot;")}"`;
  }
  return { name: "img", written: `${written} /` };
}

/** An address as it is written; null where it is none, or is not read alike everywhere. */
function addressIn(value: string, baseUrl: string | null): string | null {
  const read = value.includes("&") ? value.replaceAll("&amp;", "&").replaceAll("&#038;", "&") : value;
  if (read.includes("\\") || (read !== value && /&(?:amp;|#|[a-z]+;)/iu.test(read))) return null;
  if (read === value && value.includes("&")) return null;
  const address = webUrl(read, baseUrl);
  return address === null || /["<>]/.test(address) ? null : address.replaceAll("&", "&amp;");
}

/** True where a parser of HTML closes nothing by itself, and nothing leaves for standing where it does. */
function mayStand(name: string, open: readonly string[]): boolean {
  if (open.length >= MAX_PLAIN_DEPTH) return false;
  const above = open.at(-1);
  if (name === "br" || name === "img" || INLINE.has(name)) return name !== "a" || !open.includes("a");
  if (above === undefined || HOLDERS.has(above)) return true;
  return above === "li" && name !== "li";
}

/** Text with its references read and only what must be one written so again; null where any is none of the usual ones. */
function referencesRead(words: string): string | null {
  if (!words.includes("&")) return words;
  if (REFERENCE.test(words)) return null;
  const read = decodeHTML(words);
  if (ODD.test(read)) return null;
  return read.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
