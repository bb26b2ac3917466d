import sanitizeHtml from "sanitize-html";
import { webUrl } from "./links.js";
import { plainMarkup } from "./plainMarkup.js";
import { isTracker } from "./trackers.js";

/** What a column may be made of; everything else leaves, its words stay. */
const ALLOWED_TAGS = (
  "p a em strong br b i img div section h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd samp var u s small sub sup mark abbr cite q dfn " +
  "time del ins hr wbr figure figcaption table caption thead tbody tfoot tr th td colgroup col bdi bdo ruby rt rp span details summary"
).split(" ");

/** These leave with all that is in them. */
const DROPPED_WITH_CONTENT =
  "script style textarea option select button noscript template svg math iframe object embed applet form title head input".split(
    " ",
  );

const ACTIVE =
  /<(?:script|iframe|object|embed|applet|form|svg|math|base|meta|link)\b|\son[a-z]{3,25}\s*=|(?:href|src|action|formaction)\s*=\s*["']?\s*(?:javascript|vbscript|data):/iu;

export interface Sanitized {
  readonly html: string;
  /** The first piece of active mark-up that was dropped, or null. */
  readonly unsafe: string | null;
  /** Addresses of images that are too small to be seen: they count readers. */
  readonly trackers: readonly string[];
}

const MAX_QUOTE = 200;
/** Deeper mark-up is no column's, and would cost the parser time without measure: its words are kept, its tags are not. */
const MAX_DEPTH = 2_000;
/** Characters of `<b>`. */
const SHORTEST_TAG = 3;
const OPENING = /<(?!(?:img|br|hr|wbr|col|input|meta|link|area|source|embed)\b)[a-z]/giu;
const CLOSING = /<\/[a-z]/giu;

/**
 * By allow-list, with a maintained library: no scripts, styles, forms, classes or ids; http(s) addresses only, made
 * absolute.
 *
 * @param given what `raw` was made of: active mark-up is looked for there.
 */
export function sanitize(raw: string, baseUrl: string | null, given = raw): Sanitized {
  const plain = plainMarkup(raw, baseUrl);
  if (plain === null) return sanitizeAny(raw, baseUrl, given);
  return { html: plain.trim(), unsafe: given === raw ? null : activeIn(given), trackers: [] };
}

/** The same for any mark-up, by the library alone. */
export function sanitizeAny(raw: string, baseUrl: string | null, given = raw): Sanitized {
  const trackers: string[] = [];
  const html = sanitizeHtml(raw, {
    allowedTags: ALLOWED_TAGS,
    nonTextTags: DROPPED_WITH_CONTENT,
    allowedAttributes: {
      a: ["href", "title", "hreflang"],
      img: ["src", "alt", "width", "height"],
      time: ["datetime"],
      abbr: ["title"],
      blockquote: ["cite"],
      q: ["cite"],
      del: ["datetime"],
      ins: ["datetime"],
      ol: ["start", "reversed"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan", "scope"],
      "*": ["lang", "dir"],
    },
    allowedSchemes: ["http", "https", "mailto"],
    allowedSchemesByTag: { img: ["http", "https"], blockquote: ["http", "https"], q: ["http", "https"] },
    allowProtocolRelative: false,
    parser: { decodeEntities: true },
    nestingLimit: 200,
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: withAddress(attributes, "href", baseUrl) }),
      img: (tagName, attributes) => ({ tagName, attribs: withAddress(attributes, "src", baseUrl) }),
    },
    exclusiveFilter: ({ tag, attribs }) => {
      if (tag !== "img") return false;
      const source = attribs.src ?? "";
      if (source !== "" && isTracker(attribs)) trackers.push(source);
      return source === "" || isTracker(attribs);
    },
  });
  return { html: html.trim(), unsafe: activeIn(given), trackers };
}

function activeIn(given: string): string | null {
  const active = ACTIVE.exec(given);
  return active === null ? null : given.slice(active.index, active.index + MAX_QUOTE);
}

/** The words of mark-up that is too deep to be read as such. */
export function withoutTags(html: string): string {
  return html.replace(/<[^<>]{0,2000}>/gu, " ");
}

/** Tags opened and never closed stay open: their number bounds the depth from below. */
export function isTooDeep(html: string): boolean {
  if (html.length <= MAX_DEPTH * SHORTEST_TAG) return false;
  const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
  return count(OPENING) - count(CLOSING) > MAX_DEPTH;
}

function withAddress(
  attributes: Record<string, string>,
  name: "href" | "src",
  baseUrl: string | null,
): Record<string, string> {
  const { [name]: address, ...others } = attributes;
  if (address === undefined) return others;
  if (name === "href" && /^mailto:/iu.test(address.trim())) return attributes;
  const absolute = webUrl(address, baseUrl);
  return absolute === null ? others : { [name]: absolute, ...others };
}
