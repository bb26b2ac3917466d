import render from "dom-serializer";
import { type ChildNode, type Element, isTag, isText } from "domhandler";
import { parseDocument } from "htmlparser2";
import { folded } from "../whiteSpace.js";

/**
 * Furniture that its mark-up gives away, in the raw body: classes, ids and roles are gone once it is sanitized. What is
 * taken out is surely no author's: navigation, reply forms, share bars, boxes of well-known plug-ins, and words that the
 * page itself hides.
 */

/** Whole names, or beginnings of names before `-` or `_`, in `class`, `id` and `data-component-name`. */
const NAMES =
  "comments read-more more-link readmore donatebox donationbox sharedaddy sd-sharing sd-block sharing share-bar sharebar share-buttons share-links social-share social-sharing social-icons social-links addtoany a2a_kit addthis heateor_sss ssba essb_links simplesocialbuttons jp-relatedposts jp-post-flair related-posts related-articles related-stories related-content relatedposts yarpp crp_related rp4wp zemanta comment-respond comment-form commentform comments-area comments-section entry-comments commentlist comment-list respond disqus_thread wpdiscuz fb-comments post-navigation nav-links navigation breadcrumb breadcrumbs pagination newsletter-signup newsletter-form newsletter-box newsletter-cta signup-form subscribe-form subscribe-widget subscribewidget subscription-widget subscription-widget-wrap subscribe-box subscribe-btn subscription-form mc4wp-form mc_embed_signup mailpoet_form tnp-subscription jetpack_subscription_widget wp-block-jetpack-subscriptions convertkit-form formkit-form ml-embedded donate-box donation-box donation-form donate-button patreon-widget kofi-button adsbygoogle advertisement ad-container ad-slot ad-unit ad-wrapper google-auto-placed sponsored-box cookie-notice cookie-banner feedflare post-views wp-post-meta mcnPreviewText preheader unsubscribe footerContainer templateFooter".split(
    " ",
  );
const NAMED = new RegExp(
  `(?:^|\\s)(?:${NAMES.map((name) => name.replace(/[-_]/gu, "[-_]")).join("|")})(?=$|\\s|[-_])`,
  "iu",
);
/** What a page calls its own boxes for those who cannot see them. */
const LABELLED =
  /^(?:share\b|sharing\b|social\b|teilen\b|partager\b|compartir\b|condividi\b|compartilhar\b|delen\b|breadcrumbs?$|(?:post |page )?navigation$|comments$|related\b|advertisement$)/iu;
const ROLES: ReadonlySet<string> = new Set([
  "navigation",
  "search",
  "form",
  "menu",
  "menubar",
  "toolbar",
  "banner",
  "contentinfo",
]);
const ALWAYS: ReadonlySet<string> = new Set(["nav", "form"]);
const HIDING =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)/iu;
/** Without an attribute that has a value, or any of these, there is nothing to take out. */
const SIGNS = ["=", "hidden", "<nav", "<form"].flatMap((sign) => [...new Set([sign, sign.toUpperCase()])]);
const TELLING =
  /<(?:nav|form)\b|\shidden\b|\s(class|id|style|role|aria-label|data-component-name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;
/** More words than this are a column, whatever its wrapper is called. */
const MAX_CHARACTERS = 3_000;
/** A wrapper that holds more than this share of the body's words is the body. */
const MAX_SHARE = 0.5;

export interface Structured {
  readonly html: string;
  /** Words of what was taken out, in order. */
  readonly taken: readonly string[];
}

/**
 * Takes out what mark-up alone shows to be furniture. Linear, but for the depth, which the caller bounds.
 *
 * @param restored words of boxes that stay
 */
export function withoutFurnitureBoxes(html: string, restored: ReadonlySet<string> = new Set()): Structured {
  if (!SIGNS.some((sign) => html.includes(sign)) || !holdsBox(html)) return { html, taken: [] };
  const document = parseDocument(html, { decodeEntities: false });
  const most = wordsOf(document.children).length * MAX_SHARE;
  const taken: string[] = [];
  const kept = (nodes: readonly ChildNode[]): ChildNode[] =>
    nodes.filter((node) => {
      if (!isTag(node)) return true;
      if (isBox(node)) {
        const words = wordsOf([node]);
        if (words.length <= MAX_CHARACTERS && words.length < most && !restored.has(words)) {
          if (words !== "") taken.push(words);
          return false;
        }
      }
      node.children = kept(node.children);
      return true;
    });
  document.children = kept(document.children);
  return taken.length === 0
    ? { html, taken }
    : { html: render(document, { decodeEntities: false, encodeEntities: false, emptyAttrs: true }), taken };
}

/** One look at the attributes: where none names furniture, the text need not be parsed. */
function holdsBox(html: string): boolean {
  for (const [, name, quoted, single, bare] of html.matchAll(TELLING)) {
    const value = quoted ?? single ?? bare ?? "";
    if (name === undefined) return true;
    const isTelling = /^style$/iu.test(name)
      ? HIDING.test(value)
      : /^role$/iu.test(name) || NAMED.test(value) || LABELLED.test(value);
    if (isTelling) return true;
  }
  return false;
}

function isBox({ name, attribs }: Element): boolean {
  if (ALWAYS.has(name)) return true;
  if (attribs.hidden !== undefined || HIDING.test(attribs.style ?? "")) return true;
  if (ROLES.has((attribs.role ?? "").toLowerCase())) return true;
  if (LABELLED.test(attribs["aria-label"] ?? "")) return true;
  return [attribs.class, attribs.id, attribs["data-component-name"]].some((name) => NAMED.test(name ?? ""));
}

function wordsOf(nodes: readonly ChildNode[]): string {
  const parts: string[] = [];
  const walk = (some: readonly ChildNode[]): void => {
    for (const node of some) {
      if (isText(node)) parts.push(node.data);
      else if (isTag(node) && node.name !== "script" && node.name !== "style") {
        parts.push(" ");
        walk(node.children);
      }
    }
  };
  walk(nodes);
  return folded(parts.join(""));
}
